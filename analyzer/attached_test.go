package analyzer_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// What is attached to the role of another stack by its name counts, wherever
// it is declared.
func TestAttachedByName(t *testing.T) {
	const (
		role = `
terraform {
  backend "s3" {
    bucket = "states"
    key    = "iam"
  }
}
resource "aws_iam_role" "execution" {
  name = "execution"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}
output "role_arn" { value = aws_iam_role.execution.arn }
`
		managed = `
resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}
`
		app = `
provider "aws" { region = "eu-west-1" }
data "terraform_remote_state" "iam" {
  backend = "s3"
  config  = { bucket = "states", key = "iam" }
}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_internet_gateway" "main" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = data.terraform_remote_state.iam.outputs.role_arn
  container_definitions    = jsonencode([{ name = "app", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  desired_count   = 1
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets          = [aws_subnet.public.id]
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = true
  }
}
`
	)
	literal := strings.Replace(managed, "aws_iam_role.execution.name", `"execution"`, 1)
	tests := []struct {
		name  string
		files map[string]string
		want  int // findings
	}{
		{"beside the role", map[string]string{"iam/main.tf": role + managed}, 0},
		{"in a stack of its own", map[string]string{"iam/main.tf": role, "policies/main.tf": literal}, 0},
		{"beside the task", map[string]string{"iam/main.tf": role, "app/role.tf": literal}, 0},
		{"to another role", map[string]string{"iam/main.tf": role, "policies/main.tf": strings.Replace(literal, `= "execution"`, `= "other"`, 1)}, 1},
		{"nowhere", map[string]string{"iam/main.tf": role}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.files["app/main.tf"] = app
			result := linttest.AnalyzeFiles(t, tt.files, rules.All())
			got := 0
			for _, f := range result.Reported() {
				if f.Rule.ID == "TR503" {
					got++
				}
			}
			if got != tt.want {
				t.Errorf("%d findings about what the role lacks, want %d\n%s", got, tt.want, linttest.Proofs(result))
			}
		})
	}
}
