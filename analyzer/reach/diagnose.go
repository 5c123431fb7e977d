package reach

import (
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Cause is what has to change before a blocked flow passes: a fault, and the
// node where it is.
type Cause struct {
	Fault   Fault
	Step    Step
	Subject Subject
	At      source.Range
}

// Closed reports whether the cause is security groups that admit the port for
// nobody, so that the flow is blocked wherever it leads.
func (c Cause) Closed() bool { return c.Step.Code == codeNoRules }

// diagnose returns the causes of a flow that is blocked on all paths, in the
// order of the hops of the first.
func (f *flow) diagnose(paths []path) []Cause {
	var causes []Cause
	steps := paths[0].steps
	for i, s := range steps {
		switch {
		case s.Verdict != Blocked:
		case s.Fault == DNSSupportOff, s.Fault == NameBarred:
			return append([]Cause{{s.Fault, s, s.Subject, s.At}}, f.resolved(s.Fault)...)
		case s.Fault == NameNotFound:
			return append([]Cause{{s.Fault, s, s.Subject, s.At}}, f.closed()...)
		case s.Hop == Route && s.Fault != PeerNotRouted:
			way := f.noWay(s)
			return append(append(causes, way...), refusals(f.beyond(way[0], steps[i+1:]))...)
		default:
			causes = append(causes, Cause{s.Fault, s, s.Subject, s.At})
		}
	}
	return causes
}

// closed returns what blocks the flow wherever its name may lead one day: groups
// that let nothing out at all.
func (f *flow) closed() []Cause {
	s := f.egress(destination{public: true})
	if s.Verdict != Blocked || s.Code != codeNoRules {
		return nil
	}
	return []Cause{{s.Fault, s, s.Subject, s.At}}
}

// resolved returns what blocks the flow once the VPC has a resolver, or the name
// passes DNS Firewall.
func (f *flow) resolved(fault Fault) []Cause {
	then := *f
	then.bypassed = nil
	if fault == DNSSupportOff {
		then.answered = true
	} else {
		then.unfiltered = true
	}
	paths := then.paths()
	if !agree(paths) || paths[0].verdict() != Blocked {
		return nil
	}
	return then.diagnose(paths)
}

// refusals returns a cause for each step that is blocked.
func refusals(steps []Step) []Cause {
	var causes []Cause
	for _, s := range steps {
		if s.Verdict == Blocked {
			causes = append(causes, Cause{s.Fault, s, s.Subject, s.At})
		}
	}
	return causes
}

// beyond returns the steps that the flow meets once its way is mended, public
// being those on the way that leads nowhere now. Where an endpoint is to carry
// it, they say nothing but for a group that lets nothing out at all.
func (f *flow) beyond(way Cause, public []Step) []Step {
	switch way.Fault {
	case PrivateDNSOff, S3InboundOnly, DNSHostnamesOff, EndpointNotDualStack:
		ep := way.Subject.Endpoint
		return f.toEndpoint(answer{to: destination{endpoint: ep}, step: Step{Hop: DNS, Verdict: Allowed}}).steps
	case MissingEndpoint, NoPrivatePath, EndpointNotCreated, EndpointWithoutSubnets, EndpointInOtherVPC, EndpointInOtherRegion, WrongEndpointType:
		if listedServices[f.need.Service] != "" && way.Fault != NoPrivatePath {
			return public
		}
		var closed []Step
		for _, s := range public {
			if s.Code == codeNoRules {
				closed = append(closed, s)
			}
		}
		return closed
	default:
		return public
	}
}

// noWay returns the causes of a route that leads nowhere. A missing route alone
// tells little: what was meant to carry the flow decides what is wrong. That is
// an endpoint of the service with all its faults, else the route's own target,
// else what the network around it lacks.
func (f *flow) noWay(s Step) []Cause {
	if b := f.meant(); b != nil {
		var causes []Cause
		for _, fault := range b.faults {
			subject := Subject{Endpoint: b.endpoint, Table: s.Subject.Table, VPC: f.vpc}
			causes = append(causes, Cause{fault, s, subject, b.at(f, fault)})
		}
		return causes
	}
	subject := s.Subject
	subject.VPC = f.vpc
	return []Cause{{f.lacking(s), s, subject, s.At}}
}

// meant returns the endpoint that was meant to carry the flow, or nil: mending
// one of them is enough. A gateway endpoint comes first, being what S3 is
// reached by; one that is not created, or in another VPC, last.
func (f *flow) meant() *bypass {
	var best *bypass
	rank := func(b bypass) int {
		switch b.faults[0] {
		case GatewayNotAssociated:
			return 4
		case EndpointNotCreated:
			return 2
		case EndpointInOtherVPC, EndpointInOtherRegion:
			return 1
		default:
			return 3
		}
	}
	for i, b := range f.bypassed {
		if b.faults[0] == EndpointInOtherVPC && f.serves(b.endpoint) {
			continue
		}
		if best == nil || rank(b) > rank(*best) || rank(b) == rank(*best) && b.before(*best) {
			best = &f.bypassed[i]
		}
	}
	return best
}

// before orders endpoints that are alike: the one with less to mend, else the
// one that is written first.
func (b bypass) before(o bypass) bool {
	if len(b.faults) != len(o.faults) {
		return len(b.faults) < len(o.faults)
	}
	return b.endpoint.Range.Less(o.endpoint.Range)
}

// serves reports whether a task in the endpoint's own VPC needs its service:
// then it is there for that one.
func (f *flow) serves(ep *network.Endpoint) bool {
	for _, t := range f.tasks {
		for _, n := range t.Needs {
			if eni := t.Placed(n); n.Service == ep.Service && eni != nil && eni.VPC(nil) == ep.VPC {
				return true
			}
		}
	}
	return false
}

// at returns where the fault of the endpoint is to be mended.
func (b bypass) at(f *flow, fault Fault) source.Range {
	ep := b.endpoint
	switch fault {
	case PrivateDNSOff:
		return attribute(ep.PrivateDNS.Range, ep.Node)
	case S3InboundOnly:
		return attribute(ep.InboundOnly.Range, ep.Node)
	case DNSHostnamesOff:
		return attribute(f.vpc.DNSHostnames.Range, f.vpc.Node)
	case EndpointWithoutSubnets:
		return attribute(ep.SubnetsRange, ep.Node)
	case GatewayNotAssociated:
		return attribute(ep.RouteTablesAt, ep.Node)
	case EndpointInOtherVPC:
		return attribute(ep.VPCAt, ep.Node)
	case EndpointInOtherRegion:
		return attribute(ep.ServiceAt, ep.Node)
	case WrongEndpointType:
		return attribute(ep.TypeAt, ep.Node)
	default:
		return ep.Range
	}
}

// attribute returns r, the range of an attribute of n, or the whole node where
// the attribute is not written: its range is then that of all attributes.
func attribute(r source.Range, n network.Node) source.Range {
	if n.Resource != nil && r == n.Resource.Body.Range {
		return n.Range
	}
	return within(r, n.Range)
}

// within returns r where it names a place, else the whole.
func within(r, whole source.Range) source.Range {
	if r.IsZero() {
		return whole
	}
	return r
}

// lacking names what is missing around a table without a way out: an endpoint
// where the VPC has endpoints for what the task needs, a route to a NAT gateway
// where there is one, a NAT gateway where there is an internet gateway; else
// the subnet is isolated.
func (f *flow) lacking(s Step) Fault {
	if s.Fault != NoRoute {
		return s.Fault
	}
	missing := MissingEndpoint
	if same, known := f.need.Region.Equal(f.task.Region); f.need.Service == "" || known && !same {
		missing = NoPrivatePath
	}
	private := f.hasEndpoints(network.InterfaceEndpoint)
	switch {
	case private && f.need.Service != "":
		return missing
	case f.hasNAT():
		return NATNotRouted
	case private:
		return missing
	case len(f.vpc.InternetGateways) > 0:
		return MissingNAT
	case f.hasEndpoints(network.GatewayEndpoint):
		return missing
	}
	return NoRoute
}

func (f *flow) hasNAT() bool {
	for _, n := range f.graph.NATGateways {
		if n.In() == f.vpc && !n.Missing {
			return true
		}
	}
	return false
}

// hasEndpoints reports whether the VPC has an endpoint of the type for another
// need of the task: a sign that the network is meant to do without the
// internet.
func (f *flow) hasEndpoints(t network.EndpointType) bool {
	for _, ep := range f.graph.Endpoints {
		if ep.Type != t || ep.VPC != f.vpc {
			continue
		}
		for _, n := range f.task.Needs {
			if n.Service != "" && n.Service == ep.Service {
				return true
			}
		}
	}
	return false
}
