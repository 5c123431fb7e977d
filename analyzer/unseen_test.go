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
