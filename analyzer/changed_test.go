package analyzer_test

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/source"
)

// From files that changed, the stacks that they are part of are found, wherever
// those begin.
func TestChanged(t *testing.T) {
	const resource = "resource \"aws_vpc\" \"main\" { cidr_block = \"10.0.0.0/16\" }\n"
	call := func(source string) string { return "module \"m\" {\n  source = \"" + source + "\"\n}\n" }
	topic := func(more string) string {
		return "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n" + more
	}
	files := map[string]string{
		"main.tf":                    resource,
		"README.md":                  "nothing\n",
		"modules/net/main.tf":        call("../base") + "locals { doc = file(\"${path.module}/../../policies/s3.json\") }\n",
		"modules/base/main.tf":       resource,
		"modules/base/files/app.tpl": "nothing\n",
		"policies/s3.json":           "{}",
		"stacks/a/main.tf":           call("../../modules/net"),
		"stacks/a/a.auto.tfvars":     "",
		"stacks/b/main.tf":           resource,
		"stacks/broken/main.tf":      "resource {{{\n",
		"network.yaml":               "Resources:\n  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\nOutputs:\n  Out: {Value: !Ref Vpc, Export: {Name: out}}\n",
		"app.yaml":                   topic("  Subnet: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: 10.0.0.0/24, VpcId: !ImportValue out}}\n"),
		"parent.yaml":                "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: nested/child.yaml}\n",
		"nested/child.yaml":          topic(""),
		"lone.yaml":                  topic(""),
		"joined/net/main.tf":         resource + "output \"vpc_id\" { value = aws_vpc.main.id }\n",
		"joined/app/main.tf":         "data \"terraform_remote_state\" \"net\" {\n  backend = \"local\"\n  config  = { path = \"../net/terraform.tfstate\" }\n}\nresource \"aws_subnet\" \"a\" { vpc_id = data.terraform_remote_state.net.outputs.vpc_id }\n",
		"values.yaml":                "replicas: 2\n",
	}
	// network.yaml and app.yaml are one stack, which is named after their folder.
	tests := []struct {
		name    string
		changed []string
		want    []string
	}{
		{"a root", []string{"stacks/b/main.tf"}, []string{"stacks/b"}},
		{"the root at the top", []string{"main.tf"}, []string{"."}},
		{"a module of a module", []string{"modules/base/main.tf"}, []string{"stacks/a"}},
		{"a module and its caller", []string{"modules/net/main.tf", "stacks/a/main.tf"}, []string{"stacks/a"}},
		{"values of variables", []string{"stacks/a/a.auto.tfvars"}, []string{"stacks/a"}},
		{"a file of a module", []string{"modules/base/files/app.tpl"}, []string{"stacks/a"}},
		{"a file that a module mentions", []string{"policies/s3.json"}, []string{".", "stacks/a"}},
		{"a file that is gone", []string{"stacks/b/gone.tf"}, []string{"stacks/b"}},
		{"a file that cannot be parsed", []string{"stacks/broken/main.tf"}, []string{"stacks/broken"}},
		{"a template", []string{"lone.yaml"}, []string{"lone.yaml"}},
		{"a root that reads the state of another", []string{"joined/app/main.tf"}, []string{"joined/app"}},
		{"a root whose state another reads", []string{"joined/net/main.tf"}, []string{"joined/app", "joined/net"}},
		{"a nested template", []string{"nested/child.yaml"}, []string{"parent.yaml"}},
		{"a template that another imports from", []string{"network.yaml"}, []string{"."}},
		{"a template that imports", []string{"app.yaml"}, []string{"."}},
		{"what is part of no stack", []string{"nowhere/values.yaml"}, []string{"."}},
		{"a folder", []string{"stacks"}, []string{"stacks/a", "stacks/b", "stacks/broken"}},
		{"all", []string{"."}, []string{".", "joined/app", "joined/net", "stacks/a", "stacks/b", "stacks/broken", ".", "lone.yaml", "parent.yaml"}},
	}
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: source.NewTree(tree), Paths: tt.changed, Changed: true})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range result.Stacks {
				got = append(got, s.Path)
			}
			if !slices.Equal(tt.want, got) {
				t.Errorf("(-want +got):\n%s", cmp.Diff(tt.want, got))
			}
		})
	}
}
