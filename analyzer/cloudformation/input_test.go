package cloudformation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/source"
)

func TestBadInput(t *testing.T) {
	const rest = "Resources:\n  Rest: {Type: AWS::EC2::VPC}\n"
	bomb := "A: &a [x, x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c <= 'h'; c++ {
		bomb += strings.ToUpper(string(c)) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+", ", 9) + "*" + string(c-1) + "]\n"
	}
	tests := []struct {
		name     string
		template string
		analysed bool // the resource Rest is there all the same
		problems []string
	}{
		{"empty", "", false, []string{"a.yaml:1: parse-error: the file is not a CloudFormation template: it is no mapping with `Resources`"}},
		{"no mapping", "- a\n", false, []string{"a.yaml:1: parse-error: the file is not a CloudFormation template: it is no mapping with `Resources`"}},
		{"no resources", "Outputs: {}\n", false, []string{"a.yaml:1: parse-error: the template has no `Resources`"}},
		{"resources as a list", "Resources:\n  - Type: x\n", false, []string{"a.yaml:1: parse-error: `Resources` is not a mapping of names to their declarations"}},
		{"a tab", rest + "Outputs:\n\tA: x\n", false, []string{"a.yaml:4: parse-error: invalid YAML: found character that cannot start any token while scanning for the next token"}},
		{"an open bracket", rest + "Outputs: [\n", false, []string{"a.yaml:4: parse-error: invalid YAML: did not find expected node content while parsing a flow node"}},
		{"two documents", rest + "---\nA: 1\n", false, []string{"a.yaml:3: parse-error: more than one YAML document in a template"}},
		{"a key that is none", rest + "? [a]\n: b\n", false, []string{"a.yaml:3: parse-error: a key is not a string"}},
		{"Go template", rest + "Outputs: {{ .Values.outputs }}\n", false, []string{"a.yaml:3: parse-error: the file is a template of another tool (`{{`): render it first"}},
		{"Jinja", "{% if x %}\n" + rest + "{% endif %}\n", false, []string{"a.yaml:1: parse-error: the file is a template of another tool (`{%`): render it first"}},
		{"not UTF-8", "Resources: \xff\n", false, []string{"a.yaml:1: parse-error: the file is not UTF-8 text"}},
		{"aliases without end", rest + "Metadata: &m {a: *m}\n", false, []string{"a.yaml:3: parse-error: alias `*m` lies within what it stands for"}},
		{"a bomb of aliases", bomb + rest, false, []string{"a.yaml:6: limit-exceeded: the file has more than 1,000,000 nodes, aliases expanded"}},
		{"too deep", rest + "Mappings: " + strings.Repeat("[", 300) + strings.Repeat("]", 300), false, []string{"a.yaml:3: limit-exceeded: the file nests deeper than 200 levels"}},
		{"an empty document behind it", rest + "---\n", true, nil},
		{"what another tool fills in", rest + "  A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: {{ cidr }}}}\n", false, []string{"a.yaml:3: parse-error: the file is a template of another tool (`{{`): render it first"}},
		{"broken JSON", "{\"Resources\": {\n\"A\": ]}", false, []string{"a.yaml:2: parse-error: invalid JSON: invalid character ']' looking for beginning of value"}},
		{"JSON that ends", "{\"Resources\": {\n", false, []string{"a.yaml:2: parse-error: invalid JSON: the file ends within a value"}},

		{"a key twice", rest + "  Rest: {Type: AWS::EC2::VPC}\n", true, []string{"a.yaml:3: duplicate-key: key `Rest` is given twice: the last one counts"}},
		{"a key of many twice", rest + "Mappings: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, k: 1, l: 1, m: 1, n: 1, o: 1, p: 1, q: 1, a: 1}\n", true, []string{"a.yaml:3: duplicate-key: key `a` is given twice: the last one counts"}},
		{"a key twice in JSON", "{\"Resources\": {\n\"Rest\": {\"Type\": \"AWS::EC2::VPC\", \"Type\": \"AWS::EC2::VPC\"}}}", true, []string{"a.yaml:2: duplicate-key: key `Type` is given twice: the last one counts"}},
		{"a resource without type", rest + "  A: {Properties: {}}\n", true, []string{"a.yaml:3: parse-error: resource `A` has no `Type`"}},
		{"a resource that is a text", rest + "  A: x\n", true, []string{"a.yaml:3: parse-error: resource `A` is not a mapping with `Type`"}},
		{"properties as a list", rest + "  A: {Type: AWS::EC2::VPC, Properties: [x]}\n", true, []string{"a.yaml:3: parse-error: `Properties` of `A` is not a mapping"}},
		{"parameters as a list", rest + "Parameters: [x]\n", true, []string{"a.yaml:3: parse-error: `Parameters` is not a mapping of names to their declarations"}},
		{
			"conditions in a circle", rest + "  A: {Type: AWS::EC2::VPC, Condition: B}\nConditions:\n  B: !Not [!Condition C]\n  C: !Not [!Condition B]\n", true,
			[]string{"a.yaml:5: evaluation-error: condition `B` refers to itself"},
		},
		{
			"attributes in a circle", rest + "  A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !GetAtt B.CidrBlock}}\n  B: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !GetAtt A.CidrBlock}}\n", true,
			[]string{"a.yaml:4: evaluation-error: property `B.CidrBlock` refers to itself"},
		},
		{"no such condition", rest + "  A: {Type: AWS::EC2::VPC, Condition: B}\n", true, []string{"a.yaml:3: evaluation-error: no condition is called `B`"}},
		{"a macro", "Transform: [Count, AWS::LanguageExtensions]\n" + rest + "  A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Ref Made}}\n", true, []string{"a.yaml:1: unknown-input: transform `Count` is not run: what it adds is unknown"}},
		{"a module", rest + "  Net: {Type: My::Own::Net::MODULE}\n  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref NetVpc}}\n", true, []string{"a.yaml:3: unknown-input: module `My::Own::Net::MODULE` is in the account's registry: what it adds is unknown"}},
		{"an include", rest + "  Fn::Transform: {Name: AWS::Include}\n", true, []string{"a.yaml:3: unknown-input: transform `AWS::Include` is not run: what it adds is unknown"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": tt.template}.one(t, cloudformation.Options{})
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			analysed := len(s.Resources) > 0 && s.Resources[0].Address == "Rest"
			if analysed != tt.analysed {
				t.Errorf("the rest is analysed: %v, want %v", analysed, tt.analysed)
			}
		})
	}
}

// TestBombs checks that input which doubles with each reference, or goes on
// and on, comes to an end.
func TestBombs(t *testing.T) {
	chain := func(n int, first, next string) string {
		var b strings.Builder
		fmt.Fprintf(&b, first, 0)
		for i := range n {
			fmt.Fprintf(&b, next, i+1, i, i)
		}
		return b.String()
	}
	never := "Resources: {A: {Type: AWS::EC2::VPC, Condition: C%d}}\nConditions:\n"
	tests := []struct{ name, template string }{
		{"text", "Resources:\n" + chain(70, "  V%d: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 0123456789}}\n",
			"  V%d: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !Sub '${V%d.CidrBlock}${V%d.CidrBlock}'}}\n")},
		{"mappings", "Resources: {A: {Type: AWS::EC2::VPC, Properties: {CidrBlock: !FindInMap [M70, a, b]}}}\nMappings:\n" +
			chain(70, "  M%d: {a: {b: x}}\n", "  M%d: {a: {b: [!FindInMap [M%d, a, b], !FindInMap [M%d, a, b]]}}\n")},
		{"lists", "Parameters: {P: {Type: CommaDelimitedList, Default: '" + strings.Repeat("a,", 5000) + "'}}\nResources:\n  A: {Type: AWS::EC2::VPC, Properties: {Tags: [" +
			strings.Repeat("!Ref P, ", 1000) + "]}}\n"},
		{"a chain", fmt.Sprintf(never, 20000) + chain(20000, "  C%d: !Equals [a, b]\n", "  C%d: !Or [!Condition C%d, !Condition C%d]\n")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": tt.template}.one(t, cloudformation.Options{})
			if got := problems(s); len(got) == 0 || !strings.Contains(strings.Join(got, "\n"), "limit-exceeded") {
				t.Errorf("problems are %q, want limit-exceeded", got)
			}
		})
	}
}

func TestMissingTemplate(t *testing.T) {
	tree, _ := files{}.tree()
	stacks := cloudformation.Load(t.Context(), tree, []string{"gone.yaml", "../x.yaml"}, cloudformation.Options{})
	want := []string{
		"../x.yaml: parse-error: reading ../x.yaml: path leads out of the scan root",
		"gone.yaml: missing-file: reading gone.yaml: file does not exist",
	}
	if diff := cmp.Diff(want, problems(stacks...)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestExists(t *testing.T) {
	const template = `
Parameters:
  Open: {Type: String}
  Stage: {Type: String, Default: test, AllowedValues: [test, prod]}
Conditions:
  Prod: !Equals [!Ref Stage, prod]
  Asked: !Equals [!Ref Open, "yes"]
  Either: !Or [!Condition Prod, !Condition Asked]
  Both: !And [!Condition Prod, !Condition Asked]
Resources:
  Always: {Type: AWS::EC2::VPC}
  InProd: {Type: AWS::EC2::VPC, Condition: Prod, Properties: {CidrBlock: !Ref Nothing}}
  IfAsked: {Type: AWS::EC2::VPC, Condition: Asked}
  IfEither: {Type: AWS::EC2::VPC, Condition: Either}
  IfBoth: {Type: AWS::EC2::VPC, Condition: Both}
`
	tests := []struct {
		name       string
		parameters map[string]string
		want       map[string]string
		problems   []string
	}{
		{"defaults", nil, map[string]string{"Always": "true", "InProd": "false", "IfAsked": "?condition Asked", "IfEither": "?condition Either", "IfBoth": "false"}, nil},
		{"asked", map[string]string{"Open": "yes"}, map[string]string{"InProd": "false", "IfAsked": "true", "IfEither": "true", "IfBoth": "false"}, nil},
		{
			"in production",
			map[string]string{"Stage": "prod"},
			map[string]string{"InProd": "true", "IfEither": "true", "IfBoth": "?condition Both"},
			[]string{"a.yaml:12: evaluation-error: `!Ref Nothing` names no resource or parameter"},
		},
		{
			"nowhere",
			map[string]string{"Stage": "stage"},
			map[string]string{"InProd": "false"},
			[]string{"a.yaml:4: evaluation-error: parameter `Stage` does not allow `stage`"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": template}.one(t, cloudformation.Options{Parameters: tt.parameters})
			for address, want := range tt.want {
				if got := describe(resource(t, s, address).Exists); got != want {
					t.Errorf("%s exists: %s, want %s", address, got, want)
				}
			}
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
	s := files{"a.yaml": template}.one(t, cloudformation.Options{})
	want := "condition `Asked` is not decided: parameter `Open` has no default: pass --parameters FILE"
	if got := resource(t, s, "IfAsked").Exists.Unknown().Why; got != want {
		t.Errorf("reason is %q, want %q", got, want)
	}
}

func TestForEach(t *testing.T) {
	tests := []struct {
		name, template string
		want           []string
		problems       []string
	}{
		{
			"resources", `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: "A,B"}}
Resources:
  Fn::ForEach::Nets:
    - Name
    - !Ref Names
    - Net${Name}:
        Type: AWS::EC2::Subnet
        Properties: {CidrBlock: !Sub "${Name}/${AWS::Region}", VpcId: !Ref Name, Tags: !GetAtt ["Own${Name}", VpcId]}
      Own${Name}: {Type: AWS::EC2::VPC}
`,
			[]string{
				"NetA {CidrBlock: A/us-east-1, VpcId: A, Tags: [OwnA.VpcId]}", "OwnA {}",
				"NetB {CidrBlock: B/us-east-1, VpcId: B, Tags: [OwnB.VpcId]}", "OwnB {}",
			},
			nil,
		},
		{
			"one in the other", `
Resources:
  Fn::ForEach::Outer:
    - X
    - [a, b]
    - Fn::ForEach::Inner:
        - Y
        - ["1.0", "2.0"]
        - R${X}&{Y}: {Type: AWS::EC2::VPC}
`,
			[]string{"Ra10 {}", "Ra20 {}", "Rb10 {}", "Rb20 {}"},
			nil,
		},
		{
			"properties", `
Resources:
  A:
    Type: Custom::A
    Properties:
      Fn::ForEach::Keys: [K, [x, y], {"Key${K}": !Ref K}]
`,
			[]string{"A {Keyx: x, Keyy: y}"},
			nil,
		},
		{
			"a list that is not known", `
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Nets: [Name, !Ref Names, {"Net${Name}": {Type: AWS::EC2::Subnet}}]
`,
			nil,
			[]string{"a.yaml:4: unknown-input: what `Fn::ForEach::Nets` adds is unknown: parameter `Names` has no default: pass --parameters FILE"},
		},
		{
			"conditions, and names that are composed", `
Conditions:
  Fn::ForEach::Wanted: [X, [a, b], {"Want${X}": !Equals [!Ref AWS::Region, us-east-1]}]
Resources:
  Fn::ForEach::Nets:
    - X
    - [a, b]
    - Net${X}:
        Type: AWS::EC2::Subnet
        Condition: !Sub Want${X}
        Properties: {VpcId: !Ref {"Fn::Sub": "Vpc${X}"}, CidrBlock: !GetAtt {"Fn::Sub": "Vpc${X}.CidrBlock"}}
  Vpca: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Vpcb: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.1.0.0/16}}
`,
			[]string{
				"Neta {VpcId: Vpca.Ref, CidrBlock: 10.0.0.0/16}", "Netb {VpcId: Vpcb.Ref, CidrBlock: 10.1.0.0/16}",
				"Vpca {CidrBlock: 10.0.0.0/16}", "Vpcb {CidrBlock: 10.1.0.0/16}",
			},
			nil,
		},
		{
			"a loop that is none", "Resources:\n  Fn::ForEach::Nets: [Name]\n", nil,
			[]string{"a.yaml:2: evaluation-error: `Fn::ForEach` takes a name, a list and a mapping"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := files{"a.yaml": tt.template}.one(t, cloudformation.Options{Region: "us-east-1"})
			var got []string
			for _, r := range s.Resources {
				if r.Unseen == nil {
					got = append(got, r.Address+" "+describe(r.Body))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("resources (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseParameters(t *testing.T) {
	want := map[string]string{"A": "1", "B": "x,y", "C": "yes"}
	tests := []struct{ name, text, kept string }{
		{"list", `[{"ParameterKey": "A", "ParameterValue": "1"}, {"ParameterKey": "B", "ParameterValue": "x,y"}, {"ParameterKey": "C", "ParameterValue": "yes"}, {"ParameterKey": "D", "UsePreviousValue": true}, {"ParameterKey": "E", "UsePreviousValue": false}]`, "D"},
		{"object", `{"Parameters": {"A": "1", "B": ["x", "y"], "C": "yes"}, "Tags": {"x": "y"}}`, ""},
		{"plain", "A: 1\nB: x,y\nC: yes\n", ""},
		{"pairs", "[A=1, 'B=x,y', C=yes]", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, kept, err := cloudformation.ParseParameters(source.NewFile("p", []byte(tt.text)))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(kept, " "); got != tt.kept {
				t.Errorf("%q keep their value, want %q", got, tt.kept)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("parameters (-want +got):\n%s", diff)
			}
		})
	}
	bad := []struct{ name, text, want string }{
		{"syntax", "a: [", "reading parameters: p:1: invalid YAML: did not find expected node content while parsing a flow node"},
		{"no key", `[{"ParameterValue": "x"}]`, "reading parameters: p:1: an item has no `ParameterKey`"},
		{"an object as value", "A: {b: c}", "reading parameters: p:1: the value of `A` is not a string"},
		{"twice", "A: 1\nA: 2", "reading parameters: p:2: `A` is given twice"},
		{"a number", "1", "reading parameters: p holds neither a list nor a mapping"},
	}
	for _, tt := range bad {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := cloudformation.ParseParameters(source.NewFile("p", []byte(tt.text)))
			if err == nil || err.Error() != tt.want {
				t.Errorf("error is %v, want %s", err, tt.want)
			}
		})
	}
}
