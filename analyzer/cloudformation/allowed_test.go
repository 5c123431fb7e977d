package cloudformation_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

// Conditions on parameters that have no value are decided where the
// declaration leaves no choice.
func TestConditionsOnParameters(t *testing.T) {
	const yes, no, open = "true", "false", "?condition It"
	tests := []struct {
		name, parameter, equals string
		want                    string
	}{
		{"any text may be empty", "{Type: String}", `""`, open},
		{"an id is never empty", "{Type: 'AWS::EC2::VPC::Id'}", `""`, no},
		{"an id of a VPC", "{Type: 'AWS::EC2::VPC::Id'}", "vpc-1", open},
		{"an id of something else", "{Type: 'AWS::EC2::VPC::Id'}", "none", no},
		{"an empty id by default is none", "{Type: 'AWS::EC2::VPC::Id', Default: ''}", `""`, no},
		{"a list of ids is never empty", "{Type: 'List<AWS::EC2::Subnet::Id>'}", `""`, no},
		{"a list of texts may be", "{Type: CommaDelimitedList}", `""`, open},
		{"a name of a key", "{Type: 'AWS::EC2::KeyPair::KeyName'}", "none", open},
		{"allowed", "{Type: String, AllowedValues: [a, b]}", "b", open},
		{"not allowed", "{Type: String, AllowedValues: [a, b]}", "c", no},
		{"long enough", "{Type: String, MinLength: 1}", "a", open},
		{"too short", "{Type: String, MinLength: 1}", `""`, no},
		{"short enough", "{Type: String, MaxLength: '2'}", "éé", open},
		{"too long", "{Type: String, MaxLength: '2'}", "abc", no},
		{"high enough", "{Type: Number, MinValue: 2}", "2", open},
		{"too low", "{Type: Number, MinValue: 2}", "1.5", no},
		{"low enough", "{Type: Number, MaxValue: 2}", "2", open},
		{"too high", "{Type: Number, MaxValue: 2}", "2.5", no},
		{"a default that is too high is none", "{Type: Number, Default: 3, MaxValue: 2}", "2", open},
		{"of the pattern", "{Type: String, AllowedPattern: 'v[0-9]+'}", "v1", open},
		{"not of the whole pattern", "{Type: String, AllowedPattern: 'v[0-9]+'}", "v1x", no},
		{"of a pattern that only Java reads", "{Type: String, AllowedPattern: '(?!x).*'}", "x", open},
		{"a number", "{Type: Number}", "7", open},
		{"no number", "{Type: Number}", "seven", no},
		{"a default", "{Type: String, Default: a, AllowedValues: [a, b]}", "a", yes},
		{"a default that is not allowed is none", "{Type: String, Default: '', AllowedValues: [a, b]}", "b", open},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": fmt.Sprintf(`
Parameters: {P: %s}
Conditions: {It: !Equals [!Join ['', [!Ref P]], %s]}
Resources: {It: {Type: AWS::EC2::VPC, Condition: It}}
`, tt.parameter, tt.equals)}.one(t, cloudformation.Options{})
			if got := describe(resource(t, s, "It").Exists); got != tt.want {
				t.Errorf("exists: %s, want %s", got, tt.want)
			}
		})
	}
}

// Values are checked as CloudFormation checks them; a default that it refuses
// is a mistake only of whoever gives no value.
func TestParameterValues(t *testing.T) {
	tests := []struct {
		name, parameter, value string
		want                   []string
	}{
		{"allowed", "{Type: String, AllowedValues: [a, b]}", "b", nil},
		{"not allowed", "{Type: String, AllowedValues: [a, b]}", "c", []string{"a.yaml:2: evaluation-error: parameter `P` does not allow `c`"}},
		{"one of a list", "{Type: CommaDelimitedList, AllowedValues: [a, b]}", "a, c", []string{"a.yaml:2: evaluation-error: parameter `P` does not allow `c`"}},
		{"no number", "{Type: Number}", "c", []string{"a.yaml:2: evaluation-error: parameter `P` is a number, and `c` is none"}},
		{"an empty id", "{Type: 'AWS::EC2::VPC::Id'}", "", []string{"a.yaml:2: evaluation-error: parameter `P` takes no empty value"}},
		{"instead of a default that is not allowed", "{Type: String, Default: c, AllowedValues: [a, b]}", "a", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": fmt.Sprintf("\nParameters: {P: %s}\nResources: {It: {Type: AWS::EC2::VPC}}\n", tt.parameter)}.
				one(t, cloudformation.Options{Parameters: map[string]string{"P": tt.value}})
			if diff := cmp.Diff(tt.want, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// What a stack passes to one that it nests is held against its parameters.
func TestArguments(t *testing.T) {
	tests := []struct {
		name, parameter, passed, more string
		want                          []string
	}{
		{"allowed", "{Type: String, AllowedValues: [a, b]}", "{P: b}", "", nil},
		{"not allowed", "{Type: String, AllowedValues: [a, b]}", "{P: c}", "", []string{"a.yaml:4: evaluation-error: parameter `P` of stack `N` does not allow `c`"}},
		{"not known", "{Type: String, AllowedValues: [a, b]}", "{P: !Ref AWS::AccountId}", "", nil},
		{"not declared", "{Type: String, Default: a}", "{Q: c}", "", []string{"a.yaml:4: evaluation-error: stack `N` is passed parameter `Q`, which `b.yaml` does not declare"}},
		{"not declared and not passed", "{Type: String, Default: a}", "{Q: !Ref AWS::NoValue}", "", nil},
		{"by a condition", "{Type: String, Default: a}", "{'Fn::If': [C, {P: a}, {P: b}]}", "", nil},
		{"of a stack that is not made", "{Type: String, AllowedValues: [a, b]}", "{P: c, Q: d}", "Condition: C, ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := files{
				"a.yaml": "Conditions:\n  C: !Equals [a, b]\nResources:\n  N: {Type: AWS::CloudFormation::Stack, " + tt.more + "Properties: {TemplateURL: b.yaml, Parameters: " + tt.passed + "}}\n",
				"b.yaml": "Parameters: {P: " + tt.parameter + "}\nResources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}\n",
			}.load(cloudformation.Options{})
			var got []string
			for _, s := range stacks {
				got = append(got, problems(s)...)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A default that its own parameter does not take is none, and the reason says
// what is wrong with it.
func TestRefusedDefault(t *testing.T) {
	tests := []struct{ name, parameter, want string }{
		{"none", "{Type: String}", "parameter `P` has no default: pass --parameters FILE"},
		{"not allowed", "{Type: String, Default: maybe, AllowedValues: ['true', 'false']}", "parameter `P` has a default that it does not take, as it does not allow `maybe`: pass --parameters FILE"},
		{"empty", "{Type: 'AWS::EC2::VPC::Id', Default: ''}", "parameter `P` has a default that it does not take, as it takes no empty value: pass --parameters FILE"},
		{"nothing", "{Type: String, Default: }", "parameter `P` has a default that it does not take: pass --parameters FILE"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := files{"a.yaml": "Parameters: {P: " + tt.parameter + "}\nResources: {It: {Type: Custom::It, Properties: {Value: !Ref P}}}\n"}.load(cloudformation.Options{})
			u := it(t, stacks).Unknown()
			if u == nil {
				t.Fatal("the value is not unknown")
			}
			if u.Why != tt.want {
				t.Errorf("reason %q, want %q", u.Why, tt.want)
			}
		})
	}
}
