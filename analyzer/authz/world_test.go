package authz_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

const (
	region  = "eu-west-1"
	account = "123456789012"
)

// A twin is one stack in both languages: a task definition called app and what
// its roles are, each as far as the test cares. An empty one is left out.
type twin struct {
	terraform      string
	cloudformation string
}

// verdicts are what the roles say of each need: the verdicts of the steps in
// their order, each with its fault.
type verdicts map[string]string

// judge returns what the roles say in each language that the twin is written
// in, of a service on the launch type.
func (w twin) judge(t *testing.T, launch string) map[string]verdicts {
	t.Helper()
	all := map[string]verdicts{}
	if w.terraform != "" {
		all["terraform"] = said(analyze(t, "main.tf", `
provider "aws" {
  region = "eu-west-1"
}

resource "aws_ecs_service" "app" {
  name                   = "app"
  cluster                = "apps"
  task_definition        = aws_ecs_task_definition.app.arn
  launch_type            = "`+launch+`"
  enable_execute_command = local.exec

  network_configuration {
    subnets = ["subnet-1"]
  }
}
`+w.terraform+exec(w.terraform)))
	}
	if w.cloudformation != "" {
		enabled := "false"
		if strings.Contains(w.cloudformation, "# exec") {
			enabled = "true"
		}
		all["cloudformation"] = said(analyze(t, "template.yaml", `
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: apps
      TaskDefinition: !Ref App
      LaunchType: `+launch+`
      EnableExecuteCommand: `+enabled+`
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1]}}
`+w.cloudformation))
	}
	return all
}

func exec(text string) string {
	if strings.Contains(text, "# exec") {
		return "\nlocals {\n  exec = true\n}\n"
	}
	return "\nlocals {\n  exec = false\n}\n"
}

// analyze runs the pipeline over one file and returns its one stack.
func analyze(t *testing.T, name, text string) *lint.Stack {
	t.Helper()
	result, err := analyzer.Analyze(context.Background(), analyzer.Options{
		Tree:           source.NewTree(fstest.MapFS{name: {Data: []byte(text)}}),
		Terraform:      terraform.Options{Region: region, Account: account},
		CloudFormation: cloudformation.Options{Region: region, Account: account},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Stacks) != 1 {
		t.Fatalf("%d stacks in\n%s", len(result.Stacks), text)
	}
	for _, p := range result.Stacks[0].Problems {
		if p.Incomplete() && p.Kind != "missing-module" {
			t.Errorf("%s: %s in\n%s", p.Range, p.Message, text)
		}
	}
	return result.Stacks[0]
}

func said(s *lint.Stack) verdicts {
	all := verdicts{}
	for _, p := range s.Proofs {
		if len(p.Roles) > 0 {
			all[p.Need.Name] = spoken(p.Roles)
		}
	}
	return all
}

func spoken(steps []reach.Step) string {
	var words []string
	for _, s := range steps {
		words = append(words, strings.TrimSpace(s.Verdict.String()+" "+string(s.Fault)))
	}
	return strings.Join(words, ", ")
}

// check compares what the roles say of the needs that want names.
func check(t *testing.T, w twin, launch string, want verdicts) {
	t.Helper()
	for language, got := range w.judge(t, launch) {
		some := verdicts{}
		for need := range want {
			some[need] = got[need]
		}
		if diff := cmp.Diff(want, some); diff != "" {
			t.Errorf("%s (-want +got):\n%s", language, diff)
		}
	}
}

// The task definition app with an image in ECR and a log group.
func definition(terraformRole, cloudformationRole string) twin {
	return container(terraformRole, cloudformationRole, "", "")
}

// container is definition with further fields of its container.
func container(terraformRole, cloudformationRole, terraformFields, cloudformationFields string) twin {
	return twin{
		terraform: `
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  ` + terraformRole + `
  container_definitions = jsonencode([{
    name  = "app"
    image = "${aws_ecr_repository.app.repository_url}:1"
    logConfiguration = {
      logDriver = "awslogs"
      options = { "awslogs-group" = aws_cloudwatch_log_group.app.name, "awslogs-region" = "eu-west-1" }
    }
    ` + terraformFields + `
  }])
}

resource "aws_ecr_repository" "app" {
  name = "app"
}

resource "aws_cloudwatch_log_group" "app" {
  name = "/ecs/app"
}
`,
		cloudformation: `
  Repository:
    Type: AWS::ECR::Repository
    Properties: {RepositoryName: app}
  LogGroup:
    Type: AWS::Logs::LogGroup
    Properties: {LogGroupName: /ecs/app}
  App:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ` + cloudformationRole + `
      ContainerDefinitions:
        - Name: app
          Image: !Sub ${Repository.RepositoryUri}:1
          LogConfiguration:
            LogDriver: awslogs
            Options: {awslogs-group: !Ref LogGroup, awslogs-region: eu-west-1}
          ` + cloudformationFields + `
`,
	}
}

// and returns w with further resources.
func (w twin) and(terraform, cloudformation string) twin {
	if terraform == "" {
		w.terraform = ""
	} else {
		w.terraform += terraform
	}
	if cloudformation == "" {
		w.cloudformation = ""
	} else {
		w.cloudformation += cloudformation
	}
	return w
}

const (
	terraformExecution      = `execution_role_arn = aws_iam_role.execution.arn`
	cloudformationExecution = `ExecutionRoleArn: !GetAtt Execution.Arn`

	terraformTrust = `jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })`

	// A role that nothing is attached to.
	terraformRole = `
resource "aws_iam_role" "execution" {
  name               = "execution"
  assume_role_policy = ` + terraformTrust + `
}
`
	cloudformationTrust = `{Version: "2012-10-17", Statement: [{Effect: Allow, Action: "sts:AssumeRole", Principal: {Service: ecs-tasks.amazonaws.com}}]}`

	cloudformationRole = `
  Execution:
    Type: AWS::IAM::Role
    Properties:
      RoleName: execution
      AssumeRolePolicyDocument: ` + cloudformationTrust + `
`
)

// executing is definition with an execution role, and with what is attached to
// it.
func executing(terraform, cloudformation string) twin {
	w := definition(terraformExecution, cloudformationExecution)
	if terraform != "" {
		terraform = terraformRole + terraform
	}
	if cloudformation != "" {
		cloudformation = cloudformationRole + cloudformation
	}
	return w.and(terraform, cloudformation)
}

// replacedIn returns text with old in it replaced.
func replacedIn(text, old, with string) string { return strings.ReplaceAll(text, old, with) }
