package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// natGateway judges a route to a NAT gateway: it must be public and be in a
// subnet that itself leads to an internet gateway (VPC user guide, "NAT
// gateways").
func (f *flow) natGateway(step Step, name string, nat *network.NATGateway, to destination) Step {
	step.Subject.NAT = nat
	steps := []Step{f.natWayOut(step, name, nat, to)}
	if blocked := f.blockedPublic("block-bidirectional"); blocked != nil {
		blocked.At, blocked.Subject.Table = step.At, step.Subject.Table
		steps = append(steps, *blocked)
	}
	s := first(steps...)
	if s.Verdict == Allowed {
		return steps[0]
	}
	return s
}

func (f *flow) natWayOut(step Step, name string, nat *network.NATGateway, to destination) Step {
	regional, _ := nat.Mode.Str()
	switch why := natUnknown(nat); {
	case why != nil:
		step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
		return step
	case nat.Missing:
		return dead(step, "%s is not created", nat.Address)
	case regional == "regional":
		return f.regionalNAT(step, name, nat)
	}
	table, why := natTable(nat)
	if why != nil {
		step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
		return step
	}
	var outs []Step
	for _, c := range candidates(table, to, false) {
		out := zonalNAT(step, name, nat, c)
		if out.Verdict == Blocked && hasGateway(table, to) {
			why := &iac.Unknown{
				Name: nat.Address, Range: nat.Range,
				Why: fmt.Sprintf("whether a gateway endpoint of %s carries what comes through %s is not documented", table.Address, nat.Address),
			}
			out = Step{Hop: Route, Why: why.Why, At: step.At, Unknown: []*iac.Unknown{why}, Subject: step.Subject}
		}
		outs = append(outs, out)
	}
	for _, out := range outs {
		if out.Verdict != outs[0].Verdict {
			why := doubt(table, candidates(table, to, false))
			step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
			return step
		}
	}
	return outs[0]
}

// hasGateway reports whether a gateway endpoint may be a route of the table for
// the destination.
func hasGateway(t *network.RouteTable, to destination) bool {
	for _, ep := range t.GatewayEndpoints {
		same, known := ep.Region.Equal(to.s3)
		if to.s3 != nil && ep.Service == "s3" && !ep.Missing && (same || !known) {
			return true
		}
	}
	return false
}

// dead returns the step as one that leads nowhere.
func dead(step Step, why string, args ...any) Step {
	step.Verdict, step.Fault = Blocked, NATNoInternet
	step.Why = fmt.Sprintf(why, args...)
	return step
}

// natUnknown returns why the gateway cannot be judged, or nil.
func natUnknown(nat *network.NATGateway) *iac.Unknown {
	return firstOf(nat.External, nat.Maybe, nat.Connectivity.Unknown(), nat.Mode.Unknown())
}

// natTable returns the route table of the gateway's own subnet, or why it is
// not known.
func natTable(nat *network.NATGateway) (*network.RouteTable, *iac.Unknown) {
	s := nat.Subnet
	switch {
	case s == nil:
		return nil, &iac.Unknown{Name: nat.Address, Why: "the subnet of " + nat.Address + " is not known", Range: nat.Range}
	case s.External != nil:
		return nil, s.External
	case s.Table == nil:
		return nil, &iac.Unknown{Name: s.Address, Why: "the route table of " + s.Address + " is not known", Range: s.Range}
	}
	return s.Table, firstOf(s.Table.External, s.Table.Maybe)
}

// zonalNAT judges where the table of the gateway's own subnet leads next. What
// a private gateway sends, an internet gateway drops; what is between the
// gateway and the internet otherwise, such as a firewall, is not modelled.
func zonalNAT(step Step, name string, nat *network.NATGateway, c candidate) Step {
	place := fmt.Sprintf("%s is in %s, whose %s", nat.Address, nat.Subnet.Address, nat.Subnet.Table.Address)
	private, _ := nat.Connectivity.Str()
	switch {
	case c.Route == nil && c.why != nil:
		step.Why, step.Unknown = c.why.Why, []*iac.Unknown{c.why}
		return step
	case c.Route == nil:
		return dead(step, "%s has no route to an internet gateway", place)
	}
	switch c.Target.Kind {
	case network.InternetGatewayTarget:
		if private == "private" {
			return dead(step, "%s is a private NAT gateway, which does not reach the internet", nat.Address)
		}
		out := attached(step, c.Target.Gateway, nat.Subnet.VPC)
		if out.Verdict == Blocked {
			return dead(step, "%s leads to %s, which is not attached to the VPC", nat.Address, c.Target.Address)
		}
		if out.Verdict == Allowed {
			out.Why = fmt.Sprintf("%s leads to %s, and that to %s", name, nat.Address, c.Target.Address)
		}
		return out
	case network.NATGatewayTarget:
		if c.Target.NAT == nat {
			return dead(step, "%s leads back to it", place)
		}
	case network.NoTarget, network.LocalTarget, network.EgressOnlyTarget, network.PeeringTarget:
		return dead(step, "%s leads to %s and not to an internet gateway", place, c.Target.Address)
	}
	why := beyond("the route of "+nat.Subnet.Table.Address, *c.Route)
	step.Why, step.Unknown = why.Why, []*iac.Unknown{why}
	return step
}

// regionalNAT judges a NAT gateway of the whole VPC, which needs no subnet but
// an internet gateway (VPC user guide, "Regional NAT gateways").
func (f *flow) regionalNAT(step Step, name string, nat *network.NATGateway) Step {
	if private, _ := nat.Connectivity.Str(); private == "private" {
		return dead(step, "%s is a private NAT gateway, which does not reach the internet", nat.Address)
	}
	var outs []Step
	for _, g := range f.vpc.InternetGateways {
		outs = append(outs, attached(step, g, f.vpc))
	}
	for _, want := range []Verdict{Allowed, Unknown} {
		for _, out := range outs {
			if out.Verdict != want {
				continue
			}
			if want == Allowed {
				out.Why = fmt.Sprintf("%s leads to %s", name, nat.Address)
			}
			return out
		}
	}
	if len(f.vpc.Open) > 0 {
		step.Why, step.Unknown = f.vpc.Open[0].Why, f.vpc.Open[:1]
		return step
	}
	return dead(step, "%s is in a VPC without an internet gateway", nat.Address)
}
