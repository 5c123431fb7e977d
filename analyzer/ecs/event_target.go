package ecs

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// An EventBridge target runs tasks in the cluster that its ARN names.
// CloudFormation writes AwsVpcConfiguration here.
var eventPlacement = placement{
	definition: iac.Named("ecs_target.task_definition_arn", "EcsParameters.TaskDefinitionArn"),
	cluster:    iac.Named("arn", "Arn"),
	launch:     iac.Named("ecs_target.launch_type", "EcsParameters.LaunchType"),
	strategy:   iac.Named("ecs_target.capacity_provider_strategy", "EcsParameters.CapacityProviderStrategy"),
	platform:   iac.Named("ecs_target.platform_version", "EcsParameters.PlatformVersion"),
	subnets:    iac.Named("ecs_target.network_configuration.subnets", "EcsParameters.NetworkConfiguration.AwsVpcConfiguration.Subnets"),
	groups:     iac.Named("ecs_target.network_configuration.security_groups", "EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups"),
	publicIP:   iac.Named("ecs_target.network_configuration.assign_public_ip", "EcsParameters.NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp"),
	exec:       iac.Named("ecs_target.enable_execute_command", "EcsParameters.EnableExecuteCommand"),
}

// eventTarget reads a target of an EventBridge rule, of which Terraform has one
// resource each.
func eventTarget(c *catalogue, r *iac.Resource) []*Task {
	if r.Attr(eventPlacement.definition).IsAbsent() {
		return nil
	}
	return []*Task{c.place(r, r.Body, eventPlacement)}
}

var (
	ruleTargets  = iac.Named("", "Targets")
	ruleTargetID = iac.Named("", "Id")
)

// eventRule reads the targets in an EventBridge rule of CloudFormation.
func eventRule(c *catalogue, r *iac.Resource) []*Task {
	targets, _ := r.Attr(ruleTargets).Items()
	var tasks []*Task
	var ids []string
	for _, v := range targets {
		if v.Unknown() != nil || v.Read(eventPlacement.definition, r.Language).IsAbsent() {
			continue
		}
		tasks = append(tasks, c.place(r, v, eventPlacement))
		ids = append(ids, v.Read(ruleTargetID, r.Language).String())
	}
	return tellApart(tasks, ids)
}

// tellApart adds to the addresses of tasks that one resource starts the id of
// each.
func tellApart(tasks []*Task, ids []string) []*Task {
	if len(tasks) < 2 {
		return tasks
	}
	for i, t := range tasks {
		t.Address = fmt.Sprintf("%s[%s]", t.Address, ids[i])
	}
	return tasks
}
