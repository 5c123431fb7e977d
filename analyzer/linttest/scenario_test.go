package linttest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/network"
)

func TestScenarios(t *testing.T) {
	const dir = "../../testdata/scenarios"
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	stories := 0
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		stories++
		t.Run(e.Name(), func(t *testing.T) { linttest.Scenario(t, filepath.Join(dir, e.Name())) })
	}
	if stories == 0 {
		t.Error("no scenario found")
	}
}

func TestCanonical(t *testing.T) {
	tests := []struct{ terraform, cloudformation, want string }{
		{"aws_ecs_service.web_api", "WebApi", "webapi"},
		{"main route table of aws_vpc.main", "main route table of Main", "main route table of main"},
		{"aws_vpc_endpoint.s3", "S3", "s3"},
	}
	for _, tt := range tests {
		if got := linttest.Canonical(tt.terraform); got != tt.want {
			t.Errorf("Canonical(%q) = %q, want %q", tt.terraform, got, tt.want)
		}
		if got := linttest.Canonical(tt.cloudformation); got != tt.want {
			t.Errorf("Canonical(%q) = %q, want %q", tt.cloudformation, got, tt.want)
		}
	}
}

// The dump must see what the languages say, or equal graphs prove nothing.
func TestDump(t *testing.T) {
	const template = `Resources:
  Main:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  App:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Main, CidrBlock: 10.0.1.0/24}
  Repositories:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcId: !Ref Main, VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-west-1.ecr.api, SubnetIds: [!Ref App]}
  Tasks:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Main, GroupDescription: tasks}
`
	const terraform = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpc_endpoint" "repositories" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.ecr.api"
  subnet_ids        = [aws_subnet.app.id]
}

resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}
`
	want := dump(t, "template.yaml", template)
	tests := []struct {
		name, old, new string
		equal          bool
	}{
		{"the same facts", "", "", true},
		{"another block", "10.0.1.0/24", "10.0.2.0/24", false},
		{"another switch", `cidr_block = "10.0.0.0/16"`, "cidr_block = \"10.0.0.0/16\"\n  enable_dns_support = false", false},
		{"another service", "ecr.api", "ecr.dkr", false},
		{"no subnet", "[aws_subnet.app.id]", "[]", false},
		{"another port", `protocol         = "-1"`, `protocol         = "tcp"`, false},
		{"another name", `"aws_security_group" "tasks"`, `"aws_security_group" "jobs"`, false},
	}
	for _, tt := range tests {
		got := dump(t, "main.tf", strings.Replace(terraform, tt.old, tt.new, 1))
		if diff := cmp.Diff(want, got); (diff == "") != tt.equal {
			t.Errorf("%s: equal graphs: %t, want %t\n%s", tt.name, diff == "", tt.equal, diff)
		}
	}
}

func dump(t *testing.T, name, text string) string {
	t.Helper()
	result := linttest.AnalyzeFiles(t, map[string]string{name: text}, nil)
	if len(result.Stacks) != 1 {
		t.Fatalf("%d stacks in %s, want 1", len(result.Stacks), name)
	}
	return linttest.Dump(network.Build(result.Stacks[0].Resources))
}
