package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// transited judges a route to a transit gateway: both VPCs are attached to it,
// and the table of the attachment that packets come in by leads to the other
// (Amazon VPC Transit Gateways guide, "How transit gateways work").
func (f *flow) transited(step Step, name string, to network.Target, from, there shore) Step {
	g := to.Transit
	if s := created(step, name, to); s.Verdict != Allowed {
		return s
	}
	if there.vpc == nil || from.vpc == nil {
		return step.unknown(beyond(name, network.Route{Target: to, Range: step.At}))
	}
	in, out := attachmentOf(g, from.vpc), attachmentOf(g, there.vpc)
	for _, end := range []struct {
		*network.TransitAttachment
		shore
	}{{in, from}, {out, there}} {
		switch {
		case end.TransitAttachment == nil && end.vpc.External != nil:
			return step.unknown(end.vpc.External)
		case end.TransitAttachment == nil:
			return step.cutOff(codeUnattached, "%s leads to %s, to which %s is not attached", name, g.Address, end.vpc.Address)
		}
	}
	s := first(entry(step, name, in, from), transitRoute(step, in, out, there), landing(step, in), landing(step, out))
	if s.Verdict == Allowed {
		s.Why = fmt.Sprintf("%s leads to %s, and that to %s", name, g.Address, there.vpc.Address)
	}
	return s
}

// created judges whether the transit gateway that the route leads to is there.
func created(step Step, name string, to network.Target) Step {
	g := to.Transit
	switch {
	case g == nil:
		return step.unknown(beyond(name, network.Route{Target: to, Range: step.At}))
	case g.Missing:
		return step.cutOff(codeBadRoute, "%s leads to %s, which is not created", name, g.Address)
	case firstOf(g.External, g.Maybe) != nil:
		return step.unknown(firstOf(g.External, g.Maybe))
	}
	step.Verdict = Allowed
	return step
}

// attachmentOf returns the attachment of the VPC to the gateway, or nil.
func attachmentOf(g *network.TransitGateway, v *network.VPC) *network.TransitAttachment {
	for _, a := range g.Attachments {
		if a.VPC == v {
			return a
		}
	}
	return nil
}

// entry judges whether the attachment serves the zone that packets come from:
// it needs a subnet in it (Amazon VPC Transit Gateways guide, "VPC attachments").
func entry(step Step, name string, in *network.TransitAttachment, from shore) Step {
	why := firstOf(in.Maybe, in.SubnetsMore)
	apart := 0
	for _, s := range in.Subnets {
		same, known := s.SameZone(from.subnet)
		switch {
		case known && same && in.Maybe == nil:
			step.Verdict, step.Why = Allowed, name
			return step
		case known && !same:
			apart++
		}
	}
	if apart == len(in.Subnets) && why == nil {
		return step.cutOff(codeTransitZone, "%s has no subnet in the availability zone of %s", in.Address, from.name)
	}
	return step.unknown(firstOf(why, &iac.Unknown{
		Name: in.Address, Range: in.Range,
		Why: fmt.Sprintf("whether %s has a subnet in the availability zone of %s is not known", in.Address, from.name),
	}))
}

// transitRoute judges whether the table of the attachment in leads to out.
func transitRoute(step Step, in, out *network.TransitAttachment, there shore) Step {
	found, s := sharedByTransit(step, in, []netip.Prefix{there.block})
	if s.Verdict != Allowed {
		return s
	}
	var ways []Step
	for _, r := range found {
		ways = append(ways, leadsTo(s, in.Table, r, out, there))
	}
	return oneOf(ways, there.name)
}

// sharedByTransit returns the routes of the attachment's table that share the
// space between them, nil for a part that none is for, or why that is not known.
func sharedByTransit(step Step, in *network.TransitAttachment, space []netip.Prefix) ([]*network.TransitRoute, Step) {
	t := in.Table
	switch {
	case in.TableMaybe != nil:
		return nil, step.unknown(in.TableMaybe)
	case t == nil:
		step.At = in.Range
		return nil, step.cutOff(codeTransitTable, "%s has no route table of the transit gateway", in.Address)
	case firstOf(t.External, t.Maybe) != nil:
		return nil, step.unknown(firstOf(t.External, t.Maybe))
	}
	step.At = t.Range
	routes := transitRoutes(t)
	var cuts []netip.Prefix
	for _, r := range routes {
		if !r.Destination.Prefix.IsValid() {
			return nil, step.unknown(r.Destination.Unknown())
		}
		cuts = append(cuts, r.Destination.Prefix)
	}
	if len(cuts) > maxCuts {
		return nil, step.unknown(&iac.Unknown{Name: t.Address, Range: t.Range, Why: t.Address + " has too many routes to follow"})
	}
	var found []*network.TransitRoute
	for _, s := range space {
		for _, part := range parts(s, cuts) {
			if r := longest(routes, part); !slices.Contains(found, r) {
				found = append(found, r)
			}
		}
	}
	step.Verdict = Allowed
	return found, step
}

// transitRoutes returns the routes of the table, those to the blocks of attached
// VPCs after the static ones, which win (Amazon VPC Transit Gateways guide,
// "Route evaluation order").
func transitRoutes(t *network.TransitTable) []network.TransitRoute {
	routes := slices.Clone(t.Routes)
	for _, a := range t.Propagated {
		if a.VPC == nil {
			continue
		}
		for _, b := range a.VPC.CIDRs {
			routes = append(routes, network.TransitRoute{Destination: b, Attachment: a, Range: a.Range})
		}
	}
	slices.SortStableFunc(routes, func(a, b network.TransitRoute) int { return b.Destination.Prefix.Bits() - a.Destination.Prefix.Bits() })
	return routes
}

// longest returns the first of the routes, longest prefix first, that holds the
// part, or nil.
func longest(routes []network.TransitRoute, part netip.Prefix) *network.TransitRoute {
	for i, r := range routes {
		if holds(r.Destination.Prefix, part) {
			return &routes[i]
		}
	}
	return nil
}

// leadsTo judges whether the route of the table, nil if there is none, leads to
// the attachment out.
func leadsTo(step Step, t *network.TransitTable, r *network.TransitRoute, out *network.TransitAttachment, there shore) Step {
	to, s := attachmentBy(step, t, r, there.name)
	if s.Verdict != Allowed || to == out {
		return s
	}
	return s.cutOff(codeTransitRoute, "the route of %s for %s leads to %s and not to %s", t.Address, r.Destination, to.Address, out.Address)
}

// attachmentBy returns the attachment that the route of the table leads to, r
// being nil where there is none.
func attachmentBy(step Step, t *network.TransitTable, r *network.TransitRoute, there string) (*network.TransitAttachment, Step) {
	switch {
	case r == nil && t.Partial != nil:
		return nil, step.unknown(t.Partial)
	case r == nil:
		return nil, step.cutOff(codeTransitRoute, "%s has no route to %s", t.Address, there)
	}
	step.At = r.Range
	switch {
	case r.Maybe != nil:
		return nil, step.unknown(r.Maybe)
	case r.Attachment == nil:
		return nil, step.cutOff(codeTransitRoute, "the route of %s for %s is a black hole", t.Address, r.Destination)
	case r.Attachment.External != nil:
		return nil, step.unknown(r.Attachment.External)
	}
	step.Verdict = Allowed
	return r.Attachment, step
}

// landing judges where packets go into the gateway or come out of it: in a
// subnet of the attachment, whose network ACL they cross.
func landing(step Step, a *network.TransitAttachment) Step {
	if why := firstOf(a.Maybe, a.SubnetsMore); why != nil {
		return step.unknown(why)
	}
	for _, s := range a.Subnets {
		if s.External != nil || s.ACL == nil || !s.ACL.Default {
			return step.unknown(firstOf(s.External, &iac.Unknown{
				Name: s.Address, Range: s.Range,
				Why: fmt.Sprintf("what the network ACL of %s, between its VPC and the transit gateway, lets through is not followed", s.Address),
			}))
		}
	}
	step.Verdict = Allowed
	return step
}
