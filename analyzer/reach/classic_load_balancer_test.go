package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/reach"
)

const (
	classicTerraform = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "front" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "hosts" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_security_group" "front" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 8000
    to_port     = 8001
    protocol    = "tcp"
    cidr_blocks = ["10.0.2.0/24"]
  }
}
resource "aws_security_group" "hosts" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 8000
    to_port         = 8001
    protocol        = "tcp"
    security_groups = [aws_security_group.front.id]
  }
}
resource "aws_elb" "front" {
  subnets         = [aws_subnet.front.id]
  security_groups = [aws_security_group.front.id]
  listener {
    lb_port           = 80
    lb_protocol       = "http"
    instance_port     = 8000
    instance_protocol = "http"
  }
  health_check {
    target              = "HTTP:8000/health"
    healthy_threshold   = 2
    unhealthy_threshold = 2
    timeout             = 3
    interval            = 30
  }
}
resource "aws_launch_template" "hosts" {
  image_id               = "ami-0abc"
  vpc_security_group_ids = [aws_security_group.hosts.id]
}
resource "aws_autoscaling_group" "hosts" {
  max_size            = 2
  min_size            = 1
  vpc_zone_identifier = [aws_subnet.hosts.id]
  launch_template { id = aws_launch_template.hosts.id }
}
resource "aws_ecs_capacity_provider" "hosts" {
  name = "hosts"
  auto_scaling_group_provider { auto_scaling_group_arn = aws_autoscaling_group.hosts.arn }
}
resource "aws_ecs_task_definition" "app" {
  family       = "app"
  network_mode = "bridge"
  container_definitions = jsonencode([{
    name = "app", image = "nginx", portMappings = [{ containerPort = 80, hostPort = 8000 }]
  }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn
  capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.hosts.name
    weight            = 1
  }
  load_balancer {
    elb_name       = aws_elb.front.name
    container_name = "app"
    container_port = 80
  }
}
`
	classicCloudFormation = `
Resources:
  Main: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  FrontSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Main, CidrBlock: 10.0.1.0/24 } }
  HostSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Main, CidrBlock: 10.0.2.0/24 } }
  FrontGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: front
      VpcId: !Ref Main
      SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 8000, ToPort: 8001, CidrIp: 10.0.2.0/24 }]
  HostGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: hosts
      VpcId: !Ref Main
      SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8000, ToPort: 8001, SourceSecurityGroupId: !GetAtt FrontGroup.GroupId }]
  Front:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      Subnets: [!Ref FrontSubnet]
      SecurityGroups: [!GetAtt FrontGroup.GroupId]
      Listeners: [{ LoadBalancerPort: "80", InstancePort: "8000", Protocol: HTTP }]
      HealthCheck: { Target: "HTTP:8000/health", HealthyThreshold: "2", UnhealthyThreshold: "2", Interval: "30", Timeout: "3" }
  Template:
    Type: AWS::EC2::LaunchTemplate
    Properties: { LaunchTemplateData: { ImageId: ami-0abc, SecurityGroupIds: [!GetAtt HostGroup.GroupId] } }
  Hosts:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties:
      MinSize: "1"
      MaxSize: "2"
      VPCZoneIdentifier: [!Ref HostSubnet]
      LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: "1" }
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Hosts } }
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: app
      NetworkMode: bridge
      ContainerDefinitions: [{ Name: app, Image: nginx, PortMappings: [{ ContainerPort: 80, HostPort: 8000 }] }]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      CapacityProviderStrategy: [{ CapacityProvider: !Ref Provider, Weight: 1 }]
      LoadBalancers: [{ LoadBalancerName: !Ref Front, ContainerName: app, ContainerPort: 80 }]
`
)

// TestClassicLoadBalancer is the health check of a classic load balancer, which
// asks the container instance on the port that it maps.
func TestClassicLoadBalancer(t *testing.T) {
	tests := []struct {
		name    string
		tf, cfn []textEdit
		want    reach.Verdict
		fault   reach.Fault
	}{
		{"on the port of the listener", nil, nil, reach.Allowed, ""},
		{
			"the instances admit another port",
			[]textEdit{{"    from_port       = 8000", "    from_port = 8001"}},
			[]textEdit{{"FromPort: 8000, ToPort: 8001, Source", "FromPort: 8001, ToPort: 8001, Source"}},
			reach.Blocked, reach.BalancerIngressRefused,
		},
		{
			"the load balancer lets another port out",
			[]textEdit{{"    from_port   = 8000", "    from_port = 8001"}},
			[]textEdit{{"FromPort: 8000, ToPort: 8001, CidrIp", "FromPort: 8001, ToPort: 8001, CidrIp"}},
			reach.Blocked, reach.BalancerEgressRefused,
		},
		{
			"no group of its own: the VPC's default one",
			[]textEdit{{"  security_groups = [aws_security_group.front.id]\n  listener", "  listener"}},
			[]textEdit{{"      SecurityGroups: [!GetAtt FrontGroup.GroupId]\n", ""}},
			reach.Blocked, reach.BalancerIngressRefused,
		},
		{
			"the port is chosen when the task starts",
			[]textEdit{{"hostPort = 8000", "hostPort = 0"}},
			[]textEdit{{"HostPort: 8000", "HostPort: 0"}},
			reach.Unknown, "",
		},
		{
			"the load balancer is not in the files",
			[]textEdit{{"elb_name       = aws_elb.front.name", `elb_name = "front"`}},
			[]textEdit{{"LoadBalancerName: !Ref Front", "LoadBalancerName: front"}},
			reach.Unknown, "",
		},
		{
			"the health check is not known",
			[]textEdit{{`"HTTP:8000/health"`, `"HTTP:${var.port}/health"`}, {`provider "aws"`, "variable \"port\" { type = number }\nprovider \"aws\""}},
			[]textEdit{{`"HTTP:8000/health"`, `!Sub "HTTP:${Port}/health"`}, {"Resources:\n", "Parameters:\n  Port: { Type: Number }\nResources:\n"}},
			reach.Unknown, "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name+"/terraform", func(t *testing.T) {
			checkProof(t, proveNeed(t, "main.tf", classicTerraform, "load-balancer", tt.tf...), tt.want, tt.fault)
		})
		t.Run(tt.name+"/cloudformation", func(t *testing.T) {
			checkProof(t, proveNeed(t, "template.yaml", classicCloudFormation, "load-balancer", tt.cfn...), tt.want, tt.fault)
		})
	}
}

// A health check on a port of its own is a flow of its own.
func TestClassicLoadBalancerHealthPort(t *testing.T) {
	for file, text := range map[string]string{"main.tf": classicTerraform, "template.yaml": classicCloudFormation} {
		for port, want := range map[string]reach.Verdict{"8001": reach.Allowed, "8002": reach.Blocked} {
			t.Run(file+"/"+port, func(t *testing.T) {
				proofs := proveNeeds(t, file, text, "load-balancer", textEdit{"HTTP:8000/health", "HTTP:" + port + "/health"})
				if len(proofs) != 2 {
					t.Fatalf("%d flows, want one for the listener and one for the health check", len(proofs))
				}
				if got := proofs[1].Verdict; got != want {
					t.Errorf("health check on %s: %v, want %v", port, got, want)
				}
			})
		}
	}
}
