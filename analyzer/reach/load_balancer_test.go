package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/reach"
)

// A load balancer in one subnet forwards to the task in another.
const (
	balancerTerraform = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "front" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "task" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_security_group" "front" {
  vpc_id = aws_vpc.main.id
  egress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8080
    security_groups = [aws_security_group.task.id]
  }
}
resource "aws_security_group" "task" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "task" {
  security_group_id            = aws_security_group.task.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.front.id
}
resource "aws_lb" "front" {
  load_balancer_type = "application"
  subnets            = [aws_subnet.front.id]
  security_groups    = [aws_security_group.front.id]
}
resource "aws_lb_target_group" "app" {
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  port        = 80
  protocol    = "HTTP"
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "nginx" }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [aws_subnet.task.id]
    security_groups = [aws_security_group.task.id]
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "app"
    container_port   = 8080
  }
}
`
	balancerCloudFormation = `
Resources:
  Main: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  FrontSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Main, CidrBlock: 10.0.1.0/24 } }
  TaskSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Main, CidrBlock: 10.0.2.0/24 } }
  FrontGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: front
      VpcId: !Ref Main
      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 8080, ToPort: 8080, DestinationSecurityGroupId: !GetAtt TaskGroup.GroupId }
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: task
      VpcId: !Ref Main
  TaskIngress:
    Type: AWS::EC2::SecurityGroupIngress
    Properties:
      GroupId: !GetAtt TaskGroup.GroupId
      IpProtocol: tcp
      FromPort: 8080
      ToPort: 8080
      SourceSecurityGroupId: !GetAtt FrontGroup.GroupId
  Front:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Type: application
      Subnets: [!Ref FrontSubnet]
      SecurityGroups: [!GetAtt FrontGroup.GroupId]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { VpcId: !Ref Main, TargetType: ip, Port: 80, Protocol: HTTP }
  Http:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Front
      Port: 80
      DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }]
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: app
      ContainerDefinitions: [{ Name: app, Image: nginx }]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref TaskSubnet]
          SecurityGroups: [!GetAtt TaskGroup.GroupId]
      LoadBalancers: [{ TargetGroupArn: !Ref Targets, ContainerName: app, ContainerPort: 8080 }]
`
)

func TestLoadBalancer(t *testing.T) {
	fromFront := []textEdit{{`referenced_security_group_id = aws_security_group.front.id`, `cidr_ipv4 = "10.0.1.0/24"`}}
	fromFrontSubnet := []textEdit{{"SourceSecurityGroupId: !GetAtt FrontGroup.GroupId", "CidrIp: 10.0.1.0/24"}}
	bare := append([]textEdit{{`"application"`, `"network"`}, {"  security_groups    = [aws_security_group.front.id]\n", ""}}, fromFront...)
	bareCFN := append([]textEdit{{"Type: application", "Type: network"}, {"      SecurityGroups: [!GetAtt FrontGroup.GroupId]\n", ""}}, fromFrontSubnet...)
	tests := []struct {
		name    string
		tf, cfn []textEdit
		want    reach.Verdict
		fault   reach.Fault
	}{
		{"by groups", nil, nil, reach.Allowed, ""},
		{"by addresses", fromFront, fromFrontSubnet, reach.Allowed, ""},
		{
			"the load balancer's group refuses the port",
			[]textEdit{{"from_port       = 8080", "from_port = 80"}, {"to_port         = 8080", "to_port = 80"}},
			[]textEdit{{"FromPort: 8080, ToPort: 8080, Dest", "FromPort: 80, ToPort: 80, Dest"}},
			reach.Blocked, reach.BalancerEgressRefused,
		},
		{
			"the task's group admits another port",
			[]textEdit{{"from_port                    = 8080", "from_port = 80"}, {"to_port                      = 8080", "to_port = 80"}},
			[]textEdit{{"      FromPort: 8080\n      ToPort: 8080", "      FromPort: 80\n      ToPort: 80"}},
			reach.Blocked, reach.BalancerIngressRefused,
		},
		{
			"the task's group admits another subnet",
			[]textEdit{{`referenced_security_group_id = aws_security_group.front.id`, `cidr_ipv4 = "10.0.3.0/24"`}},
			[]textEdit{{"SourceSecurityGroupId: !GetAtt FrontGroup.GroupId", "CidrIp: 10.0.3.0/24"}},
			reach.Blocked, reach.BalancerIngressRefused,
		},
		{"a network load balancer without groups", bare, bareCFN, reach.Allowed, ""},
		{
			"a network load balancer without groups is no member of one",
			bare[:2], bareCFN[:2],
			reach.Blocked, reach.BalancerIngressRefused,
		},
		{
			"a listener rule forwards",
			[]textEdit{{"    type             = \"forward\"\n    target_group_arn = aws_lb_target_group.app.arn\n  }\n}", "    type = \"fixed-response\"\n  }\n}\n" + `resource "aws_lb_listener_rule" "app" {
  listener_arn = aws_lb_listener.http.arn
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}`}},
			[]textEdit{{"[{ Type: forward, TargetGroupArn: !Ref Targets }]", "[{ Type: fixed-response }]\n" + `  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Http
      Priority: 1
      Conditions: [{ Field: path-pattern, Values: ["/"] }]
      Actions: [{ Type: forward, ForwardConfig: { TargetGroups: [{ TargetGroupArn: !Ref Targets }] } }]`}},
			reach.Allowed, "",
		},
		{
			"the load balancer is not in the files",
			[]textEdit{{"load_balancer_arn = aws_lb.front.arn", `load_balancer_arn = "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1"`}},
			[]textEdit{{"LoadBalancerArn: !Ref Front", "LoadBalancerArn: arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x/1"}},
			reach.Unknown, "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name+"/terraform", func(t *testing.T) {
			checkProof(t, proveNeed(t, "main.tf", balancerTerraform, "load-balancer", tt.tf...), tt.want, tt.fault)
		})
		t.Run(tt.name+"/cloudformation", func(t *testing.T) {
			checkProof(t, proveNeed(t, "template.yaml", balancerCloudFormation, "load-balancer", tt.cfn...), tt.want, tt.fault)
		})
	}
}
