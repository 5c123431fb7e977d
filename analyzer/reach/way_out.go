package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// ways follows the route r of the table to each end that it may have.
func (f *flow) ways(t *network.RouteTable, r network.Route, to destination) []hopAway {
	if r.Target.Kind == network.TransitTarget {
		step := Step{Hop: Route, At: r.Range, Subject: Subject{Table: t}}
		return f.throughTransit(step, routeName(t, r), r, to)
	}
	return []hopAway{f.lead(t, r, to)}
}

// lead follows the route r of the table to its target.
func (f *flow) lead(t *network.RouteTable, r network.Route, to destination) hopAway {
	step := Step{Hop: Route, At: r.Range, Subject: Subject{Table: t}}
	way := hopAway{via: r.Target.Address}
	name := routeName(t, r)
	switch r.Target.Kind {
	case network.InternetGatewayTarget:
		way.step = f.internetGateway(step, name, r)
		return way
	case network.NATGatewayTarget:
		way.nat, way.step = r.Target.NAT, f.natGateway(step, name, r.Target.NAT, to)
		return way
	case network.NoTarget:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeBadRoute
		step.Why = name + " names no target"
	case network.EgressOnlyTarget:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeCannotRoute
		step.Why = fmt.Sprintf("%s leads to %s, which carries IPv6 only", name, r.Target.Address)
	case network.PeeringTarget:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeCannotRoute
		step.Why = fmt.Sprintf("%s leads to the peering connection %s, and a peer's gateways cannot be used", name, r.Target.Address)
	default:
		way.step = f.pastFirewall(step, name, r, to)
		return way
	}
	way.step = step
	return way
}

func routeName(t *network.RouteTable, r network.Route) string {
	if r.List == nil && r.Destination.Prefix == everywhere {
		return "the default route of " + t.Address
	}
	return fmt.Sprintf("the route of %s for %s", t.Address, routeDestination(r))
}

// beyond says why it is not known where a route leads.
func beyond(name string, r network.Route) *iac.Unknown {
	if r.Target.Unknown != nil {
		return r.Target.Unknown
	}
	if fw := r.Target.Firewall; fw != nil {
		return &iac.Unknown{
			Name: fw.Address, Range: r.Range,
			Why: fmt.Sprintf("%s leads to the firewall %s: what its rules let through is not followed", name, fw.Address),
		}
	}
	return &iac.Unknown{
		Name: r.Target.Address, Range: r.Range,
		Why: fmt.Sprintf("%s leads to %s: what lies beyond is not in the files", name, r.Target.Address),
	}
}

// first returns the step that decides where all have to pass: one that blocks,
// else one that is not decided, else the last.
func first(steps ...Step) Step {
	for _, want := range []Verdict{Blocked, Unknown} {
		for _, s := range steps {
			if s.Verdict == want {
				return s
			}
		}
	}
	return steps[len(steps)-1]
}

// internetGateway judges a route to an internet gateway: it must be attached to
// the VPC, and it translates public addresses only. On Fargate the service's
// setting decides on the address, never the subnet's (Amazon ECS developer
// guide, "Fargate task networking").
func (f *flow) internetGateway(step Step, name string, r network.Route) Step {
	steps := []Step{attached(step, r.Target.Gateway, f.vpc), step}
	address := f.publicIP()
	switch public, known := address.Bool(); {
	case !known:
		steps[1].Unknown, steps[1].Why = []*iac.Unknown{undecided(address)}, "whether the task gets a public address is not known"
	case public:
		steps[1].Verdict, steps[1].Why = Allowed, fmt.Sprintf("%s leads to %s, and the task has a public address", name, r.Target.Address)
	default:
		steps[1].Verdict, steps[1].Fault, steps[1].Code = Blocked, NoPublicAddress, codeNoPublicIP
		steps[1].Why = fmt.Sprintf("%s leads to %s, which needs a public address, and there is none", name, r.Target.Address)
	}
	if blocked := blockedPublic(f.vpc, "block-bidirectional", "block-ingress"); blocked != nil {
		blocked.At, blocked.Subject.Table = step.At, step.Subject.Table
		if s := excluded(*blocked, f.subnet); s.Verdict != Allowed {
			steps = append(steps, s)
		}
	}
	return first(steps...)
}

// attached judges whether the internet gateway serves the VPC. A route to one
// that the files do not show exists only if it is attached: AWS refuses it
// otherwise (EC2 API reference, CreateRoute).
func attached(step Step, g *network.InternetGateway, v *network.VPC) Step {
	there, known := g.AttachedTo(v)
	switch {
	case g.Missing:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeBadRoute
		step.Why = g.Address + " is not created"
	case known && !there:
		step.Verdict, step.Fault, step.Code = Blocked, DeadRoute, codeDetached
		step.Why = fmt.Sprintf("%s is not attached to %s", g.Address, v.Address)
	case g.Maybe != nil:
		step.Unknown, step.Why = []*iac.Unknown{g.Maybe}, g.Maybe.Why
	default:
		step.Verdict, step.Why = Allowed, g.Address+" is attached"
	}
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

// excluded returns what an exclusion of the subnet makes of a step that VPC Block
// Public Access closes.
func excluded(s Step, n *network.Subnet) Step {
	on, known := n.PublicAccess.Bool()
	switch {
	case n.PublicAccess.IsAbsent():
		return s
	case !known:
		return s.unknown(undecided(n.PublicAccess))
	case on:
		s.Verdict, s.Unknown = Allowed, nil
	}
	return s
}

// blockedPublic returns the step that VPC Block Public Access makes of a path
// to the internet from the VPC in one of the modes, or nil where it leaves the
// path alone.
func blockedPublic(v *network.VPC, modes ...string) *Step {
	if v.PublicAccess.IsAbsent() {
		return nil
	}
	mode, known := v.PublicAccess.Str()
	if !known {
		return &Step{Hop: Route, Unknown: []*iac.Unknown{undecided(v.PublicAccess)}, Why: "whether VPC Block Public Access closes the path is not known"}
	}
	for _, m := range modes {
		if m == mode {
			return &Step{
				Hop: Route, Verdict: Blocked, Fault: PublicBlocked, Code: codeBlockPublic, Subject: Subject{VPC: v},
				Why: "VPC Block Public Access is on: " + mode,
			}
		}
	}
	return nil
}
