package cloudformation_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// TestVariants checks which files beside a template give its parameters values.
func TestVariants(t *testing.T) {
	const template = `
Parameters:
  Image: {Type: String, AllowedValues: [blue, green]}
  Size: {Type: Number, Default: 1}
Resources: {It: {Type: Custom::It, Properties: {Value: !Sub '${Image}-${Size}-${AWS::StackName}-${AWS::Region}'}}}
`
	list := func(image string) string {
		return fmt.Sprintf(`[{"ParameterKey": "Image", "ParameterValue": %q}]`, image)
	}
	const unset = ": ${parameter Image}-1-${AWS::StackName of infra/a.yaml}-${AWS::Region}"
	named := func(file, value string) string {
		return file + ": " + value + "-${AWS::StackName of infra/a.yaml}-${AWS::Region}"
	}
	tests := []struct {
		name  string
		files map[string]string
		opts  cloudformation.Options
		want  []string // variants with the value of It
	}{
		{name: "no file", want: []string{unset}},
		{
			name:  "beside it",
			files: map[string]string{"infra/parameters.json": list("blue")},
			want:  []string{named("parameters.json", "blue-1")},
		},
		{
			name:  "for CodePipeline",
			files: map[string]string{"infra/prod.json": `{"Parameters": {"Image": "blue", "Size": 2}, "Tags": {"a": "b"}}`},
			want:  []string{named("prod.json", "blue-2")},
		},
		{
			name:  "in folders",
			files: map[string]string{"params/b.json": list("green"), "infra/config/a.json": list("blue")},
			want:  []string{named("../params/b.json", "green-1"), named("config/a.json", "blue-1")},
		},
		{
			name:  "in YAML",
			files: map[string]string{"infra/params.yaml": "Image: blue\n", "infra/values.yaml": "Image: green\n"},
			want:  []string{named("params.yaml", "blue-1")},
		},
		{
			name:  "for SAM, which leaves out what the template does not declare",
			files: map[string]string{"infra/samconfig.toml": "[default.deploy.parameters]\ntemplate = 'a.yaml'\nparameter_overrides = \"Image=blue Other=x\"\n"},
			want:  []string{named("samconfig.toml", "blue-1")},
		},
		{
			name:  "with the previous value",
			files: map[string]string{"infra/parameters.json": `[{"ParameterKey": "Image", "ParameterValue": "blue"}, {"ParameterKey": "Size", "UsePreviousValue": true}]`},
			want:  []string{named("parameters.json", "blue-${parameter Size}")},
		},
		{
			name:  "with the previous value of what the template lacks",
			files: map[string]string{"infra/parameters.json": `[{"ParameterKey": "Image", "ParameterValue": "blue"}, {"ParameterKey": "Other", "UsePreviousValue": true}]`},
			want:  []string{unset},
		},
		{
			name: "the command line keeps the previous value",
			opts: cloudformation.Options{Parameters: map[string]string{"Image": "blue"}, Kept: []string{"Size"}},
			want: []string{": blue-${parameter Size}-${AWS::StackName of infra/a.yaml}-${AWS::Region}"},
		},
		{
			name:  "of another template",
			files: map[string]string{"infra/parameters.json": `[{"ParameterKey": "Image", "ParameterValue": "blue"}, {"ParameterKey": "Other", "ParameterValue": "x"}]`},
			want:  []string{unset},
		},
		{
			name:  "without what is required",
			files: map[string]string{"infra/parameters.json": `[{"ParameterKey": "Size", "ParameterValue": "2"}]`},
			want:  []string{unset},
		},
		{
			name:  "with a value that is not allowed",
			files: map[string]string{"infra/parameters.json": list("red")},
			want:  []string{unset},
		},
		{
			name:  "elsewhere",
			files: map[string]string{"other/parameters.json": list("blue"), "infra/deep/er/parameters.json": list("blue")},
			want:  []string{unset},
		},
		{
			name:  "where all is given",
			files: map[string]string{"infra/parameters.json": list("blue")},
			opts:  cloudformation.Options{Parameters: map[string]string{"Image": "green"}},
			want:  []string{": green-1-${AWS::StackName of infra/a.yaml}-${AWS::Region}"},
		},
		{
			name:  "with all variants, where all is given",
			files: map[string]string{"infra/parameters.json": list("blue")},
			opts:  cloudformation.Options{Parameters: map[string]string{"Image": "green"}, Variants: iac.VariantsAll},
			want:  []string{named("parameters.json", "green-1")},
		},
		{
			name:  "with no variants",
			files: map[string]string{"infra/parameters.json": list("blue")},
			opts:  cloudformation.Options{Variants: iac.VariantsNone},
			want:  []string{unset},
		},
		{
			name:  "of SAM",
			files: map[string]string{"infra/samconfig.toml": "version = 0.1\n[default.global.parameters]\nstack_name = \"app\"\n[default.deploy.parameters]\ntemplate = 'a.yaml'\nregion = \"eu-west-1\"\nparameter_overrides = \"Image=blue Size=\\\"2\\\"\"\n"},
			want:  []string{"samconfig.toml: blue-2-app-eu-west-1"},
		},
		{
			name:  "of SAM for another template",
			files: map[string]string{"infra/samconfig.toml": "[default.deploy.parameters]\nparameter_overrides = \"Image=blue\"\n"},
			want:  []string{unset},
		},
		{
			name: "of SAM with environments",
			files: map[string]string{"infra/samconfig.toml": "[test.deploy.parameters]\ntemplate_file = 'a.yaml'\nparameter_overrides = [\n  'Image=green', # a comment\n]\n" +
				"[default.deploy.parameters]\ntemplate_file = 'a.yaml'\nparameter_overrides = 'ParameterKey=Image,ParameterValue=blue'\n"},
			want: []string{named("samconfig.toml default", "blue-1"), named("samconfig.toml test", "green-1")},
		},
		{
			name: "of SAM in YAML",
			files: map[string]string{"infra/samconfig.yaml": "version: 0.1\ndefault:\n  global: {parameters: {stack_name: app}}\n" +
				"  deploy:\n    parameters:\n      template: a.yaml\n      parameter_overrides:\n        - Image=blue\n        - Size=\"2\"\n"},
			want: []string{"samconfig.yaml: blue-2-app-${AWS::Region}"},
		},
		{
			name:  "of SAM in YAML, as a mapping",
			files: map[string]string{"infra/samconfig.yml": "default: {deploy: {parameters: {template: a.yaml, parameter_overrides: {Image: green, Size: 3}}}}\n"},
			want:  []string{named("samconfig.yml", "green-3")},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{"infra/a.yaml": &fstest.MapFile{Data: []byte(template)}}
			for name, text := range tt.files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			var got []string
			for _, s := range cloudformation.Load(context.Background(), source.NewTree(fsys), []string{"infra/a.yaml"}, tt.opts) {
				got = append(got, s.Variant+": "+describe(resource(t, s, "It").Body.Get("Value")))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("variants (-want +got):\n%s", diff)
			}
		})
	}
}

// Stacks that are deployed with files of one name belong together.
func TestVariantsLinked(t *testing.T) {
	f := files{
		"net.yaml": "Parameters: {Cidr: {Type: String}}\nResources: {Net: {Type: AWS::EC2::Subnet, Properties: {CidrBlock: !Ref Cidr}}}\nOutputs: {Net: {Value: !GetAtt Net.CidrBlock, Export: {Name: net}}}\n",
		"app.yaml": "Parameters: {Image: {Type: String}}\nResources: {It: {Type: Custom::It, Properties: {Value: !Sub ['${Image}-${net}', {net: !ImportValue net}]}}}\n",
	}
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"net.yaml": f["net.yaml"], "app.yaml": f["app.yaml"],
		"config/dev.json": `{"Parameters": {"Cidr": "10.1.0.0/24"}}`, "config/prod.json": `{"Parameters": {"Cidr": "10.2.0.0/24"}}`,
		"params/dev.json": `{"Parameters": {"Image": "a"}}`, "params/prod.json": `{"Parameters": {"Image": "b"}}`,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var got []string
	for _, s := range cloudformation.Load(context.Background(), source.NewTree(fsys), []string{"app.yaml", "net.yaml"}, cloudformation.Options{}) {
		got = append(got, s.Path+" "+s.Variant+": "+describe(resource(t, s, "app/It").Body.Get("Value")))
	}
	want := []string{
		". config/dev.json, params/dev.json: a-10.1.0.0/24",
		". config/prod.json, params/prod.json: b-10.2.0.0/24",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stacks (-want +got):\n%s", diff)
	}
}

func TestParseSAMConfig(t *testing.T) {
	tests := []struct {
		name, text string
		want       map[string]string
		err        string
	}{
		{"a text", "[default.deploy.parameters]\nparameter_overrides = \"A=1 B='x y' C=\\\"z\\\" D=\"\n", map[string]string{"A": "1", "B": "x y", "C": "z", "D": ""}, ""},
		{"a long text", "[default.deploy.parameters]\nparameter_overrides = \"\"\"\nA=1\nB=2 \\\n  C=3\"\"\"\n", map[string]string{"A": "1", "B": "2", "C": "3"}, ""},
		{"a list", "[default.deploy.parameters]\nparameter_overrides = [\"A=1\", 'B=2',\n\"C=a=b\"]\n", map[string]string{"A": "1", "B": "2", "C": "a=b"}, ""},
		{"for deploy before all commands", "[default.deploy.parameters]\nparameter_overrides = 'A=1'\n[default.global.parameters]\nparameter_overrides = 'A=2 B=2'\n", map[string]string{"A": "1", "B": "2"}, ""},
		{"quoted tables", "[ \"default\".deploy.parameters ]\nparameter_overrides = 'A=1'\r\n", map[string]string{"A": "1"}, ""},
		{"no default", "[test.deploy.parameters]\nparameter_overrides = 'A=1'\n", nil, "reading parameters: samconfig.toml has no environment `default` with parameters to deploy with"},
		{"no value", "a = 1\n\nb\n", nil, "reading parameters: samconfig.toml:3: neither a table nor KEY = VALUE"},
		{"a list without end", "a = [1,\n", nil, "reading parameters: samconfig.toml:1: neither a table nor KEY = VALUE"},
		{"a text without end", "a = \"x\n", nil, "reading parameters: samconfig.toml:1: neither a table nor KEY = VALUE"},
		{"an escape without end", `a = "\`, nil, "reading parameters: samconfig.toml:1: neither a table nor KEY = VALUE"},
		{"lists too deep", "a = " + strings.Repeat("[", 100_000), nil, "reading parameters: samconfig.toml:1: neither a table nor KEY = VALUE"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, err := cloudformation.ParseParameters(source.NewFile("samconfig.toml", []byte(tt.text)))
			message := ""
			if err != nil {
				message = err.Error()
			}
			if message != tt.err {
				t.Errorf("error %q, want %q", message, tt.err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("parameters (-want +got):\n%s", diff)
			}
		})
	}
}
