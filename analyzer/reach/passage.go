package reach

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// A shore is one side of a passage between two VPCs: addresses, and the subnet
// and VPC that they are in as far as that is known.
type shore struct {
	name   string
	block  netip.Prefix
	subnet *network.Subnet
	vpc    *network.VPC
}

func shoreOf(s *network.Subnet) shore {
	if s == nil {
		return shore{name: "a subnet that is not known"}
	}
	return shore{name: blockName(s), block: s.CIDR.Prefix, subnet: s, vpc: s.VPC}
}

// across is the route to the interfaces of an endpoint in another VPC, and
// back: nothing routes between two VPCs by itself, and each side has its own
// tables (AWS whitepaper "Building a Scalable and Secure Multi-VPC AWS Network
// Infrastructure", "Centralized access to VPC private endpoints").
func (f *flow) across(ep *network.Endpoint) Step {
	if why := f.maybeHere(ep.VPC); why != nil {
		return Step{Hop: Route}.unknown(why)
	}
	here := shoreOf(f.subnet)
	var ways []Step
	for _, s := range subnetsOf(ep) {
		there := shoreOf(s)
		ways = append(ways, first(f.passage(here, there), f.passage(there, here)))
	}
	return oneOf(ways, ep.Address)
}

// maybeHere says why a VPC may be that of the task, or nil if it is another.
func (f *flow) maybeHere(v *network.VPC) *iac.Unknown {
	if v == nil || f.vpc == nil {
		return f.vpcUnknown()
	}
	return v.MayBe(&f.vpc.Node)
}

// oneOf returns the step for ways of which the flow may take any: they agree, or
// which of them it takes decides.
func oneOf(ways []Step, name string) Step {
	var all tally
	for _, w := range ways {
		all.add(w.Verdict)
	}
	v := all.verdict()
	for _, w := range ways {
		if w.Verdict == v {
			return w
		}
	}
	for _, w := range ways {
		if w.Verdict == Blocked {
			return w.unknown(&iac.Unknown{Name: name, Range: w.At, Why: fmt.Sprintf("only some of the addresses of %s are cut off: %s", name, w.Why)})
		}
	}
	return ways[0]
}

// passage is the route from a subnet to addresses of another VPC: each table
// that the subnet may have, and each route of it that may carry a part of them.
func (f *flow) passage(from, to shore) Step {
	step := Step{Hop: Route, At: tableRange(from.subnet)}
	switch {
	case from.subnet == nil:
		return step.unknown(&iac.Unknown{Name: from.name, Range: f.need.Range, Why: "the subnet that packets leave from is not known"})
	case !to.block.IsValid() || !to.block.Addr().Is4():
		return step.unknown(&iac.Unknown{Name: to.name, Range: f.need.Range, Why: "the addresses of " + to.name + " are not known"})
	}
	tables, why := tablesOf(from.subnet)
	if why != nil {
		return step.unknown(why)
	}
	var ways []Step
	for _, t := range tables {
		for _, c := range privateRoutes(t, to.block) {
			ways = append(ways, f.carried(t, c, from, to))
		}
	}
	return oneOf(ways, to.name)
}

// privateRoutes returns the routes of the table that share the block between
// them, the longest prefix before others. One that is not decided may carry any
// part.
func privateRoutes(t *network.RouteTable, block netip.Prefix) []candidate {
	var options []candidate
	var cuts []netip.Prefix
	for i := range t.Routes {
		r := &t.Routes[i]
		for _, b := range destinations(*r) {
			switch {
			case b.IsZero(), b.IPv6, b.Prefix.IsValid() && !b.Prefix.Overlaps(block):
			case !b.Prefix.IsValid():
				options = append(options, candidate{Route: r, why: b.Unknown()})
			default:
				cuts = append(cuts, b.Prefix)
				options = append(options, candidate{Route: r, why: r.Maybe, space: []netip.Prefix{b.Prefix}})
			}
		}
		if l := r.List; l != nil && l.Service == "" && firstOf(l.External, l.Partial) != nil {
			options = append(options, candidate{Route: r, why: firstOf(l.External, l.Partial)})
		}
	}
	if len(cuts) > maxCuts {
		return []candidate{{why: &iac.Unknown{Name: t.Address, Range: t.Range, Why: t.Address + " has too many routes to follow"}}}
	}
	slices.SortStableFunc(options, func(a, b candidate) int { return b.length() - a.length() })
	var found []candidate
	for _, part := range parts(block, cuts) {
		share(options, part, false, candidate{why: t.Partial}, func(c candidate, _ netip.Prefix) {
			if !slices.ContainsFunc(found, func(o candidate) bool { return o.Route == c.Route && o.why == c.why }) {
				found = append(found, c)
			}
		})
	}
	return found
}

// destinations returns the blocks that a route is for: of a list of AWS's, none
// is private.
func destinations(r network.Route) []network.Block {
	switch {
	case r.List == nil:
		return []network.Block{r.Destination}
	case r.List.Service != "":
		return nil
	}
	return r.List.Blocks
}

// carried follows one route towards the other VPC. One that may not exist is
// one of several ways.
func (f *flow) carried(t *network.RouteTable, c candidate, from, to shore) Step {
	step := Step{Hop: Route, At: t.Range, Subject: Subject{Table: t, VPC: from.vpc}}
	switch {
	case c.Route == nil && c.why != nil:
		return step.unknown(c.why)
	case c.Route == nil:
		return step.cutOff(codeNoRoute, "%s has no route to %s", t.Address, to.name)
	}
	step.At = c.Range
	name := routeName(t, *c.Route)
	switch c.Target.Kind {
	case network.PeeringTarget:
		return f.peered(step, name, c.Target, from, to)
	case network.TransitTarget:
		return f.transited(step, name, c.Target, from, to)
	case network.InternetGatewayTarget:
		if private(to.block) {
			return step.cutOff(codePrivateByIGW, "%s leads to %s, which drops what is for private addresses such as those of %s", name, c.Target.Address, to.name)
		}
	case network.NATGatewayTarget:
		if out := f.pastNAT(c.Target.NAT, from, to); out.Verdict == Blocked {
			return step.cutOff(out.Code, "%s leads to %s, and there %s", name, c.Target.Address, out.Why)
		}
	case network.NoTarget:
		return step.cutOff(codeBadRoute, "%s names no target", name)
	case network.EgressOnlyTarget:
		return step.cutOff(codeCannotRoute, "%s leads to %s, which carries IPv6 only", name, c.Target.Address)
	case network.LocalTarget, network.UnknownTarget, network.OtherTarget:
		// What lies beyond is not in the files.
	}
	return step.unknown(beyond(name, *c.Route))
}

// cutOff returns the step as one from which no route leads on to the other VPC.
func (s Step) cutOff(code, why string, args ...any) Step {
	s.Verdict, s.Fault, s.Code, s.Why = Blocked, PeerNotRouted, code, fmt.Sprintf(why, args...)
	return s
}

// pastNAT follows what a NAT gateway sends on for a private address, by the
// table of its own subnet.
func (f *flow) pastNAT(nat *network.NATGateway, from, to shore) Step {
	if natUnknown(nat) != nil || nat.Subnet == nil || nat.Subnet == from.subnet {
		return Step{}
	}
	tables, why := tablesOf(nat.Subnet)
	if why != nil {
		return Step{}
	}
	var ways []Step
	for _, t := range tables {
		for _, c := range privateRoutes(t, to.block) {
			if c.Route != nil && c.Target.Kind == network.NATGatewayTarget {
				return Step{} // a chain of them
			}
			ways = append(ways, f.carried(t, c, shoreOf(nat.Subnet), to))
		}
	}
	return oneOf(ways, to.name)
}

// peered judges a route to a peering connection: it carries only what is for
// the VPC at its other end.
func (f *flow) peered(step Step, name string, to network.Target, from, there shore) Step {
	p := to.Peering
	if p == nil {
		return step.unknown(beyond(name, network.Route{Target: to, Range: step.At}))
	}
	joined, known := p.Between(from.vpc, there.vpc)
	switch {
	case p.Missing:
		return step.cutOff(codeBadRoute, "%s leads to %s, which is not created", name, p.Address)
	case firstOf(p.External, p.Maybe) != nil:
		return step.unknown(firstOf(p.External, p.Maybe))
	case from.vpc == nil || there.vpc == nil || !known:
		return step.unknown(beyond(name, network.Route{Target: to, Range: step.At}))
	case !joined:
		return step.cutOff(codePeerAddress, "%s leads to %s, which does not join %s with the VPC of %s", name, p.Address, from.vpc.Address, there.name)
	case p.Pending != nil:
		return step.unknown(p.Pending)
	}
	step.Verdict, step.Why = Allowed, fmt.Sprintf("%s leads to %s", name, p.Address)
	return step
}
