package cloudformation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/source"
)

// setOf is a template with a stack set that says what properties add.
func setOf(properties string) string {
	return "Resources:\n  Vpc: {Type: AWS::EC2::VPC}\n  Set:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n      StackSetName: x\n      " +
		strings.ReplaceAll(properties, "\n", "\n      ") + "\n"
}

func TestStackSets(t *testing.T) {
	const (
		inner   = "Parameters: {P: {Type: String, Default: none}}\nResources: {It: {Type: Custom::It, Properties: {Value: !Sub '${P} ${AWS::Region}'}}}"
		body    = "TemplateBody: |\n  Parameters: {P: {Type: String, Default: none}}\n  Resources:\n    It: {Type: Custom::It, Properties: {Value: !Sub '${P} ${AWS::Region}'}}\n"
		url     = "TemplateURL: https://s3.amazonaws.com/bucket/inner.yaml\n"
		regions = "StackInstancesGroup: [{Regions: [eu-west-1], DeploymentTargets: {Accounts: ['111122223333']}}]\n"
		both    = "StackInstancesGroup: [{Regions: [eu-west-1, eu-west-2]}]\n"
		passes  = "Parameters: [{ParameterKey: P, ParameterValue: !Ref Vpc}]\n"
	)
	tests := []struct {
		name, properties string
		value            string // of It
		problems         []string
	}{
		{"a URL", url + regions, "none eu-west-1", nil},
		{"a body", body + regions, "none eu-west-1", nil},
		{"several regions", body + both, "none ${AWS::Region of Set}", nil},
		{"no regions", url, "none ${AWS::Region of Set}", nil},
		{"parameters", url + passes + regions, "a/Vpc.Ref eu-west-1", nil},
		{"a body with parameters", passes + body + regions, "a/Vpc.Ref eu-west-1", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := files{"a.yaml": setOf(tt.properties), "inner.yaml": inner}.load(cloudformation.Options{Region: "us-east-1"})
			s := stacks[0]
			got := resource(t, s, "a/Set/It").Body.Get("Value")
			if describe(got) != tt.value {
				t.Errorf("value is %s, want %s", describe(got), tt.value)
			}
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// What stands in a body has its place in the file around it.
func TestStackSetPlaces(t *testing.T) {
	template := setOf("TemplateBody: |\n  Resources:\n    # é\n    It: {Type: Custom::It, Properties: {Value: here}}\n")
	s := files{"a.yaml": template}.one(t, cloudformation.Options{})
	at := resource(t, s, "a/Set/It").Body.Get("Value").Range
	if got := textAt(template, at); got != "here" || at.Start.Line != source.NewFile("a.yaml", []byte(template)).Pos(strings.Index(template, "here")).Line {
		t.Errorf("value stands at %v, %q", at, got)
	}
}

// A stack set whose template is not known may do anything to what it is given.
func TestStackSetsUnknown(t *testing.T) {
	tests := []struct{ name, properties, problem string }{
		{"elsewhere", "TemplateURL: https://s3.amazonaws.com/bucket/other.yaml", "no scanned template is `https://s3.amazonaws.com/bucket/other.yaml`, which stack `Set` nests"},
		{"a composed body", "TemplateBody: !Sub '{\"Resources\": {}}'", "the template of stack set `Set` is not written as a block of text"},
		{"neither", "Description: x", "nested stack `Set` has no `TemplateURL`"},
		{"broken", "TemplateBody: |\n  Resources: [\n", "nested template `a.yaml#Set` cannot be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": setOf(tt.properties)}.one(t, cloudformation.Options{})
			set := resource(t, s, "Set")
			if set.Unseen == nil || set.Unseen.Why != tt.problem {
				t.Errorf("what the set stands for: %+v, want %q", set.Unseen, tt.problem)
			}
		})
	}
}
