package cloudformation_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

// TestCircles is of resources that wait for each other, which CloudFormation
// refuses with "Circular dependency between resources".
func TestCircles(t *testing.T) {
	const head = "Parameters: {P: {Type: String, Default: x}, Q: {Type: String}}\n" +
		"Conditions: {On: !Equals [!Ref P, x], Off: !Equals [!Ref P, y], May: !Equals [!Ref Q, x], Else: !Not [!Condition May]}\nResources:\n"
	group := func(id, more string) string { return "  " + id + ": {Type: AWS::EC2::SecurityGroup, " + more + "}\n" }
	rule := func(of string) string {
		return "Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !GetAtt " + of + ".GroupId}]}"
	}
	tests := []struct {
		name, resources string
		want            []string
	}{
		{"rules that name each other", group("A", rule("B")) + group("B", rule("A")), []string{"a.yaml:4: evaluation-error: resources `A`, `B` wait for each other in a circle"}},
		{"a rule that names its own group", group("A", rule("A")), []string{"a.yaml:4: evaluation-error: resource `A` refers to itself"}},
		{"three, one by DependsOn", group("A", rule("B")) + group("B", "DependsOn: [C]") + group("C", rule("A")), []string{"a.yaml:4: evaluation-error: resources `A`, `B`, `C` wait for each other in a circle"}},
		{"a rule of its own", group("A", rule("B")) + group("B", "Properties: {GroupDescription: b}") + "  R: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref B, SourceSecurityGroupId: !Ref A}}\n", nil},
		{"two that need a third", group("A", rule("C")) + group("B", rule("C")) + group("C", "DependsOn: D") + group("D", "Properties: {GroupDescription: d}"), nil},
		{"where one is not created", group("A", rule("B")) + group("B", "Condition: Off, "+rule("A")), nil},
		{"where one is created or the other", group("A", "Condition: May, DependsOn: B") + group("B", "Condition: Else, DependsOn: A"), nil},
		{"where both are created", group("A", "Condition: On, "+rule("B")) + group("B", rule("A")), []string{"a.yaml:4: evaluation-error: resources `A`, `B` wait for each other in a circle"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problems(files{"a.yaml": head + tt.resources}.load(cloudformation.Options{})...)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCirclesOfStacks is of stacks of which none can be created first, though
// no value of theirs goes in a circle.
func TestCirclesOfStacks(t *testing.T) {
	template := func(export, imported string) string {
		return "Resources:\n  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g}}\n" +
			"  R: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !ImportValue " + imported + "}}\n" +
			"Outputs: {G: {Value: !Ref G, Export: {Name: " + export + "}}}\n"
	}
	const plain = "Resources:\n  G: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: g}}\nOutputs: {G: {Value: !Ref G, Export: {Name: c}}}\n"
	tests := []struct {
		name  string
		files files
		want  []string
	}{
		{
			"two",
			files{"a.yaml": template("a", "b"), "b.yaml": template("b", "a")},
			[]string{"b.yaml:3: unknown-input: the stacks of `b.yaml` and `a.yaml` import from each other: neither can be created before the other"},
		},
		{
			"three",
			files{"a.yaml": template("a", "b"), "b.yaml": template("b", "c"), "c.yaml": template("c", "a")},
			[]string{"c.yaml:3: unknown-input: the stacks of `c.yaml` and `a.yaml` import from each other: neither can be created before the other"},
		},
		{
			"itself",
			files{"a.yaml": template("a", "a")},
			[]string{"a.yaml:3: unknown-input: the stack imports what it exports itself, which is not there before the stack is"},
		},
		{"in a row", files{"a.yaml": template("a", "b"), "b.yaml": template("b", "c"), "c.yaml": plain}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problems(tt.files.load(cloudformation.Options{})...)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
