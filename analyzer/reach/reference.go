package reach

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// A reference is whether rules that refer to the groups of another VPC hold: they
// do if it is zero.
type reference struct {
	never bool
	doubt *iac.Unknown
}

// references says whether rules hold that refer to groups across to the VPC of
// the endpoint: at the task's end (Egress) or at the endpoint's (Ingress). They
// do between two VPCs that are peered in one region (VPC user guide, "Security
// group rules"). Over a transit gateway, rules for what goes out never do, and
// those for what comes in only if the gateway and both attachments support it
// (Amazon VPC Transit Gateways guide, "Security group referencing").
func (f *flow) references(ep *network.Endpoint, hop Hop) reference {
	v := ep.VPC
	if v == f.vpc || f.maybeHere(v) != nil {
		return reference{}
	}
	joined, may := f.peeredWith(v)
	gateways, apart := f.transits(ep)
	refuses := func(g *network.TransitGateway) bool { return refusesReferences(g, f.vpc, v) }
	supported := slices.DeleteFunc(gateways, refuses)
	switch {
	case apart && !may && (hop == Egress || len(supported) == 0):
		return reference{never: true}
	case joined && attachments(f.graph, v) == 0:
		return reference{}
	}
	return reference{doubt: &iac.Unknown{
		Name: v.Address, Range: v.Range,
		Why: fmt.Sprintf("whether rules that refer to groups hold between %s and %s is not followed", f.vpc.Address, v.Address),
	}}
}

// peeredWith reports whether the VPC is peered with that of the task in one
// region, and whether it may be peered with it at all.
func (f *flow) peeredWith(v *network.VPC) (joined, may bool) {
	for _, p := range f.graph.Peerings {
		both, known := p.Between(f.vpc, v)
		may = may || both || !known
		joined = joined || known && both && !p.Regions
	}
	return joined, may
}

// attachments returns how many attachments to transit gateways the VPC has.
func attachments(g *network.Graph, v *network.VPC) int {
	n := 0
	for _, a := range g.TransitAttachments {
		if a.VPC == v {
			n++
		}
	}
	return n
}

// transits returns the transit gateways that routes from the task's subnet to the
// endpoint lead to. Apart says that none of the routes leads to a peering
// connection, or may do so.
func (f *flow) transits(ep *network.Endpoint) (gateways []*network.TransitGateway, apart bool) {
	if f.subnet == nil || len(f.vpc.Open) > 0 || len(ep.VPC.Open) > 0 || ep.VPC.External != nil {
		return nil, false
	}
	tables, why := f.tables()
	if why != nil {
		return nil, false
	}
	for _, t := range tables {
		for _, s := range subnetsOf(ep) {
			for _, c := range privateRoutes(t, shoreOf(s).block) {
				if c.why != nil || c.Route != nil && mayPeer(c.Target) {
					return nil, false
				}
				if c.Route != nil && c.Target.Transit != nil {
					gateways = append(gateways, c.Target.Transit)
				}
			}
		}
	}
	return gateways, true
}

// mayPeer reports whether what is behind the target may be a peering connection.
func mayPeer(t network.Target) bool {
	switch t.Kind {
	case network.PeeringTarget, network.UnknownTarget, network.OtherTarget:
		return true
	case network.NoTarget, network.LocalTarget, network.InternetGatewayTarget, network.NATGatewayTarget, network.EgressOnlyTarget, network.TransitTarget:
	}
	return false
}

// refusesReferences reports whether a switch of the gateway, or of the attachment
// of one of the VPCs, is known to be off.
func refusesReferences(g *network.TransitGateway, vpcs ...*network.VPC) bool {
	switches := []iac.Value{g.References}
	for _, v := range vpcs {
		if a := attachmentOf(g, v); a != nil {
			switches = append(switches, a.References)
		}
	}
	for _, s := range switches {
		if mode, _ := s.Str(); mode == "disable" {
			return true
		}
	}
	return false
}
