package reach

import (
	"fmt"
	"net/netip"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// egress asks the security groups of the task to let the flow out. Groups are
// stateful and can only allow, so one permission settles it and the replies
// need no step (network ACLs are neither: see acl.go).
func (f *flow) egress(to destination) Step {
	if g := stranger(f.groups, f.vpc); g != nil {
		return estranged(Egress, g, f.vpc, f.eni.GroupsAt, f.task.Address)
	}
	var rules []network.Permission
	more := f.groupsMore
	for _, g := range f.groups {
		if g.External != nil {
			more = firstOf(more, g.External)
			continue
		}
		more = firstOf(more, g.Maybe, g.Egress.Partial)
		rules = append(rules, g.Egress.List...)
	}
	v, by, doubt := anyAdmits(rules, f.need.Port, f.atoms(to))
	step := Step{Hop: Egress, At: f.groupRange(func(g *network.SecurityGroup) network.Permissions { return g.Egress }), Subject: Subject{Group: f.group(), Endpoint: to.endpoint}}
	switch {
	case v == Allowed && to.unseen:
		// Only a rule for everyone admits what has no known address.
		step.Verdict, step.At, step.Why = Allowed, by.Range, fmt.Sprintf("%s lets %s out to any address", f.groupNames(), f.flowName())
	case v == Allowed:
		step.Verdict, step.At, step.Why = Allowed, by.Range, fmt.Sprintf("%s lets %s out to %s", f.groupNames(), f.flowName(), to)
	case v == Unknown:
		step.Unknown, step.Why = []*iac.Unknown{doubt}, fmt.Sprintf("whether %s lets %s out to %s is not decided: %s", f.groupNames(), f.flowName(), to, doubt.Why)
	case more != nil:
		step.Unknown, step.Why = []*iac.Unknown{more}, fmt.Sprintf("not every egress rule of the task is known: %s", more.Why)
	default:
		step.Verdict, step.Fault, step.Code = Blocked, EgressRefused, codeRulesMismatch
		step.Why = fmt.Sprintf("no egress rule of %s admits %s to %s", f.groupNames(), f.flowName(), to)
		if !anyPort(rules, f.need.Port) {
			step.Code = codeNoRules
		}
		if r := nearMiss(rules, f.need.Port, f.atoms(to)[0]); r != nil {
			step.At = r.Range
		}
	}
	return step
}

// nearMiss returns the rule that comes closest to admitting the port for the
// atom: one for the same peer with other ports, or for S3 in another region. It
// is where a mend is most likely to be written. Rules for everyone are near to
// nothing in particular.
func nearMiss(rules []network.Permission, port uint16, a atom) *network.Permission {
	for i, r := range rules {
		if r.Peer.Block.Prefix == everywhere {
			continue
		}
		all, _, known := r.Ports.Covers(port, port)
		if all && a.list != nil && r.Peer.List != nil && r.Peer.List.Service == a.list.service {
			return &rules[i]
		}
		if all || !known {
			continue
		}
		if v, _ := matches(r.Peer, a); v == Allowed {
			return &rules[i]
		}
	}
	return nil
}

// anyPort reports whether one of the rules covers the port at all, whatever the
// peer.
func anyPort(rules []network.Permission, port uint16) bool {
	for _, r := range rules {
		if _, some, known := r.Ports.Covers(port, port); some || !known {
			return true
		}
	}
	return false
}

func (f *flow) group() *network.SecurityGroup {
	if len(f.groups) > 0 {
		return f.groups[0]
	}
	return nil
}

// groupRange returns where a rule for the task would be written: in the one
// group with rules in that direction, else in the first.
func (f *flow) groupRange(direction func(*network.SecurityGroup) network.Permissions) source.Range {
	if len(f.groups) == 0 {
		return f.eni.GroupsAt
	}
	p := direction(f.groups[0])
	if p.Range.IsZero() {
		return f.groups[0].Range
	}
	return p.Range
}

func (f *flow) groupNames() string {
	names := ""
	for i, g := range f.groups {
		if i > 0 {
			names += ", "
		}
		names += g.Address
	}
	if names == "" {
		return "the task's security groups"
	}
	return names
}

// ingress asks the security groups of the endpoint to let the flow in.
func (f *flow) ingress(ep *network.Endpoint) Step {
	if g := stranger(ep.Groups, ep.VPC); g != nil {
		s := estranged(Ingress, g, ep.VPC, within(ep.GroupsAt, ep.Range), ep.Address)
		s.Subject.Endpoint = ep
		return s
	}
	step := Step{Hop: Ingress, At: ep.Range, Subject: Subject{Endpoint: ep}}
	more := ep.GroupsMore
	var rules []network.Permission
	for _, g := range ep.Groups {
		if step.Subject.Group == nil {
			step.Subject.Group, step.At = g, g.Ingress.Range
		}
		if g.External != nil {
			more = firstOf(more, g.External)
			continue
		}
		more = firstOf(more, g.Maybe, g.Ingress.Partial)
		rules = append(rules, g.Ingress.List...)
	}
	v, by, doubt := anyAdmits(rules, f.need.Port, []atom{f.sourceAt(ep)})
	switch {
	case v == Allowed:
		step.Verdict, step.At, step.Why = Allowed, by.Range, fmt.Sprintf("the security groups of %s admit %s from the task", ep.Address, f.flowName())
	case v == Unknown:
		step.Unknown, step.Why = []*iac.Unknown{doubt}, fmt.Sprintf("whether the security groups of %s admit the task is not decided: %s", ep.Address, doubt.Why)
	case more != nil:
		step.Unknown, step.Why = []*iac.Unknown{more}, fmt.Sprintf("not every ingress rule of %s is known: %s", ep.Address, more.Why)
	default:
		step.Verdict, step.Fault, step.Code = Blocked, IngressRefused, codeRulesMismatch
		if !anyPort(rules, f.need.Port) {
			step.Code = codeNoRules
		}
		if r := nearMiss(rules, f.need.Port, f.sourceAt(ep)); r != nil {
			step.At = r.Range
		}
		step.Why = fmt.Sprintf("no ingress rule of %s admits %s from %s", groupsOf(ep), f.flowName(), f.sourceName())
	}
	return step
}

func groupsOf(ep *network.Endpoint) string {
	names := ""
	for i, g := range ep.Groups {
		if i > 0 {
			names += ", "
		}
		names += g.Address
	}
	return names
}

func (f *flow) sourceName() string {
	if f.subnet == nil {
		return f.groupNames()
	}
	return fmt.Sprintf("%s in %s", f.groupNames(), blockName(f.subnet))
}

func blockName(s *network.Subnet) string {
	if s.CIDR.IsZero() {
		return s.Address
	}
	return fmt.Sprintf("%s (%s)", s.Address, s.CIDR)
}

// An atom is the smallest part of a destination or source that rules are asked
// about: the addresses of one subnet, or public ones.
type atom struct {
	public bool         // public addresses: those in the block if there is one
	list   *listed      // those of a service that has a prefix list
	six    netip.Prefix // where it has IPv6 addresses alone, those
	block  network.Block
	vpc    *network.VPC // that the block is in
	groups []*network.SecurityGroup
	more   *iac.Unknown // why there may be more groups
	across reference    // whether references to its groups hold
	unseen *iac.Unknown // nothing is known of it
}

// atoms returns the parts of a destination. An endpoint has an interface in
// each of its subnets, and the client may be given any of them.
func (f *flow) atoms(to destination) []atom {
	switch {
	case to.six.IsValid() && !to.unseen:
		return []atom{{public: true, six: to.six}}
	case to.list != nil:
		return []atom{{public: true, list: to.list}}
	case to.public && len(to.space) == 1:
		return []atom{{public: true, block: network.Block{Prefix: to.space[0]}}}
	case to.public:
		return []atom{{public: true}}
	case to.endpoint != nil:
		ep := to.endpoint
		var as []atom
		for _, s := range subnetsOf(ep) {
			a := atom{vpc: ep.VPC, groups: ep.Groups, more: ep.GroupsMore, across: f.references(ep, Egress)}
			if s != nil {
				a.block = s.CIDR
			}
			as = append(as, a)
		}
		return as
	}
	return []atom{{six: to.six, unseen: &iac.Unknown{Name: to.String(), Why: "the addresses of " + to.String() + " are not known"}}}
}

// sourceAt returns where the flow comes from as the endpoint sees it.
func (f *flow) sourceAt(ep *network.Endpoint) atom {
	a := f.source()
	a.across = f.references(ep, Ingress)
	return a
}

// source returns where the flow comes from as its own VPC sees it.
func (f *flow) source() atom {
	a := atom{vpc: f.vpc, groups: f.groups, more: f.groupsMore}
	if f.subnet != nil {
		a.block = f.subnet.CIDR
	}
	return a
}

// anyAdmits says whether the rules together admit the port for every atom. By
// is a rule that does; doubt is what an unknown waits for.
func anyAdmits(rules []network.Permission, port uint16, atoms []atom) (v Verdict, by network.Permission, doubt *iac.Unknown) {
	var all tally
	for _, a := range atoms {
		verdict, rule, why := admitsAll(rules, port, a)
		if verdict == Unknown {
			verdict = admitsParts(rules, port, a)
		}
		if verdict != Blocked {
			by = rule
		}
		all.add(verdict)
		doubt = firstOf(doubt, why)
	}
	switch v := all.verdict(); {
	case v == Allowed:
		return Allowed, by, nil
	case v == Blocked:
		return Blocked, network.Permission{}, nil
	case doubt == nil:
		doubt = &iac.Unknown{Name: "some subnets", Why: "the rules admit only some of the endpoint's subnets", Range: by.Range}
	}
	return Unknown, by, doubt
}

// admitsAll says whether one of the rules admits the port for all of the atom.
func admitsAll(rules []network.Permission, port uint16, a atom) (v Verdict, by network.Permission, doubt *iac.Unknown) {
	v = Blocked
	for _, r := range rules {
		switch rv, why := admits(r, port, a); {
		case rv == Allowed:
			return Allowed, r, nil
		case rv == Unknown && v == Blocked:
			v, by, doubt = Unknown, r, why
		}
	}
	return v, by, doubt
}

// admitsParts says whether each part of the atom is admitted by some rule: two
// halves make a whole.
func admitsParts(rules []network.Permission, port uint16, a atom) Verdict {
	var cuts []netip.Prefix
	for _, r := range rules {
		cuts = append(cuts, r.Peer.Block.Prefix)
		if r.Peer.List != nil {
			for _, b := range r.Peer.List.Blocks {
				cuts = append(cuts, b.Prefix)
			}
		}
	}
	var all tally
	if len(cuts) > maxCuts {
		return Unknown
	}
	for _, part := range a.cut(cuts) {
		v, _, _ := admitsAll(rules, port, part)
		all.add(v)
	}
	return all.verdict()
}

// admits says whether one rule admits the port for all of the atom.
func admits(r network.Permission, port uint16, a atom) (Verdict, *iac.Unknown) {
	all, _, known := r.Ports.Covers(port, port)
	if known && !all {
		return Blocked, nil
	}
	v, why := matches(r.Peer, a)
	if v == Blocked {
		return Blocked, nil
	}
	if why = firstOf(why, r.Maybe, r.Ports.Unknown); why != nil {
		return Unknown, why
	}
	return v, nil
}

// matches says whether the peer of a rule is all of the atom.
func matches(p network.Peer, a atom) (Verdict, *iac.Unknown) {
	switch {
	case p.Unknown != nil:
		return Unknown, p.Unknown
	case p.Group != nil:
		return matchesGroup(p.Group, a)
	case p.List != nil:
		return matchesList(p.List, a)
	}
	return covers(p.Block, a)
}

// matchesGroup: a reference to a group stands for the private addresses of the
// interfaces that carry it, never for public ones (VPC user guide, "Security
// group rules").
func matchesGroup(g *network.SecurityGroup, a atom) (Verdict, *iac.Unknown) {
	if a.public {
		return Blocked, nil
	}
	if a.unseen != nil {
		return Unknown, a.unseen
	}
	if a.across.never {
		return Blocked, nil
	}
	for _, x := range a.groups {
		if x == g && a.across.doubt != nil {
			return Unknown, a.across.doubt
		}
		if x == g {
			return Allowed, nil
		}
	}
	if a.more != nil {
		return Unknown, a.more
	}
	for _, x := range a.groups {
		if why := g.MayBe(&x.Node); why != nil {
			return Unknown, why
		}
	}
	return Blocked, nil
}

func matchesList(l *network.PrefixList, a atom) (Verdict, *iac.Unknown) {
	switch {
	case l.External != nil:
		return Unknown, l.External
	case a.unseen != nil && l.Service == "":
		return Unknown, a.unseen
	case l.Service != "" && a.six.IsValid():
		return sixOfList(l, a.six)
	case l.Service != "":
		if l.IPv6 {
			return Blocked, nil
		}
		return a.list.has(l.Service, l.Region)
	}
	best, doubt := Blocked, l.Partial
	for _, b := range l.Blocks {
		v, why := covers(b, a)
		if v == Allowed {
			return Allowed, nil
		}
		if v == Unknown {
			best, doubt = Unknown, firstOf(doubt, why)
		}
	}
	if best == Blocked && l.Partial != nil {
		return Unknown, l.Partial
	}
	return best, doubt
}

// covers says whether the block holds all addresses of the atom.
func covers(b network.Block, a atom) (Verdict, *iac.Unknown) {
	switch {
	case a.six.IsValid():
		return coversSix(b, a.six)
	case b.Prefix == everywhere:
		return Allowed, nil
	case b.IPv6:
		return Blocked, nil
	case a.unseen != nil:
		return Unknown, a.unseen
	case a.public:
		return coversPublic(b, a.block.Prefix)
	}
	return coversBlock(b, a)
}

// coversPublic compares the block with public addresses: with all of them, or
// with those in a part.
func coversPublic(b network.Block, part netip.Prefix) (Verdict, *iac.Unknown) {
	switch {
	case !b.Prefix.IsValid():
		return Unknown, b.Unknown()
	case private(b.Prefix), part.IsValid() && !b.Prefix.Overlaps(part):
		return Blocked, nil
	case part.IsValid() && holds(b.Prefix, part):
		return Allowed, nil
	}
	return Unknown, &iac.Unknown{
		Name: b.String(), Why: fmt.Sprintf("whether %s holds the addresses of the service changes over time", b),
	}
}

// coversBlock compares the block with the addresses of a subnet, or of a whole
// VPC where the subnet's are not known. Blocks of one text are one block, be it
// decided or not.
func coversBlock(b network.Block, a atom) (Verdict, *iac.Unknown) {
	if same, known := b.Text.Equal(a.block.Text); known && same && !b.IsZero() {
		return Allowed, nil
	}
	if a.vpc != nil && a.vpc.External == nil && a.vpc.CIDRsPartial == nil {
		if v, decided := coversVPC(b, a); decided {
			return v, nil
		}
	}
	if !b.Prefix.IsValid() {
		return Unknown, b.Unknown()
	}
	if !a.block.Prefix.IsValid() {
		return Unknown, addressesUnknown(a)
	}
	switch {
	case b.Prefix.Bits() <= a.block.Prefix.Bits() && b.Prefix.Contains(a.block.Prefix.Addr()):
		return Allowed, nil
	case b.Prefix.Overlaps(a.block.Prefix):
		return Unknown, &iac.Unknown{Name: b.String(), Why: fmt.Sprintf("%s holds only some addresses of %s", b, a.block)}
	}
	return Blocked, nil
}

// coversVPC decides where the block holds all or none of the VPC that the atom
// is in.
func coversVPC(b network.Block, a atom) (v Verdict, decided bool) {
	covered, apart := 0, 0
	for _, c := range a.vpc.CIDRs {
		same, known := b.Text.Equal(c.Text)
		switch {
		case known && same, holds(b.Prefix, c.Prefix):
			covered++
		case b.Prefix.IsValid() && c.Prefix.IsValid() && !b.Prefix.Overlaps(c.Prefix):
			apart++
		}
	}
	switch n := len(a.vpc.CIDRs); {
	case n > 0 && covered == n:
		return Allowed, true
	case n > 0 && apart == n:
		return Blocked, true
	}
	return Unknown, false
}

func holds(outer, inner netip.Prefix) bool {
	return outer.IsValid() && inner.IsValid() && outer.Bits() <= inner.Bits() && outer.Contains(inner.Addr())
}

func addressesUnknown(a atom) *iac.Unknown {
	if !a.block.IsZero() {
		return a.block.Unknown()
	}
	return &iac.Unknown{Name: "addresses", Why: "the addresses of the subnet are not known"}
}
