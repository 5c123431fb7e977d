package cloudformation_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/cloudformation"
)

// TestPipelineStackSets is of actions that deploy a stack set: their stacks get
// the parameters that the action gives, and are where it says.
func TestPipelineStackSets(t *testing.T) {
	const app = `
Parameters: {Subnet: {Type: String}, Size: {Type: String, Default: small}}
Resources:
  It: {Type: Custom::It, Properties: {Value: !Sub '${Subnet} ${Size} ${AWS::Region}'}}
`
	const more = `
            - {Name: More, ActionTypeId: {Provider: CloudFormationStackInstances}, Configuration: {StackSetName: SET, ParameterOverrides: 'ParameterKey=Size,ParameterValue=big'}}`
	tests := []struct {
		name, configuration, more, want string
	}{
		{"the short form", "Regions: eu-west-1, Parameters: 'ParameterKey=Subnet,ParameterValue=subnet-1 ParameterKey=Size,ParameterValue=big,UsePreviousValue=false'", "", "subnet-1 big eu-west-1"},
		{"a list in JSON", `Regions: eu-west-1, Parameters: '[{"ParameterKey": "Subnet", "ParameterValue": "subnet-1"}]'`, "", "subnet-1 small eu-west-1"},
		{"a file", "Regions: 'eu-west-1,eu-west-2', Parameters: 'S::sets/app.json'", "", "subnet-2 tiny ${AWS::Region}"},
		{"the previous value", "Parameters: 'ParameterKey=Size,UsePreviousValue=true ParameterKey=Subnet,ParameterValue=subnet-1'", "", "subnet-1 ${parameter Size} ${AWS::Region}"},
		{"the previous value in JSON", `Parameters: '[{"ParameterKey": "Size", "UsePreviousValue": true}, {"ParameterKey": "Subnet", "ParameterValue": "subnet-1"}]'`, "", "subnet-1 ${parameter Size} ${AWS::Region}"},
		{"a value though there is a previous one", `Parameters: '[{"ParameterKey": "Size", "UsePreviousValue": false, "ParameterValue": "big"}, {"ParameterKey": "Subnet", "ParameterValue": "subnet-1"}]'`, "", "subnet-1 big ${AWS::Region}"},
		{"a value that the pipeline's stack has", "Parameters: !Sub 'ParameterKey=Subnet,ParameterValue=${AWS::AccountId}'", "", "${parameter Subnet} small ${AWS::Region}"},
		{"none", "Regions: eu-west-1", "", "${parameter Subnet} small eu-west-1"},
		{"some stacks differ", "Parameters: 'ParameterKey=Subnet,ParameterValue=subnet-1 ParameterKey=Size,ParameterValue=tiny'", strings.ReplaceAll(more, "SET", "app"), "subnet-1 ${parameter Size} ${AWS::Region}"},
		{"some stacks of another set differ", "Parameters: 'ParameterKey=Subnet,ParameterValue=subnet-1'", strings.ReplaceAll(more, "SET", "other"), "subnet-1 small ${AWS::Region}"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stacks := files{
				"app.yaml":      app,
				"sets/app.json": `[{"ParameterKey": "Subnet", "ParameterValue": "subnet-2"}, {"ParameterKey": "Size", "ParameterValue": "tiny"}]`,
				"pipeline.yaml": `Resources:
  Pipeline:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      Stages:
        - Name: Deploy
          Actions:
            - {Name: App, ActionTypeId: {Provider: CloudFormationStackSet}, Configuration: {StackSetName: app, TemplatePath: 'S::app.yaml', ` + tt.configuration + `}}` + tt.more + "\n",
			}.loadOnly([]string{"app.yaml", "pipeline.yaml"}, cloudformation.Options{})
			if diff := cmp.Diff(tt.want, describe(it(t, stacks))); diff != "" {
				t.Errorf("value (-want +got):\n%s", diff)
			}
		})
	}
}
