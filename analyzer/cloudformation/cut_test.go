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

// uncut is a comment with a line break that only the parser knows: a template
// with it at its end is read whole.
const uncut = "# \u2028\n"

// loaded says all that a template came to, and whether nothing is wrong with its
// syntax.
func loaded(template string) (text string, valid bool) {
	return loadedAs("a.yaml", template, cloudformation.Options{})
}

func loadedAs(name, template string, opts cloudformation.Options) (text string, valid bool) {
	var b strings.Builder
	valid = true
	for _, s := range (files{name: template}).load(opts) {
		for _, r := range s.Resources {
			fmt.Fprintf(&b, "%s %s %v %v %s %s\n", r.Address, r.Type, r.Range, r.Header, describe(r.Exists), places(r.Body))
		}
		for _, p := range s.Problems {
			valid = valid && p.Kind != iac.ParseError && p.Kind != iac.LimitExceeded && p.Kind != iac.DuplicateKey
			fmt.Fprintf(&b, "%v %s %s\n", p.Range, p.Kind, p.Message)
		}
	}
	return b.String(), valid
}

// places describes a value with where it stands.
func places(v iac.Value) string {
	text := v.Range.String()
	fields, _ := v.Fields()
	for _, f := range fields {
		text += fmt.Sprintf(" %s@%v=(%s)", f.Name, f.Range, places(f.Value))
	}
	if items, _ := v.Items(); v.IsList() {
		for _, item := range items {
			text += " [" + places(item) + "]"
		}
	} else if !v.IsObject() {
		text += " " + describe(v)
	}
	return text
}

// checkCut fails if a template comes to something else when it is read whole.
func checkCut(t interface {
	Helper()
	Errorf(string, ...any)
}, template string,
) {
	t.Helper()
	if !strings.HasSuffix(template, "\n") {
		template += "\n"
	}
	whole, valid := loaded(template + uncut)
	if !valid {
		return // what is left out is not checked
	}
	if got, _ := loaded(template); got != whole {
		t.Errorf("the template\n%s\ncomes to (-whole +cut):\n%s", template, cmp.Diff(whole, got))
	}
}

// bodies are values of a property, each to be indented under its key: what looks
// like the end of the resource or hides it.
var bodies = []string{
	" x", " !Ref Vpc", " 'it''s: {'", ` "a \" b"`, " it's", " a \"b", " [a, {b: c}]",
	" |\n  text: \"\n   # no comment\n\n  B:\n", " >-\n  '\n", " |+\n\n  x\n\n", " |2\n   x\n",
	"\n  - a\n  - b: \"\n      c\"\n    d: |\n      \"\n", "\n- !Sub |\n  {\n- x\n", "\n  ? a\n  : b\n",
	" [a,\n  b]", " \"a\n  B: c\"", " {a: 'b',\n  c: !Sub \"d\"}", " # '\n  x", " a\n  \"b", " !Sub\n  'x: ${Vpc}'",
	" &it x", "\n  <<: {a: b}", " !ImportValue x", " \"\\\"\n  x\"", " [it's]", " [!Sub 'a', !Ref b ]", " - x", " a # 'b", "", " {}\n# \"\n",
}

// lines returns text with every line but the first indented.
func lines(text, indent string) string {
	return strings.ReplaceAll(text, "\n", "\n"+indent)
}

// templates draws templates in block style.
func templates(t *rapid.T) string {
	kinds := rapid.SampledFrom([]string{"AWS::EC2::Subnet", "AWS::Lambda::Function", "AWS::SNS::Topic", "'AWS::SQS::Queue'", "AWS::CloudWatch::Alarm # it's"})
	step := strings.Repeat(" ", rapid.IntRange(1, 4).Draw(t, "step"))
	body := rapid.SampledFrom(bodies)
	var b strings.Builder
	b.WriteString(rapid.SampledFrom([]string{"", "---\n", "# \"\n", "\ufeff", "Description: |\n  Resources:\n   A: \"\n", "Metadata:\n  A: {b: [c,\n   d]}\n"}).Draw(t, "head"))
	b.WriteString("Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources:\n  Vpc: {Type: AWS::EC2::VPC}\n")
	text := strings.Replace(b.String(), "  Vpc", step+"Vpc", 1)
	for i := range rapid.IntRange(1, 5).Draw(t, "resources") {
		attributes := []string{"Type: " + kinds.Draw(t, "kind"), "Properties:\n" + step + "A:" + lines(body.Draw(t, "body"), step)}
		if rapid.Bool().Draw(t, "condition") {
			attributes = append(attributes, "Condition: C")
		}
		if rapid.Bool().Draw(t, "more") {
			attributes = append(attributes, "DependsOn:"+body.Draw(t, "body"))
		}
		attributes = rapid.Permutation(attributes).Draw(t, "order")
		text += step + fmt.Sprintf("R%d:\n", i)
		for _, a := range attributes {
			text += step + step + lines(a, step+step) + "\n"
		}
	}
	text += rapid.SampledFrom([]string{"", "Outputs: {O: {Value: !Ref R0}}\n", "Metadata:\n  B: |\n    x", "# end"}).Draw(t, "tail")
	if rapid.Bool().Draw(t, "crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

func TestCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCut(t, templates(t)) })
}

func FuzzCut(f *testing.F) {
	for _, body := range bodies {
		f.Add("Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      A:" + lines(body, "      ") + "\n  B:\n    Type: AWS::EC2::VPC\n")
	}
	f.Fuzz(func(t *testing.T, template string) { checkCut(t, template) })
}

// What cannot matter is not read: a mistake in it goes unseen.
func TestCutUnread(t *testing.T) {
	const (
		network  = "  Vpc:\n    Type: AWS::EC2::VPC\n"
		function = "  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      "
	)
	tests := []struct {
		name, template string
		read           bool
	}{
		{"a function", "Resources:\n" + function + "A: [\n" + network, false}, // open: read whole
		{"a mistake in a line", "Resources:\n" + function + "A: }\n" + network, true},
		{"a mistake in what matters", "Resources:\n  Subnet:\n    Type: AWS::EC2::Subnet\n    Properties:\n      A: }\n" + network, false},
		{"metadata", "Metadata:\n  A: }\nResources:\n" + network, true},
		{"mappings", "Mappings:\n  A: }\nResources:\n" + network, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": tt.template}.one(t, cloudformation.Options{})
			read := slices.ContainsFunc(s.Resources, func(r *iac.Resource) bool { return r.Address == "Vpc" })
			if read != tt.read {
				t.Errorf("the rest is read: %v, want %v; problems: %v", read, tt.read, problems(s))
			}
		})
	}
}

// TestCutTemplates checks the templates that the repository has.
func TestCutTemplates(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../../testdata", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(name)) {
			return err
		}
		b, err := os.ReadFile(name)
		if err == nil && strings.Contains(string(b), "Resources:") {
			found++
			checkCut(t, string(b))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 10 {
		t.Errorf("%d templates, want more", found)
	}
}
