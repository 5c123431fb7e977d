package ecs_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A batch is a job definition and where its jobs may run, in both languages.
type batch struct{ tf, cfn string }

func (b batch) inBoth(t *testing.T, check func(t *testing.T, w *world)) {
	t.Helper()
	tf := `{"aws_batch_job_definition": {"J": {"platform_capabilities": ["FARGATE"], "container_properties": "{\"image\": \"nginx\", \"fargatePlatformConfiguration\": {\"platformVersion\": \"1.4.0\"}, \"networkConfiguration\": {\"assignPublicIp\": \"ENABLED\"}}"}}}`
	cfn := `{"J": {"Type": "AWS::Batch::JobDefinition", "Properties": {"PlatformCapabilities": ["FARGATE"], "ContainerProperties": {"Image": "nginx", "FargatePlatformConfiguration": {"PlatformVersion": "1.4.0"}, "NetworkConfiguration": {"AssignPublicIp": "ENABLED"}}}}}`
	t.Run("terraform", func(t *testing.T) { check(t, terraform(t, "eu-west-1", tfLand, tf, b.tf)) })
	t.Run("cloudformation", func(t *testing.T) { check(t, cloudformation(t, "eu-west-1", cfnLand, cfn, b.cfn)) })
}

const (
	tfEnvironments = `"aws_batch_compute_environment": {
		"one": {"compute_resources": [{"type": "FARGATE", "subnets": ["${aws_subnet.a.id}"], "security_group_ids": ["${aws_security_group.g.id}"]}]},
		"two": {"compute_resources": [{"type": "FARGATE_SPOT", "subnets": ["${aws_subnet.b.id}"], "security_group_ids": ["${aws_security_group.g.id}"]}]},
		"ec2": {"compute_resources": [{"type": "EC2", "subnets": ["${aws_subnet.b.id}"]}]}}`
	cfnEnvironments = `
		"One": {"Type": "AWS::Batch::ComputeEnvironment", "Properties": {"ComputeResources": {"Type": "FARGATE", "Subnets": [{"Ref": "A"}], "SecurityGroupIds": [{"Ref": "G"}]}}},
		"Two": {"Type": "AWS::Batch::ComputeEnvironment", "Properties": {"ComputeResources": {"Type": "FARGATE_SPOT", "Subnets": [{"Ref": "B"}], "SecurityGroupIds": [{"Ref": "G"}]}}},
		"Ec2": {"Type": "AWS::Batch::ComputeEnvironment", "Properties": {"ComputeResources": {"Type": "EC2", "Subnets": [{"Ref": "B"}]}}}`
)

func TestBatchPlacement(t *testing.T) {
	tests := []struct {
		name  string
		batch batch
		want  []string
	}{
		{
			"the only environment",
			batch{
				`{"aws_batch_compute_environment": {"one": {"compute_resources": [{"type": "FARGATE", "subnets": ["${aws_subnet.a.id}"], "security_group_ids": ["${aws_security_group.g.id}"]}]}}}`,
				`{"One": {"Type": "AWS::Batch::ComputeEnvironment", "Properties": {"ComputeResources": {"Type": "FARGATE", "Subnets": [{"Ref": "A"}], "SecurityGroupIds": [{"Ref": "G"}]}}}}`,
			},
			[]string{"* FARGATE 1.4.0 of  in a/g public"},
		},
		{"one of several", batch{`{` + tfEnvironments + `}`, `{` + cfnEnvironments + `}`}, []string{"* FARGATE 1.4.0 of  in …/… public"}},
		{"no environment", batch{`{}`, `{}`}, []string{"* FARGATE 1.4.0 of  in …/… public"}},
		{
			"the queue that it is submitted to",
			batch{
				`{` + tfEnvironments + `,
					"aws_batch_job_queue": {"q": {"compute_environments": ["${aws_batch_compute_environment.two.arn}"]}, "r": {"compute_environments": ["${aws_batch_compute_environment.one.arn}"]}},
					"aws_cloudwatch_event_target": {"e": {"arn": "${aws_batch_job_queue.q.arn}", "batch_target": [{"job_definition": "${aws_batch_job_definition.J.arn}"}]}}}`,
				`{` + cfnEnvironments + `,
					"Q": {"Type": "AWS::Batch::JobQueue", "Properties": {"ComputeEnvironmentOrder": [{"Order": 1, "ComputeEnvironment": {"Ref": "Two"}}]}},
					"R": {"Type": "AWS::Batch::JobQueue", "Properties": {"ComputeEnvironmentOrder": [{"Order": 1, "ComputeEnvironment": {"Ref": "One"}}]}},
					"E": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [
						{"Id": "j", "Arn": {"Ref": "Q"}, "BatchParameters": {"JobDefinition": {"Ref": "J"}}},
						{"Id": "k", "Arn": {"Ref": "R"}, "BatchParameters": {"JobDefinition": "another"}}]}}}`,
			},
			[]string{"* FARGATE 1.4.0 of  in b/g public"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.batch.inBoth(t, func(t *testing.T, w *world) { checkPlaced(t, w, tt.want) })
		})
	}
}

// A queue with two environments makes two tasks of one definition.
func TestBatchInTwoEnvironments(t *testing.T) {
	w := terraform(t, "eu-west-1", tfLand, `{`+tfEnvironments+`,
		"aws_batch_job_definition": {"J": {"platform_capabilities": ["FARGATE"], "container_properties": {"image": "nginx"}}},
		"aws_batch_job_queue": {"q": {"compute_environments": ["${aws_batch_compute_environment.one.arn}", "${aws_batch_compute_environment.two.arn}"]}},
		"aws_sfn_state_machine": {"m": {"definition": {"queue": "${aws_batch_job_queue.q.arn}", "job": "${aws_batch_job_definition.J.arn}"}}}}`)
	checkPlaced(t, w, []string{
		"aws_batch_job_definition.J[aws_batch_compute_environment.one] FARGATE LATEST of  in a/g",
		"aws_batch_job_definition.J[aws_batch_compute_environment.two] FARGATE LATEST of  in b/g",
	})
}

func TestBatchOnInstances(t *testing.T) {
	w := terraform(t, "eu-west-1", `{"aws_batch_job_definition": {"J": {"platform_capabilities": ["EC2"], "container_properties": {"image": "nginx"}}, "K": {"container_properties": {"image": "nginx"}}}}`)
	if got := w.tasks(); len(got) != 0 {
		t.Errorf("%d tasks, want none", len(got))
	}
}

func TestBatchNeeds(t *testing.T) {
	tests := []struct{ name, properties, want string }{
		{"logs are Batch's", `"container_properties": {"image": "nginx"}`, "logs logs.eu-west-1.amazonaws.com:443 unless"},
		{"logs of its own", `"container_properties": {"image": "nginx", "logConfiguration": {"logDriver": "awslogs"}}`, "logs logs.eu-west-1.amazonaws.com:443"},
		{
			"secrets, files and volumes", `"container_properties": {"image": "nginx", "logConfiguration": {"logDriver": "json-file"}, "secrets": [{"name": "A", "valueFrom": "/a"}], "volumes": [{"name": "d", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}]}`,
			"ssm ssm.eu-west-1.amazonaws.com:443\nefs fs-1.efs.eu-west-1.amazonaws.com:2049 task mount",
		},
		{
			"several containers", `"ecs_properties": "{\"taskProperties\": [{\"containers\": [{\"name\": \"a\", \"image\": \"quay.io/a\", \"logConfiguration\": {\"logDriver\": \"json-file\"}}]}]}"`,
			"registry:quay.io quay.io:443",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := terraform(t, "eu-west-1", `{"aws_batch_job_definition": {"J": {"platform_capabilities": ["FARGATE"], `+tt.properties+`}}}`)
			got := strings.TrimPrefix(strings.Join(summary(only(t, w.tasks())), "\n"), hub+"\n")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("needs (-want +got):\n%s", diff)
			}
		})
	}
}
