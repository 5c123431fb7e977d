package terraform_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// What AWS itself makes in an account is found where a resource adopts it.
func TestLookupsOfDefaults(t *testing.T) {
	const network = `
resource "aws_default_vpc" "d" {}
resource "aws_default_subnet" "a" {
  availability_zone = "eu-west-1a"
}
resource "aws_default_subnet" "b" {
  availability_zone = "eu-west-1b"
  tags              = { Tier = "b" }
}
resource "aws_default_security_group" "g" {
  vpc_id = aws_default_vpc.d.id
}
resource "aws_default_route_table" "r" {
  default_route_table_id = aws_default_vpc.d.default_route_table_id
}
resource "aws_vpc" "own" {
  tags = { Name = "own" }
}
resource "aws_subnet" "own" {
  vpc_id            = aws_vpc.own.id
  availability_zone = "eu-west-1a"
}
`
	const vpc = "data \"aws_vpc\" \"d\" { default = true }\n"
	filter := func(name, value string) string {
		return "\n  filter {\n    name   = \"" + name + "\"\n    values = [" + value + "]\n  }\n"
	}
	tests := []struct{ name, data, expr, want string }{
		{"by zone", `data "aws_subnet" "x" {` + "\n  availability_zone = \"eu-west-1a\"\n  default_for_az = true\n}", "data.aws_subnet.x.id", "aws_default_subnet.a.id"},
		{"by another zone", `data "aws_subnet" "x" {` + "\n  availability_zone = \"eu-west-1c\"\n  default_for_az = true\n}", "data.aws_subnet.x.id", "data.aws_subnet.x.id"},
		{"one that is not default", `data "aws_subnet" "x" {` + "\n  availability_zone = \"eu-west-1a\"\n  default_for_az = false\n}", "data.aws_subnet.x.id", "aws_subnet.own.id"},
		{"by tag", `data "aws_subnet" "x" {` + "\n  tags = { Tier = \"b\" }\n}", "data.aws_subnet.x.id", "aws_default_subnet.b.id"},
		{"by VPC", vpc + `data "aws_subnets" "x" {` + filter("vpc-id", "data.aws_vpc.d.id") + "}", "data.aws_subnets.x.ids", "[aws_default_subnet.a.id aws_default_subnet.b.id …data.aws_subnets.x]"},
		{"by what AWS calls them", vpc + `data "aws_subnets" "x" {` + filter("vpc-id", "data.aws_vpc.d.id") + filter("default-for-az", `"true"`) + "}", "data.aws_subnets.x.ids", "[aws_default_subnet.a.id aws_default_subnet.b.id …data.aws_subnets.x]"},
		{"those of another VPC", "data \"aws_vpc\" \"o\" { tags = { Name = \"own\" } }\n" + `data "aws_subnets" "x" {` + filter("vpc-id", "data.aws_vpc.o.id") + "}", "data.aws_subnets.x.ids", "[aws_subnet.own.id]"},
		{"those that map addresses", vpc + `data "aws_subnets" "x" {` + filter("vpc-id", "data.aws_vpc.d.id") + filter("map-public-ip-on-launch", `"false"`) + "}", "data.aws_subnets.x.ids", "?data.aws_subnets.x.ids"},
		{"the group", vpc + "data \"aws_security_group\" \"x\" {\n  vpc_id = data.aws_vpc.d.id\n  name = \"default\"\n}", "data.aws_security_group.x.id", "aws_default_security_group.g.id"},
		{"the main route table", vpc + "data \"aws_route_table\" \"x\" {\n  vpc_id = data.aws_vpc.d.id" + filter("association.main", `"true"`) + "}", "data.aws_route_table.x.id", "aws_default_route_table.r.id"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := loadAll(t, map[string]string{
				"network/main.tf": network,
				"app/main.tf":     tt.data + "\nresource \"aws_test\" \"x\" { x = " + tt.expr + " }\n",
			}, terraform.Options{}, "app", "network")
			if got := show(find(t, stacks["app"], "aws_test.x").Body.Get("x")); got != tt.want {
				t.Errorf("%s = %s, want %s", tt.expr, got, tt.want)
			}
		})
	}
}
