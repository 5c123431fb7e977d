package terraform_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// What OpenTofu has beyond Terraform, as its releases 1.8 to 1.12 plan it.
func TestOpenTofu(t *testing.T) {
	const module = "variable \"n\" { default = 1 }\nresource \"aws_vpc\" \"v\" {}\noutput \"id\" { value = aws_vpc.v.id }\n"
	const providers = `
variable "regions" { default = { a = "eu-west-1", b = "us-west-2" } }
provider "aws" { region = "us-east-1" }
provider "aws" {
  alias    = "by"
  for_each = var.regions
  region   = each.value
}
`
	for name, tt := range map[string]struct{ text, address, exists, region, tag string }{
		"enabled": {`
variable "on" { default = true }
resource "aws_vpc" "v" {
  lifecycle { enabled = var.on }
}`, "aws_vpc.v", "true", "", ""},
		"not enabled": {`
resource "aws_vpc" "v" {
  lifecycle { enabled = "false" }
}`, "aws_vpc.v", "false", "", ""},
		"enabled by a variable without a value": {`
variable "on" { type = bool }
resource "aws_vpc" "v" {
  lifecycle { enabled = var.on }
}`, "aws_vpc.v", "?", "", ""},
		"a module that is not enabled": {`
module "m" {
  source = "./m"
  lifecycle { enabled = false }
}`, "module.m.aws_vpc.v", "false", "", ""},
		"what is not enabled is null": {`
resource "aws_vpc" "off" {
  lifecycle { enabled = false }
}
resource "aws_vpc" "on" {
  lifecycle { enabled = true }
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "v" {
  tags = { t = join("|", [aws_vpc.off == null ? "none" : "some", try(aws_vpc.off.cidr_block, "no block"), aws_vpc.on.cidr_block, length(aws_vpc.off[*])]) }
}`, "aws_vpc.v", "true", "", "none|no block|10.0.0.0/16|0"},
		"an instance of a provider": {providers + `
resource "aws_vpc" "v" { provider = aws.by["b"] }`, "aws_vpc.v", "true", "us-west-2", ""},
		"an instance of a provider for each": {providers + `
resource "aws_vpc" "v" {
  for_each = var.regions
  provider = aws.by[each.key]
}`, `aws_vpc.v["a"]`, "true", "eu-west-1", ""},
		"an instance of a provider passed to a module": {providers + `
module "m" {
  source    = "./m"
  for_each  = var.regions
  providers = { aws = aws.by[each.key] }
}`, `module.m["b"].aws_vpc.v`, "true", "us-west-2", ""},
		"an instance that is not known": {providers + `
variable "where" { type = string }
resource "aws_vpc" "v" { provider = aws.by[var.where] }`, "aws_vpc.v", "true", "?", ""},
		"the default provider beside it": {providers + `
resource "aws_vpc" "v" {}`, "aws_vpc.v", "true", "us-east-1", ""},
		"a source with a local": {`
locals { dir = "m" }
module "m" { source = "./${local.dir}" }
resource "aws_vpc" "w" { tags = { t = module.m.id == "" ? "no" : "yes" } }`, "module.m.aws_vpc.v", "true", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tofu": tt.text, "m/main.tofu": module}, terraform.Options{})
			wantNoProblems(t, s)
			r := find(t, s, tt.address)
			if got := show(r.Exists); !strings.HasPrefix(got, tt.exists) {
				t.Errorf("exists is %s, want %s", got, tt.exists)
			}
			if got := show(r.Region); tt.region != "" && !strings.HasPrefix(got, tt.region) {
				t.Errorf("the region is %s, want %s", got, tt.region)
			}
			if got := show(r.Body.Get("tags").Get("t")); tt.tag != "" && got != tt.tag {
				t.Errorf("the tag is %s, want %s", got, tt.tag)
			}
		})
	}
}
