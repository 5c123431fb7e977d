package cloudformation_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// files are the templates of a test by name.
type files map[string]string

// tree returns the files as a tree, and the names of those that are templates.
func (f files) tree() (*source.Tree, []string) {
	fsys := fstest.MapFS{}
	var names []string
	for name, text := range f {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		if !strings.HasSuffix(name, "manifest.json") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return source.NewTree(fsys), names
}

func (f files) load(opts cloudformation.Options) []*iac.Stack {
	tree, names := f.tree()
	return cloudformation.Load(context.Background(), tree, names, opts)
}

// loadOnly is load where only some of the files are templates.
func (f files) loadOnly(names []string, opts cloudformation.Options) []*iac.Stack {
	tree, _ := f.tree()
	return cloudformation.Load(context.Background(), tree, names, opts)
}

// one returns the only stack that the files make.
func (f files) one(t *testing.T, opts cloudformation.Options) *iac.Stack {
	t.Helper()
	stacks := f.load(opts)
	if len(stacks) != 1 {
		t.Fatalf("Load gives %d stacks, want 1: %v", len(stacks), paths(stacks))
	}
	return stacks[0]
}

func paths(stacks []*iac.Stack) []string {
	var all []string
	for _, s := range stacks {
		all = append(all, s.Path)
	}
	return all
}

// resource returns the resource with an address.
func resource(t *testing.T, s *iac.Stack, address string) *iac.Resource {
	t.Helper()
	var all []string
	for _, r := range s.Resources {
		if r.Address == address {
			return r
		}
		all = append(all, r.Address)
	}
	t.Fatalf("no resource %q among %q", address, all)
	return nil
}

// describe returns a value as one line: unknown values with a question mark,
// strings without quotes.
func describe(v iac.Value) string {
	switch {
	case v.Unknown() != nil:
		return "?" + v.Unknown().Name
	case v.IsObject():
		fields, partial := v.Fields()
		var parts []string
		for _, f := range fields {
			parts = append(parts, f.Name+": "+describe(f.Value))
		}
		if partial != nil {
			parts = append(parts, "…"+partial.Name)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case v.IsList():
		items, partial := v.Items()
		var parts []string
		for _, item := range items {
			parts = append(parts, describe(item))
		}
		if partial != nil {
			parts = append(parts, "…"+partial.Name)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return v.String()
}

// problems returns the problems of stacks, one a line.
func problems(stacks ...*iac.Stack) []string {
	var all []string
	for _, s := range stacks {
		for _, p := range s.Problems {
			all = append(all, fmt.Sprintf("%s: %s: %s", p.Range, p.Kind, p.Message))
		}
	}
	return all
}

// header declares what the expressions of the tests use.
const header = `
Parameters:
  Name: {Type: String, Default: blue}
  Zones: {Type: CommaDelimitedList, Default: "a , b,c"}
  None: {Type: CommaDelimitedList, Default: ""}
  Open: {Type: String}
  Count: {Type: Number, Default: 3}
  Router: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /aws/service/aws-for-fluent-bit/stable}
  Image: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /app/image}
Mappings:
  Sizes:
    small: {cpu: 256, memory: 512, zones: [a, b]}
Conditions:
  Yes: !Equals [!Ref Name, blue]
  No: !Not [!Condition Yes]
  Maybe: !Equals [!Ref Open, x]
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Net: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}
  Group: {Type: AWS::EC2::SecurityGroup}
  Repo: {Type: AWS::ECR::Repository}
  Role: {Type: AWS::IAM::Role}
  Secret: {Type: AWS::SecretsManager::Secret}
  Task: {Type: AWS::ECS::TaskDefinition}
  Endpoint: {Type: AWS::EC2::VPCEndpoint}
  It:
    Type: Custom::It
    Properties:
      Value: `

// An expressionTest is an expression in the template header and its value.
type expressionTest struct{ expression, want string }

func (tt expressionTest) run(t *testing.T) {
	s := files{"a.yaml": header + tt.expression}.one(t, cloudformation.Options{})
	if got := describe(resource(t, s, "It").Body.Get("Value")); got != tt.want {
		t.Errorf("got %s, want %s", got, tt.want)
	}
	if p := problems(s); p != nil {
		t.Errorf("problems: %q", p)
	}
}

func TestReferences(t *testing.T) {
	tests := []expressionTest{
		{`!Ref Name`, "blue"},
		{`!Ref Zones`, "[a, b, c]"},
		{`!Ref Open`, "?parameter Open"},
		{`!Ref Image`, "?parameter Image"},
		{`!Ref Count`, "3"},
		{`!Ref Vpc`, "Vpc.Ref"},
		{`!Ref AWS::Region`, "?AWS::Region"},
		{`[x, !Ref AWS::NoValue, y]`, "[x, y]"},
		{`{a: !Ref AWS::NoValue, b: 1}`, "{b: 1}"},

		{`!GetAtt Vpc.CidrBlock`, "10.0.0.0/16"},
		{`!GetAtt [Vpc, CidrBlock]`, "10.0.0.0/16"},
		{`!GetAtt Net.CidrBlock`, "Net.CidrBlock"},
		{`!GetAtt Vpc.DefaultSecurityGroup`, "Vpc.DefaultSecurityGroup"},
		{`!GetAtt Group.GroupId`, "Group.GroupId"},
		{`!GetAtt Endpoint.Some.Thing`, "Endpoint.Some.Thing"},
		{`!GetAtt Repo.RepositoryUri`, "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/Repo.Ref"},
		{`!GetAtt Repo.Arn`, "arn:${AWS::Partition}:ecr:${AWS::Region}:${AWS::AccountId}:repository/Repo.Ref"},
		{`!GetAtt Role.Arn`, "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/Role.Ref"},
		{`!Ref Secret`, "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:Secret.Name"},
		{`!Ref Task`, "Task.Ref"},
		{`!Select [3, !Split [":", !Ref Task]]`, "?AWS::Region"},
		{`!Select [4, !Split [":", !GetAtt Repo.Arn]]`, "?AWS::AccountId"},
		{`!Select [0, !GetAtt Endpoint.DnsEntries]`, "Endpoint.DnsEntries:Endpoint.DnsEntries"},
		{`!Select [1, !Split [":", !Select [0, !GetAtt Endpoint.DnsEntries]]]`, "Endpoint.DnsEntries"},
	}
	for _, tt := range tests {
		t.Run(tt.expression, tt.run)
	}
}

func TestFunctions(t *testing.T) {
	tests := []expressionTest{
		{`!Sub "${Name}-x"`, "blue-x"},
		{`!Sub "${!Name}-${Vpc}"`, "${Name}-Vpc.Ref"},
		{`!Sub "${Vpc.CidrBlock}/${AWS::Region}"`, "10.0.0.0/16/${AWS::Region}"},
		{`!Sub ["${a}-${Name}", {a: !Ref Count}]`, "3-blue"},
		{`!Sub "plain"`, "plain"},
		{`"{{ account }}.dkr/{{x}}"`, "${{{ account }}}.dkr/${{{x}}}"},
		{`"{{ open"`, "{{ open"},
		{`"echo {{x}}\n"`, "echo {{x}}\n"},
		{`!Sub ""`, ""},
		{`!Join ["-", [a, !Ref Name, !Ref Vpc]]`, "a-blue-Vpc.Ref"},
		{`!Join ["", []]`, ""},
		{`!Join [",", !Ref Zones]`, "a,b,c"},
		{`!Join [",", [!If [Maybe, !Ref AWS::NoValue, x], y]]`, "y,${condition Maybe}"},
		{`!Split [",", "a,b"]`, "[a, b]"},
		{`!Split [",", "a"]`, "[a]"},
		{`!Split [",", !Sub "${Vpc},${Net}"]`, "[Vpc.Ref, Net.Ref]"},
		{`!Split [",", !Sub "${Open},b"]`, "[?parameter Open, b, …parameter Open]"},
		{`!Split [",", !Ref Open]`, "?parameter Open"},
		{`!Select [1, [a, b]]`, "b"},
		{`!Select ["0", !Ref Zones]`, "a"},
		{`!Ref None`, "[]"},
		{`!Equals [!Select [0, !Ref None], ""]`, "true"},
		{`!Select [1, !Split [",", !Sub "${Open},b"]]`, "?item 1 of parameter Open"},
		{`!Select [0, !Split [",", !Sub "a,${Open}"]]`, "a"},

		{`!If [Yes, a, b]`, "a"},
		{`!If [No, a, b]`, "b"},
		{`!If [Maybe, a, b]`, "?condition Maybe"},
		{`!If [Maybe, a, a]`, "a"},
		{`!If [Maybe, [a, b], [b, c]]`, "[b, …condition Maybe]"},
		{`[x, !If [Maybe, y, !Ref AWS::NoValue]]`, "[x, …condition Maybe]"},
		{`[x, !If [No, y, !Ref AWS::NoValue]]`, "[x]"},

		{`!FindInMap [Sizes, small, cpu]`, "256"},
		{`!FindInMap [Sizes, small, zones]`, "[a, b]"},
		{`!FindInMap [Sizes, large, cpu, {DefaultValue: 1}]`, "1"},
		{`!FindInMap [Sizes, !Ref Open, cpu]`, "?parameter Open"},
		{`!GetAZs ""`, "[?AWS::Region zone 1, ?AWS::Region zone 2, ?AWS::Region zone 3, …AWS::Region zones]"},
		{`!Select [1, !GetAZs eu-west-1]`, "?eu-west-1 zone 2"},
		{`!Cidr [!GetAtt Vpc.CidrBlock, 2, 8]`, "[10.0.0.0/24, 10.0.1.0/24]"},
		{`!Select [1, !Cidr [10.0.0.0/16, 2, 12]]`, "10.0.16.0/20"},
		{`!Cidr ["fd00::/56", 2, 64]`, "[fd00::/64, fd00:0:0:1::/64]"},
		{`!Cidr [!Ref Open, 2, 8]`, "?blocks of parameter Open"},
		{`!Base64 abc`, "YWJj"},
		{`!Base64 {Ref: Open}`, "?base64 of parameter Open"},
		{`{"Fn::Length": !Ref Zones}`, "3"},
		{`{"Fn::ToJsonString": {a: [1, "x", true], b: !Ref Vpc}}`, `{"a":[1,"x",true],"b":"Vpc.Ref"}`},
		{`"{{resolve:ssm:/aws/service/aws-for-fluent-bit/stable}}"`, "${account of aws-for-fluent-bit}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/aws-for-fluent-bit:stable"},
		{`"{{resolve:ssm:/aws/service/aws-for-fluent-bit/stable:3}}"`, "?{{resolve:ssm:/aws/service/aws-for-fluent-bit/stable:3}}"},
		{`!Ref Router`, "${account of aws-for-fluent-bit}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/aws-for-fluent-bit:stable"},
		{`"{{resolve:ssm:/x}}"`, "?{{resolve:ssm:/x}}"},
		{`!Sub "a-{{resolve:ssm:/${Name}}}"`, "a-${{{resolve:ssm:/blue}}}"},

		{`yes`, "true"},
		{`"yes"`, "yes"},
		{`080`, "080"},
		{`2012-10-17`, "2012-10-17"},
		{`22:22`, "22:22"},
	}
	for _, tt := range tests {
		t.Run(tt.expression, tt.run)
	}
}

func TestMistakes(t *testing.T) {
	tests := []struct {
		expression string
		want       string
	}{
		{`!Ref Nothing`, "`!Ref Nothing` names no resource or parameter"},
		{`!Sub "${Nothing}"`, "`!Ref Nothing` names no resource or parameter"},
		{`!GetAtt Nothing.Arn`, "`!GetAtt Nothing.Arn` names no resource"},
		{`!GetAtt Vpc`, "`Fn::GetAtt` takes a resource and an attribute: `Vpc` has no dot"},
		{`!Join [a]`, "`Fn::Join` takes a delimiter and a list"},
		{`!Join ["", x]`, "`Fn::Join` joins a list, not `x`"},
		{`!Select [2, [a, b]]`, "`Fn::Select` takes item 2 of a list of 2"},
		{`!Select [-1, [a, b]]`, "the index of `Fn::Select` is not a number: `-1`"},
		{`!If [Nothing, a, b]`, "no condition is called `Nothing`"},
		{`!FindInMap [Sizes, large, cpu]`, "mapping `Sizes` has no `large`.`cpu`"},
		{`!Cidr [10.0.0.0/28, 2, 4]`, "`10.0.0.0/28` has no room for 2 blocks of 4 bits"},
		{`!Sub "${x"`, "`${` without `}` in `Fn::Sub`"},
		{`!Sub "${Zones}"`, "`${Zones}` in `Fn::Sub` is not a string"},
		{`!Nope x`, "`Fn::Nope` is no function of CloudFormation"},
	}
	line := strings.Count(header, "\n") + 1
	for _, tt := range tests {
		t.Run(tt.expression, func(t *testing.T) {
			s := files{"a.yaml": header + tt.expression}.one(t, cloudformation.Options{})
			want := []string{fmt.Sprintf("a.yaml:%d: evaluation-error: %s", line, tt.want)}
			if diff := cmp.Diff(want, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if v := resource(t, s, "It").Body.Get("Value"); v.Unknown() == nil {
				t.Errorf("value is %s, want unknown", describe(v))
			}
		})
	}
}
