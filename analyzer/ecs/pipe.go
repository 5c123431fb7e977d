package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

// A pipe keeps the awsvpc level in both languages, and says ENABLED or DISABLED
// in both.
var pipePlacement = placement{
	definition: iac.Named("target_parameters.ecs_task_parameters.task_definition_arn", "TargetParameters.EcsTaskParameters.TaskDefinitionArn"),
	cluster:    iac.Named("target", "Target"),
	launch:     iac.Named("target_parameters.ecs_task_parameters.launch_type", "TargetParameters.EcsTaskParameters.LaunchType"),
	strategy:   iac.Named("target_parameters.ecs_task_parameters.capacity_provider_strategy", "TargetParameters.EcsTaskParameters.CapacityProviderStrategy"),
	platform:   iac.Named("target_parameters.ecs_task_parameters.platform_version", "TargetParameters.EcsTaskParameters.PlatformVersion"),
	subnets: iac.Named("target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.subnets",
		"TargetParameters.EcsTaskParameters.NetworkConfiguration.AwsvpcConfiguration.Subnets"),
	groups: iac.Named("target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.security_groups",
		"TargetParameters.EcsTaskParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups"),
	publicIP: iac.Named("target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration.assign_public_ip",
		"TargetParameters.EcsTaskParameters.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"),
	exec: iac.Named("target_parameters.ecs_task_parameters.enable_execute_command", "TargetParameters.EcsTaskParameters.EnableExecuteCommand"),
}

// pipe reads an EventBridge pipe, whose target may be anything else.
func pipe(c *catalogue, r *iac.Resource) []*Task {
	if r.Attr(pipePlacement.definition).IsAbsent() {
		return nil
	}
	return []*Task{c.place(r, r.Body, pipePlacement)}
}
