package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/source"
)

// off is a line that init has switched off.
var off = regexp.MustCompile(`(?m)^#([^ \n]|  )`)

// All that init writes can be switched on, whatever things are called.
func TestInitSwitchedOn(t *testing.T) {
	const text = `
variable "vpc_id" {}
variable "subnet_ids" { type = list(string) }
data "aws_security_group" "app" {
  for_each = toset(["a: \"b\""])
  name     = each.key
}
data "aws_ssm_parameter" "image" { name = "/image" }
resource "aws_security_group" "own" { vpc_id = var.vpc_id }
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  network_mode          = "awsvpc"
  container_definitions = jsonencode([{ name = "app", image = data.aws_ssm_parameter.image.value }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets         = var.subnet_ids
    security_groups = [data.aws_security_group.app["a: \"b\""].id, aws_security_group.own.id]
  }
}
`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := initialize(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(filepath.Join(dir, config.Name))
	if err != nil {
		t.Fatal(err)
	}
	on := off.ReplaceAll(written, []byte("$1"))
	c, problems := config.Parse(source.NewFile(config.Name, on))
	for _, p := range problems {
		t.Errorf("%s: %s", p.Range, p.Message)
	}
	got := [4]int{len(c.Assume.Values), len(c.Assume.VPCs), len(c.Assume.Subnets), len(c.Assume.Groups)}
	if want := [4]int{1, 1, 1, 1}; got != want {
		t.Errorf("values, VPCs, subnets and groups: %v, want %v\n%s", got, want, on)
	}
}
