package cloudformation_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// checkCutJSON fails if a template in JSON comes to something else when it is
// read whole.
func checkCutJSON(t interface {
	Helper()
	Errorf(string, ...any)
}, template string,
) {
	t.Helper()
	whole, valid := loadedAs("a.json", template, cloudformation.Options{Strict: true})
	if !valid {
		return // the keys of what is left out are not checked
	}
	if got, _ := loadedAs("a.json", template, cloudformation.Options{}); got != whole {
		t.Errorf("the template\n%s\ncomes to (-whole +cut):\n%s", template, cmp.Diff(whole, got))
	}
}

// jsonTemplates draws templates in JSON, some minified and some with mistakes.
func jsonTemplates(t *rapid.T) string {
	kinds := rapid.SampledFrom([]string{
		`"Type": "AWS::EC2::Subnet"`, `"Type": "AWS::Lambda::Function"`, `"Type": "AWS::SNS::Topic"`, `"Type": "AWS::CodePipeline::Pipeline"`,
		`"Type" : "AWS::\u0045C2::Subnet"`, `"Type": ["AWS::SNS::Topic"]`, `"Type": "AWS::SNS::Topic", "Type": "AWS::EC2::Subnet"`, `"type": "AWS::SNS::Topic"`,
	})
	bodies := rapid.SampledFrom([]string{
		`"x"`, `{"Ref": "Vpc"}`, `[1, 2.5e3, true, null, {}]`, `{"Fn::ImportValue": "n"}`, `{"Fn::Import\u0056alue": "n"}`, `"}"`, `"\"}, \\"`, `[`, `}`, `nul`, `{"a": 1, "a": 2}`,
		`{"Fn::Transform": {"Name": "AWS::Include", "Parameters": {"Location": "gone.json"}}}`,
	})
	var resources []string
	for i := range rapid.IntRange(0, 4).Draw(t, "resources") {
		attributes := []string{kinds.Draw(t, "type"), `"Properties": {"A": ` + bodies.Draw(t, "body") + `}`}
		if rapid.Bool().Draw(t, "more") {
			attributes = append(attributes, rapid.SampledFrom([]string{
				`"Condition": "C"`, `"Condition": {"a": 1}`, `"DependsOn": ["Vpc"]`, `"DeletionPolicy": "Retain"`, `"Odd": {"Fn::If": ["C", 1, 2]}`,
			}).Draw(t, "attribute"))
		}
		resources = append(resources, fmt.Sprintf(`"R%d": {%s}`, i, strings.Join(rapid.Permutation(attributes).Draw(t, "order"), ", ")))
	}
	resources = append(resources, rapid.SampledFrom([]string{
		`"Vpc": {"Type": "AWS::EC2::VPC"}`, `"Vpc": []`, `"Fn::ForEach::L": ["I", ["a"], {"Q${I}": {"Type": "AWS::SNS::Topic"}}]`, `"R0": {"Type": "AWS::SQS::Queue"}`,
	}).Draw(t, "last"))
	text := `{"Conditions": {"C": {"Fn::Equals": ["a", "a"]}}, "Resources": {` + strings.Join(resources, ", ") + `}, "Outputs": {"O": {"Value": {"Ref": "Vpc"}}}}`
	if rapid.Bool().Draw(t, "lines") {
		text = strings.NewReplacer("{", "{\r\n\t", ", ", ",\n ").Replace(text)
	}
	return rapid.SampledFrom([]string{"", "\ufeff", "\n "}).Draw(t, "head") + text
}

func TestCutJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCutJSON(t, jsonTemplates(t)) })
}

// A template may end anywhere.
func TestCutJSONEnds(t *testing.T) {
	const template = `{"Resources": {"F": {"Type": "AWS::SNS::Topic", "Properties": {"A": [1, "b"]}}, "Vpc": {"Type": "AWS::EC2::VPC"}}}`
	for i := range len(template) {
		checkCutJSON(t, template[:i])
	}
	checkCutJSON(t, template)
}

// What cannot matter is not read, but must be JSON: in what is left out only
// keys that are given twice go unseen.
func TestCutJSONUnread(t *testing.T) {
	const (
		head = `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}, "F": {"Type": `
		tail = `}}}`
	)
	tests := []struct {
		name, resource string
		opts           cloudformation.Options
		problems       []string
	}{
		{"a function", `"AWS::Lambda::Function", "Properties": {"A": 1, "A": 2}`, cloudformation.Options{}, nil},
		{
			"a function, strictly", `"AWS::Lambda::Function", "Properties": {"A": 1, "A": 2}`,
			cloudformation.Options{Strict: true},
			[]string{"a.json:1: duplicate-key: key `A` is given twice: the last one counts"},
		},
		{
			"a subnet", `"AWS::EC2::Subnet", "Properties": {"A": 1, "A": 2}`,
			cloudformation.Options{},
			[]string{"a.json:1: duplicate-key: key `A` is given twice: the last one counts"},
		},
		{
			"no JSON", `"AWS::Lambda::Function", "Properties": {"A": 1,}`,
			cloudformation.Options{},
			[]string{"a.json:1: parse-error: invalid JSON: invalid character '}' looking for beginning of object key string"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.json": head + tt.resource + tail}.one(t, tt.opts)
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			read := slices.ContainsFunc(s.Resources, func(r *iac.Resource) bool { return r.Address == "Vpc" })
			if want := tt.name != "no JSON"; read != want {
				t.Errorf("the rest is read: %v, want %v", read, want)
			}
		})
	}
}

// TestCutCDK checks the templates that CDK has made.
func TestCutCDK(t *testing.T) {
	names, err := filepath.Glob("testdata/cdk/*/cdk.out/*.template.json")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d templates, error %v, want more", len(names), err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		checkCutJSON(t, string(b))
	}
}
