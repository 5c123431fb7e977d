package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// throughTransit follows a route to a transit gateway for public addresses: to
// a VPC that has a way to the internet for all (Amazon VPC Transit Gateways
// guide, "Centralized outbound routing to the internet"). It returns one way for
// each that packets may take from there.
func (f *flow) throughTransit(step Step, name string, r network.Route, to destination) []hopAway {
	via := r.Target.Address
	in, s := f.boards(step, name, r.Target)
	if s.Verdict != Allowed {
		return []hopAway{{via: via, step: s.lost()}}
	}
	found, s := sharedByTransit(s, in, publicParts(to))
	if s.Verdict != Allowed {
		return []hopAway{{via: via, step: s.lost()}}
	}
	var ways []hopAway
	for _, on := range found {
		out, s := attachmentBy(s, in.Table, on, "public addresses")
		switch {
		case s.Verdict == Allowed:
			ways = append(ways, f.hubWays(s, name, via, out, to)...)
		case on == nil && s.Verdict == Blocked && !f.hubOf(in.Gateway):
			ways = append(ways, hopAway{via: via, step: s.unknown(beyond(name, r))})
		default:
			ways = append(ways, hopAway{via: via, step: s.lost()})
		}
	}
	if len(ways) > 1 {
		assume(ways, &iac.Unknown{
			Name: in.Table.Address, Range: in.Table.Range,
			Why: fmt.Sprintf("%s leads to several ways to the internet, any of which may be taken", r.Target.Address),
		})
	}
	return ways
}

// hubOf reports whether the files show a VPC at the transit gateway that has NAT
// gateways to serve others. Without one, the hub is another stack's, and so are
// its attachment and the routes to it.
func (f *flow) hubOf(g *network.TransitGateway) bool {
	return slices.ContainsFunc(f.graph.NATGateways, func(n *network.NATGateway) bool {
		return n.In() != nil && n.In() != f.vpc && attachmentOf(g, n.In()) != nil
	})
}

// boards judges whether packets of the task's subnet get into the transit
// gateway, and returns the attachment that they come in by.
func (f *flow) boards(step Step, name string, to network.Target) (*network.TransitAttachment, Step) {
	if s := created(step, name, to); s.Verdict != Allowed {
		return nil, s
	}
	in := attachmentOf(to.Transit, f.vpc)
	switch {
	case in == nil && f.vpc.External != nil:
		return nil, step.unknown(f.vpc.External)
	case in == nil:
		return nil, step.cutOff(codeUnattached, "%s leads to %s, to which %s is not attached", name, to.Transit.Address, f.vpc.Address)
	}
	return in, first(entry(step, name, in, shoreOf(f.subnet)), landing(step, in))
}

// lost returns the step, if it blocks, as one on a way to the internet by a
// transit gateway.
func (s Step) lost() Step {
	if s.Verdict == Blocked {
		s.Fault = TransitNotRouted
	}
	return s
}

// publicParts are the public addresses of the destination.
func publicParts(to destination) []netip.Prefix {
	space := to.space
	if space == nil {
		space = []netip.Prefix{everywhere}
	}
	var public []netip.Prefix
	for _, s := range space {
		public = append(public, slices.DeleteFunc(parts(s, reservedRanges), private)...)
	}
	return public
}

// hubWays returns the ways to the internet from where the transit gateway hands
// packets to the VPC of the attachment.
func (f *flow) hubWays(step Step, name, via string, out *network.TransitAttachment, to destination) []hopAway {
	hub := out.VPC
	failed := func(s Step) []hopAway { return []hopAway{{via: via, step: s.lost()}} }
	switch s := landing(step, out); {
	case s.Verdict != Allowed:
		return failed(s)
	case hub == nil || hub.External != nil:
		return failed(step.unknown(beyond(name, network.Route{Target: network.Target{Address: out.Address}, Range: step.At})))
	case len(out.Subnets) == 0:
		return failed(step.cutOff(codeTransitZone, "%s leads to %s, and %s has no subnet to come out in", name, via, out.Address))
	case hub == f.vpc:
		return failed(step.cutOff(codeTransitRoute, "%s leads to %s, which leads back to %s", name, via, hub.Address))
	case to.list != nil && len(hub.Open) > 0:
		return failed(step.unknown(hub.Open[0]))
	}
	var ways []hopAway
	for _, s := range f.landsIn(out) {
		tables, why := tablesOf(s)
		if why != nil {
			return failed(step.unknown(why))
		}
		for _, t := range tables {
			for _, w := range f.hubExits(step, name, via, t, to) {
				if !slices.ContainsFunc(ways, func(o hopAway) bool { return o.nat == w.nat && o.step.Why == w.step.Why }) {
					ways = append(ways, w)
				}
			}
		}
	}
	return ways
}

// landsIn returns the subnets of the attachment in any of which packets of the
// task come out: packets stay in their zone where the attachment has a subnet
// there, unless it is in appliance mode (Amazon VPC Transit Gateways guide,
// "Appliance in a shared services VPC").
func (f *flow) landsIn(out *network.TransitAttachment) []*network.Subnet {
	mode, known := out.Appliance.Str()
	if !known || mode != "disable" {
		return out.Subnets
	}
	for _, s := range out.Subnets {
		if same, known := s.SameZone(f.subnet); same && known {
			return []*network.Subnet{s}
		}
	}
	return out.Subnets
}

// hubExits returns where the table of a subnet of the hub leads what comes out
// of the transit gateway for public addresses.
func (f *flow) hubExits(step Step, name, via string, t *network.RouteTable, to destination) []hopAway {
	if hasGateway(t, to) {
		return []hopAway{{via: via, step: step.unknown(&iac.Unknown{
			Name: t.Address, Range: t.Range,
			Why: fmt.Sprintf("what a gateway endpoint of %s does with packets that come by %s is not documented", t.Address, via),
		})}}
	}
	var ways []hopAway
	for _, c := range candidates(t, to, false) {
		w, part := hopAway{via: via}, to
		if c.Route != nil {
			part.space = c.space
		}
		w.nat, w.step = f.hubExit(step, name, via, t, c, part)
		w.step = w.step.lostBut(NATNoInternet, PublicBlocked)
		ways = append(ways, w)
	}
	return ways
}

// lostBut is lost for other faults than those given.
func (s Step) lostBut(faults ...Fault) Step {
	if slices.Contains(faults, s.Fault) {
		return s
	}
	return s.lost()
}

// hubExit judges one route on: only a NAT gateway lends packets of another VPC
// a public address, and the table of its subnet has to lead replies back.
func (f *flow) hubExit(step Step, name, via string, t *network.RouteTable, c candidate, to destination) (*network.NATGateway, Step) {
	step.At, step.Subject.Table = t.Range, t
	switch {
	case c.Route == nil && c.why != nil:
		return nil, step.unknown(c.why)
	case c.Route == nil:
		return nil, step.cutOff(codeNoRoute, "%s leads to %s, and %s has no route to public addresses", name, via, t.Address)
	}
	step.At = c.Range
	on := fmt.Sprintf("%s leads to %s, and %s", name, via, routeName(t, *c.Route))
	switch c.Target.Kind {
	case network.NATGatewayTarget:
		return c.Target.NAT, f.hubNAT(step, on, c.Target.NAT, to)
	case network.InternetGatewayTarget:
		return nil, step.cutOff(codeNoPublicIP, "%s leads to %s, which drops packets of another VPC: they have no public address of this one", on, c.Target.Address)
	case network.NoTarget, network.EgressOnlyTarget, network.PeeringTarget:
		return nil, step.cutOff(codeCannotRoute, "%s leads to %s and not to a NAT gateway", on, c.Target.Address)
	case network.LocalTarget, network.UnknownTarget, network.TransitTarget, network.OtherTarget:
		// What lies beyond is not followed.
	}
	return nil, step.unknown(beyond(routeName(t, *c.Route), *c.Route))
}

// hubNAT judges the NAT gateway of another VPC: its way out, and the routes that
// replies take back to the task.
func (f *flow) hubNAT(step Step, name string, nat *network.NATGateway, to destination) Step {
	if mode, _ := nat.Mode.Str(); mode == "regional" {
		return step.unknown(firstOf(natUnknown(nat), &iac.Unknown{
			Name: nat.Address, Range: nat.Range,
			Why: fmt.Sprintf("the route table that %s has of its own, which leads replies back, is not followed", nat.Address),
		}))
	}
	out := f.natGateway(step, name, nat, to)
	if out.Verdict == Blocked || nat.Subnet == nil {
		return out
	}
	back := f.passage(shoreOf(nat.Subnet), shoreOf(f.subnet))
	if back.Verdict == Blocked {
		back.Why = fmt.Sprintf("replies do not come back: %s", back.Why)
	}
	if back.Verdict != Allowed {
		back.Subject.NAT = nat
		return first(back, out)
	}
	return out
}
