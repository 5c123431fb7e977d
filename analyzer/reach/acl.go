package reach

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// A portRange is the destination ports of a packet, inclusive.
type portRange struct{ from, to uint16 }

// The ports that replies go to: those that the client of the system picks for
// its end (Linux ip_local_port_range; Windows dynamic ports), and those of a
// NAT gateway (VPC user guide, "Ephemeral ports").
var (
	linuxEphemeral   = portRange{32768, 60999}
	windowsEphemeral = portRange{49152, 65535}
	natEphemeral     = portRange{1024, 65535}
)

func (f *flow) ephemeral() portRange {
	if f.task.Definition.Windows {
		return windowsEphemeral
	}
	return linuxEphemeral
}

// A crossing is one packet at the border of a subnet.
type crossing struct {
	hop    Hop
	subnet *network.Subnet
	egress bool
	ports  portRange
	peer   atom
	what   string // in words: tcp/443 to …
}

// endpointACLs judges the network ACLs between the task and the interfaces of
// an endpoint. They are stateless, so the replies are judged too, and they
// filter only what enters or leaves a subnet (VPC user guide, "Network ACLs").
func (f *flow) endpointACLs(ep *network.Endpoint) []Step {
	here := f.source()
	var out, in, reply []Step
	for _, s := range subnetsOf(ep) {
		if f.subnet != nil && s == f.subnet {
			continue
		}
		there := atom{vpc: ep.VPC}
		if s != nil {
			there.block = s.CIDR
		}
		request := portRange{f.need.Port, f.need.Port}
		out = append(out, f.cross(crossing{ACLOut, f.subnet, true, request, there, f.flowName() + " to " + ep.Address}))
		in = append(in, f.cross(crossing{ACLIn, s, false, request, here, f.flowName() + " from the task"}))
		reply = append(reply,
			f.cross(crossing{ACLReply, s, true, f.ephemeral(), here, "replies to the task"}),
			f.cross(crossing{ACLReply, f.subnet, false, f.ephemeral(), there, "replies of " + ep.Address}))
	}
	var steps []Step
	for _, group := range [][]Step{out, in, reply} {
		if len(group) > 0 {
			steps = append(steps, worst(group))
		}
	}
	return steps
}

// subnetsOf returns the subnets of the endpoint, nil for those that are not
// known.
func subnetsOf(ep *network.Endpoint) []*network.Subnet {
	if len(ep.Subnets) == 0 || ep.SubnetsMore != nil {
		return append(ep.Subnets[:len(ep.Subnets):len(ep.Subnets)], nil)
	}
	return ep.Subnets
}

// worst returns the step that decides for a set of interfaces of which the
// client may be given any: all let it pass, none does, or it is not decided.
func worst(steps []Step) Step {
	blocked := 0
	var last Step
	for _, s := range steps {
		switch s.Verdict {
		case Unknown:
			return s
		case Blocked:
			blocked++
			last = s
		case Allowed:
		}
	}
	if blocked == 0 {
		return steps[0]
	}
	if blocked == len(steps) || last.Hop == ACLReply {
		return last
	}
	why := &iac.Unknown{Name: last.Subject.ACL.Address, Why: "only some of the endpoint's subnets are closed to the task: " + last.Why, Range: last.At}
	return Step{Hop: last.Hop, Why: why.Why, At: last.At, Unknown: []*iac.Unknown{why}, Subject: last.Subject}
}

// publicACLs judges the network ACLs on the way to public addresses: that of
// the task's subnet, and that of a NAT gateway's.
func (f *flow) publicACLs(to destination, r hopAway) []Step {
	public := f.atoms(to)[0]
	request := portRange{f.need.Port, f.need.Port}
	steps := []Step{
		f.cross(crossing{ACLOut, f.subnet, true, request, public, f.flowName() + " to " + to.String()}),
		f.cross(crossing{ACLReply, f.subnet, false, f.ephemeral(), public, "replies of " + to.String()}),
	}
	if r.nat == nil || r.nat.Subnet == nil || r.nat.Subnet == f.subnet {
		return steps
	}
	here := f.source()
	nat := r.nat.Subnet
	for _, c := range []crossing{
		{ACLIn, nat, false, request, here, f.flowName() + " from the task"},
		{ACLOut, nat, true, request, public, f.flowName() + " to " + to.String()},
		{ACLReply, nat, false, natEphemeral, public, "replies to the NAT gateway"},
		{ACLReply, nat, true, f.ephemeral(), here, "replies to the task"},
	} {
		if s := f.cross(c); s.Verdict != Allowed {
			steps = append(steps, s)
		}
	}
	return steps
}

// cross judges one packet at the border of a subnet.
func (f *flow) cross(c crossing) Step {
	acl, why := f.aclOf(c.subnet)
	step := Step{Hop: c.hop, Subject: Subject{ACL: acl}}
	if why != nil {
		step.Unknown, step.At = []*iac.Unknown{why}, why.Range
		step.Why = "the network ACL is not known: " + why.Why
		return step
	}
	step.At = acl.Range
	if acl.Default {
		step.Verdict, step.Why = Allowed, acl.Address+" lets everything through"
		return step
	}
	v, by, doubt := matchEntries(acl, c)
	switch v {
	case Allowed:
		step.Verdict, step.At, step.Why = Allowed, by.Range, fmt.Sprintf("entry %d of %s allows %s", by.Number, acl.Address, c.what)
	case Blocked:
		step.Verdict, step.Fault, step.Code = Blocked, ACLRefused, codeACL
		step.Why = fmt.Sprintf("no entry of %s allows %s", acl.Address, c.direction())
		if by != nil {
			step.At, step.Why = by.Range, fmt.Sprintf("entry %d of %s denies %s", by.Number, acl.Address, c.direction())
		}
	default:
		step.Unknown, step.Why = []*iac.Unknown{doubt}, fmt.Sprintf("whether %s allows %s is not decided: %s", acl.Address, c.direction(), doubt.Why)
	}
	return step
}

// direction says what the packet is with its ports, as an entry would have it.
func (c crossing) direction() string {
	way := "inbound"
	if c.egress {
		way = "outbound"
	}
	if c.ports.from == c.ports.to {
		return way + " " + c.what
	}
	return fmt.Sprintf("%s tcp/%d-%d, the %s", way, c.ports.from, c.ports.to, c.what)
}

// aclOf returns the network ACL of a subnet, or why it is not known. A subnet
// that the files do not show may have one that they do not show either.
func (f *flow) aclOf(s *network.Subnet) (*network.ACL, *iac.Unknown) {
	switch {
	case s == nil:
		return nil, f.vpcUnknown()
	case s.External != nil:
		return nil, s.External
	case s.ACL == nil:
		return nil, &iac.Unknown{Name: s.Address, Why: "the VPC of " + s.Address + " is not known", Range: s.Range}
	}
	return s.ACL, firstOf(s.ACL.External, s.ACL.Maybe)
}

// matchEntries tries the entries in order. By is the entry that decides, nil
// for the final deny; doubt is what an unknown waits for.
func matchEntries(acl *network.ACL, c crossing) (v Verdict, by *network.ACLEntry, doubt *iac.Unknown) {
	var mayAllow, mayDeny *iac.Unknown
	for i, e := range acl.Entries {
		if e.Egress != c.egress {
			continue
		}
		m, why := entryMatches(e, c)
		switch {
		case m == Blocked:
		case m == Unknown && e.Allow:
			mayAllow = firstOf(mayAllow, why)
		case m == Unknown:
			mayDeny = firstOf(mayDeny, why)
		case e.Allow && mayDeny == nil:
			return Allowed, &acl.Entries[i], nil
		case !e.Allow && mayAllow == nil:
			return Blocked, &acl.Entries[i], nil
		default:
			return Unknown, nil, firstOf(mayAllow, mayDeny)
		}
	}
	if mayAllow = firstOf(mayAllow, acl.Partial); mayAllow != nil {
		return Unknown, nil, mayAllow
	}
	return Blocked, nil, nil
}

// entryMatches says whether an entry matches all of the packet's ports and
// addresses.
func entryMatches(e network.ACLEntry, c crossing) (Verdict, *iac.Unknown) {
	all, some, known := e.Ports.Covers(c.ports.from, c.ports.to)
	if known && !some {
		return Blocked, nil
	}
	v, why := covers(e.Block, c.peer)
	switch {
	case v == Blocked:
		return Blocked, nil
	case e.Maybe != nil:
		return Unknown, e.Maybe
	case !known:
		return Unknown, e.Ports.Unknown
	case !all:
		return Unknown, &iac.Unknown{
			Name: "ports", Range: e.Range,
			Why: fmt.Sprintf("entry %d covers only some of the ports %d-%d", e.Number, c.ports.from, c.ports.to),
		}
	}
	return v, why
}
