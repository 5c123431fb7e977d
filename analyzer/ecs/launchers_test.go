package ecs_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/network"
)

// placed describes a task: address, launch type, definition, and the subnets,
// groups and public address of its own interface and of its instance's. What
// may be longer than known ends in an ellipsis.
func placed(task *ecs.Task) string {
	s := fmt.Sprintf("%s %s %s of %s", task.Address, task.Launch, task.Platform, task.Definition.Family)
	if task.LaunchUnknown != nil {
		s += " launch unknown"
	}
	s += " in " + eni(task.ENI)
	if task.Instance != nil {
		s += " on " + eni(task.Instance)
	}
	return s
}

func eni(e *network.ENI) string {
	if e == nil {
		return "nothing"
	}
	subnets, groups := []string{}, []string{}
	for _, s := range e.Subnets {
		subnets = append(subnets, strings.ToLower(strings.TrimPrefix(s.Address, "aws_subnet.")))
	}
	if e.SubnetsMore != nil {
		subnets = append(subnets, "…")
	}
	for _, g := range e.Groups {
		groups = append(groups, strings.ToLower(strings.TrimPrefix(g.Address, "aws_security_group.")))
	}
	if e.GroupsMore != nil {
		groups = append(groups, "…")
	}
	s := strings.Join(subnets, ",") + "/" + strings.Join(groups, ",")
	if public, known := e.PublicIP.Bool(); public {
		s += " public"
	} else if !known && !e.PublicIP.IsAbsent() {
		s += " public?"
	}
	return s
}

// The worlds of the launchers: two subnets, a group, and a task definition of
// family app that runs anywhere.
const (
	tfLand = `{
		"aws_subnet": {"a": {}, "b": {}}, "aws_security_group": {"g": {}},
		"aws_ecs_task_definition": {"d": {"family": "app", "container_definitions": [{"name": "app", "image": "nginx"}]}}}`
	cfnLand = `{
		"A": {"Type": "AWS::EC2::Subnet"}, "B": {"Type": "AWS::EC2::Subnet"}, "G": {"Type": "AWS::EC2::SecurityGroup"},
		"D": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "app", "ContainerDefinitions": [{"Name": "app", "Image": "nginx"}]}}}`

	tfNetwork  = `"subnets": ["${aws_subnet.a.id}", "${aws_subnet.b.id}"], "security_groups": ["${aws_security_group.g.id}"]`
	cfnNetwork = `"Subnets": [{"Ref": "A"}, {"Ref": "B"}], "SecurityGroups": [{"Fn::GetAtt": ["G", "GroupId"]}]`
)

func TestLaunchers(t *testing.T) {
	tests := []struct {
		name    string
		tf, cfn string
		want    []string // with * for the address
	}{
		{
			"service",
			`{"aws_ecs_service": {"s": {"task_definition": "${aws_ecs_task_definition.d.arn}", "launch_type": "FARGATE", "network_configuration": [{` + tfNetwork + `, "assign_public_ip": true}]}}}`,
			`{"S": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": {"Ref": "D"}, "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `, "AssignPublicIp": "ENABLED"}}}}}`,
			[]string{"* FARGATE LATEST of app in a,b/g public"},
		},
		{
			"service whose launch type has no value",
			`{"aws_ecs_service": {"s": {"task_definition": "app:1", "launch_type": "${var.launch}", "network_configuration": [{` + tfNetwork + `}]}}}`,
			`{"S": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": "app:1", "LaunchType": {"Ref": "Launch"}, "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `}}}}}`,
			[]string{"*  LATEST of app launch unknown in a,b/g"},
		},
		{
			"service with an external controller, and its task set",
			`{"aws_ecs_service": {"s": {"deployment_controller": [{"type": "EXTERNAL"}]}},
			  "aws_ecs_task_set": {"t": {"service": "${aws_ecs_service.s.id}", "task_definition": "${aws_ecs_task_definition.d.arn}", "launch_type": "FARGATE", "platform_version": "1.4.0", "network_configuration": [{` + tfNetwork + `}]}}}`,
			`{"S": {"Type": "AWS::ECS::Service", "Properties": {"DeploymentController": {"Type": "EXTERNAL"}}},
			  "T": {"Type": "AWS::ECS::TaskSet", "Properties": {"Service": {"Ref": "S"}, "TaskDefinition": {"Ref": "D"}, "LaunchType": "FARGATE", "PlatformVersion": "1.4.0", "NetworkConfiguration": {"AwsVpcConfiguration": {` + cfnNetwork + `}}}}}`,
			[]string{"* FARGATE 1.4.0 of app in a,b/g"},
		},
		{
			"event target",
			`{"aws_cloudwatch_event_target": {"e": {"arn": "cluster", "ecs_target": [{"task_definition_arn": "${aws_ecs_task_definition.d.arn}", "launch_type": "FARGATE", "network_configuration": [{` + tfNetwork + `, "assign_public_ip": true}]}]}}}`,
			`{"E": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Id": "one", "Arn": "cluster", "EcsParameters": {"TaskDefinitionArn": {"Ref": "D"}, "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsVpcConfiguration": {` + cfnNetwork + `, "AssignPublicIp": "ENABLED"}}}}]}}}`,
			[]string{"* FARGATE LATEST of app in a,b/g public"},
		},
		{
			"event target without a launch type is EC2",
			`{"aws_cloudwatch_event_target": {"e": {"arn": "cluster", "ecs_target": [{"task_definition_arn": "${aws_ecs_task_definition.d.arn}", "network_configuration": [{` + tfNetwork + `}]}]}}}`,
			`{"E": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Id": "one", "Arn": "cluster", "EcsParameters": {"TaskDefinitionArn": {"Ref": "D"}, "NetworkConfiguration": {"AwsVpcConfiguration": {` + cfnNetwork + `}}}}]}}}`,
			[]string{"* EC2 LATEST of app in a,b/g"},
		},
		{
			"event target of another kind",
			`{"aws_cloudwatch_event_target": {"e": {"arn": "function"}}}`,
			`{"E": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [{"Id": "one", "Arn": "function"}]}}}`,
			nil,
		},
		{
			"schedule",
			`{"aws_scheduler_schedule": {"e": {"target": [{"arn": "cluster", "ecs_parameters": [{"task_definition_arn": "${aws_ecs_task_definition.d.arn}", "launch_type": "FARGATE", "network_configuration": [{` + tfNetwork + `}]}]}]}}}`,
			`{"E": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Target": {"Arn": "cluster", "EcsParameters": {"TaskDefinitionArn": {"Ref": "D"}, "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `}}}}}}}`,
			[]string{"* FARGATE LATEST of app in a,b/g"},
		},
		{
			"pipe",
			`{"aws_pipes_pipe": {"p": {"target": "cluster", "target_parameters": [{"ecs_task_parameters": [{"task_definition_arn": "${aws_ecs_task_definition.d.arn}", "launch_type": "FARGATE", "network_configuration": [{"aws_vpc_configuration": [{` + tfNetwork + `, "assign_public_ip": "ENABLED"}]}]}]}]}}}`,
			`{"P": {"Type": "AWS::Pipes::Pipe", "Properties": {"Target": "cluster", "TargetParameters": {"EcsTaskParameters": {"TaskDefinitionArn": {"Ref": "D"}, "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `, "AssignPublicIp": "ENABLED"}}}}}}}`,
			[]string{"* FARGATE LATEST of app in a,b/g public"},
		},
		{
			"capacity providers of Fargate",
			`{"aws_ecs_service": {"s": {"task_definition": "app", "capacity_provider_strategy": [{"capacity_provider": "FARGATE_SPOT"}], "network_configuration": [{` + tfNetwork + `}]}}}`,
			`{"S": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": "app", "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE_SPOT"}], "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `}}}}}`,
			[]string{"* FARGATE LATEST of app in a,b/g"},
		},
		{
			"default strategy of the cluster",
			`{"aws_ecs_cluster": {"c": {"name": "c"}}, "aws_ecs_cluster_capacity_providers": {"c": {"cluster_name": "${aws_ecs_cluster.c.name}", "default_capacity_provider_strategy": [{"capacity_provider": "FARGATE"}]}},
			  "aws_scheduler_schedule": {"e": {"target": [{"arn": "${aws_ecs_cluster.c.arn}", "ecs_parameters": [{"task_definition_arn": "app", "network_configuration": [{` + tfNetwork + `}]}]}]}}}`,
			`{"C": {"Type": "AWS::ECS::Cluster", "Properties": {"DefaultCapacityProviderStrategy": [{"CapacityProvider": "FARGATE"}]}},
			  "E": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Target": {"Arn": {"Fn::GetAtt": ["C", "Arn"]}, "EcsParameters": {"TaskDefinitionArn": "app", "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `}}}}}}}`,
			[]string{"* FARGATE LATEST of app in a,b/g"},
		},
		{
			"managed instances",
			`{"aws_ecs_capacity_provider": {"m": {"name": "m", "managed_instances_provider": [{"instance_launch_template": [{"network_configuration": [{"subnets": ["${aws_subnet.b.id}"], "security_groups": ["${aws_security_group.g.id}"]}]}]}]}},
			  "aws_ecs_service": {"s": {"task_definition": "app", "capacity_provider_strategy": [{"capacity_provider": "${aws_ecs_capacity_provider.m.name}"}], "network_configuration": [{` + tfNetwork + `}]}}}`,
			`{"M": {"Type": "AWS::ECS::CapacityProvider", "Properties": {"Name": "m", "ManagedInstancesProvider": {"InstanceLaunchTemplate": {"NetworkConfiguration": {"Subnets": [{"Ref": "B"}], "SecurityGroups": [{"Ref": "G"}]}}}}},
			  "S": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": "app", "CapacityProviderStrategy": [{"CapacityProvider": {"Ref": "M"}}], "NetworkConfiguration": {"AwsvpcConfiguration": {` + cfnNetwork + `}}}}}`,
			[]string{"* MANAGED_INSTANCES LATEST of app in a,b/g on b/g"},
		},
		{
			"instances of an auto-scaling group",
			`{"aws_launch_template": {"l": {"vpc_security_group_ids": ["${aws_security_group.g.id}"]}},
			  "aws_autoscaling_group": {"i": {"vpc_zone_identifier": ["${aws_subnet.b.id}"], "launch_template": [{"id": "${aws_launch_template.l.id}"}]}},
			  "aws_ecs_service": {"s": {"task_definition": "app", "launch_type": "EC2"}}}`,
			`{"L": {"Type": "AWS::EC2::LaunchTemplate", "Properties": {"LaunchTemplateData": {"SecurityGroupIds": [{"Ref": "G"}]}}},
			  "I": {"Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": {"VPCZoneIdentifier": [{"Ref": "B"}], "LaunchTemplate": {"LaunchTemplateId": {"Ref": "L"}}}},
			  "S": {"Type": "AWS::ECS::Service", "Properties": {"TaskDefinition": "app", "LaunchType": "EC2"}}}`,
			[]string{"* EC2 LATEST of app in / on b/g"},
		},
		{
			"express service in the default VPC",
			`{"aws_ecs_express_gateway_service": {"x": {"primary_container": [{"image": "nginx"}]}}}`,
			`{"X": {"Type": "AWS::ECS::ExpressGatewayService", "Properties": {"PrimaryContainer": {"Image": "nginx"}}}}`,
			[]string{"* FARGATE LATEST of  in …/… public?"},
		},
		{
			"express service in subnets of its own",
			`{"aws_ecs_express_gateway_service": {"x": {"primary_container": [{"image": "nginx"}], "network_configuration": [{` + tfNetwork + `}]}}}`,
			`{"X": {"Type": "AWS::ECS::ExpressGatewayService", "Properties": {"PrimaryContainer": {"Image": "nginx"}, "NetworkConfiguration": {` + cfnNetwork + `}}}}`,
			[]string{"* FARGATE LATEST of  in a,b/g public?"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name+"/terraform", func(t *testing.T) {
			checkPlaced(t, terraform(t, "eu-west-1", tfLand, tt.tf), tt.want)
		})
		t.Run(tt.name+"/cloudformation", func(t *testing.T) {
			checkPlaced(t, cloudformation(t, "eu-west-1", cfnLand, tt.cfn), tt.want)
		})
	}
}

// checkPlaced compares the tasks of a world, in whose wants * stands for the
// address.
func checkPlaced(t *testing.T, w *world, want []string) {
	t.Helper()
	var got []string
	for i, task := range w.tasks() {
		s := placed(task)
		if i < len(want) && strings.HasPrefix(want[i], "* ") {
			s = strings.Replace(s, task.Address, "*", 1)
		}
		got = append(got, s)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tasks (-want +got):\n%s", diff)
	}
}

func TestSeveralTargets(t *testing.T) {
	target := func(id string) string {
		return `{"Id": "` + id + `", "Arn": "cluster", "EcsParameters": {"TaskDefinitionArn": "app", "LaunchType": "FARGATE", "NetworkConfiguration": {"AwsVpcConfiguration": {` + cfnNetwork + `}}}}`
	}
	w := cloudformation(t, "eu-west-1", cfnLand, `{"Rule": {"Type": "AWS::Events::Rule", "Properties": {"Targets": [`+target("one")+`, {"Id": "queue", "Arn": "q"}, `+target("two")+`]}}}`)
	checkPlaced(t, w, []string{
		"Rule[one] FARGATE LATEST of app in a,b/g",
		"Rule[two] FARGATE LATEST of app in a,b/g",
	})
}

func TestTaskOfDataSource(t *testing.T) {
	w := terraform(t, "eu-west-1", tfLand, `{"data.aws_ecs_task_execution": {"x": {"task_definition": "app", "launch_type": "FARGATE", "network_configuration": [{`+tfNetwork+`}]}}}`)
	checkPlaced(t, w, []string{"data.aws_ecs_task_execution.x FARGATE LATEST of app in a,b/g"})
}

// The set of a service with an external controller has the service's ECS Exec.
func TestExecOfTaskSet(t *testing.T) {
	w := terraform(t, "eu-west-1", tfLand, `{
		"aws_ecs_service": {"s": {"deployment_controller": [{"type": "EXTERNAL"}], "enable_execute_command": true}},
		"aws_ecs_task_set": {"t": {"service": "${aws_ecs_service.s.id}", "task_definition": "app", "launch_type": "FARGATE", "network_configuration": [{`+tfNetwork+`}]}}}`)
	want := []string{hub, "ssmmessages ssmmessages.eu-west-1.amazonaws.com:443 run task"}
	if diff := cmp.Diff(want, summary(only(t, w.tasks()))); diff != "" {
		t.Errorf("needs (-want +got):\n%s", diff)
	}
}

func TestExpressServiceNeeds(t *testing.T) {
	const want = `dockerhub registry-1.docker.io:443
logs logs.eu-west-1.amazonaws.com:443
ssm ssm.eu-west-1.amazonaws.com:443
secretsmanager secretsmanager.eu-west-1.amazonaws.com:443`
	tf := terraform(t, "eu-west-1", `{"aws_ecs_express_gateway_service": {"x": {"primary_container": [{"image": "nginx",
		"secret": [{"name": "A", "value_from": "/a"}], "repository_credentials": [{"credentials_parameter": "hub"}]}]}}}`)
	cfn := cloudformation(t, "eu-west-1", `{"X": {"Type": "AWS::ECS::ExpressGatewayService", "Properties": {"PrimaryContainer": {"Image": "nginx",
		"Secrets": [{"Name": "A", "ValueFrom": "/a"}], "RepositoryCredentials": {"CredentialsParameter": "hub"}}}}}`)
	for _, w := range []*world{tf, cfn} {
		if diff := cmp.Diff(want, strings.Join(summary(only(t, w.tasks())), "\n")); diff != "" {
			t.Errorf("needs (-want +got):\n%s", diff)
		}
	}
}
