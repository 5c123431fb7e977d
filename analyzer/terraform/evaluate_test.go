package terraform_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

const world = `
provider "aws" { region = "eu-west-1" }
variable "name"  { type = string }
variable "ids"   { type = list(string) }
variable "on"    { type = bool }
variable "any"   {}
variable "names" { default = ["a", "b"] }
variable "cfg" {
  type    = object({ a = string, b = optional(number, 7), c = optional(list(string), []) })
  default = { a = "x" }
}
locals {
  tags  = { team = "net", env = "prod" }
  pair  = { one = aws_subnet.many[0].id, two = aws_subnet.many[1].id }
  mixed = [var.name, "lit"]
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "many" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}
resource "aws_subnet" "each" {
  for_each   = { a = 1, b = 2 }
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.0.0/16", 8, each.value)
}
resource "aws_subnet" "none" { count = 0 }
resource "aws_subnet" "maybe" { count = var.on ? 1 : 0 }
resource "aws_iam_role" "exec" { name = "exec" }
resource "aws_ecr_repository" "app" { name = "app" }
resource "aws_ecs_task_definition" "app" { family = "app" }
resource "aws_security_group" "sg" {
  name = "sg"
  ingress {
    from_port = 443
    to_port   = 443
  }
}
data "aws_region" "here" {}
data "aws_caller_identity" "me" {}
data "aws_partition" "p" {}
data "aws_availability_zones" "az" {}
data "aws_vpc" "read" {}
data "aws_subnets" "read" {}
`

func TestLiteralsAndOperators(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"string", `"a"`, `a`},
		{"number", `1 + 2 * 3`, `7`},
		{"fraction", `1 / 4`, `0.25`},
		{"bool", `!true || 1 < 2`, `true`},
		{"null", `null`, `null`},
		{"list", `["a", 1]`, `[a 1]`},
		{"object", `{ b = 1, a = "x" }`, `{a=x b=1}`},
		{"heredoc", "<<-EOT\n    one\n      two\n  EOT", "one\n  two\n"},
		{"escapes", `"$${x} %%{y} \u00e9"`, `${x} %{y} é`},
		{"directive", `"%{ for n in var.names }${n},%{ endfor }"`, `a,b,`},
		{"if directive", `"%{ if 1 > 2 }a%{ else }b%{ endif }"`, `b`},
		{"legacy interpolation", `"${var.names}"`, `[a b]`},
		{"workspace", `terraform.workspace`, `default`},
		{"path", `"${path.module} ${path.root}"`, `. .`},
		{"conditional", `1 == 1 ? "y" : "n"`, `y`},
		{"types of branches", `true ? [] : ["a"]`, `[]`},
		{"index", `var.names[1]`, `b`},
		{"legacy index", `var.names.0`, `a`},
		{"attribute", `local.tags.env`, `prod`},
		{"key", `local.tags["team"]`, `net`},
		{"for tuple", `[for i, n in var.names : "${i}${n}" if n != "a"]`, `[1b]`},
		{"for object", `{ for k, v in local.tags : upper(k) => v }`, `{ENV=prod TEAM=net}`},
		{"for groups", `{ for n in ["a", "b", "a"] : n => n... }`, `{a=[a a] b=[b]}`},
		{"optional defaults", `var.cfg`, `{a=x b=7 c=[]}`},
		{"try falls through", `try(local.tags.none, "d")`, `d`},
		{"try stops", `try(local.tags.env, "d")`, `prod`},
		{"can", `[can(local.tags.none), can(local.tags.env)]`, `[false true]`},
		{"expansion", `max([1, 5, 3]...)`, `5`},
	})
}

func TestReferences(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"computed", `aws_vpc.main.id`, `aws_vpc.main.id`},
		{"configured", `aws_vpc.main.cidr_block`, `10.0.0.0/16`},
		{"left out", `aws_vpc.main.tags`, `null`},
		{"in a text", `"x-${aws_vpc.main.id}-y"`, `x-aws_vpc.main.id-y`},
		{"count", `aws_subnet.many[1].id`, `aws_subnet.many[1].id`},
		{"count, configured", `aws_subnet.many[1].cidr_block`, `10.0.1.0/24`},
		{"for_each", `aws_subnet.each["b"].id`, `aws_subnet.each["b"].id`},
		{"splat", `aws_subnet.many[*].id`, `[aws_subnet.many[0].id aws_subnet.many[1].id]`},
		{"legacy splat", `aws_subnet.many.*.id`, `[aws_subnet.many[0].id aws_subnet.many[1].id]`},
		{"legacy splat in quotes", `["${aws_subnet.many.*.id}", "x"]`, `[aws_subnet.many[0].id aws_subnet.many[1].id x]`},
		{"legacy list of texts", `["${aws_vpc.main.id}", "${var.name}"]`, `[aws_vpc.main.id ?var.name]`},
		{"legacy list functions", `concat(list("a"), values(map("k", aws_vpc.main.id)))`, `[a aws_vpc.main.id]`},
		{"computed within a block", `aws_security_group.sg.ingress[0].other`, `aws_security_group.sg.ingress[0].other`},
		{"token in an empty map", `lookup({}, aws_vpc.main.id, "d")`, `d`},
		{"splat of one", `aws_vpc.main[*].id`, `[aws_vpc.main.id]`},
		{"splat of none", `aws_subnet.none[*].id`, `[]`},
		{"one of none", `one(aws_subnet.none[*].id)`, `null`},
		{"try of none", `try(aws_subnet.none[0].id, "fallback")`, `fallback`},
		{"computed index", `aws_subnet.many[1 - 1].id`, `aws_subnet.many[0].id`},
		{"element wraps", `element(aws_subnet.many[*].id, 3)`, `aws_subnet.many[1].id`},
		{"values", `values(aws_subnet.each)[*].id`, `[aws_subnet.each["a"].id aws_subnet.each["b"].id]`},
		{"for over instances", `{ for k, s in aws_subnet.each : k => s.id }`, `{a=aws_subnet.each["a"].id b=aws_subnet.each["b"].id}`},
		{"through toset", `tolist(toset([aws_vpc.main.id, aws_vpc.main.id]))`, `[aws_vpc.main.id]`},
		{"through merge", `merge(local.pair, { three = aws_vpc.main.id }).one`, `aws_subnet.many[0].id`},
		{"through concat", `concat([aws_vpc.main.id], aws_subnet.many[*].id)[2]`, `aws_subnet.many[1].id`},
		{"through flatten", `flatten([[aws_vpc.main.id], [["x"]]])`, `[aws_vpc.main.id x]`},
		{"through join and split", `split(",", join(",", aws_subnet.many[*].id))`, `[aws_subnet.many[0].id aws_subnet.many[1].id]`},
		{"through JSON", `jsondecode(jsonencode({ a = [aws_vpc.main.id] })).a[0]`, `aws_vpc.main.id`},
		{"through format", `format("%s/%d", aws_vpc.main.id, 1)`, `aws_vpc.main.id/1`},
		{"as a key", `{ (aws_vpc.main.id) = 1 }[aws_vpc.main.id]`, `1`},
		{"in a key, through JSON", `jsondecode(jsonencode({ a = { "${replace(aws_vpc.main.id, "https://", "")}:sub" = 1 } }))`, `{a={aws_vpc.main.id:sub=1}}`},
		{"keys of an object", `keys({ (aws_vpc.main.id) = 1 })`, `[aws_vpc.main.id]`},
		{"through distinct", `distinct([aws_vpc.main.id, aws_vpc.main.id])`, `[aws_vpc.main.id]`},
		{"through compact", `compact(["", aws_vpc.main.id, null])`, `[aws_vpc.main.id]`},
		{"through coalesce", `coalesce("", null, aws_vpc.main.id)`, `aws_vpc.main.id`},
		{"through lookup", `lookup(local.pair, "two", "")`, `aws_subnet.many[1].id`},
		{"through zipmap", `zipmap(["k"], [aws_vpc.main.id]).k`, `aws_vpc.main.id`},
		{"through sort", `sort([aws_vpc.main.id])`, `[aws_vpc.main.id]`},
		{"through slice", `slice(aws_subnet.many[*].id, 1, 2)`, `[aws_subnet.many[1].id]`},
		{"through a conditional", `var.names == null ? "" : aws_vpc.main.id`, `aws_vpc.main.id`},
		{"block", `aws_security_group.sg.ingress`, `[{from_port=443 to_port=443}]`},
	})
}

// Keys that would begin a template are escaped in addresses, as a plan has them.
func TestAddressesOfKeys(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": "resource \"aws_test\" \"x\" {\n  for_each = toset([\"a$${b}\", \"c%%{d}\", \"q\\\"x\"])\n  v = each.key\n}\n"}, terraform.Options{})
	wantNoProblems(t, s)
	for key, address := range map[string]string{"a${b}": `aws_test.x["a$${b}"]`, "c%{d}": `aws_test.x["c%%{d}"]`, `q"x`: `aws_test.x["q\"x"]`} {
		if got := show(find(t, s, address).Body.Get("v")); got != key {
			t.Errorf("%s has %s, want %s", address, got, key)
		}
	}
}
