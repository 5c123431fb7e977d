package ecs_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/linttest"
)

// The launchers as people write them, through the loaders: each runs the one
// task definition in subnet a with group g.
const (
	launchersTerraform = `
data "aws_region" "current" {}
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_security_group" "g" { vpc_id = aws_vpc.main.id }
resource "aws_ecs_cluster" "main" { name = "main" }
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  container_definitions = jsonencode([{
    name  = "app"
    image = "nginx"
    logConfiguration = { logDriver = "awslogs", options = { "awslogs-region" = data.aws_region.current.name, "awslogs-group" = "g" } }
  }])
}
resource "aws_ecs_service" "service" {
  name            = "service"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets         = aws_subnet.a[*].id
    security_groups = [aws_security_group.g.id]
  }
}
resource "aws_ecs_service" "outside" {
  name = "outside"
  deployment_controller { type = "EXTERNAL" }
}
resource "aws_ecs_task_set" "set" {
  service         = aws_ecs_service.outside.id
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.app.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [aws_subnet.a.id]
    security_groups = [aws_security_group.g.id]
  }
}
resource "aws_cloudwatch_event_target" "event" {
  rule     = "r"
  arn      = aws_ecs_cluster.main.arn
  role_arn = "arn:aws:iam::123456789012:role/r"
  ecs_target {
    task_definition_arn = aws_ecs_task_definition.app.arn
    launch_type         = "FARGATE"
    network_configuration {
      subnets         = [aws_subnet.a.id]
      security_groups = [aws_security_group.g.id]
    }
  }
}
resource "aws_scheduler_schedule" "schedule" {
  schedule_expression = "rate(1 hour)"
  flexible_time_window { mode = "OFF" }
  target {
    arn      = aws_ecs_cluster.main.arn
    role_arn = "arn:aws:iam::123456789012:role/r"
    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.app.arn
      launch_type         = "FARGATE"
      network_configuration {
        subnets         = [aws_subnet.a.id]
        security_groups = [aws_security_group.g.id]
      }
    }
  }
}
resource "aws_pipes_pipe" "pipe" {
  role_arn = "arn:aws:iam::123456789012:role/r"
  source   = "arn:aws:sqs:eu-west-1:123456789012:q"
  target   = aws_ecs_cluster.main.arn
  target_parameters {
    ecs_task_parameters {
      task_definition_arn = aws_ecs_task_definition.app.arn
      launch_type         = "FARGATE"
      network_configuration {
        aws_vpc_configuration {
          subnets          = [aws_subnet.a.id]
          security_groups  = [aws_security_group.g.id]
          assign_public_ip = "DISABLED"
        }
      }
    }
  }
}
resource "aws_sfn_state_machine" "machine" {
  name     = "machine"
  role_arn = "arn:aws:iam::123456789012:role/r"
  definition = jsonencode({
    StartAt = "Run"
    States = {
      Run = {
        Type     = "Task"
        Resource = "arn:aws:states:::ecs:runTask.sync"
        End      = true
        Parameters = {
          Cluster        = aws_ecs_cluster.main.arn
          TaskDefinition = aws_ecs_task_definition.app.arn
          LaunchType     = "FARGATE"
          NetworkConfiguration = { AwsvpcConfiguration = { Subnets = [aws_subnet.a.id], SecurityGroups = [aws_security_group.g.id] } }
        }
      }
    }
  })
}
resource "aws_sfn_state_machine" "heredoc" {
  name       = "heredoc"
  role_arn   = "arn:aws:iam::123456789012:role/r"
  definition = <<-EOT
    {"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask", "End": true,
      "Parameters": {"TaskDefinition": "${aws_ecs_task_definition.app.arn}", "LaunchType": "FARGATE",
        "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["${aws_subnet.a.id}"], "SecurityGroups": ["${aws_security_group.g.id}"]}}}}}}
  EOT
}
resource "aws_batch_compute_environment" "fargate" {
  type = "MANAGED"
  compute_resources {
    type               = "FARGATE"
    max_vcpus          = 1
    subnets            = [aws_subnet.a.id]
    security_group_ids = [aws_security_group.g.id]
  }
}
resource "aws_batch_job_definition" "job" {
  name                  = "job"
  type                  = "container"
  platform_capabilities = ["FARGATE"]
  container_properties  = jsonencode({ image = "nginx", logConfiguration = { logDriver = "awslogs" } })
}
resource "aws_ecs_express_gateway_service" "express" {
  execution_role_arn      = "arn:aws:iam::123456789012:role/r"
  infrastructure_role_arn = "arn:aws:iam::123456789012:role/r"
  network_configuration {
    subnets         = [aws_subnet.a.id]
    security_groups = [aws_security_group.g.id]
  }
  primary_container { image = "nginx" }
}
`
	launchersCloudFormation = `
Resources:
  Main: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Main, CidrBlock: 10.0.0.0/24 } }
  G: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: g, VpcId: !Ref Main } }
  Cluster: { Type: AWS::ECS::Cluster }
  App:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: app
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      ContainerDefinitions:
        - Name: app
          Image: nginx
          LogConfiguration: { LogDriver: awslogs, Options: { awslogs-region: !Ref AWS::Region, awslogs-group: g } }
  service:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref App
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref A], SecurityGroups: [!GetAtt G.GroupId] } }
  outside:
    Type: AWS::ECS::Service
    Properties:
      DeploymentController: { Type: EXTERNAL }
  set:
    Type: AWS::ECS::TaskSet
    Properties:
      Service: !Ref outside
      Cluster: !Ref Cluster
      TaskDefinition: !Ref App
      LaunchType: FARGATE
      NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [!Ref A], SecurityGroups: [!GetAtt G.GroupId] } }
  event:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 hour)
      Targets:
        - Id: run
          Arn: !GetAtt Cluster.Arn
          RoleArn: arn:aws:iam::123456789012:role/r
          EcsParameters:
            TaskDefinitionArn: !Ref App
            LaunchType: FARGATE
            NetworkConfiguration: { AwsVpcConfiguration: { Subnets: [!Ref A], SecurityGroups: [!GetAtt G.GroupId] } }
  schedule:
    Type: AWS::Scheduler::Schedule
    Properties:
      ScheduleExpression: rate(1 hour)
      FlexibleTimeWindow: { Mode: "OFF" }
      Target:
        Arn: !GetAtt Cluster.Arn
        RoleArn: arn:aws:iam::123456789012:role/r
        EcsParameters:
          TaskDefinitionArn: !Ref App
          LaunchType: FARGATE
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref A], SecurityGroups: [!GetAtt G.GroupId] } }
  pipe:
    Type: AWS::Pipes::Pipe
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/r
      Source: arn:aws:sqs:eu-west-1:123456789012:q
      Target: !GetAtt Cluster.Arn
      TargetParameters:
        EcsTaskParameters:
          TaskDefinitionArn: !Ref App
          LaunchType: FARGATE
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref A], SecurityGroups: [!GetAtt G.GroupId], AssignPublicIp: DISABLED } }
  machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/r
      DefinitionSubstitutions: { Subnet: !Ref A, App: !Ref App }
      Definition:
        StartAt: Run
        States:
          Run:
            Type: Task
            Resource: arn:aws:states:::ecs:runTask.sync
            End: true
            Parameters:
              Cluster: !GetAtt Cluster.Arn
              TaskDefinition: ${App}
              LaunchType: FARGATE
              NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ["${Subnet}"], SecurityGroups: [!GetAtt G.GroupId] } }
  heredoc:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/r
      DefinitionString: !Sub |
        {"StartAt": "Run", "States": {"Run": {"Type": "Task", "Resource": "arn:${AWS::Partition}:states:::ecs:runTask", "End": true,
          "Parameters": {"TaskDefinition": "${App}", "LaunchType": "FARGATE",
            "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": ["${A}"], "SecurityGroups": ["${G.GroupId}"]}}}}}}
  fargate:
    Type: AWS::Batch::ComputeEnvironment
    Properties:
      Type: MANAGED
      ComputeResources: { Type: FARGATE, MaxvCpus: 1, Subnets: [!Ref A], SecurityGroupIds: [!GetAtt G.GroupId] }
  job:
    Type: AWS::Batch::JobDefinition
    Properties:
      Type: container
      PlatformCapabilities: [FARGATE]
      ContainerProperties: { Image: nginx, LogConfiguration: { LogDriver: awslogs } }
  express:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      ExecutionRoleArn: arn:aws:iam::123456789012:role/r
      InfrastructureRoleArn: arn:aws:iam::123456789012:role/r
      NetworkConfiguration: { Subnets: [!Ref A], SecurityGroups: [!GetAtt G.GroupId] }
      PrimaryContainer: { Image: nginx }
`
)

func TestLaunchersThroughLoaders(t *testing.T) {
	names := []string{"event", "express", "heredoc", "job", "machine", "pipe", "schedule", "service", "set"}
	for file, text := range map[string]string{"main.tf": launchersTerraform, "template.yaml": launchersCloudFormation} {
		t.Run(file, func(t *testing.T) {
			result := linttest.AnalyzeFiles(t, map[string]string{file: text}, nil)
			got := map[string]string{}
			for _, s := range result.Stacks {
				for _, task := range s.Tasks {
					name := task.Address[strings.LastIndex(task.Address, ".")+1:]
					got[name] = string(task.Launch) + " " + eni(task.ENI) + " " + strings.Join(summary(task), ", ")
				}
			}
			want := map[string]string{}
			for _, name := range names {
				public := ""
				if name == "express" {
					public = " public?"
				}
				want[name] = "FARGATE a/g" + public + " " + hub + ", logs logs.eu-west-1.amazonaws.com:443"
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("tasks (-want +got):\n%s", diff)
			}
		})
	}
}
