package ecs

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// ECS Managed Instances run in subnets that their capacity provider names. Image
// pulls, secrets and logs go through the instance's own interface (Amazon ECS
// developer guide, "Allocate a network interface for tasks on Amazon ECS Managed
// Instances").
var (
	managedNetwork = iac.Named("managed_instances_provider.instance_launch_template.network_configuration", "ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration")
	managedSubnets = iac.Named("subnets", "Subnets")
	managedGroups  = iac.Named("security_groups", "SecurityGroups")
)

// provider returns the capacity provider that v names, or nil if the files do
// not declare it.
func (c *catalogue) provider(v iac.Value) *iac.Resource {
	for _, r := range c.resources {
		if (r.Type == "aws_ecs_capacity_provider" || r.Type == "AWS::ECS::CapacityProvider") && isNamed(v, r) {
			return r
		}
	}
	return nil
}

// isManaged reports whether v names a capacity provider of managed instances.
func (c *catalogue) isManaged(v iac.Value) bool {
	r := c.provider(v)
	return r != nil && !r.Attr(managedNetwork).IsAbsent()
}

// managedInstances returns the interface of the managed instances behind the
// strategy, else behind the cluster's default one, or nil where the files do
// not show them. The subnet decides on the public address.
func (c *catalogue) managedInstances(strategy, cluster iac.Value, l iac.Language) *network.ENI {
	for _, name := range c.providerNames(strategy, cluster, l) {
		r := c.provider(name)
		if r == nil {
			continue
		}
		v := r.Attr(managedNetwork)
		if v.IsAbsent() {
			continue
		}
		return c.graph.ENI(v.Read(managedSubnets, r.Language), v.Read(managedGroups, r.Language), iac.Absent(v.Range))
	}
	return nil
}

// providerNames returns the capacity providers that the strategy names, else
// those of the cluster.
func (c *catalogue) providerNames(strategy, cluster iac.Value, l iac.Language) []iac.Value {
	items, _ := strategy.Items()
	var names []iac.Value
	for _, s := range items {
		names = append(names, providerOf(s, l))
	}
	for _, x := range c.clusterParts(cluster) {
		more, _ := x.Attr(clusterProviders).Items()
		names = append(names, more...)
	}
	return names
}

// isNamed reports whether v refers to the capacity provider x or is its name.
func isNamed(v iac.Value, x *iac.Resource) bool {
	if slices.Contains(v.Refs(), x) {
		return true
	}
	name, known := v.Str()
	own, ownKnown := x.Attr(providerName).Str()
	return known && ownKnown && name == own
}
