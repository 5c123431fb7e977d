package ecs_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
)

// On EC2 the container instances pull: those of the auto-scaling group that
// joins the service's cluster.
const (
	instancesTerraform = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_security_group" "g" { vpc_id = aws_vpc.main.id }
resource "aws_ecs_cluster" "main" { name = "main" }
variable "setup" { type = string }
resource "aws_launch_template" "one" {
  vpc_security_group_ids = [aws_security_group.g.id]
  user_data              = DATA
}
resource "aws_autoscaling_group" "one" {
  vpc_zone_identifier = [aws_subnet.a.id]
  launch_template { id = aws_launch_template.one.id }
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "nginx" }])
}
resource "aws_ecs_service" "service" {
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.app.arn
  launch_type     = "EC2"
}
`
	instancesCloudFormation = `
Parameters: {Setup: {Type: String}}
Resources:
  Main: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Main, CidrBlock: 10.0.0.0/24}}
  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g, VpcId: !Ref Main}}
  Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: main}}
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {SecurityGroupIds: [!Ref G], UserData: DATA}}
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {VPCZoneIdentifier: [!Ref A], LaunchTemplate: {LaunchTemplateId: !Ref Template}}
  App:
    Type: AWS::ECS::TaskDefinition
    Properties: {Family: app, ContainerDefinitions: [{Name: app, Image: nginx}]}
  Service:
    Type: AWS::ECS::Service
    Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref App, LaunchType: EC2}
`
)

func TestContainerInstancesJoinByUserData(t *testing.T) {
	tests := []struct {
		name, terraform, cloudFormation string
		known                           bool
	}{
		{"of this cluster", `"echo ECS_CLUSTER=${aws_ecs_cluster.main.name}"`, `!Sub "echo ECS_CLUSTER=${Cluster}"`, true},
		{"encoded", `base64encode("echo ECS_CLUSTER=main")`, `!Base64 echo ECS_CLUSTER=main`, true},
		{"of another cluster", `"echo ECS_CLUSTER=other"`, `echo ECS_CLUSTER=other`, false},
		{"of a host that joins none", `"echo hello"`, `echo hello`, false},
		{"not known", `var.setup`, `!Ref Setup`, true},
	}
	for _, tt := range tests {
		for file, text := range map[string]string{
			"main.tf":       strings.Replace(instancesTerraform, "DATA", tt.terraform, 1),
			"template.yaml": strings.Replace(instancesCloudFormation, "DATA", tt.cloudFormation, 1),
		} {
			result := linttest.AnalyzeFiles(t, map[string]string{file: text}, nil)
			known := false
			for _, s := range result.Stacks {
				for _, task := range s.Tasks {
					known = known || task.Instance != nil
				}
			}
			if known != tt.known {
				t.Errorf("%s, %s: the container instances are known: %v, want %v", tt.name, file, known, tt.known)
			}
		}
	}
}
