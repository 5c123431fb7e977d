package analyzer_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
)

// A macro may add to whatever its template can name, in other stacks too.
func TestMacrosReach(t *testing.T) {
	const (
		network = `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  In: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Table}}
`
		outputs = "Outputs:\n  Subnet: {Value: !Ref Subnet}\n"
		service = `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {NetworkMode: awsvpc, ContainerDefinitions: [{Name: web, Image: nginx}]}
  Web:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Task
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!SUBNET]}}
`
		macro = "Transform: Routes\n"
		given = "Parameters: {Table: {Type: String}, Other: {Type: String, Default: x}}\nResources: {Topic: {Type: AWS::SNS::Topic}}\n"
	)
	web := func(subnet string) string { return strings.ReplaceAll(service, "!SUBNET", subnet) }
	nesting := "\nResources:\n  Network: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: network.yaml}}\n" + web("!GetAtt Network.Outputs.Subnet")
	nested := func(parameters string) string {
		return network + web("!Ref Subnet") + "  More: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: more.yaml, Parameters: " + parameters + "}}\n"
	}
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"no macro", map[string]string{"main.yaml": network + web("!Ref Subnet")}, "blocked"},
		{"a macro beside the network", map[string]string{"main.yaml": macro + network + web("!Ref Subnet")}, "unknown"},
		{"a macro around a network that puts out its table", map[string]string{
			"main.yaml": macro + nesting, "network.yaml": network + outputs + "  Table: {Value: !Ref Table}\n",
		}, "unknown"},
		{"no macro around it", map[string]string{"main.yaml": nesting, "network.yaml": network + outputs + "  Table: {Value: !Ref Table}\n"}, "blocked"},
		{"a macro in a stack that is given the table", map[string]string{"main.yaml": nested("{Table: !Ref Table}"), "more.yaml": macro + given}, "unknown"},
		{"no macro in it", map[string]string{"main.yaml": nested("{Table: !Ref Table}"), "more.yaml": given}, "blocked"},
		{"a macro in a stack that is given something else", map[string]string{"main.yaml": nested("{Table: none}"), "more.yaml": macro + given}, "blocked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := analyzeFiles(t, tt.files)
			for task, needs := range linttest.Verdicts(result) {
				if got := needs["dockerhub"]; got != tt.want {
					t.Errorf("%s: dockerhub is %s, want %s\n%s", task, got, tt.want, linttest.Proofs(result))
				}
			}
			if len(linttest.Verdicts(result)) != 1 {
				t.Errorf("%d tasks, want one", len(linttest.Verdicts(result)))
			}
		})
	}
}
