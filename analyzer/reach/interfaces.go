package reach

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An end is one end of a flow between two interfaces of a VPC.
type end struct {
	name    string
	subnets []*network.Subnet // any of which it may be in; nil for one that is not known
	vpc     *network.VPC
	groups  []*network.SecurityGroup
	more    *iac.Unknown // why there may be more groups
	unsure  *iac.Unknown // why there may be more subnets

	unguarded bool         // it has no groups, and everything passes
	unseen    *iac.Unknown // nothing is known of it
	address   *atom        // it is no interface of the files, but one address
}

// self is the task's end of the flow.
func (f *flow) self() end {
	return end{name: "the task", subnets: []*network.Subnet{f.subnet}, vpc: f.vpc, groups: f.groups, more: f.groupsMore, unsure: f.eni.SubnetsMore}
}

// endOf returns the end that eni is.
func endOf(name string, eni *network.ENI) end {
	e := end{name: name, subnets: eni.Subnets, vpc: eni.VPC(nil), unsure: eni.SubnetsMore}
	if len(e.subnets) == 0 || eni.SubnetsMore != nil {
		e.subnets = append(e.subnets[:len(e.subnets):len(e.subnets)], nil)
	}
	e.groups, e.more = eni.GroupsIn(e.vpc)
	return e
}

// atoms returns what the rules of the other end are asked about.
func (e end) atoms() []atom {
	switch {
	case e.unseen != nil:
		return []atom{{unseen: e.unseen}}
	case e.address != nil:
		return []atom{*e.address}
	}
	var as []atom
	for _, s := range e.subnets {
		as = append(as, e.in(s))
	}
	return as
}

// in is the end where it is in subnet s.
func (e end) in(s *network.Subnet) atom {
	a := atom{vpc: e.vpc, groups: e.groups, more: e.more}
	if s != nil {
		a.block = s.CIDR
	}
	return a
}

// unknown returns why the VPC of the end is not known, or nil.
func (e end) unknown() *iac.Unknown {
	if e.vpc != nil {
		return e.vpc.External
	}
	for _, s := range e.subnets {
		if s != nil && s.External != nil {
			return s.External
		}
	}
	return firstOf(e.unsure, e.more)
}

// between returns the steps from one interface of a VPC to another: the local
// route, which is in every table and cannot be removed, and the filters of both
// ends. Replies go to the ports in replies.
func (f *flow) between(src, dst end, replies portRange, out, in Fault) []Step {
	steps := []Step{f.localTo(src, dst), f.guard(Egress, src, dst, out)}
	steps = append(steps, f.acls(src, dst, replies)...)
	return append(steps, f.guard(Ingress, dst, src, in))
}

func (f *flow) localTo(src, dst end) Step {
	if src.vpc != nil && src.vpc == dst.vpc {
		return f.localRoute(append(src.subnets[:len(src.subnets):len(src.subnets)], dst.subnets...))
	}
	why := firstOf(src.unknown(), dst.unknown())
	if why == nil {
		why = &iac.Unknown{
			Name: dst.name, Range: f.need.Range,
			Why: fmt.Sprintf("%s and %s are not known to be in one VPC", src.name, dst.name),
		}
	}
	return Step{Hop: Route, Why: why.Why, At: why.Range, Unknown: []*iac.Unknown{why}}
}

// guard asks the security groups of e to let the flow pass to the peer (Egress)
// or from it (Ingress). A refusal has the given fault.
func (f *flow) guard(hop Hop, e, peer end, fault Fault) Step {
	if e.unguarded {
		return Step{Hop: hop, Verdict: Allowed, Why: e.name + " has no security groups", At: f.need.Range}
	}
	rules, more, at := e.rules(hop)
	step := Step{Hop: hop, At: at}
	if len(e.groups) > 0 {
		step.Subject.Group = e.groups[0]
	}
	clause := f.flowName() + " from " + peer.name
	if hop == Egress {
		clause = f.flowName() + " to " + peer.name
	}
	atoms := peer.atoms()
	v, by, doubt := anyAdmits(rules, f.need.Port, atoms)
	switch {
	case v == Allowed:
		step.Verdict, step.At, step.Why = Allowed, by.Range, fmt.Sprintf("%s admits %s", e.groupNames(), clause)
	case v == Unknown:
		step.Unknown, step.Why = []*iac.Unknown{doubt}, fmt.Sprintf("whether %s admits %s is not decided: %s", e.groupNames(), clause, doubt.Why)
	case more != nil:
		step.Unknown, step.Why = []*iac.Unknown{more}, fmt.Sprintf("not every %s rule of %s is known: %s", hop, e.name, more.Why)
	default:
		step.Verdict, step.Fault, step.Code = Blocked, fault, codeRulesMismatch
		step.Why = fmt.Sprintf("no %s rule of %s admits %s", hop, e.groupNames(), clause)
		if !anyPort(rules, f.need.Port) {
			step.Code = codeNoRules
		}
		if r := nearMiss(rules, f.need.Port, atoms[0]); r != nil {
			step.At = r.Range
		}
	}
	return step
}

// rules returns what the groups of e admit in the direction of the hop, why
// there may be more, and where one more would be written.
func (e end) rules(hop Hop) (rules []network.Permission, more *iac.Unknown, at source.Range) {
	more = e.more
	for _, g := range e.groups {
		ps := g.Ingress
		if hop == Egress {
			ps = g.Egress
		}
		if at.IsZero() {
			at = within(ps.Range, g.Range)
		}
		if g.External != nil {
			more = firstOf(more, g.External)
			continue
		}
		more = firstOf(more, g.Maybe, ps.Partial)
		rules = append(rules, ps.List...)
	}
	return rules, more, at
}

func (e end) groupNames() string {
	if len(e.groups) == 0 {
		return "the security groups of " + e.name
	}
	names := make([]string, len(e.groups))
	for i, g := range e.groups {
		names[i] = g.Address
	}
	return strings.Join(names, ", ")
}

// acls judges the network ACLs between the two ends, both ways: they are
// stateless, and filter only what enters or leaves a subnet.
func (f *flow) acls(src, dst end, replies portRange) []Step {
	request := portRange{f.need.Port, f.need.Port}
	inside := 0
	var out, in, reply []Step
	for _, s := range src.subnets {
		for _, d := range dst.subnets {
			if s != nil && s == d {
				inside++
				continue
			}
			here, there := src.in(s), dst.in(d)
			one := f.oneSubnet(src, dst, s, d)
			out = append(out, one.spare(f.cross(crossing{ACLOut, s, true, request, there, f.flowName() + " to " + dst.name})))
			in = append(in, one.spare(f.cross(crossing{ACLIn, d, false, request, here, f.flowName() + " from " + src.name})))
			reply = append(reply, one.spare(both(
				f.cross(crossing{ACLReply, d, true, replies, here, "replies to " + src.name}),
				f.cross(crossing{ACLReply, s, false, replies, there, "replies of " + dst.name}))))
		}
	}
	var steps []Step
	for _, group := range [][]Step{out, in, reply} {
		if len(group) > 0 {
			steps = append(steps, agreed(group, inside))
		}
	}
	return steps
}

// A sameness is why two subnets may be one, nil if they are not.
type sameness struct{ *iac.Unknown }

// oneSubnet says why s of src and d of dst, either of which may not be known,
// may be one subnet.
func (f *flow) oneSubnet(src, dst end, s, d *network.Subnet) sameness {
	switch {
	case s == nil:
		return sameness{firstOf(src.unsure, f.vpcUnknown())}
	case d == nil:
		return sameness{firstOf(dst.unsure, f.vpcUnknown())}
	}
	return sameness{s.MayBe(&d.Node)}
}

// spare returns the step at the border between the two: within one subnet
// nothing is filtered, so that a block is none.
func (o sameness) spare(s Step) Step {
	if o.Unknown == nil || s.Verdict == Allowed {
		return s
	}
	return Step{Hop: s.Hop, Why: "the subnets are not known: " + o.Why, At: o.Range, Unknown: []*iac.Unknown{o.Unknown}, Subject: s.Subject}
}
