package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

// Terraform leaves out the awsvpc level of an EventBridge Scheduler target;
// CloudFormation writes AwsvpcConfiguration here.
var schedulePlacement = placement{
	definition: iac.Named("target.ecs_parameters.task_definition_arn", "Target.EcsParameters.TaskDefinitionArn"),
	cluster:    iac.Named("target.arn", "Target.Arn"),
	launch:     iac.Named("target.ecs_parameters.launch_type", "Target.EcsParameters.LaunchType"),
	strategy:   iac.Named("target.ecs_parameters.capacity_provider_strategy", "Target.EcsParameters.CapacityProviderStrategy"),
	platform:   iac.Named("target.ecs_parameters.platform_version", "Target.EcsParameters.PlatformVersion"),
	subnets:    iac.Named("target.ecs_parameters.network_configuration.subnets", "Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.Subnets"),
	groups:     iac.Named("target.ecs_parameters.network_configuration.security_groups", "Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups"),
	publicIP:   iac.Named("target.ecs_parameters.network_configuration.assign_public_ip", "Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"),
	exec:       iac.Named("target.ecs_parameters.enable_execute_command", "Target.EcsParameters.EnableExecuteCommand"),
}

// schedule reads an EventBridge Scheduler schedule, whose target may be
// anything else.
func schedule(c *catalogue, r *iac.Resource) []*Task {
	if r.Attr(schedulePlacement.definition).IsAbsent() {
		return nil
	}
	return []*Task{c.place(r, r.Body, schedulePlacement)}
}
