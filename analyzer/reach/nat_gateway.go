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
	in := f.vpc
	if v := nat.In(); v != nil {
		in = v
	}
	if blocked := blockedPublic(in, "block-bidirectional"); blocked != nil {
		blocked.At, blocked.Subject.Table = step.At, step.Subject.Table
		for _, s := range []*network.Subnet{f.subnet, nat.Subnet} {
			if s != nil && s.VPC == in && !s.PublicAccess.IsAbsent() {
				*blocked = blocked.unknown(&iac.Unknown{
					Name: s.Address, Range: s.PublicAccess.Range,
					Why: fmt.Sprintf("whether it is enough for %s that %s is excluded from VPC Block Public Access is not documented", nat.Address, s.Address),
				})
			}
		}
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
		return step.unknown(why)
	case nat.Missing:
		return dead(step, "%s is not created", nat.Address)
	case regional == "regional":
		return f.regionalNAT(step, name, nat)
	}
	if nat.Subnet == nil {
		return step.unknown(&iac.Unknown{Name: nat.Address, Why: "the subnet of " + nat.Address + " is not known", Range: nat.Range})
	}
	tables, why := tablesOf(nat.Subnet)
	if why != nil {
		return step.unknown(why)
	}
	var outs []Step
	for _, t := range tables {
		cs := candidates(t, to, false)
		for _, c := range cs {
			outs = append(outs, zonalNAT(step, name, nat, t, c, to))
		}
		why = firstOf(why, nat.Subnet.TableMaybe, doubt(t, cs))
	}
	for _, out := range outs {
		if out.Verdict != outs[0].Verdict {
			return step.unknown(why)
		}
	}
	return outs[0]
}

// unknown returns the step as one that is not decided.
func (s Step) unknown(why *iac.Unknown) Step {
	s.Verdict, s.Why, s.Unknown = Unknown, why.Why, []*iac.Unknown{why}
	return s
}

// hasGateway reports whether a gateway endpoint may be a route of the table for
// the destination.
func hasGateway(t *network.RouteTable, to destination) bool {
	for _, ep := range t.GatewayEndpoints {
		if v, _ := to.list.has(ep.Service, ep.Region); v != Blocked && !ep.Missing {
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
	why := firstOf(nat.External, nat.Maybe)
	for _, v := range []iac.Value{nat.Connectivity, nat.Mode} {
		if _, known := v.Str(); !known {
			why = firstOf(why, undecided(v))
		}
	}
	return why
}

// zonalNAT judges where the table of the gateway's own subnet leads next. What
// a private gateway sends, an internet gateway drops; what is between the
// gateway and the internet otherwise, such as a firewall, is not modelled.
func zonalNAT(step Step, name string, nat *network.NATGateway, t *network.RouteTable, c candidate, to destination) Step {
	out := leadNAT(step, name, nat, t, c)
	if out.Verdict != Blocked || !hasGateway(t, to) {
		return out
	}
	return step.unknown(&iac.Unknown{
		Name: nat.Address, Range: nat.Range,
		Why: fmt.Sprintf("whether a gateway endpoint of %s carries what comes through %s is not documented", t.Address, nat.Address),
	})
}

func leadNAT(step Step, name string, nat *network.NATGateway, t *network.RouteTable, c candidate) Step {
	place := fmt.Sprintf("%s is in %s, whose %s", nat.Address, nat.Subnet.Address, t.Address)
	private, _ := nat.Connectivity.Str()
	switch {
	case c.Route == nil && c.why != nil:
		return step.unknown(c.why)
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
	case network.UnknownTarget, network.TransitTarget, network.OtherTarget:
		// What lies beyond is not in the files.
	}
	return step.unknown(beyond(routeName(t, *c.Route), *c.Route))
}

// regionalNAT judges a NAT gateway of the whole VPC, which needs no subnet but
// an internet gateway (VPC user guide, "Regional NAT gateways").
func (f *flow) regionalNAT(step Step, name string, nat *network.NATGateway) Step {
	if private, _ := nat.Connectivity.Str(); private == "private" {
		return dead(step, "%s is a private NAT gateway, which does not reach the internet", nat.Address)
	}
	s := first(f.inZones(step, nat), f.anyGateway(step, nat))
	if s.Verdict == Allowed {
		s.Why = fmt.Sprintf("%s leads to %s", name, nat.Address)
	}
	return s
}

// anyGateway judges whether the VPC has an internet gateway.
func (f *flow) anyGateway(step Step, nat *network.NATGateway) Step {
	best := dead(step, "%s is in a VPC without an internet gateway", nat.Address)
	if len(f.vpc.Open) > 0 {
		best = step.unknown(f.vpc.Open[0])
	}
	for _, g := range f.vpc.InternetGateways {
		switch out := attached(step, g, f.vpc); out.Verdict {
		case Allowed:
			return out
		case Unknown:
			best = out
		case Blocked:
		}
	}
	return best
}

// inZones judges whether a regional gateway that is confined to zones serves
// that of the task.
func (f *flow) inZones(step Step, nat *network.NATGateway) Step {
	if len(nat.Zones) == 0 && nat.ZonesMore == nil {
		step.Verdict = Allowed
		return step
	}
	apart := 0
	for _, z := range nat.Zones {
		same, known := z.Equal(f.subnet.Zone)
		if known && same {
			step.Verdict = Allowed
			return step
		}
		if known && len(f.subnet.Zone) > 0 {
			apart++
		}
	}
	if apart == len(nat.Zones) && nat.ZonesMore == nil {
		out := dead(step, "%s serves other availability zones than that of %s", nat.Address, f.subnet.Address)
		out.Code = codeNATZone
		return out
	}
	return step.unknown(firstOf(nat.ZonesMore, &iac.Unknown{
		Name: nat.Address, Range: nat.Range,
		Why: fmt.Sprintf("whether %s serves the availability zone of %s is not known", nat.Address, f.subnet.Address),
	}))
}
