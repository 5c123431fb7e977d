package ecs

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

var (
	serviceDefinition = iac.Named("task_definition", "TaskDefinition")
	serviceLaunch     = iac.Named("launch_type", "LaunchType")
	serviceStrategy   = iac.Named("capacity_provider_strategy", "CapacityProviderStrategy")
	serviceProvider   = iac.Named("capacity_provider", "CapacityProvider")
	servicePlatform   = iac.Named("platform_version", "PlatformVersion")
	serviceCluster    = iac.Named("cluster", "Cluster")
	serviceSubnets    = iac.Named("network_configuration.subnets", "NetworkConfiguration.AwsvpcConfiguration.Subnets")
	serviceGroups     = iac.Named("network_configuration.security_groups", "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups")
	servicePublicIP   = iac.Named("network_configuration.assign_public_ip", "NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp")
	serviceController = iac.Named("deployment_controller.type", "DeploymentController.Type")
)

// service reads an ECS service. One with an external deployment controller has
// neither task definition nor network of its own: its task sets have.
func service(c *catalogue, r *iac.Resource, g *network.Graph) []*Task {
	if controller, _ := r.Attr(serviceController).Str(); controller == "EXTERNAL" && r.Attr(serviceDefinition).IsAbsent() {
		return nil
	}
	t := &Task{Address: r.Address, Resource: r, Definition: c.find(r.Attr(serviceDefinition))}
	t.Region, _ = r.Region.Text()
	t.ENI = g.ENI(r.Attr(serviceSubnets), r.Attr(serviceGroups), enabled(r.Attr(servicePublicIP)))
	t.Platform, _ = r.Attr(servicePlatform).Or("LATEST").Str()
	t.Launch, t.LaunchUnknown = c.launch(r, t.Definition)
	if t.Launch == EC2 {
		t.Instance = c.instances(r, g)
	}
	return []*Task{t}
}

// enabled reads a switch that Terraform writes as a boolean and
// CloudFormation as ENABLED or DISABLED, off if absent.
func enabled(v iac.Value) iac.Value {
	s, known := v.Str()
	switch {
	case !known:
		return v.Or(false)
	case s == "ENABLED":
		return iac.Bool(true, v.Range)
	case s == "DISABLED":
		return iac.Bool(false, v.Range)
	}
	return v
}

// launch resolves the launch type as ECS does: launch type, capacity provider
// strategy, the cluster's default strategy, EC2 (Amazon ECS API,
// CreateService).
func (c *catalogue) launch(r *iac.Resource, d *Definition) (Launch, *iac.Unknown) {
	if v := r.Attr(serviceLaunch); !v.IsAbsent() {
		s, known := v.Str()
		if !known {
			return UnknownLaunch, v.Unknown()
		}
		return Launch(strings.ToUpper(s)), nil
	}
	strategy, partial := r.Attr(serviceStrategy).Items()
	if len(strategy) == 0 && partial == nil {
		strategy, partial = c.defaultStrategy(r.Attr(serviceCluster))
	}
	for _, s := range strategy {
		v := s.Read(serviceProvider, r.Language)
		name, known := v.Str()
		if known && (name == "FARGATE" || name == "FARGATE_SPOT") {
			return Fargate, nil
		}
		if u := v.Unknown(); u != nil && partial == nil {
			partial = u
		}
	}
	if d.requiresFargate() {
		return Fargate, nil
	}
	if partial != nil {
		return UnknownLaunch, partial
	}
	return EC2, nil
}

// requiresFargate reports whether the definition runs on Fargate and nowhere
// else.
func (d *Definition) requiresFargate() bool {
	if d.Resource == nil {
		return false
	}
	items, partial := d.Resource.Attr(definitionRequires).Items()
	if len(items) != 1 || partial != nil {
		return false
	}
	s, _ := items[0].Str()
	return strings.EqualFold(s, string(Fargate))
}

var (
	clusterStrategy = iac.Named("default_capacity_provider_strategy", "DefaultCapacityProviderStrategy")
	clusterName     = iac.Named("cluster_name", "Cluster")
)

// defaultStrategy returns the default capacity provider strategy of the
// cluster that v names.
func (c *catalogue) defaultStrategy(v iac.Value) (strategy []iac.Value, partial *iac.Unknown) {
	clusters := v.Refs()
	for _, r := range c.resources {
		switch r.Type {
		case "aws_ecs_cluster", "AWS::ECS::Cluster":
			if !contains(clusters, r) {
				continue
			}
		case "aws_ecs_cluster_capacity_providers", "AWS::ECS::ClusterCapacityProviderAssociations":
			if !sameCluster(r.Attr(clusterName), v, clusters) {
				continue
			}
		default:
			continue
		}
		items, more := r.Attr(clusterStrategy).Items()
		if len(items) > 0 || more != nil {
			return items, more
		}
	}
	return nil, nil
}

// sameCluster reports whether a names the cluster that v names: by a common
// reference, or by the cluster's name.
func sameCluster(a, v iac.Value, clusters []*iac.Resource) bool {
	for _, r := range a.Refs() {
		if contains(clusters, r) {
			return true
		}
	}
	name, known := a.Str()
	if !known {
		return false
	}
	if s, known := v.Str(); known && s == name {
		return true
	}
	for _, r := range clusters {
		if s, known := r.Attr(iac.Named("name", "ClusterName")).Str(); known && s == name {
			return true
		}
	}
	return false
}

func contains(rs []*iac.Resource, r *iac.Resource) bool {
	for _, x := range rs {
		if x == r {
			return true
		}
	}
	return false
}
