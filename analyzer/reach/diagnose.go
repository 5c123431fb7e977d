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

// diagnose returns the causes of a flow that is blocked on all paths, in the
// order of the hops of the first. A missing route alone tells little: what was
// meant to carry the flow decides what is wrong.
func (f *flow) diagnose(paths []path) []Cause {
	var causes []Cause
	for _, s := range paths[0].steps {
		if s.Verdict != Blocked {
			continue
		}
		if s.Hop == Route {
			causes = append(causes, f.noWay(s)...)
			continue
		}
		causes = append(causes, Cause{s.Fault, s, s.Subject, s.At})
	}
	return causes
}

// noWay returns the causes of a route that leads nowhere: each endpoint that
// was meant to carry the flow, else the route's own fault, else what the
// network around it lacks.
func (f *flow) noWay(s Step) []Cause {
	var causes []Cause
	for _, b := range f.bypassed {
		if b.fault == EndpointInOtherVPC && len(f.bypassed) > 1 {
			continue
		}
		causes = append(causes, Cause{b.fault, s, Subject{Endpoint: b.endpoint, Table: s.Subject.Table, VPC: f.vpc}, b.at(f)})
	}
	if len(causes) > 0 {
		return causes
	}
	subject := s.Subject
	subject.VPC = f.vpc
	return []Cause{{f.lacking(s), s, subject, s.At}}
}

// at returns where the endpoint is to be mended.
func (b bypass) at(f *flow) source.Range {
	ep := b.endpoint
	switch b.fault {
	case PrivateDNSOff:
		return within(ep.PrivateDNS.Range, ep.Range)
	case S3InboundOnly:
		return within(ep.InboundOnly.Range, ep.Range)
	case DNSHostnamesOff:
		return within(f.vpc.DNSHostnames.Range, f.vpc.Range)
	case EndpointWithoutSubnets:
		return within(ep.SubnetsRange, ep.Range)
	case GatewayNotAssociated:
		return within(ep.RouteTablesAt, ep.Range)
	}
	return ep.Range
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
	if f.need.Service == "" {
		return f.lackingPublic()
	}
	if f.hasEndpoints(network.InterfaceEndpoint) {
		return MissingEndpoint
	}
	if fault := f.lackingPublic(); fault != NoRoute {
		return fault
	}
	if f.hasEndpoints(network.GatewayEndpoint) {
		return MissingEndpoint
	}
	return NoRoute
}

func (f *flow) lackingPublic() Fault {
	for _, n := range f.graph.NATGateways {
		if n.In() == f.vpc && !n.Missing {
			return NATNotRouted
		}
	}
	if len(f.vpc.InternetGateways) > 0 {
		return MissingNAT
	}
	return NoRoute
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
