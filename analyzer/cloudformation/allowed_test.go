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
