package reach

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// stranger returns a group that no interface in the VPC can have: it is known to
// be another VPC's, and is not shared with this one (EC2 API reference,
// AssociateSecurityGroupVpc). It returns nil if there is none.
func stranger(groups []*network.SecurityGroup, v *network.VPC) *network.SecurityGroup {
	if v == nil || v.External != nil {
		return nil
	}
	for _, g := range groups {
		if g.VPC == nil || g.VPC == v || firstOf(g.External, g.Maybe, g.VPC.External) != nil {
			continue
		}
		here := func(x *network.VPC) bool { return x == v || x.MayBe(&v.Node) != nil }
		if !slices.ContainsFunc(g.Shared, here) {
			return g
		}
	}
	return nil
}

// estranged is the step of an interface that cannot be created with the group.
func estranged(hop Hop, g *network.SecurityGroup, v *network.VPC, at source.Range, whose string) Step {
	return Step{
		Hop: hop, Verdict: Blocked, Fault: GroupInOtherVPC, At: at, Subject: Subject{Group: g, VPC: v},
		Why: fmt.Sprintf("%s is a group of %s, which nothing in %s can have, and %s names it", g.Address, g.VPC.Address, v.Address, whose),
	}
}
