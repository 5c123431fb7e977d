package analyzer_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
)

// What the files do not show may be what a flow lacks: it is not blocked for
// want of it.
func TestUnseen(t *testing.T) {
	const (
		either = "Parameters: {P: {Type: String}, Q: {Type: String}}\nConditions: {C: !Equals [!Ref P, !Ref Q]}\n"
		route  = `
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Public, AllocationId: eipalloc-1}}
  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: !If [C, !Ref PrivateTable, !Ref PublicTable], DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
`
	)
	stack := func(argument string) string {
		return "  More: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://s3.amazonaws.com/b/more.yaml', Parameters: {It: !Ref " + argument + "}}}\n"
	}
	tests := []struct{ name, template, want string }{
		{"nothing is unseen", house + task, "blocked"},
		{"a macro over the template", "Transform: [Mine]\n" + house + task, "unknown"},
		{"a macro that only adds hooks", "Transform: [AWS::CodeDeployBlueGreen]\n" + house + task, "blocked"},
		{"a macro among the resources", house + task + "  Fn::Transform: {Name: Mine}\n", "unknown"},
		{"a loop over a list that is not known", "Parameters: {L: {Type: CommaDelimitedList}}\n" + house + task + "  Fn::ForEach::X: [X, !Ref L, {'N${X}': {Type: AWS::EC2::Route}}]\n", "unknown"},
		{"a loop over a list that is known", house + task + "  Fn::ForEach::X: [X, [a], {'N${X}': {Type: AWS::EC2::RouteTable}}]\n", "blocked"},
		{"a stack that is not there and has the table", house + task + stack("PrivateTable"), "unknown"},
		{"a stack that is not there and has something else", house + task + stack("Group"), "blocked"},
		{"a function that has the table", house + task + "  It: {Type: 'Custom::It', Properties: {ServiceToken: x, Table: !Ref PrivateTable}}\n", "unknown"},
		{"a function that has nothing of the network", house + task + "  It: {Type: 'Custom::It', Properties: {ServiceToken: x}}\n", "blocked"},
		{"a module that has the table", house + task + "  It: {Type: 'My::Own::It::MODULE', Properties: {Table: !Ref PrivateTable}}\n", "unknown"},
		{"a route of either table", either + house + task + route, "unknown"},
		{"a route of the other table", either + house + task + strings.Replace(route, "!If [C, !Ref PrivateTable, !Ref PublicTable]", "!Ref PublicTable", 1), "blocked"},
		{
			"an association of either subnet",
			either + strings.Replace(house, "SubnetId: !Ref Private,", "SubnetId: !If [C, !Ref Private, !Ref Other],", 1) +
				"  Other: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24}}\n" + task +
				"  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Public, AllocationId: eipalloc-1}}\n" +
				"  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}\n",
			"unknown",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := analyzeOne(t, tt.template)
			if got := linttest.Verdicts(result)["task"]["dockerhub"]; got != tt.want {
				t.Errorf("dockerhub is %s, want %s\n%s", got, tt.want, linttest.Proofs(result))
			}
		})
	}
}

// What Terraform deploys by templates, or by a provider that is not read, may
// add to what it is given.
func TestDeployed(t *testing.T) {
	const network = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table" "a" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.a.id
}
resource "aws_security_group" "task" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  network_mode          = "awsvpc"
  container_definitions = jsonencode([{ name = "app", image = "nginx" }])
}
resource "aws_ecs_service" "app" {
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets         = [aws_subnet.a.id]
    security_groups = [aws_security_group.task.id]
  }
}
`
	tests := []struct{ name, more, want string }{
		{"nothing", "", "blocked"},
		{"a stack that has the table", "resource \"aws_cloudformation_stack\" \"x\" {\n  name         = \"x\"\n  template_url = \"https://x\"\n  parameters   = { Table = aws_route_table.a.id }\n}\n", "unknown"},
		{"a stack of a template in the text", "resource \"aws_cloudformation_stack\" \"x\" {\n  name          = \"x\"\n  template_body = jsonencode({ Resources = { T = { Type = \"AWS::EC2::Route\", Properties = { RouteTableId = aws_route_table.a.id } } } })\n}\n", "unknown"},
		{"a stack that has something else", "resource \"aws_cloudformation_stack\" \"x\" {\n  name         = \"x\"\n  template_url = \"https://x\"\n  parameters   = { Name = \"x\" }\n}\n", "blocked"},
		{"a stack that is not deployed", "resource \"aws_cloudformation_stack\" \"x\" {\n  count        = 0\n  name         = \"x\"\n  template_url = \"https://x\"\n  parameters   = { Table = aws_route_table.a.id }\n}\n", "blocked"},
		{"a stack that is looked up", "data \"aws_cloudformation_stack\" \"x\" { name = aws_route_table.a.id }\n", "blocked"},
		{"a route by Cloud Control", "resource \"awscc_ec2_route\" \"x\" { route_table_id = aws_route_table.a.id }\n", "unknown"},
		{"a resource by Cloud Control's API", "resource \"aws_cloudcontrolapi_resource\" \"x\" {\n  type_name     = \"AWS::EC2::Route\"\n  desired_state = jsonencode({ RouteTableId = aws_route_table.a.id })\n}\n", "unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := analyzeFiles(t, map[string]string{"main.tf": network + tt.more})
			if got := linttest.Verdicts(result)["app"]["dockerhub"]; got != tt.want {
				t.Errorf("dockerhub is %s, want %s\n%s", got, tt.want, linttest.Proofs(result))
			}
		})
	}
}

// Another scanned template may be deployed to a network too: what it adds is
// known if it says to which, and may be what a flow lacks if it does not.
func TestTemplatesThatAdd(t *testing.T) {
	const exporting = `
Outputs:
  Table: {Value: !Ref PrivateTable, Export: {Name: table}}
  Public: {Value: !Ref Public, Export: {Name: public}}
`
	adding := func(parameters, table string) string {
		return parameters + `
Resources:
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !ImportValue public, AllocationId: eipalloc-1}}
  Route: {Type: AWS::EC2::Route, Properties: {RouteTableId: ` + table + `, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
`
	}
	unlinked := func(s string) string { return strings.Replace(s, "!ImportValue public", "subnet-1", 1) }
	const parameter = "Parameters: {Table: {Type: String}}"
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"nothing else", map[string]string{"x/net.yaml": house + task + exporting}, "blocked"},
		{
			"by an import",
			map[string]string{"x/net.yaml": house + task + exporting, "y/nat.yaml": adding("", "!ImportValue table")},
			"reachable",
		},
		{
			"by a parameter, in the same folder",
			map[string]string{"x/net.yaml": house + task + exporting, "x/nat.yaml": unlinked(adding(parameter, "!Ref Table"))},
			"unknown",
		},
		{
			"by a parameter, elsewhere",
			map[string]string{"x/net.yaml": house + task + exporting, "y/nat.yaml": unlinked(adding(parameter, "!Ref Table"))},
			"blocked",
		},
		{
			"by a parameter that has a value",
			map[string]string{"x/net.yaml": house + task + exporting, "x/nat.yaml": unlinked(adding("Parameters: {Table: {Type: String, Default: rtb-1}}", "!Ref Table"))},
			"blocked",
		},
		{
			"by what two templates export",
			map[string]string{
				"x/net.yaml": house + task + exporting, "y/nat.yaml": unlinked(adding("", "!ImportValue table")),
				"z/net.yaml": "Resources: {PrivateTable: {Type: AWS::EC2::RouteTable}}\nOutputs: {Table: {Value: !Ref PrivateTable, Export: {Name: table}}}\n",
			},
			"unknown",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := analyzeFiles(t, tt.files)
			got := map[string]string{}
			for _, flows := range linttest.Verdicts(result) {
				for need, verdict := range flows {
					got[need] = verdict
				}
			}
			if got["dockerhub"] != tt.want {
				t.Errorf("dockerhub is %s, want %s\n%s", got["dockerhub"], tt.want, linttest.Proofs(result))
			}
		})
	}
}
