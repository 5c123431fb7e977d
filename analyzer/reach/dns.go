package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// An answer is what a name may resolve to.
type answer struct {
	to   destination
	step Step
}

// resolve returns what the host of the need resolves to from the task's VPC:
// one answer, or one for each outcome where the files leave several.
func (f *flow) resolve() []answer {
	if f.vpc == nil {
		return f.resolveUnseen(f.vpcUnknown())
	}
	if step, broken := f.resolver(); broken {
		return []answer{{step: step}}
	}
	if a, found := f.zoneAnswer(); found {
		return a
	}
	if f.need.Service == "" {
		if why := f.resolvingUnknown(); why != nil {
			return f.assume(why, destination{public: true}, destination{unseen: true})
		}
		return []answer{f.publicAnswer()}
	}
	return f.serviceAnswers()
}

// vpcUnknown says that not even the VPC is known.
func (f *flow) vpcUnknown() *iac.Unknown {
	if f.eni.SubnetsMore != nil {
		return f.eni.SubnetsMore
	}
	if f.subnet != nil && f.subnet.External != nil {
		return f.subnet.External
	}
	return &iac.Unknown{
		Name: "subnets of " + f.task.Address, Range: f.eni.SubnetsAt,
		Why: "the files do not say in which subnets the task runs",
	}
}

// resolveUnseen returns the answers where the files do not show what is in the
// VPC: an endpoint of its own or public addresses.
func (f *flow) resolveUnseen(why *iac.Unknown) []answer {
	if f.need.Service == "" {
		return f.assume(why, destination{public: true})
	}
	return f.assume(why, destination{unseen: true}, f.publicDestination())
}

// assume returns one answer for each of the destinations, any of which may be
// the one, because of why.
func (f *flow) assume(why *iac.Unknown, ds ...destination) []answer {
	var as []answer
	for _, d := range ds {
		as = append(as, answer{d, Step{
			Hop: DNS, Assumed: true, At: why.Range, Unknown: []*iac.Unknown{why},
			Why: fmt.Sprintf("`%s` may resolve to %s: %s", f.need.Host, d, why.Why),
		}})
	}
	return as
}

// resolver says whether the VPC has a resolver at all.
func (f *flow) resolver() (step Step, broken bool) {
	on, known := f.vpc.DNSSupport.Bool()
	if f.vpc.External != nil || !known || on || !f.vpc.DNSServers.IsAbsent() {
		return Step{}, false
	}
	return Step{
		Hop: DNS, Verdict: Blocked, Fault: DNSSupportOff, Subject: Subject{VPC: f.vpc}, At: attribute(f.vpc.DNSSupport.Range, f.vpc.Node),
		Why: fmt.Sprintf("DNS support is off in %s, so no name resolves", f.vpc.Address),
	}, true
}

// resolvingUnknown returns why names may resolve differently than the VPC's
// endpoints and zones say, or nil.
func (f *flow) resolvingUnknown() *iac.Unknown {
	if len(f.vpc.Resolving) > 0 {
		return f.vpc.Resolving[0]
	}
	servers, partial := f.vpc.DNSServers.Items()
	if partial != nil {
		return partial
	}
	for _, s := range servers {
		if name, _ := s.Str(); name != "AmazonProvidedDNS" {
			return &iac.Unknown{
				Name: "DNS servers of " + f.vpc.Address, Range: s.Range,
				Why: fmt.Sprintf("`%s` answers for the VPC: whether it forwards to the Amazon resolver is not in the files", s),
			}
		}
	}
	if _, known := f.vpc.DNSSupport.Bool(); !known && f.vpc.External == nil {
		return f.vpc.DNSSupport.Unknown()
	}
	return nil
}

// serviceAnswers returns the answers for the host of an AWS service: private
// DNS of an endpoint captures the name for the whole VPC, and without one it is
// public.
func (f *flow) serviceAnswers() []answer {
	var certain, maybe []answer
	for _, ep := range f.graph.Endpoints {
		switch capture, why := f.captures(ep); capture {
		case Allowed:
			certain = append(certain, answer{destination{endpoint: ep}, Step{
				Hop: DNS, Verdict: Allowed, Subject: Subject{Endpoint: ep}, At: ep.PrivateDNS.Range,
				Why: fmt.Sprintf("private DNS answers `%s` with the addresses of %s", f.need.Host, ep.Address),
			}})
		case Unknown:
			maybe = append(maybe, f.assume(why, destination{endpoint: ep})...)
		case Blocked:
		}
	}
	if why := f.resolvingUnknown(); why != nil {
		all := f.assume(why, f.publicDestination())
		for _, a := range append(certain, maybe...) {
			all = append(all, f.assume(why, a.to)...)
		}
		return all
	}
	if len(certain) > 0 {
		return certain[:1]
	}
	if f.vpc.External != nil {
		return append(maybe, f.resolveUnseen(f.vpc.External)...)
	}
	if len(f.vpc.Open) > 0 {
		return append(maybe, f.resolveUnseen(f.vpc.Open[0])...)
	}
	if len(maybe) > 0 {
		return append(maybe, f.assume(maybe[0].step.Unknown[0], f.publicDestination())...)
	}
	return []answer{f.publicAnswer()}
}

// publicAnswer is the answer where nothing private takes the name.
func (f *flow) publicAnswer() answer {
	d := f.publicDestination()
	if f.need.Service == "" {
		d = destination{public: true}
	}
	return answer{d, Step{
		Hop: DNS, Verdict: Allowed, Subject: Subject{VPC: f.vpc}, At: f.vpc.Range,
		Why: fmt.Sprintf("`%s` resolves to %s", f.need.Host, d),
	}}
}

// captures says whether the endpoint takes the name of the need for the whole
// VPC; why is what an unknown waits for. It notes endpoints that were meant to
// and do not.
func (f *flow) captures(ep *network.Endpoint) (Verdict, *iac.Unknown) {
	if ep.Service != f.need.Service {
		return Blocked, nil
	}
	sameRegion, regionKnown := ep.Region.Equal(f.need.Region)
	if regionKnown && !sameRegion {
		return Blocked, nil
	}
	if ep.VPC != f.vpc {
		return f.otherVPC(ep)
	}
	if ep.Type == network.GatewayEndpoint {
		if f.need.Service != "s3" && !ep.Missing {
			f.bypass(ep, WrongEndpointType)
		}
		return Blocked, nil
	}
	if ep.Missing {
		f.bypass(ep, EndpointNotCreated)
		return Blocked, nil
	}
	v, why, faults := capturing(ep)
	if v == Blocked {
		f.bypass(ep, faults...)
		return Blocked, nil
	}
	if f.need.DualStack {
		switch both, doubt := dualStack(ep); both {
		case Blocked:
			f.bypass(ep, EndpointNotDualStack)
			return Blocked, nil
		case Unknown:
			return Unknown, firstOf(why, doubt)
		case Allowed:
		}
	}
	if v == Allowed && !regionKnown {
		return Unknown, regionUnknown(ep.Region, f.need.Region)
	}
	return v, why
}

// otherVPC judges an endpoint that is not in the task's VPC as far as the files
// tell. Two VPCs of which one is not declared may be the same.
func (f *flow) otherVPC(ep *network.Endpoint) (Verdict, *iac.Unknown) {
	if ep.Missing {
		return Blocked, nil
	}
	if ep.VPC == nil || ep.Type != network.InterfaceEndpoint {
		return Blocked, nil
	}
	if why := ep.VPC.MayBe(&f.vpc.Node); why != nil {
		return Unknown, why
	}
	if ep.VPC.External == nil && f.vpc.External == nil {
		f.bypass(ep, EndpointInOtherVPC)
	}
	return Blocked, nil
}

func (f *flow) bypass(ep *network.Endpoint, faults ...Fault) {
	for _, b := range f.bypassed {
		if b.endpoint == ep {
			return
		}
	}
	f.bypassed = append(f.bypassed, bypass{ep, faults})
}

// capturing says whether an interface endpoint answers for its service's name
// in its VPC, and if it does not, all that is wrong with it.
func capturing(ep *network.Endpoint) (Verdict, *iac.Unknown, []Fault) {
	if ep.Type != network.InterfaceEndpoint {
		if ep.TypeUnknown != nil {
			return Unknown, ep.TypeUnknown, nil
		}
		return Blocked, nil, []Fault{WrongEndpointType}
	}
	faults, why := switchedOff(ep)
	if len(ep.Subnets) == 0 && ep.SubnetsMore == nil {
		faults = append(faults, EndpointWithoutSubnets)
	}
	if len(faults) > 0 {
		return Blocked, nil, faults
	}
	if why = firstOf(why, ep.Maybe); why != nil {
		return Unknown, why, nil
	}
	return Allowed, nil, nil
}

// switchedOff returns which of the switches that make an endpoint answer for
// its service's name are in the wrong position, and why one is not known.
func switchedOff(ep *network.Endpoint) (faults []Fault, why *iac.Unknown) {
	checks := []check{{ep.PrivateDNS, true, PrivateDNSOff}}
	if on, known := ep.PrivateDNS.Bool(); ep.Service == "s3" && (on || !known) {
		checks = append(checks, check{ep.InboundOnly, false, S3InboundOnly})
	}
	if ep.VPC != nil && ep.VPC.External == nil {
		checks = append(checks, check{ep.VPC.DNSHostnames, true, DNSHostnamesOff})
	}
	for _, c := range checks {
		on, known := c.value.Bool()
		if known && on != c.want {
			faults = append(faults, c.fault)
		}
		if !known {
			why = firstOf(why, c.value.Unknown())
		}
	}
	return faults, why
}

// A check is a switch that an endpoint needs in one position.
type check struct {
	value iac.Value
	want  bool
	fault Fault
}

func regionUnknown(a, b iac.Text) *iac.Unknown {
	for _, t := range []iac.Text{a, b} {
		if us := t.Unknowns(); len(us) > 0 {
			return us[0]
		}
	}
	return &iac.Unknown{Name: "region", Why: fmt.Sprintf("whether `%s` and `%s` are one region is not known", a, b)}
}
