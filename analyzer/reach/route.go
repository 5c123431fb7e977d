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
// VPC is in every table and cannot be removed (VPC user guide, "Route tables").
func (f *flow) local(ep *network.Endpoint) Step {
	if ep.VPC == f.vpc {
		return Step{Hop: Route, Verdict: Allowed, Why: "local route", At: tableRange(f.subnet), Subject: Subject{VPC: f.vpc}}
	}
	why := &iac.Unknown{
		Name: ep.Address, Range: ep.Range,
		Why: fmt.Sprintf("%s is in another VPC: whether both route to each other is not decided here", ep.Address),
	}
	return Step{Hop: Route, Why: why.Why, At: ep.Range, Unknown: []*iac.Unknown{why}}
}

func tableRange(s *network.Subnet) source.Range {
	if s != nil && s.Table != nil {
		return s.Table.Range
	}
	return source.Range{}
}

// route returns the ways to public addresses from the task's subnet: the
// gateway endpoints for S3 come before the default route, since their prefixes
// are longer.
func (f *flow) route(to destination) []hopAway {
	t, why := f.table()
	if why != nil {
		return []hopAway{{step: Step{Hop: Route, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}}}}
	}
	var ways []hopAway
	if to.s3 != nil {
		certain, maybe := f.gatewayEndpoints(t, to.s3)
		if certain != nil {
			return []hopAway{*certain}
		}
		ways = maybe
	}
	way := f.defaultRoute(t)
	if len(ways) > 0 {
		// The other outcome: there is no such gateway endpoint.
		way.step.Unknown = append(way.step.Unknown, ways[0].step.Unknown...)
	}
	return append(ways, way)
}

// table returns the effective route table of the task's subnet, or why it is
// not known.
func (f *flow) table() (*network.RouteTable, *iac.Unknown) {
	switch {
	case f.subnet == nil:
		return nil, f.vpcUnknown()
	case f.subnet.External != nil:
		return nil, f.subnet.External
	case f.subnet.Table == nil:
		return nil, &iac.Unknown{Name: f.subnet.Address, Why: "the VPC of " + f.subnet.Address + " is not known", Range: f.subnet.Range}
	case f.subnet.Table.External != nil:
		return nil, f.subnet.Table.External
	case f.subnet.Table.Maybe != nil:
		return nil, f.subnet.Table.Maybe
	}
	return f.subnet.Table, nil
}

// gatewayEndpoints returns the gateway endpoint for S3 that the table leads to,
// or those that it may lead to.
func (f *flow) gatewayEndpoints(t *network.RouteTable, region iac.Text) (certain *hopAway, maybe []hopAway) {
	for _, ep := range f.graph.Endpoints {
		if ep.Type != network.GatewayEndpoint || ep.Service != "s3" || ep.VPC == nil {
			continue
		}
		same, known := ep.Region.Equal(region)
		if known && !same {
			continue
		}
		why := ep.Maybe
		if !known {
			why = regionUnknown(ep.Region, region)
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
			Why: fmt.Sprintf("the prefix list of S3 leads to %s", ep.Address),
		}}
		if why == nil {
			return &way, nil
		}
		way.step.Verdict, way.step.Assumed, way.step.Unknown = Unknown, true, []*iac.Unknown{why}
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

// everywhere is the destination of a default route.
var everywhere = netip.MustParsePrefix("0.0.0.0/0")

// defaultRoute returns the way that the default route leads.
func (f *flow) defaultRoute(t *network.RouteTable) hopAway {
	var best *network.Route
	var doubt *iac.Unknown
	for i, r := range t.Routes {
		switch {
		case r.Destination.Prefix == everywhere:
			best = &t.Routes[i]
		case r.List != nil || r.Destination.Prefix.IsValid() && private(r.Destination.Prefix):
			// A route to other VPCs or premises.
		case r.Destination.Prefix.IsValid() && r.Destination.Prefix.Addr().Is4():
			doubt = &iac.Unknown{
				Name: t.Address, Range: r.Range,
				Why: fmt.Sprintf("%s leads %s elsewhere, which may hold some of the addresses", t.Address, r.Destination),
			}
		case !r.Destination.Prefix.IsValid() && !r.Destination.IsZero():
			doubt = r.Destination.Unknown()
		}
	}
	switch {
	case best == nil && doubt == nil && t.Partial == nil:
		return hopAway{step: Step{
			Hop: Route, Verdict: Blocked, Fault: NoRoute, Code: codeNoRoute, At: t.Range, Subject: Subject{Table: t},
			Why: fmt.Sprintf("%s has no route to public addresses", t.Address),
		}}
	case best == nil:
		why := t.Partial
		if why == nil {
			why = doubt
		}
		return hopAway{step: Step{Hop: Route, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}, Subject: Subject{Table: t}}}
	}
	way := f.lead(t, *best)
	if way.step.Verdict == Allowed && (doubt != nil || best.Maybe != nil) || way.step.Verdict == Blocked && best.Maybe != nil && t.Partial != nil {
		if best.Maybe != nil {
			doubt = best.Maybe
		}
		way.step = Step{Hop: Route, Why: doubt.Why, At: best.Range, Unknown: []*iac.Unknown{doubt}, Subject: way.step.Subject}
	}
	return way
}

// private reports whether all of p is outside what is routed on the internet
// (RFC 1918, RFC 6598, RFC 3927).
func private(p netip.Prefix) bool {
	for _, q := range privateRanges {
		if q.Bits() <= p.Bits() && q.Contains(p.Addr()) {
			return true
		}
	}
	return false
}

var privateRanges = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"),
}

// lead follows the default route r of the table to its target.
func (f *flow) lead(t *network.RouteTable, r network.Route) hopAway {
	step := Step{Hop: Route, At: r.Range, Subject: Subject{Table: t}}
	switch r.Target.Kind {
	case network.InternetGatewayTarget:
		return hopAway{via: r.Target.Address, step: f.internetGateway(step, r)}
	case network.NATGatewayTarget:
		return hopAway{via: r.Target.Address, nat: r.Target.NAT, step: f.natGateway(step, t, r)}
	case network.NoTarget:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeBadRoute
		step.Why = fmt.Sprintf("the default route of %s names no target", t.Address)
	case network.EgressOnlyTarget:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeCannotRoute
		step.Why = fmt.Sprintf("the default route of %s leads to %s, which carries IPv6 only", t.Address, r.Target.Address)
	case network.PeeringTarget:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeCannotRoute
		step.Why = fmt.Sprintf("the default route of %s leads to the peering connection %s, and a peer's gateways cannot be used", t.Address, r.Target.Address)
	default:
		why := r.Target.Unknown
		if why == nil {
			why = &iac.Unknown{
				Name: r.Target.Address, Range: r.Range,
				Why: fmt.Sprintf("the default route of %s leads to %s: what lies beyond is not in the files", t.Address, r.Target.Address),
			}
		}
		step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
	}
	return hopAway{via: r.Target.Address, step: step}
}

// internetGateway judges a default route to an internet gateway: it must be
// attached to the VPC, and it translates public addresses only. On Fargate the
// service's setting decides on the address, never the subnet's (Amazon ECS
// developer guide, "Fargate task networking").
func (f *flow) internetGateway(step Step, r network.Route) Step {
	attached, known := r.Target.Gateway.AttachedTo(f.vpc)
	if known && !attached {
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeDetached
		step.Why = fmt.Sprintf("%s is not attached to %s", r.Target.Address, f.vpc.Address)
		return step
	}
	if r.Target.Gateway.Missing {
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeBadRoute
		step.Why = fmt.Sprintf("%s is not created", r.Target.Address)
		return step
	}
	address := f.publicIP()
	public, publicKnown := address.Bool()
	switch {
	case publicKnown && !public:
		step.Verdict, step.Fault, step.Code = Blocked, NoPublicAddress, codeNoPublicIP
		step.Why = fmt.Sprintf("the default route leads to %s, which needs a public address, and there is none", r.Target.Address)
		return step
	case !publicKnown:
		step.Unknown = address.Unknowns()
		step.Why = "whether the task gets a public address is not known"
		return step
	}
	if blocked := f.blockedPublic("block-bidirectional", "block-ingress"); blocked != nil {
		blocked.At, blocked.Subject.Table = step.At, step.Subject.Table
		return *blocked
	}
	step.Verdict, step.Why = Allowed, fmt.Sprintf("the default route leads to %s, and the task has a public address", r.Target.Address)
	return step
}

// publicIP returns whether the interface gets a public address: as it says
// itself, else as its subnet does, which counts for container instances only.
func (f *flow) publicIP() iac.Value {
	if f.eni.PublicIP.IsAbsent() {
		return f.subnet.MapPublicIP
	}
	return f.eni.PublicIP
}

// blockedPublic returns the step that VPC Block Public Access makes of a path
// to the internet in one of the modes, or nil where it leaves the path alone.
func (f *flow) blockedPublic(modes ...string) *Step {
	v := f.vpc.PublicAccess
	if v.IsAbsent() {
		return nil
	}
	mode, known := v.Str()
	if !known {
		return &Step{Hop: Route, Unknown: v.Unknowns(), Why: "whether VPC Block Public Access closes the path is not known"}
	}
	for _, m := range modes {
		if m == mode {
			return &Step{
				Hop: Route, Verdict: Blocked, Fault: PublicBlocked, Code: codeBlockPublic, Subject: Subject{VPC: f.vpc},
				Why: "VPC Block Public Access is on: " + mode,
			}
		}
	}
	return nil
}

// natGateway judges a default route to a NAT gateway: it must be public and be
// in a subnet that itself leads to an internet gateway (VPC user guide, "NAT
// gateways").
func (f *flow) natGateway(step Step, t *network.RouteTable, r network.Route) Step {
	nat := r.Target.NAT
	step.Subject.NAT = nat
	if why := f.natUnknown(nat); why != nil {
		step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
		return step
	}
	dead := func(why string, args ...any) Step {
		step.Verdict, step.Fault = Blocked, NATNoInternet
		step.Why = fmt.Sprintf(why, args...)
		return step
	}
	if nat.Missing {
		return dead("%s is not created", nat.Address)
	}
	if kind, _ := nat.Connectivity.Str(); kind == "private" {
		return dead("%s is a private NAT gateway, which does not reach the internet", nat.Address)
	}
	if mode, _ := nat.Mode.Str(); mode == "regional" {
		if len(f.vpc.InternetGateways) == 0 {
			return dead("%s is in a VPC without an internet gateway", nat.Address)
		}
		step.Verdict, step.Why = Allowed, fmt.Sprintf("the default route leads to %s", nat.Address)
		return step
	}
	if blocked := f.blockedPublic("block-bidirectional"); blocked != nil {
		blocked.At, blocked.Subject.Table = step.At, step.Subject.Table
		return *blocked
	}
	out, why := natWayOut(nat)
	switch {
	case why != nil:
		step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
	case out == nil:
		return dead("%s is in %s, whose %s has no route to an internet gateway", nat.Address, nat.Subnet.Address, nat.Subnet.Table.Address)
	case out.Target.Kind == network.NATGatewayTarget && out.Target.NAT == nat:
		return dead("%s is in %s, whose %s leads back to it", nat.Address, nat.Subnet.Address, nat.Subnet.Table.Address)
	case out.Target.Kind != network.InternetGatewayTarget:
		return dead("%s is in %s, whose %s leads to %s and not to an internet gateway", nat.Address, nat.Subnet.Address, nat.Subnet.Table.Address, out.Target.Address)
	default:
		if attached, known := out.Target.Gateway.AttachedTo(nat.Subnet.VPC); known && !attached {
			return dead("%s leads to %s, which is not attached to the VPC", nat.Address, out.Target.Address)
		}
		step.Verdict, step.Why = Allowed, fmt.Sprintf("the default route of %s leads to %s, and that to %s", t.Address, nat.Address, out.Target.Address)
	}
	return step
}

// natUnknown returns why the gateway cannot be judged, or nil.
func (f *flow) natUnknown(nat *network.NATGateway) *iac.Unknown {
	switch {
	case nat.External != nil:
		return nat.External
	case nat.Maybe != nil:
		return nat.Maybe
	case nat.Connectivity.Unknown() != nil:
		return nat.Connectivity.Unknown()
	case nat.Mode.Unknown() != nil:
		return nat.Mode.Unknown()
	}
	return nil
}

// natWayOut returns the default route of the NAT gateway's own subnet, nil if
// there is none, or why it is not known.
func natWayOut(nat *network.NATGateway) (*network.Route, *iac.Unknown) {
	s := nat.Subnet
	switch {
	case s == nil:
		return nil, &iac.Unknown{Name: nat.Address, Why: "the subnet of " + nat.Address + " is not known", Range: nat.Range}
	case s.External != nil:
		return nil, s.External
	case s.Table == nil:
		return nil, &iac.Unknown{Name: s.Address, Why: "the route table of " + s.Address + " is not known", Range: s.Range}
	case s.Table.External != nil:
		return nil, s.Table.External
	}
	for i, r := range s.Table.Routes {
		if r.Destination.Prefix != everywhere {
			continue
		}
		if r.Maybe != nil || r.Target.Unknown != nil {
			return nil, firstOf(r.Maybe, r.Target.Unknown)
		}
		if g := r.Target.Gateway; g != nil && g.External != nil && r.Target.Kind != network.InternetGatewayTarget {
			return nil, g.External
		}
		return &s.Table.Routes[i], nil
	}
	return nil, s.Table.Partial
}

func firstOf(us ...*iac.Unknown) *iac.Unknown {
	for _, u := range us {
		if u != nil {
			return u
		}
	}
	return nil
}
