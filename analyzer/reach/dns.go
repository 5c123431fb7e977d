package reach

import (
	"fmt"
	"slices"

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
	step, why := f.firewalled()
	switch {
	case step.Verdict != Blocked || !f.amazonProvided() || f.renamed():
		return f.answers()
	case why != nil:
		return settle(why, append(f.answers(), answer{step: step}))
	}
	return []answer{{step: step}}
}

// answers returns what the resolver answers where nothing keeps it from that.
func (f *flow) answers() []answer {
	if step, there := f.unaddressed(); there {
		return []answer{{step: step}}
	}
	if answers, settled := f.answersInFamily(); settled {
		return answers
	}
	answers := f.privateAnswers()
	if _, known := f.vpc.DNSHostnames.Bool(); !known && f.vpc.External == nil {
		answers = settle(undecided(f.vpc.DNSHostnames), append(answers, f.publicAnswer()))
	}
	if _, known := f.vpc.DNSSupport.Bool(); !known && f.vpc.External == nil {
		return f.unlessOff(answers)
	}
	if why := f.forwarded(); why != nil {
		elsewhere := f.assume(why, destination{unseen: true})
		return append(f.doubt(why, append(answers, f.publicAnswer())...), elsewhere...)
	}
	if why := f.resolvingUnknown(); why != nil {
		return f.doubt(why, append(answers, f.publicAnswer())...)
	}
	return answers
}

// unlessOff adds to the answers that of a resolver that may be off.
func (f *flow) unlessOff(answers []answer) []answer {
	why := undecided(f.vpc.DNSSupport)
	off := f.noResolver()
	off.Why = fmt.Sprintf("no name resolves in %s if DNS support is off: %s", f.vpc.Address, why.Why)
	return settle(why, append(answers, answer{step: off}))
}

// answersInFamily returns the answers from a subnet that has or may have no IPv4.
func (f *flow) answersInFamily() (answers []answer, settled bool) {
	if f.subnet == nil {
		return nil, false
	}
	only, known := f.subnet.IPv6Only.Bool()
	_, support := f.vpc.DNSSupport.Bool()
	six := f.sixAnswers(only)
	switch why := ipv6Only(f.subnet); {
	case len(six) > 0 && !support:
		return f.unlessOff(six), true
	case len(six) > 0:
		return six, true
	case only:
		return f.assume(why, destination{unseen: true, six: allSix}), true
	case !known:
		return append(f.doubt(why, f.privateAnswers()...), f.assume(why, destination{unseen: true}, destination{unseen: true, six: allSix})...), true
	}
	return nil, false
}

// ipv6Only says that an interface in the subnet has or may have no IPv4 address,
// while the names of most services lead to nothing else (Amazon ECS developer
// guide, "Using a VPC in IPv6-only mode").
func ipv6Only(s *network.Subnet) *iac.Unknown {
	if s.External != nil {
		return s.External
	}
	if u := s.IPv6Only.Unknown(); u != nil {
		return u
	}
	return &iac.Unknown{
		Name: s.Address, Range: s.IPv6Only.Range,
		Why: fmt.Sprintf("%s has IPv6 addresses only: whether DNS64 and NAT64 serve it is not decided here", s.Address),
	}
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

// settle marks the answers as outcomes of one question, any of which may be.
func settle(why *iac.Unknown, answers []answer) []answer {
	for i := range answers {
		s := &answers[i].step
		if s.Verdict == Allowed {
			s.Verdict, s.Assumed, s.At = Unknown, true, why.Range
			s.Why = fmt.Sprintf("whether %s is not decided: %s", s.Why, why.Why)
		}
		if !slices.Contains(s.Unknown, why) {
			s.Unknown = append(s.Unknown[:len(s.Unknown):len(s.Unknown)], why)
		}
	}
	return answers
}

// doubt marks the answers as no more than likely: none of them proves that the
// flow arrives, and only all of them together that it does not.
func (f *flow) doubt(why *iac.Unknown, answers ...answer) []answer {
	answers = settle(why, answers)
	for i := range answers {
		answers[i].step.Assumed = false
	}
	if f.need.Service == "" && f.vpc.External == nil {
		answers = append(answers, f.assume(why, destination{unseen: true})...)
	}
	return answers
}

// resolver says whether the VPC has a resolver at all.
func (f *flow) resolver() (step Step, broken bool) {
	on, known := f.vpc.DNSSupport.Bool()
	if f.answered || f.vpc.External != nil || !known || on || !f.amazonProvided() {
		return Step{}, false
	}
	return f.noResolver(), true
}

func (f *flow) noResolver() Step {
	return Step{
		Hop: DNS, Verdict: Blocked, Fault: DNSSupportOff, Subject: Subject{VPC: f.vpc}, At: attribute(f.vpc.DNSSupport.Range, f.vpc.Node),
		Why: fmt.Sprintf("DNS support is off in %s, so no name resolves", f.vpc.Address),
	}
}

// amazonProvided reports whether the VPC's own resolver is what answers.
func (f *flow) amazonProvided() bool {
	servers, partial := f.vpc.DNSServers.Items()
	for _, s := range servers {
		if name, _ := s.Str(); name != "AmazonProvidedDNS" {
			return false
		}
	}
	return partial == nil
}

// resolvingUnknown returns why names may resolve differently than the VPC's
// endpoints and zones say, or not at all, or nil.
func (f *flow) resolvingUnknown() *iac.Unknown {
	if why := f.resolvingElsewhere(); why != nil {
		return why
	}
	if _, known := f.vpc.DNSSupport.Bool(); !known && f.vpc.External == nil {
		return undecided(f.vpc.DNSSupport)
	}
	return nil
}

// resolvingElsewhere returns why names may resolve differently than the VPC's
// endpoints and zones say, or nil.
func (f *flow) resolvingElsewhere() *iac.Unknown {
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
	return nil
}

// An authority is something that answers for a name, from the most specific one
// on: what it may answer, and why it may leave the name to the next.
type authority struct {
	answers []answer
	why     *iac.Unknown // nil if it owns the name
}

// privateAnswers returns what the name resolves to by the endpoints and private
// zones of the VPC, or by public DNS where they leave it alone. The longer name
// wins: an endpoint's own zone has the service's name (Route 53 developer
// guide, "Considerations when working with a private hosted zone"). Hostnames
// that are not known to be off are taken to be on.
func (f *flow) privateAnswers() []answer {
	authorities := []authority{f.endpointAuthority(), f.zoneAuthority()}
	if f.zoneIsLonger() {
		authorities[0], authorities[1] = authorities[1], authorities[0]
	}
	authorities = append(authorities, authority{answers: []answer{f.publicAnswer()}})
	var answers []answer
	var why *iac.Unknown
	for _, s := range authorities {
		answers = append(answers, s.answers...)
		if s.why == nil && len(s.answers) > 0 {
			break
		}
		why = firstOf(why, s.why)
	}
	if f.need.Service == "" && f.vpc.External != nil {
		return f.doubt(f.vpc.External, answers...)
	}
	if why != nil {
		return settle(why, answers)
	}
	return answers
}

// endpointAuthority are the endpoints that take the name by private DNS, for the
// whole VPC.
func (f *flow) endpointAuthority() authority {
	if f.need.Service == "" {
		return authority{}
	}
	var certain []answer
	var maybe authority
	for _, ep := range f.graph.Endpoints {
		switch capture, why := f.captures(ep); capture {
		case Allowed:
			certain = append(certain, f.captured(ep))
		case Unknown:
			maybe.answers = append(maybe.answers, f.assume(why, destination{endpoint: ep})...)
			maybe.why = firstOf(maybe.why, why)
		case Blocked:
		}
	}
	switch {
	case len(certain) == 1:
		return authority{answers: certain}
	case len(certain) > 1:
		// AWS creates only one of them: another one's name conflicts.
		first, second := certain[0].to.endpoint, certain[1].to.endpoint
		return authority{answers: settle(&iac.Unknown{
			Name: second.Address, Range: second.Range,
			Why: fmt.Sprintf("%s and %s both have private DNS for one name, and only one of them can be created", first.Address, second.Address),
		}, certain)}
	}
	open := f.vpc.External
	if open == nil && len(f.vpc.Open) > 0 {
		open = f.vpc.Open[0]
	}
	if open != nil {
		maybe.answers = append(maybe.answers, f.assume(open, destination{unseen: true})...)
		maybe.why = firstOf(maybe.why, open)
	}
	return maybe
}

func (f *flow) captured(ep *network.Endpoint) answer {
	return answer{destination{endpoint: ep}, Step{
		Hop: DNS, Verdict: Allowed, Subject: Subject{Endpoint: ep}, At: ep.PrivateDNS.Range,
		Why: fmt.Sprintf("private DNS answers `%s` with the addresses of %s", f.need.Host, ep.Address),
	}}
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
		f.foreign(ep)
		return Blocked, nil
	}
	if ep.VPC != f.vpc {
		return f.otherVPC(ep)
	}
	if ep.Type == network.GatewayEndpoint {
		if listedServices[f.need.Service] == "" && !ep.Missing {
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
	if kind, _ := ep.RecordType.Str(); kind == "ipv6" {
		return Unknown, &iac.Unknown{Name: ep.Address, Range: ep.Range, Why: fmt.Sprintf("the private name of %s has IPv6 records only", ep.Address)}
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
	if ep.VPC == nil || ep.Type == network.GatewayEndpoint || ep.Type == network.OtherEndpoint {
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

// foreign notes an endpoint of the task's VPC for the service in a region that
// neither the flow nor the task is about: its name was copied from elsewhere.
// An endpoint for another region needs that region given apart from the service
// (Amazon EC2 API, CreateVpcEndpoint, ServiceRegion).
func (f *flow) foreign(ep *network.Endpoint) {
	own, known := f.need.Region.Equal(f.task.Region)
	if known && own && ep.VPC == f.vpc && !ep.Missing && !ep.CrossRegion {
		f.bypass(ep, EndpointInOtherRegion)
	}
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
		if on, known := ep.VPC.DNSHostnames.Bool(); known && !on {
			faults = append(faults, DNSHostnamesOff)
		}
	}
	for _, c := range checks {
		on, known := c.value.Bool()
		if known && on != c.want {
			faults = append(faults, c.fault)
		}
		if !known {
			why = firstOf(why, undecided(c.value))
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

// undecided says why a value that is not known is not.
func undecided(v iac.Value) *iac.Unknown {
	if us := v.Unknowns(); len(us) > 0 {
		return us[0]
	}
	return &iac.Unknown{Name: v.String(), Why: "`" + v.String() + "` is not a value that is known here", Range: v.Range}
}

func regionUnknown(a, b iac.Text) *iac.Unknown {
	for _, t := range []iac.Text{a, b} {
		if us := t.Unknowns(); len(us) > 0 {
			return us[0]
		}
	}
	return &iac.Unknown{Name: "region", Why: fmt.Sprintf("whether `%s` and `%s` are one region is not known", a, b)}
}
