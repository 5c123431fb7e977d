package terraform_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

// What Terraform 0.11 took for a map is one, with one problem for each file.
func TestLegacySyntax(t *testing.T) {
	s := stackOf(t, map[string]string{
		"main.tf": `
locals {
  cidr_blocks {
    vpc = "10.0.0.0/16"
  }
}
data "template_file" "t" {
  template = "$${name} $${id}"
  vars {
    name = "n"
    id   = "${aws_vpc.main.id}"
  }
}
resource "aws_vpc" "main" {
  cidr_block = "${lookup(local.cidr_blocks, "vpc")}"
  tags {
    Name = "main"
  }
  text = "${data.template_file.t.rendered}"
}
module "m" {
  source = "./m"
  tags {
    Owner = "me"
  }
}
`,
		"m/main.tf": `
variable "tags" {
  type = "map"
  default {
    Owner = "nobody"
  }
}
resource "aws_subnet" "s" {
  count = "${true}"
  tags  = "${merge(map("a", "b"), var.tags)}"
  list  = "${list("x", "y")}"
}
resource "aws_subnet" "none" {
  count = "${false}"
}
`,
		"new.tf": `
resource "aws_security_group" "g" {
  tags = { a = "b" }
  ingress {
    from_port = 1
  }
}
`,
	}, terraform.Options{})
	const why = ": the file is in the syntax of Terraform 0.11, which later releases refuse; it is read as it was meant"
	if diff := cmp.Diff([]string{"parse-error main.tf:3" + why, "parse-error m/main.tf:4" + why}, problems(s)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	for _, tt := range []struct{ address, attr, want string }{
		{"aws_vpc.main", "cidr_block", "10.0.0.0/16"},
		{"aws_vpc.main", "tags", "{Name=main}"},
		{"aws_vpc.main", "text", "n aws_vpc.main.id"},
		{"module.m.aws_subnet.s[0]", "tags", "{Owner=me a=b}"},
		{"module.m.aws_subnet.s[0]", "list", "[x y]"},
		{"aws_security_group.g", "ingress", "[{from_port=1}]"},
	} {
		if got := show(find(t, s, tt.address).Body.Get(tt.attr)); got != tt.want {
			t.Errorf("%s.%s = %s, want %s", tt.address, tt.attr, got, tt.want)
		}
	}
	if exists, known := find(t, s, "module.m.aws_subnet.none").Exists.Bool(); exists || !known {
		t.Error("a count of false makes an instance")
	}
}
