package reach

import (
	"fmt"
	"net/netip"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A hopAway is one way on from the subnet's route table.
type hopAway struct {
	step     Step
	via      string
	endpoint *network.Endpoint   // a gateway endpoint
	nat      *network.NATGateway // a NAT gateway
}

// local is the route to the interfaces of an endpoint. The local route of the
// VPC is in every table and cannot be removed (VPC user guide, "Route tables");
// it does not lead to another VPC.
func (f *flow) local(ep *network.Endpoint) Step {
	if ep.VPC == f.vpc {
		return f.localRoute(ep.Subnets)
	}
	return f.across(ep)
}

// localRoute is the route to interfaces in subnets of the VPC, unless a longer
// one, which may lead through an appliance, is there in either direction (VPC
// user guide, "Middlebox routing").
func (f *flow) localRoute(to []*network.Subnet) Step {
	step := Step{Hop: Route, Verdict: Allowed, Why: "local route", At: tableRange(f.subnet), Subject: Subject{VPC: f.vpc}}
	for _, s := range to {
		if why := firstOf(f.detour(f.subnet, s), f.detour(s, f.subnet)); why != nil {
			return step.unknown(why)
		}
	}
	return step
}

// detour says which route of one subnet's tables takes what is for the other
// away from the local route, or nil.
func (f *flow) detour(from, to *network.Subnet) *iac.Unknown {
	if from == nil || to == nil || from == to {
		return nil
	}
	for _, t := range []*network.RouteTable{from.Table, from.MaybeTable} {
		if t == nil {
			continue
		}
		for _, r := range t.Routes {
			p := r.Destination.Prefix
			local := r.Target.Kind == network.LocalTarget || r.Target.Kind == network.NoTarget
			if local || !p.IsValid() || !f.inside(p) || to.CIDR.Prefix.IsValid() && !p.Overlaps(to.CIDR.Prefix) {
				continue
			}
			return beyond(routeName(t, r), r)
		}
	}
	return nil
}

// inside reports whether the prefix is of the VPC's own addresses.
func (f *flow) inside(p netip.Prefix) bool {
	if f.vpc == nil {
		return false
	}
	for _, c := range f.vpc.CIDRs {
		if holds(c.Prefix, p) {
			return true
		}
	}
	return false
}

func tableRange(s *network.Subnet) source.Range {
	if s != nil && s.Table != nil {
		return s.Table.Range
	}
	return source.Range{}
}

// route returns the ways to public addresses from the task's subnet, by each
// table that it may have.
func (f *flow) route(to destination) []hopAway {
	tables, why := f.tables()
	if why != nil {
		step := Step{Hop: Route, At: why.Range}.unknown(why)
		if f.subnet != nil && f.subnet.External == why {
			step.Why = "the route table is not known: " + why.Why
		}
		return []hopAway{{step: step}}
	}
	var ways []hopAway
	for _, t := range tables {
		ways = append(ways, f.routeBy(t, to)...)
	}
	if len(tables) > 1 {
		assume(ways, f.subnet.TableMaybe)
	}
	return ways
}

// routeBy returns the ways that the table leads: the gateway endpoints
// come before the default route, since their prefixes are longer.
func (f *flow) routeBy(t *network.RouteTable, to destination) []hopAway {
	var certain *hopAway
	var ways []hopAway
	if to.list != nil {
		certain, ways = f.gatewayEndpoints(t, to.list)
	}
	var why *iac.Unknown
	if len(ways) > 0 {
		why = ways[0].step.Unknown[0]
	}
	if certain != nil {
		ways = []hopAway{*certain}
	}
	cs := candidates(t, to, certain != nil)
	ways = append(ways, f.staticRoutes(t, cs, to)...)
	if len(ways) > 1 {
		assume(ways, firstOf(why, doubt(t, cs)))
	}
	return ways
}

// tables returns the effective route table of the task's subnet, or why it is
// not known.
func (f *flow) tables() ([]*network.RouteTable, *iac.Unknown) {
	switch {
	case f.subnet == nil:
		return nil, f.vpcUnknown()
	case f.vpc == nil:
		return nil, &iac.Unknown{Name: f.subnet.Address, Why: "the VPC of " + f.subnet.Address + " is not known", Range: f.subnet.Range}
	}
	return tablesOf(f.subnet)
}

// tablesOf returns the effective route table of a subnet, both where it is one
// of two, or why it is not known.
func tablesOf(s *network.Subnet) ([]*network.RouteTable, *iac.Unknown) {
	switch {
	case s.External != nil:
		return nil, s.External
	case s.Table == nil:
		return nil, &iac.Unknown{Name: s.Address, Why: "the route table of " + s.Address + " is not known", Range: s.Range}
	case s.MaybeTable != nil:
		both := []*network.RouteTable{s.Table, s.MaybeTable}
		return both, firstOf(s.Table.External, s.Table.Maybe, s.MaybeTable.External, s.MaybeTable.Maybe)
	}
	return []*network.RouteTable{s.Table}, firstOf(s.Table.External, s.Table.Maybe)
}

// gatewayEndpoints returns the gateway endpoint for the service that the table leads to,
// or those that it may lead to.
func (f *flow) gatewayEndpoints(t *network.RouteTable, of *listed) (certain *hopAway, maybe []hopAway) {
	for _, ep := range f.graph.Endpoints {
		if ep.Type != network.GatewayEndpoint || ep.Service != of.service || ep.VPC == nil {
			continue
		}
		same, known := ep.Region.Equal(of.region)
		if known && !same {
			f.foreign(ep)
			continue
		}
		why := ep.Maybe
		if !known {
			why = regionUnknown(ep.Region, of.region)
		}
		switch v, doubt := f.associated(ep, t); v {
		case Blocked:
			continue
		case Unknown:
			why = doubt
		case Allowed:
		}
		way := hopAway{via: ep.Address, endpoint: ep, step: Step{
			Hop: Route, Verdict: Allowed, Subject: Subject{Endpoint: ep, Table: t}, At: ep.Range,
			Why: fmt.Sprintf("the prefix list of %s leads to %s", listedServices[of.service], ep.Address),
		}}
		if why == nil {
			return &way, nil
		}
		way.step.Verdict, way.step.Assumed, way.step.Unknown = Unknown, true, []*iac.Unknown{why}
		way.step.Why += ": " + why.Why
		maybe = append(maybe, way)
	}
	if len(f.vpc.Open) > 0 {
		why := f.vpc.Open[0]
		maybe = append(maybe, hopAway{step: Step{Hop: Route, At: t.Range, Unknown: []*iac.Unknown{why}, Why: "a gateway endpoint that is not in the files may carry it: " + why.Why}})
	}
	return nil, maybe
}

// associated says whether the gateway endpoint is a route of the table, or why
// that is not known, and notes one that was meant to be.
func (f *flow) associated(ep *network.Endpoint, t *network.RouteTable) (Verdict, *iac.Unknown) {
	if ep.Missing {
		if ep.VPC == f.vpc {
			f.bypass(ep, EndpointNotCreated)
		}
		return Blocked, nil
	}
	var doubt *iac.Unknown
	for _, x := range ep.RouteTables {
		if x == t {
			return Allowed, nil
		}
		doubt = firstOf(doubt, x.MayBe(&t.Node))
	}
	if ep.VPC == f.vpc || ep.VPC.MayBe(&f.vpc.Node) != nil {
		doubt = firstOf(doubt, ep.TablesMore)
	}
	switch {
	case doubt != nil:
		return Unknown, doubt
	case ep.VPC == f.vpc:
		f.bypass(ep, GatewayNotAssociated)
	case ep.VPC.External == nil && f.vpc.External == nil:
		f.bypass(ep, EndpointInOtherVPC)
	}
	return Blocked, nil
}

// private reports whether all of p is outside what is routed on the internet.
func private(p netip.Prefix) bool {
	for _, q := range reservedRanges {
		if q.Bits() <= p.Bits() && q.Contains(p.Addr()) {
			return true
		}
	}
	return false
}

// reservedRanges are what no public service has an address in (IANA IPv4
// Special-Purpose Address Registry; multicast and class E by RFC 1112).
var reservedRanges = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("127.0.0.0/8"),
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("224.0.0.0/3"),
}

func firstOf(us ...*iac.Unknown) *iac.Unknown {
	for _, u := range us {
		if u != nil {
			return u
		}
	}
	return nil
}
