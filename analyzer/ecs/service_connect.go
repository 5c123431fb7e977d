package ecs

import "github.com/taskreach/taskreach/analyzer/iac"

var connectEnabled = iac.Named("service_connect_configuration.enabled", "ServiceConnectConfiguration.Enabled")

// connectNeeds returns where the proxy of Service Connect gets its configuration:
// through the endpoint of ecs-agent where there is one (Amazon ECS developer
// guide, "Amazon ECS interface VPC endpoints"). The image of the proxy is AWS's
// own and no need of the task's. On Fargate no such flow was ever seen from the
// task's interface, so that nothing is proved by its being blocked.
func connectNeeds(_ *catalogue, t *Task) []Need {
	v := t.Resource.Attr(connectEnabled)
	on, known := v.Or(false).Bool()
	if known && !on {
		return nil
	}
	n := Need{
		Name: "service-connect", Service: "ecs-agent", Port: 443, Region: t.Region,
		Host:    iac.Concat("ecs-sc.", t.Region, "."+imageRef{region: t.Region}.dualStackSuffix()),
		Trigger: "Service Connect", Range: v.Range,
		Unless: &iac.Unknown{
			Name: "Service Connect", Range: v.Range,
			Why: "how the proxy of Service Connect gets its configuration is not documented for this launch type",
		},
	}
	if t.Launch == EC2 {
		n.Unless = nil
	}
	if !known {
		n.If = v.Unknown()
	}
	return []Need{n}
}
