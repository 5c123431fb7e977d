package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

var (
	serviceController = iac.Named("deployment_controller.type", "DeploymentController.Type")
	serviceDesired    = iac.Named("desired_count", "DesiredCount")
	serviceMaximum    = iac.Named("deployment_maximum_percent", "DeploymentConfiguration.MaximumPercent")
)

var servicePlacement = placement{
	definition: iac.Named("task_definition", "TaskDefinition"),
	cluster:    iac.Named("cluster", "Cluster"),
	launch:     iac.Named("launch_type", "LaunchType"),
	strategy:   iac.Named("capacity_provider_strategy", "CapacityProviderStrategy"),
	platform:   iac.Named("platform_version", "PlatformVersion"),
	subnets:    iac.Named("network_configuration.subnets", "NetworkConfiguration.AwsvpcConfiguration.Subnets"),
	groups:     iac.Named("network_configuration.security_groups", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups"),
	publicIP:   iac.Named("network_configuration.assign_public_ip", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp"),
	exec:       iac.Named("enable_execute_command", "EnableExecuteCommand"),
}

// service reads an ECS service. One with an external deployment controller has
// neither task definition nor network of its own: its task sets have.
func service(c *catalogue, r *iac.Resource) []*Task {
	controller, _ := r.Attr(serviceController).Str()
	if controller == "EXTERNAL" && r.Attr(servicePlacement.definition).IsAbsent() {
		return nil
	}
	t := c.place(r, r.Body, servicePlacement)
	t.PublicIPAttr = servicePlacement.publicIP
	t.Desired = r.Attr(serviceDesired)
	// The default is that of the API (Amazon ECS API, DeploymentConfiguration).
	t.MaximumPercent = r.Attr(serviceMaximum).Or(200)
	return []*Task{t}
}
