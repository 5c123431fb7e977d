package ecs_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// states returns a definition whose states run tasks: one plain, one in a
// branch, one in a Map; the network of each is as given.
func states(network string) string {
	run := func(resource, arguments string) string {
		return `{"Type": "Task", "Resource": "` + resource + `", "` + arguments + `": {"LaunchType": "FARGATE", "TaskDefinition": "app", "NetworkConfiguration": {"AwsvpcConfiguration": {` + network + `}}}, "End": true}`
	}
	return `{"StartAt": "One", "States": {
		"One": ` + run("arn:aws:states:::ecs:runTask.sync", "Parameters") + `,
		"Mail": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true},
		"Both": {"Type": "Parallel", "Branches": [{"StartAt": "Two", "States": {"Two": ` + run("arn:aws:states:::ecs:runTask.waitForTaskToken", "Arguments") + `}}]},
		"Each": {"Type": "Map", "ItemProcessor": {"StartAt": "Three", "States": {"Three": ` + run("arn:aws:states:::aws-sdk:ecs:runTask", "Parameters") + `}}}}}`
}

// quote returns the document as a JSON string.
func quote(t *testing.T, document string) string {
	t.Helper()
	b, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestStateMachine(t *testing.T) {
	tfStates := states(`"Subnets": ["${aws_subnet.a.id}"], "SecurityGroups": ["${aws_security_group.g.id}"], "AssignPublicIp": "ENABLED"`)
	cfnStates := states(`"Subnets": [{"Ref": "A"}], "SecurityGroups": [{"Ref": "G"}], "AssignPublicIp": "ENABLED"`)
	substituted := states(`"Subnets": ["${Subnet}"], "SecurityGroups": ["${Group}"], "AssignPublicIp": "ENABLED"`)
	const substitutions = `"DefinitionSubstitutions": {"Subnet": {"Ref": "A"}, "Group": {"Ref": "G"}}`
	machine := func(properties string) string {
		return `{"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {` + properties + `}}}`
	}
	tests := []struct {
		name  string
		world *world
	}{
		{"terraform/string", terraform(t, "eu-west-1", tfLand, `{"aws_sfn_state_machine": {"M": {"definition": `+quote(t, tfStates)+`}}}`)},
		{"terraform/object", terraform(t, "eu-west-1", tfLand, `{"aws_sfn_state_machine": {"M": {"definition": `+tfStates+`}}}`)},
		{"cloudformation/object", cloudformation(t, "eu-west-1", cfnLand, machine(`"Definition": `+cfnStates))},
		{"cloudformation/object with substitutions", cloudformation(t, "eu-west-1", cfnLand, machine(`"Definition": `+substituted+`, `+substitutions))},
		{"cloudformation/string with substitutions", cloudformation(t, "eu-west-1", cfnLand, machine(`"DefinitionString": `+quote(t, substituted)+`, `+substitutions))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, task := range tt.world.tasks() {
				got = append(got, strings.TrimPrefix(placed(task), "aws_sfn_state_machine."))
			}
			want := []string{
				"M[One] FARGATE LATEST of app in a/g public",
				"M[Two] FARGATE LATEST of app in a/g public",
				"M[Three] FARGATE LATEST of app in a/g public",
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("tasks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStateMachineAtRunTime(t *testing.T) {
	one := func(parameters string) string {
		return `{"States": {"One": {"Resource": "arn:aws:states:::ecs:runTask", "Parameters": {` + parameters + `}}}}`
	}
	tests := []struct{ name, definition, want string }{
		{
			"subnets of the input", one(`"LaunchType": "FARGATE", "TaskDefinition": "app", "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets.$": "$.subnets"}}`),
			"* FARGATE LATEST of app in …/",
		},
		{
			"subnets of an expression", one(`"LaunchType": "FARGATE", "TaskDefinition": "app", "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": "{% $subnets %}"}}`),
			"* FARGATE LATEST of app in …/",
		},
		{
			"launch type of the input", one(`"LaunchType.$": "$.launch", "TaskDefinition": "app"`),
			"*  LATEST of app launch unknown in /",
		},
		{
			"definition of the input", one(`"LaunchType": "FARGATE", "TaskDefinition.$": "$.task"`),
			"* FARGATE LATEST of  in /",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkPlaced(t, terraform(t, "eu-west-1", tfLand, `{"aws_sfn_state_machine": {"M": {"definition": `+quote(t, tt.definition)+`}}}`), []string{tt.want})
		})
	}
	for _, broken := range []string{`"{"`, `"[1, 2"`, `"[1]"`, `"{\"States\": 1}"`, `1`, `"${var.definition}"`, `"` + strings.Repeat("[", 100000) + `"`} {
		w := terraform(t, "eu-west-1", tfLand, `{"aws_sfn_state_machine": {"M": {"definition": `+broken+`}}}`)
		if got := w.tasks(); len(got) != 0 {
			t.Errorf("%.20s: %d tasks, want none", broken, len(got))
		}
	}
}
