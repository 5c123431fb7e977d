package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/source"
)

// textAt returns the text of a template that a range covers.
func textAt(template string, r source.Range) string {
	return template[r.Start.Byte:r.End.Byte]
}

func TestValueRanges(t *testing.T) {
	tests := []struct {
		name     string
		template string
		path     string // of the value in resource It
		want     string
	}{
		{"plain", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: some text # note\n", "A", "some text"},
		{"quoted", "Resources: {It: {Type: Custom::It, Properties: {A: \"x\\\"y\", B: 'it''s'}}}", "A", `"x\"y"`},
		{"single quotes", "Resources: {It: {Type: Custom::It, Properties: {A: \"x\", B: 'it''s'}}}", "B", "'it''s'"},
		{"behind wide letters", "Resources: {It: {Type: Custom::It, Properties: {É: \"日本\", A: 東京}}}", "A", "東京"},
		{"short form", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: !Sub \"${AWS::Region}-x\"\n", "A", "!Sub \"${AWS::Region}-x\""},
		{"short form list", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: !Join\n        - ','\n        - [a, b]\n      B: 1\n", "A", "!Join\n        - ','\n        - [a, b]"},
		{"long form", "Resources: {It: {Type: Custom::It, Properties: {A: {Ref: AWS::Region}}}}", "A", "{Ref: AWS::Region}"},
		{"block list", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A:\n        - a\n        - b\n\n      B: 1\n", "A", "- a\n        - b"},
		{"flow list", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: [a, # first\n        b, ]\n", "A", "[a, # first\n        b, ]"},
		{"block object, from its key on", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A:\n        B: 1\n      C: 1\n", "A", "A:\n        B: 1"},
		{"missed in a block object", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A:\n        B: 1\n      C: 1\n", "A.D", "A:\n        B: 1"},
		{"missed in an item", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A:\n        - B: 1\n", "A.D", "B: 1"},
		{"flow object", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: {B: 1,\n        C: 1}\n", "A", "{B: 1,\n        C: 1}"},
		{"empty list", "Resources: {It: {Type: Custom::It, Properties: {A: [ ]}}}", "A", "[ ]"},
		{"literal block", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: |\n        one\n         two\n\n      B: 1\n", "A", "|\n        one\n         two"},
		{"folded block", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: !Sub >-\n        one\n\n        two\n", "A", "!Sub >-\n        one\n\n        two"},
		{"folded plain", "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      A: one\n        two\n      B: 1\n", "A", "one\n        two"},
		{"windows lines", "Resources:\r\n  It:\r\n    Type: Custom::It\r\n    Properties:\r\n      A: [x,\r\n        y]\r\n      B: |\r\n        z\r\n", "A", "[x,\r\n        y]"},
		{"windows block", "Resources:\r\n  It:\r\n    Type: Custom::It\r\n    Properties:\r\n      A: |\r\n        z\r\n      B: 1\r\n", "A", "|\r\n        z"},
		{"byte order mark", "\ufeffResources: {It: {Type: Custom::It, Properties: {A: x}}}", "A", "x"},
		{"line separator in a comment", "# a\u2028Resources: {It: {Type: Custom::It, Properties: {A: x}}}", "A", "x"},
		{"json", `{"Resources": {"It": {"Type": "Custom::It", "Properties": {"É" : "日本", "A" : "x\u0041\/"}}}}`, "A", `"x\u0041\/"`},
		{"minified json", `{"Resources":{"It":{"Type":"Custom::It","Properties":{"B":[1,2],"A":{"Fn::Join":["",["a"]]}}}}}`, "A", `{"Fn::Join":["",["a"]]}`},
		{"json number", `{"Resources":{"It":{"Type":"Custom::It","Properties":{"A":-1.5e3}}}}`, "A", `-1.5e3`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.template": tt.template}.one(t, cloudformation.Options{})
			if p := problems(s); p != nil {
				t.Fatalf("problems: %q", p)
			}
			v := resource(t, s, "It").Body.Get(tt.path)
			if got := textAt(tt.template, v.Range); got != tt.want {
				t.Errorf("range covers %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDocumentRanges checks where the pieces of a policy that is given as text
// are.
func TestDocumentRanges(t *testing.T) {
	const statement = `{"Statement": [{"Resource": "${AWS::Region}/*"}]}`
	tests := []struct{ name, value, want string }{
		{"in a block", "!Sub |\n        {\"Statement\": [\n          {\"Resource\": \"${AWS::Region}/*\"}]}\n", `"${AWS::Region}/*"`},
		{"in single quotes", "!Sub '" + statement + "'", `"${AWS::Region}/*"`},
		{"in double quotes", `!Sub "` + strings.ReplaceAll(statement, `"`, `\"`) + `"`, `!Sub "` + strings.ReplaceAll(statement, `"`, `\"`) + `"`},
		{"in a parameter", "!Ref Policy", "!Ref Policy"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			template := "Parameters: {Policy: {Type: String, Default: '{\"Statement\": [{\"Resource\": \"us-east-1/*\"}]}'}}\n" +
				"Resources:\n  It:\n    Type: AWS::EC2::VPCEndpoint\n    Properties:\n      PolicyDocument: " + tt.value
			s := files{"a.yaml": template}.one(t, cloudformation.Options{Region: "us-east-1"})
			v := resource(t, s, "It").Body.Get("PolicyDocument.Statement.Resource")
			if got := textAt(template, v.Range); v.String() != "us-east-1/*" || got != tt.want {
				t.Errorf("%s covers %q, want us-east-1/* covering %q", v, got, tt.want)
			}
		})
	}
}

func TestFieldRanges(t *testing.T) {
	template := "Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      \"A\": x\n      B:\n        - C: 1 # one\n\n"
	s := files{"a.yaml": template}.one(t, cloudformation.Options{})
	fields, _ := resource(t, s, "It").Body.Fields()
	var got []string
	for _, f := range fields {
		got = append(got, textAt(template, f.Range))
	}
	want := []string{"\"A\": x", "B:\n        - C: 1"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("fields cover %q, want %q", got, want)
	}
}

func TestResourceRanges(t *testing.T) {
	tests := []struct {
		name          string
		template      string
		range_, first string
		condition     string // what Exists covers
	}{
		{
			name:     "yaml",
			template: "Resources:\n  It:\n    Type: Custom::It\n    Condition: Never\n    Properties:\n      A: x\n\n  # next\n  Next: {Type: Custom::It}\nConditions: {Never: !Equals [a, b]}\n",
			range_:   "It:\n    Type: Custom::It\n    Condition: Never\n    Properties:\n      A: x",
			first:    "It:\n    Type: Custom::It", condition: "Condition: Never",
		},
		{
			name:     "type further down",
			template: "Resources:\n  It:\n    Properties:\n      A: x\n    Type: Custom::It\n",
			range_:   "It:\n    Properties:\n      A: x\n    Type: Custom::It",
			first:    "It", condition: "It",
		},
		{
			name:     "minified json",
			template: `{"Resources":{"It":{"Type":"Custom::It","Properties":{"A":1}},"Next":{"Type":"Custom::It"}}}`,
			range_:   `"It":{"Type":"Custom::It","Properties":{"A":1}}`,
			first:    `"It":{"Type":"Custom::It"`, condition: `"It"`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.template": tt.template}.one(t, cloudformation.Options{})
			r := resource(t, s, "It")
			got := fmt.Sprintf("%q", []string{textAt(tt.template, r.Range), textAt(tt.template, r.Header), textAt(tt.template, r.Exists.Range)})
			want := fmt.Sprintf("%q", []string{tt.range_, tt.first, tt.condition})
			if got != want {
				t.Errorf("range, header and condition are\n%s, want\n%s", got, want)
			}
		})
	}
}

func TestTrails(t *testing.T) {
	template := "Parameters:\n  P:\n    Type: String\n    Default: 10.0.0.0/16\nResources:\n" +
		"  V:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: !Ref P\n" +
		"  It:\n    Type: Custom::It\n    Properties:\n      A: !Sub \"x ${V.CidrBlock}\"\n"
	s := files{"a.yaml": template}.one(t, cloudformation.Options{})
	v := resource(t, s, "It").Body.Get("A")
	var got []string
	for _, o := range v.Trail {
		got = append(got, o.Name+": "+textAt(template, o.Range))
	}
	want := []string{"V.CidrBlock: CidrBlock: !Ref P", "parameter P: Default: 10.0.0.0/16"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("trail is %q, want %q", got, want)
	}
}
