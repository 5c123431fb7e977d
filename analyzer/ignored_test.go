package analyzer_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// ignoring is a stack whose task reaches ECR and logs by endpoints. Each %s is
// the list of one lifecycle.ignore_changes.
const ignoring = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-west-1a"
}
resource "aws_route_table" "a" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.a.id
}
resource "aws_security_group" "ends" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
  lifecycle { ignore_changes = <ends> }
}
resource "aws_security_group" "task" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  lifecycle { ignore_changes = <task> }
}
resource "aws_vpc_endpoint" "of" {
  for_each            = toset(["ecr.api", "logs"])
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.a.id]
  security_group_ids  = [aws_security_group.ends.id]
  lifecycle { ignore_changes = <interface> }
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.a.id]
  lifecycle { ignore_changes = <gateway> }
}
resource "aws_ecs_cluster" "main" { name = "main" }
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  container_definitions    = jsonencode([{
    name  = "app"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1"
  }])
  lifecycle { ignore_changes = <definition> }
}
resource "aws_ecs_service" "app" {
  name            = "app"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.app.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [aws_subnet.a.id]
    security_groups = [aws_security_group.task.id]
  }
  lifecycle { ignore_changes = <service> }
}
`

// What is under ignore_changes may differ from what is deployed: it proves
// nothing, and whoever reads why is told. In the stack, ecr.api and s3 are
// reachable, and ecr.dkr is blocked.
func TestIgnoredChanges(t *testing.T) {
	const all, none = "all", "[]"
	tests := []struct {
		of, list         string
		api, dkr, layers string
		names            string // what the reason names
	}{
		{"service", none, "reachable", "blocked", "reachable", ""},
		{"service", "[desired_count]", "reachable", "blocked", "reachable", ""},
		{"service", "[network_configuration]", "unknown", "unknown", "unknown", "network_configuration"},
		{"service", "[network_configuration[0].security_groups]", "unknown", "blocked", "unknown", "network_configuration.security_groups"},
		{"service", "[network_configuration[0].assign_public_ip]", "reachable", "blocked", "reachable", ""},
		{"service", "[task_definition]", "reachable", "blocked", "reachable", ""},
		{"service", `["task_definition"]`, "reachable", "blocked", "reachable", ""},
		{"service", all, "unknown", "unknown", "unknown", "network_configuration"},
		{"definition", "[container_definitions]", "reachable", "unknown", "reachable", "container_definitions"},
		{"definition", "[cpu]", "reachable", "blocked", "reachable", ""},
		{"definition", all, "reachable", "unknown", "reachable", "container_definitions"},
		{"task", "[egress]", "unknown", "blocked", "unknown", "egress"},
		{"task", "[egress[0].cidr_blocks]", "unknown", "blocked", "unknown", "egress"},
		{"task", "[tags, ingress]", "reachable", "blocked", "reachable", ""},
		{"task", all, "unknown", "blocked", "unknown", "egress"},
		{"ends", "[ingress]", "unknown", "blocked", "reachable", "ingress"},
		{"ends", all, "unknown", "blocked", "reachable", "ingress"},
		{"interface", "[security_group_ids]", "unknown", "blocked", "reachable", "security_group_ids"},
		{"interface", "[subnet_ids]", "unknown", "blocked", "reachable", "subnet_ids"},
		{"interface", "[subnet_ids[0]]", "unknown", "blocked", "reachable", "subnet_ids"},
		{"interface", "[private_dns_enabled]", "unknown", "blocked", "reachable", "private_dns_enabled"},
		{"interface", all, "unknown", "blocked", "reachable", "private_dns_enabled"},
		{"gateway", "[route_table_ids]", "reachable", "blocked", "unknown", "route_table_ids"},
		{"gateway", "[route_table_ids[0]]", "reachable", "blocked", "unknown", "route_table_ids"},
		{"gateway", "[tags]", "reachable", "blocked", "reachable", ""},
		{"gateway", all, "reachable", "blocked", "unknown", "route_table_ids"},
	}
	for _, tt := range tests {
		text := ignoring
		for _, of := range []string{"ends", "task", "interface", "gateway", "definition", "service"} {
			list := none
			if of == tt.of {
				list = tt.list
			}
			text = strings.Replace(text, "<"+of+">", list, 1)
		}
		for where, files := range map[string]map[string]string{
			"": {"main.tf": text},
			"module.m.": {
				"main.tf":   "module \"m\" {\n  source = \"./m\"\n}\n",
				"m/main.tf": text,
			},
		} {
			t.Run(where+tt.of+" "+tt.list, func(t *testing.T) {
				result := linttest.AnalyzeFiles(t, files, rules.All())
				verdicts, proofs := linttest.Verdicts(result)[where+"app"], linttest.Proofs(result)
				got := fmt.Sprintln(verdicts["ecr.api"], verdicts["ecr.dkr"], verdicts["s3"])
				if want := fmt.Sprintln(tt.api, tt.dkr, tt.layers); got != want {
					t.Errorf("verdicts are %s, want %s\n%s", got, want, proofs)
				}
				reason := regexp.MustCompile("`" + tt.names + "[a-z_.]*` of `" + where + "aws_[a-z0-9_.]+(\\[.*\\])?` is under ignore_changes")
				if tt.names != "" && !reason.MatchString(proofs) {
					t.Errorf("no reason names %s and ignore_changes:\n%s", tt.names, proofs)
				}
			})
		}
	}
}

// A service that lets deployments change its task definition is proved with the
// one in the files, and what is found says so; modules say so in their models.
func TestRedefined(t *testing.T) {
	const network = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_ecs_cluster" "main" { name = "main" }
`
	service := func(ignored string) string {
		return `
module "app" {
  source                         = "terraform-aws-modules/ecs/aws//modules/service"
  version                        = "7.5.0"
  name                           = "app"
  cluster_arn                    = aws_ecs_cluster.main.arn
  subnet_ids                     = [aws_subnet.a.id]
  vpc_id                         = aws_vpc.main.id
  container_definitions          = { app = { image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" } }
  security_group_egress_rules    = { all = { ip_protocol = "-1", cidr_ipv4 = "0.0.0.0/0" } }
  ignore_task_definition_changes = ` + ignored + `
}
`
	}
	task := func(ignored string) string {
		return `
module "app" {
  source                         = "cloudposse/ecs-alb-service-task/aws"
  version                        = "0.78.0"
  name                           = "app"
  ecs_cluster_arn                = aws_ecs_cluster.main.arn
  subnet_ids                     = [aws_subnet.a.id]
  vpc_id                         = aws_vpc.main.id
  container_definition_json      = jsonencode([{ name = "app", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" }])
  ignore_changes_task_definition = ` + ignored + `
}
`
	}
	for name, tt := range map[string]struct {
		module    string
		redefined bool
	}{
		"service":                     {service("false"), false},
		"service, changed by others":  {service("true"), true},
		"task":                        {task("false"), false},
		"task, changed by others":     {task("true"), true},
		"task, as it is unless asked": {strings.Replace(task("null"), "ignore_changes_task_definition = null", "", 1), true},
	} {
		t.Run(name, func(t *testing.T) {
			result := linttest.AnalyzeFiles(t, map[string]string{"main.tf": network + tt.module}, rules.All())
			found := 0
			for _, needs := range linttest.Verdicts(result) {
				if v, ok := needs["ecr.api"]; ok {
					found++
					if v != "blocked" {
						t.Errorf("ecr.api is %s, want blocked\n%s", v, linttest.Proofs(result))
					}
				}
			}
			if found != 1 {
				t.Errorf("%d tasks ask for ecr.api, want 1\n%s", found, linttest.Proofs(result))
			}
			if got := saysRedefined(result); got != tt.redefined {
				t.Errorf("the findings say that the task definition may be another: %t, want %t", got, tt.redefined)
			}
		})
	}
}

// saysRedefined reports whether a finding says of a task that changes of its
// task definition are ignored.
func saysRedefined(result *lint.Result) bool {
	for _, s := range result.Stacks {
		for _, f := range s.Findings {
			for _, r := range f.Related {
				if strings.HasSuffix(r.Message, " ignores changes of its task definition: deployments may have given it another") {
					return true
				}
			}
		}
	}
	return false
}
