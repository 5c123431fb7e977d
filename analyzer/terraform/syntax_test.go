package terraform_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

func TestJSONSyntax(t *testing.T) {
	files := map[string]string{
		"main.tf.json": `{
  "//": "a comment",
  "variable": {"name": {"type": "string", "default": "n"}, "list": {"type": "list(string)", "default": ["a"]}},
  "locals": {"l": "${var.name}-x", "plain": ["${aws_vpc.main.id}"]},
  "provider": {"aws": [{"region": "eu-west-1"}, {"alias": "us", "region": "us-east-1"}]},
  "module": {"m": {"source": "./m", "in": "${local.l}", "providers": {"aws": "aws.us"}}},
  "resource": {
    "aws_vpc": {"main": {"cidr_block": "10.0.0.0/16", "//": "ignored"}},
    "aws_security_group": {
      "sg": [{
        "vpc_id": "${aws_vpc.main.id}",
        "ingress": [{"from_port": 443}, {"from_port": 80}],
        "egress": {"from_port": 0},
        "dynamic": {"extra": {"for_each": "${var.list}", "content": {"v": "${extra.value}"}}},
        "lifecycle": {"ignore_changes": ["ingress"]},
        "depends_on": ["aws_vpc.main"]
      }]
    },
    "aws_subnet": {"s": {"count": 2, "cidr_block": "${cidrsubnet(\"10.0.0.0/16\", 8, count.index)}", "provider": "aws.us"}},
    "aws_ecs_task_definition": {"t": {"container_definitions": "${jsonencode([{\"name\": \"app\"}])}"}}
  },
  "output": {"o": {"value": "${aws_vpc.main.id}"}}
}`,
		"m/main.tf.json": `{"variable": {"in": {}}, "resource": {"aws_test": {"x": {"in": "${var.in}"}}}}`,
	}
	s := stackOf(t, files, terraform.Options{})
	wantNoProblems(t, s)
	for address, want := range map[string]string{
		"aws_vpc.main":              `{cidr_block=10.0.0.0/16}`,
		"aws_security_group.sg":     `{vpc_id=aws_vpc.main.id ingress=[{from_port=443} {from_port=80}] egress={from_port=0} extra=[{v=a}]}`,
		"aws_subnet.s[1]":           `{cidr_block=10.0.1.0/24}`,
		"aws_ecs_task_definition.t": `{container_definitions=[{name=app}]}`,
		"module.m.aws_test.x":       `{in=n-x}`,
	} {
		if got := show(find(t, s, address).Body); got != want {
			t.Errorf("%s = %s, want %s", address, got, want)
		}
	}
	if got := show(find(t, s, "module.m.aws_test.x").Region); got != "us-east-1" {
		t.Errorf("region = %s", got)
	}
	sg := find(t, s, "aws_security_group.sg")
	if got := textAt(files, sg.Body.Get("vpc_id")); got != `${aws_vpc.main.id}` {
		t.Errorf("vpc_id stands at %s", got)
	}
	if len(sg.Ignored) != 1 || sg.Ignored[0] != "ingress" {
		t.Errorf("ignored = %v", sg.Ignored)
	}
}

func TestOverrideFiles(t *testing.T) {
	s := stackOf(t, map[string]string{
		"main.tf": `
variable "v" { default = "base" }
locals {
  a = "base"
  b = "base"
}
resource "aws_test" "x" {
  a = local.a
  b = local.b
  v = var.v
  keep { n = 1 }
  swap { n = 1 }
  swap { n = 2 }
}
`,
		"a_override.tf": `
variable "v" { default = "over" }
locals { a = "over" }
resource "aws_test" "x" {
  c = "added"
  swap { n = 3 }
}
`,
		"override.tf.json": `{"resource": {"aws_test": {"x": {"c": "last"}}}}`,
	}, terraform.Options{})
	wantNoProblems(t, s)
	if got := show(find(t, s, "aws_test.x").Body); got != `{c=last a=over b=base v=over keep=[{n=1}] swap=[{n=3}]}` && got != `{a=over b=base v=over c=last keep=[{n=1}] swap=[{n=3}]}` {
		t.Errorf("body = %s", got)
	}
}

func TestOpenTofuFiles(t *testing.T) {
	s := stackOf(t, map[string]string{
		"main.tf":   `resource "aws_test" "terraform" {}`,
		"main.tofu": `resource "aws_test" "opentofu" {}`,
		"more.tf":   `resource "aws_test" "both" {}`,
		".#more.tf": `resource "aws_test" "backup" {}`,
	}, terraform.Options{})
	wantNoProblems(t, s)
	var got []string
	for _, r := range s.Resources {
		got = append(got, r.Address)
	}
	if len(got) != 2 || got[0] != "aws_test.opentofu" || got[1] != "aws_test.both" {
		t.Errorf("resources = %v", got)
	}
}

// What Terraform itself makes of these blocks and arguments is nothing that is
// there in the network.
func TestHarmlessBlocks(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
ephemeral "random_password" "p" { length = 16 }
variable "token" {
  ephemeral = true
  default   = "x"
}
import {
  for_each = { a = "subnet-1" }
  to       = aws_subnet.s[each.key]
  id       = each.value
}
moved {
  from = aws_vpc.old
  to   = aws_vpc.main
}
removed {
  from = aws_vpc.gone
  lifecycle { destroy = false }
}
check "health" {
  data "aws_vpc" "c" { id = aws_vpc.main.id }
  assert {
    condition     = data.aws_vpc.c.cidr_block != ""
    error_message = "no"
  }
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
  lifecycle {
    precondition {
      condition     = self.id != ""
      error_message = "no"
    }
  }
}
resource "aws_secretsmanager_secret_version" "v" {
  secret_id                = "x"
  secret_string_wo         = ephemeral.random_password.p.result
  secret_string_wo_version = terraform.applying ? 1 : 2
}
`}, terraform.Options{})
	wantNoProblems(t, s)
	if len(s.Resources) != 2 {
		t.Errorf("%d resources, want the VPC and the secret", len(s.Resources))
	}
	const want = "{secret_id=x secret_string_wo=?ephemeral.random_password.p.result secret_string_wo_version=?terraform.applying ? 1 : 2}"
	if got := show(find(t, s, "aws_secretsmanager_secret_version.v").Body); got != want {
		t.Errorf("secret = %s, want %s", got, want)
	}
}
