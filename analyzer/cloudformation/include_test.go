package cloudformation_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/source"
)

func TestInclude(t *testing.T) {
	const vpc = "Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n"
	notRun := func(line string) []string {
		return []string{"a.yaml:" + line + ": unknown-input: transform `AWS::Include` is not run: what it adds is unknown"}
	}
	tests := []struct {
		name     string
		template string
		want     string // addresses with their bodies
		problems []string
	}{
		{
			"resources", "Resources:\n  Net: {Type: AWS::EC2::Subnet}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/vpc.yaml}}\n",
			"Net {} Vpc {CidrBlock: 10.0.0.0/16}", nil,
		},
		{
			"all resources", "Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: ./parts/vpc.yaml}}\n",
			"Vpc {CidrBlock: 10.0.0.0/16}", nil,
		},
		{
			"a value", "Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {Tags: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: parts/tags.json}}}}}\n",
			"Vpc {Tags: [{Key: a, Value: b}]}", nil,
		},
		{
			"beside what is there already", "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: 10.9.0.0/16\n      Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/properties.yaml}}\n",
			"Vpc {CidrBlock: 10.9.0.0/16, EnableDnsSupport: false}", nil,
		},
		{
			"a file that includes another", "Resources:\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/outer.yaml}}\n",
			"Vpc {CidrBlock: 10.0.0.0/16}", nil,
		},
		{
			"sections of the template", "Transform: {Name: AWS::Include, Parameters: {Location: parts/sections.yaml}}\nResources:\n  Net: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: !FindInMap [Nets, a, b]}}\n",
			"Net {CidrBlock: 10.1.0.0/24} More {}", nil,
		},
		{
			"one of several transforms", "Transform:\n  - AWS::LanguageExtensions\n  - {Name: AWS::Include, Parameters: {Location: parts/sections.yaml}}\nResources:\n  Net: {Type: AWS::EC2::Subnet}\n",
			"Net {} More {}", nil,
		},
		{
			"from a bucket", "Resources:\n  Net: {Type: AWS::EC2::Subnet}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/parts/vpc.yaml}}\n",
			"Net {}", notRun("3"),
		},
		{
			"a file that is not there", "Resources:\n  Net: {Type: AWS::EC2::Subnet}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/none.yaml}}\n",
			"Net {}", notRun("3"),
		},
		{
			"a file outside the tree", "Resources:\n  Net: {Type: AWS::EC2::Subnet}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: ../../etc/passwd}}\n",
			"Net {}", notRun("3"),
		},
		{
			"a file that includes itself", "Resources:\n  Net: {Type: AWS::EC2::Subnet}\n  Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/loop.yaml}}\n",
			"Net {}", notRun("3"),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range map[string]string{
				"a.yaml":                tt.template,
				"parts/vpc.yaml":        vpc,
				"parts/tags.json":       `[{"Key": "a", "Value": "b"}]`,
				"parts/properties.yaml": "CidrBlock: 10.0.0.0/16\nEnableDnsSupport: false\n",
				"parts/outer.yaml":      "Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/vpc.yaml}}\n",
				"parts/sections.yaml":   "Mappings: {Nets: {a: {b: 10.1.0.0/24}}}\nResources: {More: {Type: AWS::EC2::RouteTable}}\n",
				"parts/loop.yaml":       "Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/loop.yaml}}\n" + strings.Repeat("#", 100_000),
			} {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			s := cloudformation.Load(context.Background(), source.NewTree(fsys), []string{"a.yaml"}, cloudformation.Options{})[0]
			var got []string
			for _, r := range s.Resources {
				if r.Unseen == nil {
					got = append(got, r.Address+" "+describe(r.Body))
				}
			}
			if all := strings.Join(got, " "); all != tt.want {
				t.Errorf("resources are %s, want %s", all, tt.want)
			}
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// User data is kept as it is before it is encoded, with what it refers to.
func TestUserData(t *testing.T) {
	const template = "Resources:\n  Cluster: {Type: AWS::ECS::Cluster}\n  It: {Type: AWS::AutoScaling::LaunchConfiguration, Properties: {UserData: {'Fn::Base64': !Sub 'echo ECS_CLUSTER=${Cluster}'}}}\n"
	r := resource(t, files{"a.yaml": template}.one(t, cloudformation.Options{}), "It")
	if got, want := describe(r.Body), "{UserData: echo ECS_CLUSTER=Cluster.Ref}"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
