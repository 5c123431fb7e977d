package terraform_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

const joinWorld = `
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}
variable "on" { type = bool }
variable "cidr" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "main", "a.b" = "dotted" }
}
resource "aws_vpc" "other" {
  cidr_block = var.cidr
  tags       = { Name = "other", Same = "x" }
}
resource "aws_vpc" "third" { tags = { Name = "third", Same = "x" } }
resource "aws_vpc" "maybe" {
  count = var.on ? 1 : 0
  tags  = { Name = "maybe" }
}
resource "aws_vpc" "changed" {
  tags = { Name = "changed" }
  lifecycle {
    ignore_changes = [tags]
  }
}
resource "aws_default_vpc" "d" {}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-west-1a"
  tags              = { Tier = "private" }
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
  tags       = { Tier = "public-b" }
}
resource "aws_route_table" "t" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}
resource "aws_security_group" "g" {
  name   = "group"
  vpc_id = aws_vpc.main.id
}
resource "aws_iam_role" "r" { name = "role" }
`

const (
	defaultTable = "resource \"aws_default_route_table\" \"main\" { default_route_table_id = aws_vpc.main.default_route_table_id }\n"
	mainTable    = `data "aws_route_table" "x" {
  vpc_id = aws_vpc.main.id
  filter {
    name   = "association.main"
    values = ["true"]
  }
}`
)

// A data source that certainly finds one declared resource stands for it.
func TestJoins(t *testing.T) {
	tests := []struct{ name, data, expr, want string }{
		{"id", `data "aws_vpc" "x" { id = aws_vpc.main.id }`, `data.aws_vpc.x.cidr_block`, "10.0.0.0/16"},
		{"tag", `data "aws_vpc" "x" { tags = { Name = "main" } }`, `data.aws_vpc.x.id`, "aws_vpc.main.id"},
		{"tag with a dot", `data "aws_vpc" "x" { tags = { "a.b" = "dotted" } }`, `data.aws_vpc.x.id`, "aws_vpc.main.id"},
		{"in a text", `data "aws_vpc" "x" { tags = { Name = "main" } }`, `"${data.aws_vpc.x.id}/${data.aws_vpc.x.cidr_block}"`, "aws_vpc.main.id/10.0.0.0/16"},
		{"part of the default", `data "aws_vpc" "x" { tags = { Name = "main" } }`, `data.aws_vpc.x.main_route_table_id`, "aws_vpc.main.main_route_table_id"},
		{"the main route table", defaultTable + mainTable, `data.aws_route_table.x.id`, "aws_default_route_table.main.id"},
		{"the main route table where another is made that", defaultTable + `
resource "aws_main_route_table_association" "m" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.t.id
}
` + mainTable, `data.aws_route_table.x.id`, "data.aws_route_table.x.id"},
		{"another tag", `data "aws_vpc" "x" { tags = { Name = "none" } }`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"one tag of two", `data "aws_vpc" "x" { tags = { Name = "main", Same = "x" } }`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"two that match", `data "aws_vpc" "x" { tags = { Same = "x" } }`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"one that may not be", `data "aws_vpc" "x" { tags = { Name = "maybe" } }`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"tags that change", `data "aws_vpc" "x" { tags = { Name = "changed" } }`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"another region", `data "aws_vpc" "x" {
  provider = aws.west
  tags     = { Name = "main" }
}`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"an argument that is not modelled", `data "aws_vpc" "x" {
  tags            = { Name = "main" }
  dhcp_options_id = "dopt-1"
}`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"nothing asked", `data "aws_vpc" "x" {}`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"the same unknown", `data "aws_vpc" "x" { cidr_block = var.cidr }`, `data.aws_vpc.x.id`, "aws_vpc.other.id"},
		{"default", `data "aws_vpc" "x" { default = true }`, `data.aws_vpc.x.id`, "aws_default_vpc.d.id"},
		{"filter", `data "aws_vpc" "x" {
  filter {
    name   = "tag:Name"
    values = ["none", "ma*"]
  }
  filter {
    name   = "cidr"
    values = ["10.0.0.0/16"]
  }
}`, `data.aws_vpc.x.id`, "aws_vpc.main.id"},
		{"filter that fails", `data "aws_vpc" "x" {
  filter {
    name   = "tag:Name"
    values = ["main"]
  }
  filter {
    name   = "cidr"
    values = ["10.1.0.0/16"]
  }
}`, `data.aws_vpc.x.id`, "data.aws_vpc.x.id"},
		{"subnet of a VPC that is looked up", `data "aws_vpc" "v" { tags = { Name = "main" } }
data "aws_subnet" "x" {
  vpc_id            = data.aws_vpc.v.id
  availability_zone = "eu-west-1a"
}`, `[data.aws_subnet.x.id, data.aws_subnet.x.vpc_id]`, "[aws_subnet.a.id aws_vpc.main.id]"},
		{"two subnets", `data "aws_subnet" "x" { vpc_id = aws_vpc.main.id }`, `data.aws_subnet.x.id`, "data.aws_subnet.x.id"},
		{"group", `data "aws_security_group" "x" {
  vpc_id = aws_vpc.main.id
  name   = "group"
}`, `data.aws_security_group.x.id`, "aws_security_group.g.id"},
		{"route table of a subnet", `data "aws_route_table" "x" { subnet_id = aws_subnet.a.id }`, `data.aws_route_table.x.id`, "aws_route_table.t.id"},
		{"main route table", `data "aws_route_table" "x" { subnet_id = aws_subnet.b.id }`, `data.aws_route_table.x.id`, "data.aws_route_table.x.id"},
		{"role", `data "aws_iam_role" "x" { name = "role" }`, `data.aws_iam_role.x.arn`, "arn:aws:iam::${AWS account id}:role/aws_iam_role.r.name"},
		{"list", `data "aws_subnets" "x" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.main.id]
  }
}`, `data.aws_subnets.x.ids`, "[aws_subnet.a.id aws_subnet.b.id …data.aws_subnets.x.ids]"},
		{"list by tag", `data "aws_subnets" "x" {
  filter {
    name   = "vpc-id"
    values = [aws_vpc.main.id]
  }
  tags = { Tier = "private" }
}`, `tolist(data.aws_subnets.x.ids)`, "[aws_subnet.a.id …data.aws_subnets.x.ids]"},
		{"list of none", `data "aws_subnets" "x" { tags = { Tier = "none" } }`, `data.aws_subnets.x.ids`, "?data.aws_subnets.x.ids"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantExpressions(t, joinWorld+tt.data, []expressionTest{{tt.name, tt.expr, tt.want}})
		})
	}
}

// A lookup that what it looks up depends on is no cycle: it is just not known
// when the other is evaluated.
func TestJoinIsNoCycle(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
data "aws_vpc" "x" { tags = { Name = "main" } }
resource "aws_vpc" "main" {
  tags = { Name = "main", Of = data.aws_vpc.x.id }
}
module "unseen" {
  source = "acme/unseen/aws"
  vpc_id = data.aws_vpc.x.id
}
`}, terraform.Options{})
	if got := show(find(t, s, "aws_vpc.main").Body.Get("tags")); got != "{Name=main Of=aws_vpc.main.id}" {
		t.Errorf("tags = %s", got)
	}
	want := []*iac.Resource{find(t, s, "aws_vpc.main")}
	if diff := cmp.Diff(addresses(want), addresses(find(t, s, "module.unseen").Body.Refs())); diff != "" {
		t.Errorf("what a module that is not there is given (-want +got):\n%s", diff)
	}
}

func addresses(rs []*iac.Resource) []string {
	var out []string
	for _, r := range rs {
		out = append(out, r.Address)
	}
	return out
}
