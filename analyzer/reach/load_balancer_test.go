package reach_test

import (
	"fmt"
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
	for _, filter := range []struct {
		name, subnet, cfn string
		in, out           portBounds
		want              reach.Verdict
	}{
		{"network ACL of the task, all that takes", "task", "TaskSubnet", portBounds{8080, 8080}, portBounds{1024, 65535}, reach.Allowed},
		{"network ACL of the task, another port", "task", "TaskSubnet", portBounds{8081, 8081}, portBounds{1024, 65535}, reach.Blocked},
		{"network ACL of the task, replies to a part of the ports", "task", "TaskSubnet", portBounds{8080, 8080}, portBounds{32768, 60999}, reach.Unknown},
		{"network ACL of the task, no replies", "task", "TaskSubnet", portBounds{8080, 8080}, portBounds{443, 443}, reach.Blocked},
		{"network ACL of the load balancer, all that takes", "front", "FrontSubnet", portBounds{1024, 65535}, portBounds{8080, 8080}, reach.Allowed},
		{"network ACL of the load balancer, another port", "front", "FrontSubnet", portBounds{1024, 65535}, portBounds{80, 80}, reach.Blocked},
		{"network ACL of the load balancer, replies to a part of the ports", "front", "FrontSubnet", portBounds{32768, 60999}, portBounds{8080, 8080}, reach.Unknown},
		{"network ACL of the load balancer, no replies", "front", "FrontSubnet", portBounds{443, 443}, portBounds{8080, 8080}, reach.Blocked},
	} {
		fault := reach.Fault("")
		if filter.want == reach.Blocked {
			fault = reach.ACLRefused
		}
		tests = append(tests, struct {
			name    string
			tf, cfn []textEdit
			want    reach.Verdict
			fault   reach.Fault
		}{filter.name, filterTerraform(filter.subnet, filter.in, filter.out), filterCloudFormation(filter.cfn, filter.in, filter.out), filter.want, fault})
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

// portBounds are the first and the last port of an entry.
type portBounds struct{ from, to int }

// filterTerraform gives the subnet a network ACL with an entry for what comes in
// and one for what goes out.
func filterTerraform(subnet string, in, out portBounds) []textEdit {
	entry := func(direction string, ports portBounds) string {
		return fmt.Sprintf("  %s {\n    rule_no = 1\n    action = \"allow\"\n    protocol = \"tcp\"\n    cidr_block = \"10.0.0.0/16\"\n    from_port = %d\n    to_port = %d\n  }\n",
			direction, ports.from, ports.to)
	}
	return []textEdit{{`resource "aws_lb" "front" {`, "resource \"aws_network_acl\" \"filter\" {\n  vpc_id = aws_vpc.main.id\n  subnet_ids = [aws_subnet." + subnet + ".id]\n" +
		entry("ingress", in) + entry("egress", out) + "}\nresource \"aws_lb\" \"front\" {"}}
}

func filterCloudFormation(subnet string, in, out portBounds) []textEdit {
	entry := func(name string, egress bool, ports portBounds) string {
		return fmt.Sprintf("  %s: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Filter, RuleNumber: 1, RuleAction: allow, Protocol: 6, Egress: %t, CidrBlock: 10.0.0.0/16, PortRange: { From: %d, To: %d } } }\n",
			name, egress, ports.from, ports.to)
	}
	return []textEdit{{"  Front:\n", "  Filter: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Main } }\n" +
		"  FilterSubnet: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref " + subnet + ", NetworkAclId: !Ref Filter } }\n" +
		entry("FilterIn", false, in) + entry("FilterOut", true, out) + "  Front:\n"}}
}
