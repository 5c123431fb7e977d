package reach

import (
	"fmt"

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
	g := f.onlyTransit(ep)
	switch {
	case g != nil && !may && (hop == Egress || refusesReferences(g, f.vpc, v)):
		return reference{never: true}
	case joined && g == nil && attachments(f.graph, v) == 0:
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

// onlyTransit returns the transit gateway that every route from the task's
// subnet to the endpoint leads to, or nil.
func (f *flow) onlyTransit(ep *network.Endpoint) *network.TransitGateway {
	if f.subnet == nil || len(f.vpc.Open) > 0 || len(ep.VPC.Open) > 0 || ep.VPC.External != nil {
		return nil
	}
	tables, why := f.tables()
	if why != nil {
		return nil
	}
	var gateway *network.TransitGateway
	for _, t := range tables {
		for _, s := range subnetsOf(ep) {
			for _, c := range privateRoutes(t, shoreOf(s).block) {
				if c.Route == nil || c.why != nil || c.Target.Transit == nil || gateway != nil && gateway != c.Target.Transit {
					return nil
				}
				gateway = c.Target.Transit
			}
		}
	}
	return gateway
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
