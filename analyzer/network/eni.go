package network

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An ENI is the foothold of a task or container instance: one network
// interface in any one of the subnets, with all of the groups.
type ENI struct {
	Subnets     []*Subnet
	SubnetsAt   source.Range
	SubnetsMore *iac.Unknown // why there may be more

	Groups     []*SecurityGroup // empty: the default group of the VPC
	GroupsAt   source.Range
	GroupsMore *iac.Unknown

	PublicIP iac.Value // whether it gets a public IPv4 address
}

// ENI returns the interface that subnets, groups and publicIP describe.
func (g *Graph) ENI(subnets, groups, publicIP iac.Value) *ENI {
	e := &ENI{SubnetsAt: subnets.Range, GroupsAt: groups.Range, PublicIP: publicIP}
	e.Subnets, e.SubnetsMore = g.b.subnets.all(subnets)
	e.Groups, e.GroupsMore = g.b.securityGroups(groups)
	return e
}

// VPC returns the VPC that the interface is in when it is in s, which is nil
// for a subnet that is not known: all subnets and groups of one interface are
// in one VPC. It returns nil if the files do not tell.
func (e *ENI) VPC(s *Subnet) *VPC {
	if s != nil && s.VPC != nil {
		return s.VPC
	}
	for _, t := range e.Subnets {
		if t.VPC != nil {
			return t.VPC
		}
	}
	for _, g := range e.Groups {
		if g.VPC != nil {
			return g.VPC
		}
	}
	return nil
}

// GroupsIn returns the groups that the interface has in vpc: the VPC's default
// one where none is named (Amazon ECS API, AwsVpcConfiguration).
func (e *ENI) GroupsIn(vpc *VPC) (groups []*SecurityGroup, more *iac.Unknown) {
	if len(e.Groups) > 0 || e.GroupsMore != nil {
		return e.Groups, e.GroupsMore
	}
	if vpc == nil || vpc.DefaultGroup == nil {
		return nil, &iac.Unknown{
			Name: "default security group", Range: e.GroupsAt,
			Why: "no security group is named, and the VPC whose default one applies is not known",
		}
	}
	return []*SecurityGroup{vpc.DefaultGroup}, nil
}
