package discover_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/discover"
	"github.com/taskreach/taskreach/analyzer/source"
)

func TestTemplates(t *testing.T) {
	filler := strings.Repeat("  # a line of a long file\n", 4000)
	tests := []struct {
		name string
		file string
		text string
		want bool
	}{
		{"the version alone", "x.yaml", "AWSTemplateFormatVersion: '2010-09-09'\n", true},
		{"a quoted version", "x.yml", "\"AWSTemplateFormatVersion\" : 2010-09-09\n", true},
		{"a resource", "x.yaml", aTemplate, true},
		{"a resource that is quoted", "x.yaml", "'Resources':\n  A:\n    \"Type\": 'AWS::EC2::VPC'\n", true},
		{"a custom resource", "x.yaml", "Resources:\n  A:\n    Type: Custom::Lookup\n", true},
		{"a skill", "x.yaml", "Resources:\n  A:\n    Type: Alexa::ASK::Skill\n", true},
		{"a resource in a flow mapping", "x.yaml", "Resources:\n  A: {Properties: {}, Type: AWS::EC2::VPC}\n", true},
		{"resources in a flow mapping", "x.yaml", "Resources: {A: {Type: AWS::EC2::VPC}}\n", true},
		{"a transform", "x.yaml", "Transform: AWS::Serverless-2016-10-31\n", true},
		{"a transform in a list", "x.yaml", "Transform:\n- AWS::LanguageExtensions\n", true},
		{"a transform in a deeper list", "x.yaml", "Transform:\n  - 'AWS::LanguageExtensions'\n", true},
		{"a comment, a marker and carriage returns", "x.yaml", "# A stack\r\n---\r\nResources:\r\n  A:\r\n    Type: AWS::EC2::VPC\r\n", true},
		{"a byte order mark", "x.yaml", "\ufeffAWSTemplateFormatVersion: 2010-09-09\n", true},
		{"everything indented", "x.yaml", "  Description: x\n  Resources:\n    A:\n      Type: AWS::EC2::VPC\n", true},
		{"generated text", "x.yaml", "{% set a = 1 %}\nResources:\n  A:\n    Type: AWS::EC2::VPC\n", true},
		{"generated text between the lines", "x.yaml", "Resources:\n{{ if .Vpc }}\n  A:\n    Type: AWS::EC2::VPC\n{{ end }}\n", true},
		{"tabs", "x.yaml", "Resources:\n\tA:\n\t\tType: AWS::EC2::VPC\n", true},
		{"a template that does not parse", "x.yaml", "Resources:\n  A:\n    Type: AWS::EC2::VPC\n   Properties: [\n", true},
		{"resources past the head", "x.yaml", "Mappings:\n" + filler + aTemplate, true},
		{"text that is no key", "x.txt", aTemplate, true},

		{"JSON", "x.json", `{"Resources": {"A": {"Type": "AWS::EC2::VPC"}}}`, true},
		{"JSON in a file of any name", "x.template", "\n{ \"AWSTemplateFormatVersion\" : \"2010-09-09\" }", true},
		{"JSON with the type last", "x.json", `{"Resources":{"A":{"Properties":{"X":[1,"a"]},"Type":"AWS::EC2::VPC"}}}`, true},
		{"JSON with a transform", "x.json", `{"Transform":["AWS::LanguageExtensions"]}`, true},
		{"JSON with escapes before", "x.json", `{"Description":"a \" { [","Resources":{"A":{"Type":"AWS::EC2::VPC"}}}`, true},
		{"JSON past the head", "x.json", `{"Metadata":{"x":"` + filler + `"},"Resources":{"A":{"Type":"AWS::EC2::VPC"}}}`, true},

		{"JSON that ends early", "x.json", `{"Resources": {"A": {"Type": "AWS::EC2`, true},
		{"a loop", "x.yaml", "Resources:\n  Fn::ForEach::A:\n    - X\n    - [a]\n    - A${X}:\n        Type: AWS::EC2::VPC\n", true},

		{"nothing", "x.yaml", "", false},
		{"a string that never ends", "x.json", `{"Resources`, false},
		{"no resource types", "x.yaml", "Resources:\n  A:\n    Type: Widget\n", false},
		{"a type outside the resources", "x.yaml", "Outputs:\n  A:\n    Type: AWS::EC2::VPC\n", false},
		{"a key that ends in Type", "x.yaml", "Resources:\n  A:\n    ResourceType: AWS::EC2::VPC\n", false},
		{"a type in a comment", "x.yaml", "Resources:\n  # Type: AWS::EC2::VPC\n  A: 1\n", false},
		{"a template within another file", "x.yaml", "data:\n  stack: |\n    AWSTemplateFormatVersion: 2010-09-09\n", false},
		{"parameters", "x.json", `{"Parameters": {"VpcId": "vpc-1", "Type": "AWS::EC2::VPC::Id"}}`, false},
		{"a list of parameters", "x.json", `[{"ParameterKey": "A", "ParameterValue": "AWS::EC2::VPC"}]`, false},
		{"Kubernetes", "x.yaml", "apiVersion: v1\nkind: List\nResources: 1\nspec:\n  Type: AWS::EC2::VPC\n", false},
		{"Compose", "docker-compose.yml", "services:\n  web:\n    image: nginx\n", false},
		{"a workflow", ".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    steps:\n      - run: aws cloudformation deploy\n", false},
		{"Serverless Framework", "serverless.yml", "service: a\nresources:\n  Resources:\n    A:\n      Type: AWS::EC2::VPC\n", false},
		{"OpenAPI", "x.yaml", "openapi: 3.0.0\npaths:\n  /:\n    x-amazon-apigateway-integration:\n      type: aws_proxy\n", false},
		{"an AppSpec", "appspec.yaml", "version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n", false},
		{"an AppSpec with its list at the margin", "appspec.yaml", "version: 0.0\nResources:\n- TargetService:\n    Type: AWS::ECS::Service\n", false},
		{"an AppSpec in JSON", "appspec.json", `{"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service"}}]}`, false},
		{"a package", "package.json", `{"name":"x","dependencies":{"aws-cdk-lib":"2"}}`, false},
		{"a plan", "plan.json", `{"format_version":"1.2","planned_values":{"root_module":{"resources":[{"type":"aws_vpc"}]}}}`, false},
		{"a cloud assembly's manifest", "cdk.out/manifest.json", `{"version":"36.0.0","artifacts":{"A":{"type":"aws:cloudformation:stack"}}}`, false},
		{"its tree", "cdk.out/tree.json", `{"version":"tree-0.1","tree":{"attributes":{"aws:cdk:cloudformation:type":"AWS::EC2::VPC"}}}`, false},
		{"its assets", "cdk.out/A.assets.json", `{"version":"36.0.0","files":{"a":{"displayName":"A Template"}}}`, false},
		{"a policy", "policy.json", `{"Version":"2012-10-17","Statement":[{"Resource":"*"}]}`, false},
		{"Terraform in JSON", "x.tf.json", `{"Resources":{"A":{"Type":"AWS::EC2::VPC"}}}`, false},
		{"another extension", "x.md", aTemplate, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := source.NewTree(fstest.MapFS{tt.file: {Data: []byte(tt.text)}})
			found, err := discover.Find(tree, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := len(found.Templates) == 1; got != tt.want {
				t.Errorf("%s is a template: %v, want %v", tt.file, got, tt.want)
			}
			if got, want := len(found.AppSpecs) == 1, strings.HasPrefix(tt.file, "appspec."); got != want {
				t.Errorf("%s is an AppSpec file: %v, want %v", tt.file, got, want)
			}
		})
	}
}
