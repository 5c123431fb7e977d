package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

var taskSetService = iac.Named("service", "Service")

// CloudFormation writes AwsVpcConfiguration here and AwsvpcConfiguration in a
// service.
var taskSetPlacement = placement{
	definition: servicePlacement.definition,
	cluster:    servicePlacement.cluster,
	launch:     servicePlacement.launch,
	strategy:   servicePlacement.strategy,
	platform:   servicePlacement.platform,
	subnets:    iac.Named("network_configuration.subnets", "NetworkConfiguration.AwsVpcConfiguration.Subnets"),
	groups:     iac.Named("network_configuration.security_groups", "NetworkConfiguration.AwsVpcConfiguration.SecurityGroups"),
	publicIP:   iac.Named("network_configuration.assign_public_ip", "NetworkConfiguration.AwsVpcConfiguration.AssignPublicIp"),
}

// taskSet reads a task set of a service whose deployments something else
// controls. ECS Exec is the service's to turn on.
func taskSet(c *catalogue, r *iac.Resource) []*Task {
	t := c.place(r, r.Body, taskSetPlacement)
	for _, s := range r.Attr(taskSetService).Refs() {
		t.exec = s.Attr(servicePlacement.exec)
	}
	return []*Task{t}
}
