package network_test

import (
	"context"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// What a rule names may turn out to be the group that the files declare, unless
// it is an input as it is given.
func TestMayBe(t *testing.T) {
	tests := []struct {
		name, peer string
		maybe      bool
	}{
		{"the group itself", `aws_security_group.task.id`, false},
		{"another declared group", `aws_security_group.other.id`, false},
		{"an id as text", `"sg-0123456789abcdef0"`, false},
		{"an input", `var.given`, false},
		{"an input or the group", `coalesce(var.given, aws_security_group.task.id)`, true},
		{"a choice by an input", `var.own ? aws_security_group.task.id : aws_security_group.other.id`, true},
		{"a group that is looked up", `data.aws_security_group.named.id`, true},
		{"what only apply knows", `aws_lb.main.name`, true},
	}
	for _, tt := range tests {
		tree := source.NewTree(fstest.MapFS{"main.tf": {Data: []byte(`
variable "given" { type = string }
variable "own" { type = bool }
data "aws_security_group" "named" { name = var.given }
resource "aws_lb" "main" {}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_security_group" "task" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "other" { vpc_id = aws_vpc.main.id }
resource "aws_security_group" "door" { vpc_id = aws_vpc.main.id }
resource "aws_vpc_security_group_ingress_rule" "door" {
  security_group_id            = aws_security_group.door.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = ` + tt.peer + `
}
`)}})
		stack := terraform.Load(context.Background(), tree, ".", terraform.Options{})
		if len(stack.Problems) > 0 {
			t.Fatalf("%s: %v", tt.name, stack.Problems)
		}
		groups := map[string]*network.SecurityGroup{}
		for _, g := range network.Build(stack.Resources).SecurityGroups {
			groups[g.Address] = g
		}
		task, door := groups["aws_security_group.task"], groups["aws_security_group.door"]
		if len(door.Ingress.List) != 1 || door.Ingress.List[0].Peer.Group == nil {
			t.Errorf("%s: the rule has no one peer: %+v", tt.name, door.Ingress)
			continue
		}
		peer := door.Ingress.List[0].Peer.Group
		there, back := peer.MayBe(&task.Node) != nil, task.MayBe(&peer.Node) != nil
		if there != tt.maybe || back != tt.maybe {
			t.Errorf("%s: may be the task's group: %v, and the other way round %v, want %v", tt.name, there, back, tt.maybe)
		}
	}
}
