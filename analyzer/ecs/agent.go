package ecs

// agentNeeds returns what the agent of a container instance talks to: without
// it the instance never registers and no task is placed. Fargate needs none of
// these (Amazon ECS developer guide, "Amazon ECS interface VPC endpoints").
func agentNeeds(t *Task) []Need {
	if t.Launch != EC2 {
		return nil
	}
	var all []Need
	for _, service := range []string{"ecs", "ecs-agent", "ecs-telemetry"} {
		all = append(all, Need{
			Name: service, Service: service, Host: serviceHost(service, t.Region), Port: 443, Region: t.Region, AtStart: true,
			Trigger: "the ECS agent of the container instance", Range: t.Resource.Header,
		})
	}
	return all
}
