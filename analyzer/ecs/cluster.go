package ecs

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

var (
	clusterStrategy = iac.Named("default_capacity_provider_strategy", "DefaultCapacityProviderStrategy")
	clusterName     = iac.Named("cluster_name", "Cluster")
	clusterOwnName  = iac.Named("name", "ClusterName")
	clusterExec     = iac.Named("configuration.execute_command_configuration", "Configuration.ExecuteCommandConfiguration")
)

// cluster returns the cluster that v names, or nil if the files do not declare
// it.
func (c *catalogue) cluster(v iac.Value) *iac.Resource {
	for _, r := range c.resources {
		if isCluster(r) && !r.Data && (slices.Contains(v.Refs(), r) || hasName(r, v)) {
			return r
		}
	}
	return nil
}

func isCluster(r *iac.Resource) bool {
	return r.Type == "aws_ecs_cluster" || r.Type == "AWS::ECS::Cluster"
}

// hasName reports whether v is the cluster's name.
func hasName(r *iac.Resource, v iac.Value) bool {
	name, known := v.Str()
	own, ownKnown := r.Attr(clusterOwnName).Str()
	return known && ownKnown && name == own && name != ""
}

// clusterParts returns the resources that say what the cluster that v names is
// made of: itself, and those that give it capacity providers.
func (c *catalogue) clusterParts(v iac.Value) []*iac.Resource {
	clusters := v.Refs()
	var parts []*iac.Resource
	for _, r := range c.resources {
		switch {
		case isCluster(r) && slices.Contains(clusters, r):
			parts = append(parts, r)
		case r.Type == "aws_ecs_cluster_capacity_providers", r.Type == "AWS::ECS::ClusterCapacityProviderAssociations":
			if sameCluster(r.Attr(clusterName), v, clusters) {
				parts = append(parts, r)
			}
		}
	}
	return parts
}

// defaultStrategy returns the default capacity provider strategy of the
// cluster that v names, and the language that it is written in: l if there is
// none.
func (c *catalogue) defaultStrategy(v iac.Value, l iac.Language) (strategy []iac.Value, partial *iac.Unknown, in iac.Language) {
	for _, r := range c.clusterParts(v) {
		items, more := r.Attr(clusterStrategy).Items()
		if len(items) > 0 || more != nil {
			return items, more, r.Language
		}
	}
	return nil, nil, l
}

// sameCluster reports whether a names the cluster that v names: by a common
// reference, or by the cluster's name.
func sameCluster(a, v iac.Value, clusters []*iac.Resource) bool {
	for _, r := range a.Refs() {
		if slices.Contains(clusters, r) {
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
	return slices.ContainsFunc(clusters, func(r *iac.Resource) bool { return hasName(r, a) })
}
