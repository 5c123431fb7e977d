package cloudformation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// network exports a subnet; %s is how its exports are named.
func network(name string) string {
	return `
Parameters: {Env: {Type: String, Default: blue}, Open: {Type: String}}
Resources:
  Net: {Type: AWS::EC2::Subnet}
Outputs:
  Subnet:
    Value: !Ref Net
    Export: {Name: ` + name + `}
`
}

// twoNamed is like network with a name of two parameters, one of the declaration
// given.
func twoNamed(env string) string {
	return strings.ReplaceAll(network("!Sub '${App}-${Env}-net'"), "{Env: {Type: String, Default: blue}", "{App: {Type: String}, Env: "+env)
}

// importingTwo is a template that imports by a name of two parameters.
func importingTwo() string {
	return strings.ReplaceAll(importing("{'Fn::Sub': '${App}-${Env}-net'}"), "{Env: {Type: String, Default: blue}", "{App: {Type: String}, Env: {Type: String, AllowedValues: [a, b]}")
}

// importing is a template that imports a value; name is how it names it.
func importing(name string) string {
	return `
Parameters: {Env: {Type: String, Default: blue}, Stack: {Type: String}, Open: {Type: String}}
Resources:
  It: {Type: Custom::It, Properties: {Value: !ImportValue ` + name + `}}
`
}

// An importTest is a set of templates and the value that one of them imports.
type importTest struct {
	name     string
	files    files
	opts     cloudformation.Options
	value    string // of It, in whatever stack it is
	problems []string
}

func (tt importTest) run(t *testing.T) {
	stacks := tt.files.load(tt.opts)
	if got := describe(it(t, stacks)); got != tt.value {
		t.Errorf("value is %s, want %s", got, tt.value)
	}
	if diff := cmp.Diff(tt.problems, problems(stacks...)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

func TestImports(t *testing.T) {
	tests := []importTest{
		{
			name:  "literal",
			files: files{"net.yaml": network("net"), "app.yaml": importing("net")},
			value: "net/Net.Ref",
		},
		{
			name:  "by a parameter",
			files: files{"net.yaml": network("!Sub '${Env}-net'"), "app.yaml": importing("{'Fn::Join': ['-', [!Ref Env, net]]}")},
			value: "net/Net.Ref",
		},
		{
			name:  "not exported",
			files: files{"net.yaml": network("!Sub '${Env}-net'"), "app.yaml": importing("green-net")},
			value: "?import green-net",
			problems: []string{
				"app.yaml:4: unknown-input: no scanned template exports `green-net`",
			},
		},
		{
			name:  "exported twice",
			files: files{"a.yaml": network("net"), "b.yaml": network("net"), "app.yaml": importing("net")},
			value: "?import net",
			problems: []string{
				"app.yaml:4: unknown-input: several scanned templates export `net`: `a.yaml`, `b.yaml`",
			},
		},
		{
			name:  "by a stack name that is given",
			files: files{"net.yaml": network("!Sub '${AWS::StackName}-net'"), "app.yaml": importing("prod-net")},
			opts:  cloudformation.Options{StackNames: map[string]string{"net.yaml": "prod"}},
			value: "net/Net.Ref",
		},
		{
			name:  "by another stack name than is given",
			files: files{"net.yaml": network("!Sub '${AWS::StackName}-net'"), "app.yaml": importing("prod-net")},
			opts:  cloudformation.Options{StackNames: map[string]string{"net.yaml": "test"}},
			value: "?import prod-net",
			problems: []string{
				"app.yaml:4: unknown-input: no scanned template exports `prod-net`",
			},
		},
		{
			name:     "by a suffix that differs",
			files:    files{"net.yaml": network("!Sub '${AWS::StackName}-net'"), "app.yaml": importing("prod-nets")},
			value:    "?import prod-nets",
			problems: []string{"app.yaml:4: unknown-input: no scanned template exports `prod-nets`"},
		},
		{
			name: "of what two templates export, the one that exports all of it",
			files: files{
				"a.yaml":   network("net"),
				"b.yaml":   network("net") + "  Other: {Value: x, Export: {Name: other}}\n",
				"app.yaml": importing("net") + "  Other: {Type: Custom::It, Properties: {Value: !ImportValue other}}\n",
			},
			value: "b/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `net` is taken from `b.yaml`, which is nearer or has more of what is imported than `a.yaml`",
			},
		},
		{
			name:  "exported twice, once nearby",
			files: files{"x/a.yaml": network("net"), "y/b.yaml": network("net"), "y/z/app.yaml": importing("net")},
			value: "b/Net.Ref",
			problems: []string{
				"y/z/app.yaml:4: unknown-input: import `net` is taken from `y/b.yaml`, which is nearer or has more of what is imported than `x/a.yaml`",
			},
		},
		{
			name:  "exported twice in the same distance",
			files: files{"x/a.yaml": network("net"), "y/b.yaml": network("net"), "z/app.yaml": importing("net")},
			value: "?import net",
			problems: []string{
				"z/app.yaml:4: unknown-input: several scanned templates export `net`: `x/a.yaml`, `y/b.yaml`",
			},
		},
		{
			name:     "by what no stack can be called",
			files:    files{"net.yaml": network("!Sub '${AWS::StackName}-net'"), "app.yaml": importing("_-net")},
			value:    "?import _-net",
			problems: []string{"app.yaml:4: unknown-input: no scanned template exports `_-net`"},
		},
		{
			name: "of an output that is not created",
			files: files{
				"net.yaml": strings.Replace(network("net"), "    Value:", "    Condition: Never\n    Value:", 1) + "Conditions: {Never: !Equals [a, b]}\n",
				"app.yaml": importing("net"),
			},
			value:    "?import net",
			problems: []string{"app.yaml:4: unknown-input: no scanned template exports `net`"},
		},
		{
			name: "in a circle",
			files: files{
				"a.yaml": importing("b") + "Outputs: {A: {Value: !ImportValue b, Export: {Name: a}}}\n",
				"b.yaml": "Resources: {}\nOutputs: {B: {Value: !ImportValue a, Export: {Name: b}}}\n",
			},
			value:    "?output `B`",
			problems: []string{"b.yaml:2: evaluation-error: output `B` refers to itself", "b.yaml:2: unknown-input: the stacks of `b.yaml` and `a.yaml` import from each other: neither can be created before the other"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, tt.run)
	}
}

// TestAssumedImports checks imports that can be joined only if something is
// assumed, which is reported.
func TestAssumedImports(t *testing.T) {
	tests := []importTest{
		{
			name:  "by a stack name that is assumed",
			files: files{"net.yaml": network("!Sub '${AWS::StackName}-net'"), "app.yaml": importing("prod-net")},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `prod-net` is taken from `net.yaml`, assuming that its stack is called `prod`: pass --stack-name net.yaml=prod",
			},
		},
		{
			name:  "by a stack name in a parameter",
			files: files{"net.yaml": network("!Sub '${AWS::StackName}-net'"), "app.yaml": importing("{'Fn::Sub': '${Stack}-net'}")},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `${parameter Stack}-net` is taken from `net.yaml`, assuming that parameter Stack names its stack: pass --parameters FILE and --stack-name net.yaml=NAME",
			},
		},
		{
			name:  "by a parameter that is given to neither",
			files: files{"net.yaml": network("!Sub 'x-${Open}-net'"), "app.yaml": importing("{'Fn::Sub': 'x-${Open}-net'}")},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `x-${parameter Open}-net` is taken from `net.yaml`, assuming that parameter Open is the same there: pass --parameters FILE",
			},
		},
		{
			name: "by a parameter that is the same in two other templates",
			files: files{
				"net.yaml": network("!Sub 'x-${Open}-net'"), "more.yaml": network("!Sub 'x-${Open}-more'"),
				"app.yaml": importing("{'Fn::Sub': 'x-${Open}-net'}") + "  Other: {Type: Custom::It, Properties: {Value: !ImportValue {'Fn::Sub': 'x-${Open}-more'}}}\n",
			},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `x-${parameter Open}-net` is taken from `net.yaml`, assuming that parameter Open is the same there: pass --parameters FILE",
			},
		},
		{
			name:  "by a parameter that is given to both",
			files: files{"net.yaml": network("!Sub 'x-${Open}-net'"), "app.yaml": importing("{'Fn::Sub': 'x-${Open}-net'}")},
			opts:  cloudformation.Options{Parameters: map[string]string{"Open": "y"}},
			value: "net/Net.Ref",
		},
		{
			name:  "by a parameter that is given to one",
			files: files{"net.yaml": network("!Sub '${Open}-net'"), "app.yaml": importing("prod-net")},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `prod-net` is taken from `net.yaml`, assuming that parameter Open is `prod` there: pass --parameters FILE",
			},
		},
		{
			name:  "by two parameters that are given to neither",
			files: files{"net.yaml": twoNamed("{Type: String}"), "app.yaml": importingTwo()},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `${parameter App}-${parameter Env}-net` is taken from `net.yaml`, assuming that parameter App, parameter Env are the same there: pass --parameters FILE",
			},
		},
		{
			name:  "by two parameters of which one cannot be the same",
			files: files{"net.yaml": twoNamed("{Type: String, AllowedValues: [c]}"), "app.yaml": importingTwo()},
			value: "?import ${parameter App}-${parameter Env}-net",
		},
		{
			name:  "by two parameters that are given to one",
			files: files{"net.yaml": twoNamed("{Type: String}"), "app.yaml": importing("my-shop-dev-net")},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `my-shop-dev-net` is taken from `net.yaml`, assuming that `${parameter App}-${parameter Env}` is `my-shop-dev` there: pass --parameters FILE",
			},
		},
		{
			name: "by two parameters that would have to differ from themselves",
			files: files{
				"net.yaml": twoNamed("{Type: String}"),
				"app.yaml": importing("shop-dev-net") + "  Other: {Type: Custom::It, Properties: {Value: !ImportValue shop-prod-net}}\n",
			},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `shop-dev-net` is taken from `net.yaml`, assuming that `${parameter App}-${parameter Env}` is `shop-dev` there: pass --parameters FILE",
				"app.yaml:5: unknown-input: import `shop-prod-net` needs `${parameter App}-${parameter Env}` to stand for `shop-prod`, and it is taken to stand for `shop-dev`: pass --stack-name or --parameters",
			},
		},
		{
			name:     "by two parameters of which one has other values",
			files:    files{"net.yaml": twoNamed("{Type: String, AllowedValues: [dev, prod]}"), "app.yaml": importing("shop-test-net")},
			value:    "?import shop-test-net",
			problems: []string{"app.yaml:4: unknown-input: no scanned template exports `shop-test-net`"},
		},
		{
			name:     "by two parameters where the name has room for one",
			files:    files{"net.yaml": twoNamed("{Type: String}"), "app.yaml": importing("shop-net")},
			value:    "?import shop-net",
			problems: []string{"app.yaml:4: unknown-input: no scanned template exports `shop-net`"},
		},
		{
			name:  "by parameters of different names",
			files: files{"net.yaml": network("!Sub '${Open}-net'"), "app.yaml": importing("{'Fn::Sub': '${Stack}-net'}")},
			value: "?import ${parameter Stack}-net",
		},
		{
			name: "by two stack names of one template",
			files: files{
				"net.yaml": network("!Sub '${AWS::StackName}-net'"),
				"app.yaml": importing("prod-net") + "  Other: {Type: Custom::It, Properties: {Value: !ImportValue test-net}}\n",
			},
			value: "net/Net.Ref",
			problems: []string{
				"app.yaml:4: unknown-input: import `prod-net` is taken from `net.yaml`, assuming that its stack is called `prod`: pass --stack-name net.yaml=prod",
				"app.yaml:5: unknown-input: import `test-net` needs AWS::StackName of net.yaml to stand for `test`, and it is taken to stand for `prod`: pass --stack-name or --parameters",
			},
		},
		{
			name: "by a stack name that may be either's",
			files: files{
				"a.yaml": network("!Sub '${AWS::StackName}-net'"), "b.yaml": network("!Sub '${AWS::StackName}-net'"),
				"app.yaml": importing("prod-net"),
			},
			value: "?import prod-net",
			problems: []string{
				"app.yaml:4: unknown-input: several scanned templates may export `prod-net`: `a.yaml`, `b.yaml`: pass --stack-name or --parameters",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, tt.run)
	}
}

// it returns the value of the resource It in whichever stack it is.
func it(t *testing.T, stacks []*iac.Stack) iac.Value {
	t.Helper()
	for _, s := range stacks {
		for _, r := range s.Resources {
			if r.Address == "It" || len(r.Address) > 3 && r.Address[len(r.Address)-3:] == "/It" {
				return r.Body.Get("Value")
			}
		}
	}
	t.Fatal("no resource It")
	return iac.Value{}
}

func TestStacks(t *testing.T) {
	lone := "Resources: {A: {Type: AWS::EC2::VPC}}"
	tests := []struct {
		name  string
		files files
		want  []string // path kind: addresses
	}{
		{"apart", files{"x/a.yaml": lone, "x/b.yaml": lone}, []string{"x/a.yaml cloudformation: A", "x/b.yaml cloudformation: A"}},
		{
			"linked",
			files{"x/net/n.yaml": network("net"), "x/app/a.yaml": importing("net"), "y.yaml": lone},
			[]string{"x cloudformation: a/It n/Net", "y.yaml cloudformation: A"},
		},
		{
			"linked and called alike",
			files{"x/t.yaml": network("net"), "y/t.yaml": importing("net")},
			[]string{". cloudformation: x/t/Net y/t/It"},
		},
		{
			"nested",
			files{
				"main.yaml":  "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: sub/n.yaml}}}",
				"sub/n.yaml": "Resources: {M: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../m.yaml}}}",
				"m.yaml":     lone,
			},
			[]string{"main.yaml cloudformation: main/N main/N/M main/N/M/A"},
		},
		{
			"nested twice",
			files{
				"main.yaml": "Resources: {N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: m.yaml}}, O: {Type: AWS::Serverless::Application, Properties: {Location: ./m.yaml}}}",
				"m.yaml":    lone,
			},
			[]string{"main.yaml cloudformation: main/N main/O main/N/A main/O/A"},
		},
		{"broken", files{"a.yaml": "Resources: [", "b.yaml": lone}, []string{"a.yaml cloudformation:", "b.yaml cloudformation: A"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range tt.files.load(cloudformation.Options{}) {
				line := s.Path + " " + s.Kind + ":"
				for _, r := range s.Resources {
					line += " " + r.Address
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("stacks (-want +got):\n%s", diff)
			}
		})
	}
}

// inner is a template to nest.
const inner = `
Parameters: {In: {Type: String, Default: ""}, List: {Type: CommaDelimitedList, Default: ""}}
Conditions: {Given: !Not [!Equals [!Ref In, ""]]}
Resources:
  Net: {Type: AWS::EC2::Subnet, Condition: Given, Properties: {VpcId: !Ref In, Tags: !Ref List}}
Outputs:
  Out: {Value: !Ref Net}
`

// outer is a template that nests the one at url and has a value.
func outer(url, arguments, value string) string {
	return `
Parameters: {Bucket: {Type: String}}
Resources:
  Vpc: {Type: AWS::EC2::VPC}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ` + url + `, Parameters: ` + arguments + `}}
  It: {Type: Custom::It, Properties: {Value: ` + value + `}}
`
}

func TestNestedStacks(t *testing.T) {
	tests := []struct {
		name     string
		files    files
		value    string
		problems []string
	}{
		{"output", files{"main.yaml": outer("in.yaml", "{In: !Ref Vpc}", "!GetAtt N.Outputs.Out"), "in.yaml": inner}, "main/N/Net.Ref", nil},
		{
			"by the end of a URL",
			files{"main.yaml": outer("!Sub 'https://${Bucket}.s3.amazonaws.com/v1/cfn/in.yaml'", "{}", "!GetAtt N.Outputs.Out"), "cfn/in.yaml": inner, "old/in.yaml": inner},
			"main/N/Net.Ref", nil,
		},
		{
			"by the end of a URL that fits several",
			files{"main.yaml": outer("https://s3.amazonaws.com/bucket/in.yaml", "{}", "!GetAtt N.Outputs.Out"), "a/in.yaml": inner, "b/in.yaml": inner},
			"?N.Outputs.Out",
			[]string{"main.yaml:5: unknown-input: several scanned templates may be `https://s3.amazonaws.com/bucket/in.yaml`, which stack `N` nests: a/in.yaml, b/in.yaml"},
		},
		{
			"elsewhere",
			files{"main.yaml": outer("https://s3.amazonaws.com/bucket/other.yaml", "{}", "!GetAtt N.Outputs.Out")},
			"?N.Outputs.Out",
			[]string{"main.yaml:5: unknown-input: no scanned template is `https://s3.amazonaws.com/bucket/other.yaml`, which stack `N` nests"},
		},
		{
			"not there",
			files{"main.yaml": outer("gone.yaml", "{}", "!GetAtt N.Outputs.Out")},
			"?N.Outputs.Out",
			[]string{"main.yaml:5: missing-file: nested template `gone.yaml` is not there"},
		},
		{
			"outside the tree",
			files{"main.yaml": outer("../../etc/passwd", "{}", "!GetAtt N.Outputs.Out")},
			"?N.Outputs.Out",
			[]string{"main.yaml:5: missing-file: nested template `../../etc/passwd` is not there"},
		},
		{
			"where a later one says",
			files{
				"main.yaml": outer("!Sub '${Last.Outputs.Where}'", "{}", "!GetAtt N.Outputs.Out") + "  Last: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: last.yaml}}\n",
				"in.yaml":   inner,
				"last.yaml": "Resources: {}\nOutputs: {Where: {Value: in.yaml}}\n",
			},
			"main/N/Net.Ref", nil,
		},
		{
			"in itself",
			files{"main.yaml": outer("main.yaml", "{}", "x")},
			"x",
			[]string{"main.yaml:5: evaluation-error: template `main.yaml` nests itself"},
		},
		{
			"no such output",
			files{"main.yaml": outer("in.yaml", "{}", "!GetAtt N.Outputs.Nope"), "in.yaml": inner},
			"?the value",
			[]string{"main.yaml:6: evaluation-error: nested template `in.yaml` has no output `Nope`"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := tt.files.load(cloudformation.Options{})
			if got := describe(it(t, stacks)); got != tt.value {
				t.Errorf("value is %s, want %s", got, tt.value)
			}
			if diff := cmp.Diff(tt.problems, problems(stacks...)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNestedParameters(t *testing.T) {
	s := files{"main.yaml": outer("in.yaml", "{In: !Ref Vpc, List: !Join [',', [!Ref Vpc, b]]}", "x"), "in.yaml": inner}.one(t, cloudformation.Options{})
	net := resource(t, s, "main/N/Net")
	if got, want := net.Exists.String()+" "+describe(net.Body), "true {VpcId: main/Vpc.Ref, Tags: [main/Vpc.Ref, b]}"; got != want {
		t.Errorf("nested resource is %s, want %s", got, want)
	}
}

func TestCDK(t *testing.T) {
	const manifest = `{"version": "40.0.0", "artifacts": {
  "Net": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/cn-north-1", "properties": {"templateFile": "Net.template.json", "stackName": "net-prod"}},
  "App": {"type": "aws:cloudformation:stack", "environment": "aws://unknown-account/unknown-region", "properties": {"templateFile": "App.template.json"}},
  "Tree": {"type": "cdk:tree", "properties": {"file": "tree.json"}}},
"missing": [{"key": "vpc-provider:account=1", "provider": "vpc-provider", "props": {}}]}`
	s := files{
		"cdk.out/manifest.json": manifest,
		"cdk.out/Net.template.json": `{"Resources": {
  "Repo": {"Type": "AWS::ECR::Repository"},
  "It": {"Type": "Custom::It", "Properties": {"Name": {"Ref": "AWS::StackName"}, "Uri": {"Fn::GetAtt": ["Repo", "RepositoryUri"]}, "Vpc": "vpc-12345"}},
  "N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": {"Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/assets/0123.json"}},
    "Metadata": {"aws:asset:path": "Inner.nested.template.json"}}}}`,
		"cdk.out/App.template.json":          `{"Resources": {"It": {"Type": "Custom::It", "Properties": {"Region": {"Ref": "AWS::Region"}}}}}`,
		"cdk.out/Inner.nested.template.json": `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}}`,
	}.one(t, cloudformation.Options{Region: "us-east-1"})
	if s.Path != "cdk.out" || s.Kind != "cdk" {
		t.Errorf("stack is %s of kind %s, want cdk.out of kind cdk", s.Path, s.Kind)
	}
	tests := []struct{ address, want string }{
		{"Net/It", "{Name: net-prod, Uri: 111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/Net/Repo.Ref, Vpc: ?CDK lookup `vpc-12345`}"},
		{"App/It", "{Region: us-east-1}"},
		{"Net/N/Vpc", "{}"},
	}
	for _, tt := range tests {
		if got := describe(resource(t, s, tt.address).Body); got != tt.want {
			t.Errorf("%s is %s, want %s", tt.address, got, tt.want)
		}
	}
	if got := resource(t, s, "Net/N/Vpc").Region.String(); got != "cn-north-1" {
		t.Errorf("region of a nested resource is %s, want cn-north-1", got)
	}
	want := []string{"cdk.out/manifest.json:5: unknown-input: CDK has not looked up `vpc-provider:account=1`: run `cdk synth` with credentials and keep cdk.context.json"}
	if diff := cmp.Diff(want, problems(s)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// TestSharedFacts checks that what no template says is one fact, wherever it
// is used.
func TestSharedFacts(t *testing.T) {
	const template = "Resources: {It: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [1, !GetAZs ''], CidrBlock: !Ref AWS::AccountId}}}"
	stacks := files{"a.yaml": template, "b.yaml": template + "\n"}.load(cloudformation.Options{})
	if len(stacks) != 2 {
		t.Fatalf("Load gives %d stacks, want 2", len(stacks))
	}
	a, b := stacks[0].Resources[0], stacks[1].Resources[0]
	pairs := map[string][2]iac.Value{
		"zone":              {a.Body.Get("AvailabilityZone"), b.Body.Get("AvailabilityZone")},
		"account":           {a.Body.Get("CidrBlock"), b.Account},
		"region of the two": {a.Region, b.Region},
	}
	for name, pair := range pairs {
		if pair[0].Unknown() == nil || pair[0].Unknown() != pair[1].Unknown() {
			t.Errorf("%s: %v and %v are not one unknown", name, pair[0], pair[1])
		}
	}
}
