package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

// agentNeeds returns what the agent of a container instance talks to: without
// it the instance never registers and no task is placed. Fargate needs none of
// these (Amazon ECS developer guide, "Amazon ECS interface VPC endpoints"); what
// the agent of a managed instance needs, the guide does not say.
func agentNeeds(_ *catalogue, t *Task) []Need {
	if t.Launch != EC2 && t.Launch != Managed {
		return nil
	}
	var unless *iac.Unknown
	if t.Launch == Managed {
		unless = &iac.Unknown{
			Name: "agent of the managed instance", Range: t.Resource.Header,
			Why: "which endpoints of ECS a managed instance talks to is not documented",
		}
	}
	var all []Need
	for _, e := range []struct{ service, action string }{
		{"ecs", "ecs:RegisterContainerInstance"}, {"ecs-agent", "ecs:Poll"}, {"ecs-telemetry", "ecs:StartTelemetrySession"},
	} {
		n := regional(e.service, t.Region)
		n.Requests = requests(InstanceRole, undecided("the container instance", t.Resource.Header), e.action)
		n.AtStart, n.Unless = true, unless
		n.Trigger, n.Range = "the ECS agent of the container instance", t.Resource.Header
		all = append(all, n)
	}
	return all
}
