package cloudformation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

const (
	// wiredNet puts out its subnet.
	wiredNet = `
Parameters: {Env: {Type: String, Default: blue}}
Resources: {Net: {Type: AWS::EC2::Subnet}}
Outputs: {Subnet: {Value: !Ref Net}, Name: {Value: !Ref AWS::StackName}, Env: {Value: !Ref Env}}
`
	// wiredApp takes a subnet.
	wiredApp = `
Parameters: {Subnet: {Type: String}, Size: {Type: String, Default: small}}
Resources: {It: {Type: Custom::It, Properties: {Value: !Sub '${Subnet} ${Size}'}}}
`
	// wiredCycle takes what takes its own output.
	wiredCycle = `
Parameters: {Subnet: {Type: String}}
Resources: {It: {Type: Custom::It, Properties: {Value: !Ref Subnet}}}
Outputs: {Subnet: {Value: !Ref Subnet}}
`
)

func wiring(template, parameter, output string) cloudformation.Options {
	return cloudformation.Options{Wiring: map[string]map[string]string{template: {parameter: output}}}
}

func TestWiring(t *testing.T) {
	with := func(o cloudformation.Options, change func(*cloudformation.Options)) cloudformation.Options {
		change(&o)
		return o
	}
	tests := []importTest{
		{
			name:  "an output",
			files: files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts:  wiring("app.yaml", "Subnet", "net.yaml.Subnet"),
			value: "net/Net.Ref small",
		},
		{
			name:  "a parameter has precedence",
			files: files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts: with(wiring("app.yaml", "Subnet", "net.yaml.Subnet"), func(o *cloudformation.Options) {
				o.Parameters = map[string]string{"Subnet": "subnet-1"}
			}),
			value: "subnet-1 small",
		},
		{
			name:  "in place of a default",
			files: files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts:  wiring("app.yaml", "Size", "net.yaml.Env"),
			value: "${parameter Subnet} blue",
		},
		{
			name:  "no such template",
			files: files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts:  wiring("app.yaml", "Subnet", "other.yaml.Subnet"),
			value: "${parameter Subnet} small",
		},
		{
			name:     "no such output",
			files:    files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts:     wiring("app.yaml", "Subnet", "net.yaml.Subnets"),
			value:    "${the value} small",
			problems: []string{"app.yaml:2: evaluation-error: parameter `Subnet` is to be output `Subnets` of `net.yaml`, which has no such output"},
		},
		{
			name:     "no such parameter",
			files:    files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts:     wiring("app.yaml", "Subnets", "net.yaml.Subnet"),
			value:    "${parameter Subnet} small",
			problems: []string{"app.yaml: evaluation-error: the wiring names parameter `Subnets`, which the template does not declare"},
		},
		{
			name:     "not an output",
			files:    files{"net.yaml": wiredNet, "app.yaml": wiredApp},
			opts:     wiring("app.yaml", "Subnet", "Subnet"),
			value:    "${parameter Subnet} small",
			problems: []string{"app.yaml: evaluation-error: the wiring of parameter `Subnet` is `Subnet`, not TEMPLATE.OUTPUT"},
		},
		{
			name:     "its own output",
			files:    files{"app.yaml": wiredCycle},
			opts:     wiring("app.yaml", "Subnet", "app.yaml.Subnet"),
			value:    "?parameter `Subnet`",
			problems: []string{"app.yaml:2: evaluation-error: parameter `Subnet` refers to itself"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, tt.run)
	}
}

// pipelineTemplate deploys infra/net.yaml as net says, and infra/app.yaml with
// app added to its configuration.
func pipelineTemplate(net, app string) string {
	const kind = "{Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: 1}"
	return `
Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Prod
          Actions:
            - Name: Net
              ActionTypeId: ` + kind + `
              ` + net + `
            - Name: App
              ActionTypeId: ` + kind + `
              Configuration:
                ActionMode: CREATE_UPDATE
                StackName: app
                TemplatePath: Source::infra/app.yaml
                ` + app + `
`
}

func TestPipelines(t *testing.T) {
	tests := []struct {
		name     string
		pipeline string
		files    files
		value    string
	}{
		{
			name: "output of an earlier action",
			pipeline: pipelineTemplate(
				"OutputArtifacts: [{Name: Put}]\n              Configuration: {StackName: net, TemplatePath: 'Source::infra/net.yaml', OutputFileName: out.json}",
				`ParameterOverrides: '{"Subnet": {"Fn::GetParam": ["Put", "out.json", "Subnet"]}, "Size": "big"}'`),
			value: "net/Net.Ref big",
		},
		{
			name: "the name of the stack",
			pipeline: pipelineTemplate(
				"OutputArtifacts: [{Name: Put}]\n              Configuration: {StackName: net, TemplatePath: 'Source::infra/net.yaml', OutputFileName: out.json}",
				`ParameterOverrides: '{"Subnet": {"Fn::GetParam": ["Put", "out.json", "Name"]}}'`),
			value: "net small",
		},
		{
			name: "a variable",
			pipeline: pipelineTemplate(
				"Namespace: Nets\n              Configuration: {StackName: net, TemplatePath: 'Source::infra/net.yaml'}",
				`ParameterOverrides: !Sub '{"Subnet": "#{Nets.Subnet}"}'`),
			value: "net/Net.Ref small",
		},
		{
			name: "a change set",
			pipeline: pipelineTemplate(
				"Configuration: {ActionMode: CHANGE_SET_REPLACE, StackName: net, TemplatePath: 'Source::infra/net.yaml'}\n"+
					"            - Name: Execute\n              Namespace: Nets\n              ActionTypeId: {Provider: CloudFormation}\n"+
					"              Configuration: {ActionMode: CHANGE_SET_EXECUTE, StackName: net}",
				`ParameterOverrides: '{"Subnet": "#{Nets.Subnet}"}'`),
			value: "net/Net.Ref small",
		},
		{
			name:     "a later action",
			pipeline: pipelineTemplate("Configuration: {}", `ParameterOverrides: '{"Subnet": "#{Nets.Subnet}"}'`),
			value:    "${parameter Subnet} small",
		},
		{
			name:     "what only a run knows is not the default",
			pipeline: pipelineTemplate("Configuration: {}", `ParameterOverrides: '{"Size": {"Fn::GetArtifactAtt": ["A", "URL"]}}'`),
			value:    "${parameter Subnet} ${parameter Size}",
		},
		{
			name:     "a file of parameters",
			pipeline: pipelineTemplate("Configuration: {}", "TemplateConfiguration: Source::infra/deep/prod.json\n                ParameterOverrides: '{\"Size\": \"big\"}'"),
			files:    files{"infra/deep/prod.json": `{"Parameters": {"Subnet": "subnet-1", "Size": "tiny"}}`},
			value:    "subnet-1 big",
		},
		{
			name:     "what the pipeline's own template says",
			pipeline: pipelineTemplate("Configuration: {}", `ParameterOverrides: !Sub '{"Subnet": "${Net}", "Size": "${Env}-1"}'`) + "  Net: {Type: AWS::EC2::Subnet}\nParameters: {Env: {Type: String, Default: test}}\n",
			value:    "pipeline/Net.Ref test-1",
		},
		{
			name:     "no overrides",
			pipeline: pipelineTemplate("Configuration: {}", ""),
			value:    "${parameter Subnet} small",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := files{"infra/net.yaml": wiredNet, "infra/app.yaml": wiredApp, "ci/pipeline.yaml": tt.pipeline}
			names := []string{"ci/pipeline.yaml", "infra/app.yaml", "infra/net.yaml"}
			for name, text := range tt.files {
				f[name] = text
			}
			stacks := f.loadOnly(names, cloudformation.Options{})
			if diff := cmp.Diff(tt.value, describe(it(t, stacks))); diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
		})
	}
}

// A stage that deploys what an earlier one deploys makes a variant of its own.
func TestPipelineStages(t *testing.T) {
	const action = `
        - Name: NAME
          Actions:
            - {Name: App, ActionTypeId: {Provider: CloudFormation}, Configuration: {TemplatePath: 'S::app.yaml', StackName: app-NAME, ParameterOverrides: '{"Subnet": "NAME"}'}}`
	f := files{
		"app.yaml": wiredApp,
		"pipeline.yaml": "Resources:\n  Pipeline:\n    Type: AWS::CodePipeline::Pipeline\n    Properties:\n      Stages:" +
			strings.ReplaceAll(action, "NAME", "beta") + strings.ReplaceAll(action, "NAME", "prod"),
	}
	got := map[string]string{}
	for _, s := range f.load(cloudformation.Options{}) {
		if s.Path == "app.yaml" {
			got[s.Variant] = describe(resource(t, s, "It").Body.Get("Value"))
		}
	}
	want := map[string]string{"pipeline.yaml beta": "beta small", "pipeline.yaml prod": "prod small"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("variants (-want +got):\n%s", diff)
	}
}
