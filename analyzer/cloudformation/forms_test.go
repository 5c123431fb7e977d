package cloudformation_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/awslabs/goformation/v7/intrinsics"
	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An expression is a literal, a list or a call of a function.
type expression struct {
	literal  string
	list     []expression
	function string // Ref, Fn::Join
	argument *expression
}

func literal(s string) expression { return expression{literal: s} }

func list(items ...expression) expression { return expression{list: append([]expression{}, items...)} }

func call(function string, argument expression) expression {
	return expression{function: function, argument: &argument}
}

func quote(s string) string {
	b, _ := json.Marshal(s) //nolint:errchkjson // a string always marshals
	return string(b)
}

// long renders the expression as JSON, which is YAML too.
func (e expression) long() string {
	switch {
	case e.function != "":
		return "{" + quote(e.function) + ": " + e.argument.long() + "}"
	case e.list != nil:
		return "[" + join(e.list, expression.long) + "]"
	}
	return quote(e.literal)
}

// short renders the expression with YAML's short forms. One of them cannot
// follow another without a list in between.
func (e expression) short() string {
	switch {
	case e.function == "Fn::GetAtt":
		return "!GetAtt " + e.argument.list[0].literal + "." + e.argument.list[1].literal
	case e.function != "" && e.argument.function != "":
		return "{" + quote(e.function) + ": " + e.argument.short() + "}"
	case e.function != "":
		return "!" + strings.TrimPrefix(e.function, "Fn::") + " " + e.argument.short()
	case e.list != nil:
		return "[" + join(e.list, expression.short) + "]"
	}
	return quote(e.literal)
}

// block renders the expression in YAML's block style.
func (e expression) block(indent string) string {
	switch {
	case e.function != "":
		return "\n" + indent + e.function + ": " + e.argument.block(indent+"  ")
	case len(e.list) > 0:
		var b strings.Builder
		for _, item := range e.list {
			b.WriteString("\n" + indent + "- " + item.block(indent+"  "))
		}
		return b.String()
	}
	return e.long()
}

func join(items []expression, render func(expression) string) string {
	var parts []string
	for _, item := range items {
		parts = append(parts, render(item))
	}
	return strings.Join(parts, ", ")
}

// texts draws expressions that are texts; a closed one needs nothing but the
// template.
func texts(closed bool) *rapid.Generator[expression] {
	words := rapid.StringMatching(`[a-c:,\-"'é ]{0,4}`)
	leaf := rapid.Custom(func(t *rapid.T) expression {
		choices := []expression{
			literal(words.Draw(t, "word")), call("Ref", literal("Known")),
			call("Fn::FindInMap", list(literal("Map"), literal("a"), literal("b"))),
			call("Fn::Sub", literal(words.Draw(t, "before")+"${Known}")),
		}
		if !closed {
			choices = append(choices, call("Ref", literal("Open")), call("Ref", literal("Net")), call("Ref", literal("AWS::Region")),
				call("Fn::GetAtt", list(literal("Vpc"), literal("CidrBlock"))), call("Fn::GetAtt", list(literal("Net"), literal("SubnetId"))),
				call("Fn::Sub", literal("${Net}-${AWS::AccountId}${!x}")))
		}
		return rapid.SampledFrom(choices).Draw(t, "leaf")
	})
	var text func(depth int) *rapid.Generator[expression]
	text = func(depth int) *rapid.Generator[expression] {
		if depth == 0 {
			return leaf
		}
		inner := text(depth - 1)
		return rapid.Custom(func(t *rapid.T) expression {
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				return call("Fn::Join", list(literal(words.Draw(t, "delimiter")), list(rapid.SliceOfN(inner, 1, 3).Draw(t, "items")...)))
			case 1:
				source := inner.Draw(t, "source")
				if closed { // goformation selects nothing from what it has split itself
					return source
				}
				return call("Fn::Select", list(literal("0"), call("Fn::Split", list(literal(","), source))))
			case 2:
				condition := rapid.SampledFrom([]string{"Yes", "No"}).Draw(t, "condition")
				return call("Fn::If", list(literal(condition), inner.Draw(t, "then"), inner.Draw(t, "else")))
			case 3:
				return call("Fn::Base64", inner.Draw(t, "base64"))
			case 4:
				return call("Fn::Select", list(literal("1"), list(rapid.SliceOfN(inner, 2, 3).Draw(t, "items")...)))
			}
			return leaf.Draw(t, "leaf")
		})
	}
	return text(3)
}

// around is what the expressions refer to.
const around = `"Parameters": {"Known": {"Type": "String", "Default": "k,v"}, "Open": {"Type": "String"}},
"Mappings": {"Map": {"a": {"b": "c:d"}}},
"Conditions": {"Yes": {"Fn::Equals": [{"Ref": "Known"}, "k,v"]}, "No": {"Fn::Not": [{"Condition": "Yes"}]}}`

// value returns what the expression, rendered, is.
func value(t *rapid.T, name, rendered string) string {
	template := `{` + around + `, "Resources": {
"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}, "Net": {"Type": "AWS::EC2::Subnet"},
"It": {"Type": "Custom::It", "Properties": {"Value": ` + rendered + `}}}}`
	return evaluated(t, name, template)
}

func evaluated(t *rapid.T, name, template string) string {
	stacks := files{name: template}.load(cloudformation.Options{})
	if p := problems(stacks...); p != nil {
		t.Fatalf("problems: %q in %s", p, template)
	}
	for _, r := range stacks[0].Resources {
		if r.Address == "It" {
			return describe(r.Body.Get("Value"))
		}
	}
	t.Fatalf("no resource It in %s", template)
	return ""
}

// TestForms checks that an expression means the same however it is written.
func TestForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := texts(false).Draw(t, "expression")
		want := value(t, "a.json", e.long())
		if got := value(t, "a.yaml", e.long()); got != want {
			t.Errorf("%s in YAML is %s, in JSON %s", e.long(), got, want)
		}
		if got := value(t, "a.yaml", e.short()); got != want {
			t.Errorf("%s is %s, its long form %s", e.short(), got, want)
		}
		block := "Parameters:\n  Known: {Type: String, Default: 'k,v'}\n  Open: {Type: String}\nMappings: {Map: {a: {b: 'c:d'}}}\n" +
			"Conditions:\n  Yes: !Equals [!Ref Known, 'k,v']\n  No: !Not [!Condition Yes]\n" +
			"Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n  Net: {Type: AWS::EC2::Subnet}\n" +
			"  It:\n    Type: Custom::It\n    Properties:\n      Value: " + e.block("        ") + "\n"
		if got := evaluated(t, "a.yaml", block); got != want {
			t.Errorf("%s is %s, its flow form %s", block, got, want)
		}
	})
}

// TestSecondOpinion compares the value of closed expressions with what
// goformation's own resolver makes of them. It resolves all that a template
// decides and makes empty strings of the rest, and is not safe for use by
// several at once.
func TestSecondOpinion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := texts(true).Draw(t, "expression")
		template := `{` + around + `, "Resources": {"It": {"Type": "Custom::It", "Properties": {"Value": ` + e.long() + `}}}}`
		resolved, err := intrinsics.ProcessJSON([]byte(template), &intrinsics.ProcessorOptions{EvaluateConditions: true})
		if err != nil {
			t.Fatal(err)
		}
		var want struct {
			Resources struct {
				It struct{ Properties struct{ Value any } }
			}
		}
		if err := json.Unmarshal(resolved, &want); err != nil {
			t.Fatal(err)
		}
		if got := evaluated(t, "a.json", template); got != want.Resources.It.Properties.Value {
			t.Errorf("%s is %q, goformation says %q", e.long(), got, want.Resources.It.Properties.Value)
		}
	})
}

func FuzzParseParameters(f *testing.F) {
	f.Add("[default.deploy.parameters]\nparameter_overrides = [\"A=\\\"x y\\\"\", 'B=1'] # c\n", true)
	f.Add("[{\"ParameterKey\": \"A\", \"ParameterValue\": \"x\"}]", false)
	f.Fuzz(func(t *testing.T, text string, toml bool) {
		name := "parameters.json"
		if toml {
			name = "samconfig.toml"
		}
		parameters, _, err := cloudformation.ParseParameters(source.NewFile(name, []byte(text)))
		if err != nil && parameters != nil {
			t.Errorf("parameters %v beside error %v", parameters, err)
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add(header+"!Sub '${Vpc}'", "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: a.yaml}}}")
	f.Add(`{"Resources":{"A":{"Type":"AWS::EC2::VPC","Properties":{"CidrBlock":{"Fn::GetAtt":["A","CidrBlock"]}}}}}`, network("!Sub '${AWS::StackName}-net'"))
	f.Add("Resources:\n  Fn::ForEach::A: [X, [1, 2], {\"R${X}\": {Type: AWS::ECS::Service, Properties: {networkConfiguration: |\n    x\n}}}]\n", importing("prod-net"))
	f.Add("A: &a [*a]\n", "? !Sub x\n: &b {<<: *b}\n")
	f.Add("Resources: {A: {Type: AWS::EC2::VPCEndpoint, Properties: {PolicyDocument: !Sub '{\"a\": \"${AWS::Region}\"}', SubnetIds: !Split [\",\", !Ref AWS::StackName]}}}", "")
	f.Add("Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\nResources: {A: {Type: AWS::EC2::VPC, Condition: C, Properties: {CidrBlock: !If [C, a, !Ref P]}}}", `{"Parameters": {"P": "x"}}`)
	f.Add("Transform: {Name: AWS::Include, Parameters: {Location: b/b.json}}\nResources: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: b/b.json}}}", `{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}`)
	f.Add(pipelineTemplate("Configuration: {StackName: net, TemplatePath: 'S::b/b.json'}", `ParameterOverrides: '{"P": "#{N.O}", "Q": {"Fn::GetParam": ["A", "f", "k"]}}'`), `{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}`)
	f.Add(setOf("TemplateBody: |\n  Resources: {V: {Type: AWS::EC2::VPC}}"), network("net"))
	f.Fuzz(func(t *testing.T, a, b string) {
		templates := files{"a.yaml": a, "b/b.json": b}
		for _, s := range templates.load(cloudformation.Options{Parameters: map[string]string{"Open": a}}) {
			var facts []*iac.Unknown
			for _, r := range s.Resources {
				checkRanges(t, templates, r)
				facts = append(facts, append(r.Exists.Unknowns(), r.Body.Unknowns()...)...)
			}
			if s.Scenarios != nil {
				s.Scenarios(context.Background(), facts)
			}
		}
	})
}

// checkRanges fails if a range of the resource leaves its file.
func checkRanges(t *testing.T, templates files, r *iac.Resource) {
	t.Helper()
	var check func(v iac.Value)
	check = func(v iac.Value) {
		if text := templates[v.Range.File]; v.Range.File != "" && (v.Range.Start.Byte > v.Range.End.Byte || v.Range.End.Byte > len(text)) {
			t.Errorf("%s: range %v leaves the file", r.Address, v.Range)
		}
		if v.IsList() {
			items, _ := v.Items()
			for _, item := range items {
				check(item)
			}
		}
		fields, _ := v.Fields()
		for _, field := range fields {
			check(field.Value)
		}
	}
	check(r.Body)
	check(iac.Absent(r.Range))
	check(iac.Absent(r.Header))
}
