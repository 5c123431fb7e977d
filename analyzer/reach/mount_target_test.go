package reach_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// The task runs in the first subnet and mounts a file system that has a mount
// target in the second, of the same zone.
const (
	efsTerraform = `
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "task" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-west-1a"
}
resource "aws_subnet" "target" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.2.0/24"
  availability_zone = "eu-west-1a"
}
resource "aws_security_group" "task" {
  vpc_id = aws_vpc.main.id
  egress {
    protocol    = "tcp"
    from_port   = 2049
    to_port     = 2049
    cidr_blocks = ["10.0.2.0/24"]
  }
}
resource "aws_security_group" "target" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol        = "tcp"
    from_port       = 2049
    to_port         = 2049
    security_groups = [aws_security_group.task.id]
  }
}
resource "aws_efs_file_system" "data" {}
resource "aws_efs_mount_target" "data" {
  file_system_id  = aws_efs_file_system.data.id
  subnet_id       = aws_subnet.target.id
  security_groups = [aws_security_group.target.id]
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ name = "app", image = "nginx" }])
  volume {
    name = "data"
    efs_volume_configuration {
      file_system_id = aws_efs_file_system.data.id
    }
  }
}
resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [aws_subnet.task.id]
    security_groups = [aws_security_group.task.id]
  }
}
`
	efsCloudFormation = `
Resources:
  Main:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      EnableDnsHostnames: true
  TaskSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Main
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: eu-west-1a
  TargetSubnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Main
      CidrBlock: 10.0.2.0/24
      AvailabilityZone: eu-west-1a
  TaskGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: task
      VpcId: !Ref Main
      SecurityGroupEgress:
        - { IpProtocol: tcp, FromPort: 2049, ToPort: 2049, CidrIp: 10.0.2.0/24 }
  TargetGroup:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: target
      VpcId: !Ref Main
      SecurityGroupIngress:
        - { IpProtocol: tcp, FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: !GetAtt TaskGroup.GroupId }
  Data:
    Type: AWS::EFS::FileSystem
  DataTarget:
    Type: AWS::EFS::MountTarget
    Properties:
      FileSystemId: !Ref Data
      SubnetId: !Ref TargetSubnet
      SecurityGroups: [!GetAtt TargetGroup.GroupId]
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: app
      ContainerDefinitions: [{ Name: app, Image: nginx }]
      Volumes:
        - Name: data
          EFSVolumeConfiguration:
            FilesystemId: !Ref Data
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Definition
      LaunchType: FARGATE
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref TaskSubnet]
          SecurityGroups: [!GetAtt TaskGroup.GroupId]
`
)

// A textEdit replaces old by text, which must be there.
type textEdit struct{ old, text string }

// proveNeed analyses a stack after the edits and returns its one proof for the need
// of the given name.
func proveNeed(t *testing.T, file, text, need string, edits ...textEdit) *reach.Proof {
	t.Helper()
	proofs := proveNeeds(t, file, text, need, edits...)
	if len(proofs) != 1 {
		t.Fatalf("%d proofs for %s, want one", len(proofs), need)
	}
	return proofs[0]
}

// proveNeeds returns all proofs for the need.
func proveNeeds(t *testing.T, file, text, need string, edits ...textEdit) []*reach.Proof {
	t.Helper()
	for _, e := range edits {
		if !strings.Contains(text, e.old) {
			t.Fatalf("%q is not in the stack", e.old)
		}
		text = strings.Replace(text, e.old, e.text, 1)
	}
	result := linttest.AnalyzeFiles(t, map[string]string{file: text}, nil)
	var found []*reach.Proof
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			if p.Need.Name == need {
				found = append(found, p)
			}
		}
	}
	return found
}

// checkProof compares a proof with the verdict and the first cause that are wanted.
func checkProof(t *testing.T, p *reach.Proof, want reach.Verdict, fault reach.Fault) {
	t.Helper()
	var got reach.Fault
	if len(p.Causes) > 0 {
		got = p.Causes[0].Fault
	}
	if p.Verdict != want || got != fault {
		t.Errorf("%s (%s), want %s (%s)", p.Verdict.Flow(), got, want.Flow(), fault)
		for _, s := range p.Steps {
			t.Logf("%s %s: %s", s.Hop, s.Verdict, s.Why)
		}
	}
}

func TestMountTarget(t *testing.T) {
	tests := []struct {
		name    string
		tf, cfn []textEdit
		want    reach.Verdict
		fault   reach.Fault
	}{
		{"in the zone of the task", nil, nil, reach.Allowed, ""},
		{
			"in another zone",
			[]textEdit{{"\"10.0.2.0/24\"\n  availability_zone = \"eu-west-1a\"", "\"10.0.2.0/24\"\n  availability_zone = \"eu-west-1b\""}},
			[]textEdit{{"10.0.2.0/24\n      AvailabilityZone: eu-west-1a", "10.0.2.0/24\n      AvailabilityZone: eu-west-1b"}},
			reach.Blocked, reach.NoMountTarget,
		},
		{
			"in a zone that is not known",
			[]textEdit{{"\"10.0.2.0/24\"\n  availability_zone = \"eu-west-1a\"", "\"10.0.2.0/24\""}},
			[]textEdit{{"10.0.2.0/24\n      AvailabilityZone: eu-west-1a", "10.0.2.0/24"}},
			reach.Unknown, "",
		},
		{
			"in the subnet of the task",
			[]textEdit{{"subnet_id       = aws_subnet.target.id", "subnet_id = aws_subnet.task.id"}, {`["10.0.2.0/24"]`, `["10.0.1.0/24"]`}},
			[]textEdit{{"SubnetId: !Ref TargetSubnet", "SubnetId: !Ref TaskSubnet"}, {"CidrIp: 10.0.2.0/24", "CidrIp: 10.0.1.0/24"}},
			reach.Allowed, "",
		},
		{
			"a file system of elsewhere",
			[]textEdit{{"      file_system_id = aws_efs_file_system.data.id", `      file_system_id = "fs-1"`}},
			[]textEdit{{"FilesystemId: !Ref Data", "FilesystemId: fs-1"}},
			reach.Unknown, "",
		},
		{
			"a file system of elsewhere, and nothing gets out",
			[]textEdit{{"      file_system_id = aws_efs_file_system.data.id", `      file_system_id = "fs-1"`}, {"from_port   = 2049", "from_port = 443"}, {"to_port     = 2049", "to_port = 443"}},
			[]textEdit{{"FilesystemId: !Ref Data", "FilesystemId: fs-1"}, {"FromPort: 2049, ToPort: 2049, CidrIp", "FromPort: 443, ToPort: 443, CidrIp"}},
			reach.Blocked, reach.FileSystemEgressRefused,
		},
		{
			"the task's group lets it out to another subnet",
			[]textEdit{{`["10.0.2.0/24"]`, `["10.0.3.0/24"]`}},
			[]textEdit{{"CidrIp: 10.0.2.0/24", "CidrIp: 10.0.3.0/24"}},
			reach.Blocked, reach.FileSystemEgressRefused,
		},
		{
			"the task's group lets it out to the group",
			[]textEdit{{`cidr_blocks = ["10.0.2.0/24"]`, "security_groups = [aws_security_group.target.id]"}, {"security_groups = [aws_security_group.task.id]", `cidr_blocks = ["10.0.0.0/16"]`}},
			[]textEdit{{"CidrIp: 10.0.2.0/24", "DestinationSecurityGroupId: !GetAtt TargetGroup.GroupId"}, {"SourceSecurityGroupId: !GetAtt TaskGroup.GroupId", "CidrIp: 10.0.0.0/16"}},
			reach.Allowed, "",
		},
		{
			"the mount target's group refuses the port",
			[]textEdit{{"from_port       = 2049", "from_port = 2050"}, {"to_port         = 2049", "to_port = 2050"}},
			[]textEdit{{"FromPort: 2049, ToPort: 2049, Source", "FromPort: 2050, ToPort: 2050, Source"}},
			reach.Blocked, reach.FileSystemIngressRefused,
		},
		{
			"the mount target has the default group",
			[]textEdit{{"  security_groups = [aws_security_group.target.id]\n", ""}},
			[]textEdit{{"      SecurityGroups: [!GetAtt TargetGroup.GroupId]\n  Definition", "  Definition"}},
			reach.Blocked, reach.FileSystemIngressRefused,
		},
		{
			"DNS hostnames are off",
			[]textEdit{{"enable_dns_hostnames = true", "enable_dns_hostnames = false"}},
			[]textEdit{{"EnableDnsHostnames: true", "EnableDnsHostnames: false"}},
			reach.Blocked, reach.FileSystemNameOff,
		},
		{
			"DNS support is off",
			[]textEdit{{"enable_dns_hostnames = true", "enable_dns_support = false"}},
			[]textEdit{{"EnableDnsHostnames: true", "EnableDnsSupport: false"}},
			reach.Blocked, reach.DNSSupportOff,
		},
		{
			"the ACL of the mount target refuses the port",
			[]textEdit{{"resource \"aws_efs_file_system\"", `resource "aws_network_acl" "target" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.target.id]
  ingress {
    rule_no    = 1
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "10.0.0.0/16"
    from_port  = 443
    to_port    = 443
  }
  egress {
    rule_no    = 1
    action     = "allow"
    protocol   = "-1"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}
resource "aws_efs_file_system"`}},
			[]textEdit{{"  Data:\n", `  Acl: { Type: AWS::EC2::NetworkAcl, Properties: { VpcId: !Ref Main } }
  AclSubnet: { Type: AWS::EC2::SubnetNetworkAclAssociation, Properties: { SubnetId: !Ref TargetSubnet, NetworkAclId: !Ref Acl } }
  AclIn: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, RuleAction: allow, Protocol: 6, CidrBlock: 10.0.0.0/16, PortRange: { From: 443, To: 443 } } }
  AclOut: { Type: AWS::EC2::NetworkAclEntry, Properties: { NetworkAclId: !Ref Acl, RuleNumber: 1, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0, Egress: true } }
  Data:
`}},
			reach.Blocked, reach.ACLRefused,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name+"/terraform", func(t *testing.T) {
			checkProof(t, proveNeed(t, "main.tf", efsTerraform, "efs", tt.tf...), tt.want, tt.fault)
		})
		t.Run(tt.name+"/cloudformation", func(t *testing.T) {
			checkProof(t, proveNeed(t, "template.yaml", efsCloudFormation, "efs", tt.cfn...), tt.want, tt.fault)
		})
	}
}
