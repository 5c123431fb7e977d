package ecs

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// On EC2 the container instance pulls images, fetches secrets and ships logs,
// whatever the network mode of the task. These are the attributes that place
// an instance.
var (
	groupSubnets        = iac.Named("vpc_zone_identifier", "VPCZoneIdentifier")
	groupTemplate       = iac.Named("launch_template", "LaunchTemplate")
	groupMixedTemplate  = iac.Named("mixed_instances_policy.launch_template.launch_template_specification", "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification")
	groupConfiguration  = iac.Named("launch_configuration", "LaunchConfigurationName")
	templateGroups      = iac.Named("vpc_security_group_ids", "LaunchTemplateData.SecurityGroupIds")
	templateInterface   = iac.Named("network_interfaces", "LaunchTemplateData.NetworkInterfaces")
	templateUserData    = iac.Named("user_data", "LaunchTemplateData.UserData")
	interfaceGroups     = iac.Named("security_groups", "Groups")
	interfacePublic     = iac.Named("associate_public_ip_address", "AssociatePublicIpAddress")
	configurationGroups = iac.Named("security_groups", "SecurityGroups")
	configurationPublic = iac.Named("associate_public_ip_address", "AssociatePublicIpAddress")
	configurationData   = iac.Named("user_data", "UserData")
	providerGroup       = iac.Named("auto_scaling_group_provider.auto_scaling_group_arn", "AutoScalingGroupProvider.AutoScalingGroupArn")
	providerName        = iac.Named("name", "Name")
	clusterProviders    = iac.Named("capacity_providers", "CapacityProviders")
)

// instances returns the interface of the container instances that run a task,
// or nil where the files do not show them. The instances are those of the
// auto-scaling group behind a capacity provider of the strategy or the cluster,
// else of one whose user data names the cluster, else of the only group there
// is, unless its user data says that its instances join no cluster or another.
func (c *catalogue) instances(strategy, cluster iac.Value, l iac.Language) *network.ENI {
	for _, name := range c.providerNames(strategy, cluster, l) {
		if r := c.provider(name); r != nil {
			if groups := r.Attr(providerGroup).Refs(); len(groups) > 0 {
				return c.instanceENI(groups[0])
			}
		}
	}
	var groups []*iac.Resource
	for _, x := range c.resources {
		if x.Type != "aws_autoscaling_group" && x.Type != "AWS::AutoScaling::AutoScalingGroup" {
			continue
		}
		if exists, known := x.Exists.Bool(); known && !exists {
			continue
		}
		if c.joins(x, cluster) {
			return c.instanceENI(x)
		}
		groups = append(groups, x)
	}
	if len(groups) == 1 && !c.joinsNone(groups[0]) {
		return c.instanceENI(groups[0])
	}
	return nil
}

// joins reports whether the user data of the group's instances names the
// cluster.
func (c *catalogue) joins(group *iac.Resource, cluster iac.Value) bool {
	data := c.userData(group)
	for _, r := range data.Refs() {
		if slices.Contains(cluster.Refs(), r) {
			return true
		}
	}
	name, known := cluster.Str()
	for _, r := range cluster.Refs() {
		if s, ok := r.Attr(clusterOwnName).Str(); ok {
			name, known = s, true
		}
	}
	return known && strings.Contains(data.String(), "ECS_CLUSTER="+name)
}

// joinsNone reports whether the user data of the group's instances is known
// from the files and the cluster is not in it.
func (c *catalogue) joinsNone(group *iac.Resource) bool {
	_, known := c.userData(group).Str()
	return known
}

// userData returns the user data of the group's instances as they read it,
// absent if they have none or the files do not show what launches them.
func (c *catalogue) userData(group *iac.Resource) iac.Value {
	template := c.template(group)
	if template == nil {
		return iac.Absent(group.Range)
	}
	data := template.Attr(templateUserData)
	if isConfiguration(template) {
		data = template.Attr(configurationData)
	}
	if s, known := data.Str(); known {
		if text, err := base64.StdEncoding.DecodeString(s); err == nil {
			return iac.String(string(text), data.Range)
		}
	}
	return data
}

// template returns the launch template or launch configuration of an
// auto-scaling group, or nil if it is not in the files.
func (c *catalogue) template(group *iac.Resource) *iac.Resource {
	for _, attr := range []iac.Name{groupTemplate, groupMixedTemplate, groupConfiguration} {
		v := group.Attr(attr)
		for _, r := range v.Refs() {
			if strings.Contains(r.Type, "launch") || strings.Contains(r.Type, "Launch") {
				return r
			}
		}
		name, known := v.Str()
		for _, r := range c.resources {
			if s, ok := r.Attr(iac.Named("name", "LaunchConfigurationName")).Str(); known && ok && isConfiguration(r) && s == name {
				return r
			}
		}
	}
	return nil
}

func isConfiguration(r *iac.Resource) bool {
	return r.Type == "aws_launch_configuration" || r.Type == "AWS::AutoScaling::LaunchConfiguration"
}

// instanceENI returns the interface of the instances of an auto-scaling group.
// Where nothing says whether they get a public address, their subnet does.
func (c *catalogue) instanceENI(group *iac.Resource) *network.ENI {
	subnets := group.Attr(groupSubnets)
	template := c.template(group)
	if template == nil || template.Data {
		unknown := iac.UnknownValue(&iac.Unknown{
			Name: "launch template of " + group.Address, Range: group.Range,
			Why: "the launch template of `" + group.Address + "` is not in the files",
		}, group.Range)
		return c.graph.ENI(subnets, unknown, unknown)
	}
	if isConfiguration(template) {
		return c.graph.ENI(subnets, template.Attr(configurationGroups), template.Attr(configurationPublic))
	}
	interfaces := template.Attr(templateInterface)
	groups := interfaces.Read(interfaceGroups, template.Language)
	if groups.IsAbsent() {
		groups = template.Attr(templateGroups)
	}
	return c.graph.ENI(subnets, groups, interfaces.Read(interfacePublic, template.Language))
}
