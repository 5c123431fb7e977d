package reach

import (
	"fmt"
	"net/netip"

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
	return f.acls(f.self(), end{name: ep.Address, subnets: subnetsOf(ep), vpc: ep.VPC, unsure: ep.SubnetsMore}, f.ephemeral())
}

// subnetsOf returns the subnets of the endpoint, nil for those that are not
// known.
func subnetsOf(ep *network.Endpoint) []*network.Subnet {
	if len(ep.Subnets) == 0 || ep.SubnetsMore != nil {
		return append(ep.Subnets[:len(ep.Subnets):len(ep.Subnets)], nil)
	}
	return ep.Subnets
}

// both combines the two replies at the borders of one pair of subnets: both
// have to pass.
func both(a, b Step) Step {
	if a.Verdict == Blocked || a.Verdict == Unknown && b.Verdict != Blocked {
		return a
	}
	return b
}

// agreed returns the step that decides for pairs of subnets of which the flow
// may cross any: all let it pass, none does, or it is not decided. Inside are
// the pairs that are one subnet, which nothing filters.
func agreed(steps []Step, inside int) Step {
	all := tally{allowed: inside, total: inside}
	var blocked *Step
	for i, s := range steps {
		all.add(s.Verdict)
		if s.Verdict == Blocked && blocked == nil {
			blocked = &steps[i]
		}
	}
	switch v := all.verdict(); {
	case v == Allowed:
		return steps[0]
	case v == Blocked:
		return *blocked
	case blocked == nil:
		return undecidedStep(steps)
	}
	why := &iac.Unknown{Name: blocked.Subject.ACL.Address, Why: "only some of the subnets are closed: " + blocked.Why, Range: blocked.At}
	return Step{Hop: blocked.Hop, Why: why.Why, At: blocked.At, Unknown: []*iac.Unknown{why}, Subject: blocked.Subject}
}

func undecidedStep(steps []Step) Step {
	for _, s := range steps {
		if s.Verdict == Unknown {
			return s
		}
	}
	return steps[0]
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
	if r.nat == nil || r.nat.Subnet == nil {
		return steps
	}
	here, nat := f.source(), r.nat.Subnet
	if to.six.IsValid() { // the gateway has translated it
		to.six, here.six = netip.Prefix{}, f.ownSix()
		public = f.atoms(to)[0]
	}
	crossings := []crossing{
		{ACLOut, nat, true, request, public, f.flowName() + " to " + to.String()},
		{ACLReply, nat, false, natEphemeral, public, "replies to the NAT gateway"},
	}
	if nat != f.subnet {
		crossings = append(crossings,
			crossing{ACLIn, nat, false, request, here, f.flowName() + " from the task"},
			crossing{ACLReply, nat, true, f.ephemeral(), here, "replies to the task"})
	}
	for _, c := range crossings {
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
	v, by, doubt = matchWhole(acl, c)
	if v != Unknown || acl.Partial != nil {
		return v, by, doubt
	}
	var cuts []netip.Prefix
	var ranges []portRange
	for _, e := range acl.Entries {
		if e.Egress == c.egress && e.Maybe == nil && e.Ports.Unknown == nil {
			cuts, ranges = append(cuts, e.Block.Prefix), append(ranges, portRange{e.Ports.From, e.Ports.To})
		}
	}
	if len(cuts) > maxCuts {
		return Unknown, nil, doubt
	}
	var all tally
	var first *network.ACLEntry
	for _, peer := range c.peer.cut(cuts) {
		for _, ports := range c.ports.cut(ranges) {
			part := c
			part.peer, part.ports = peer, ports
			verdict, entry, _ := matchWhole(acl, part)
			all.add(verdict)
			if first == nil {
				first = entry
			}
		}
	}
	if v = all.verdict(); v == Unknown {
		return Unknown, nil, doubt
	}
	return v, first, nil
}

// matchWhole tries the entries in order, each on the whole packet.
func matchWhole(acl *network.ACL, c crossing) (v Verdict, by *network.ACLEntry, doubt *iac.Unknown) {
	mayAllow, mayDeny := acl.Partial, acl.Partial
	for i, e := range acl.Entries {
		if e.Egress != c.egress {
			continue
		}
		m, why := entryMatches(e, c)
		switch {
		case m == Blocked:
		case m == Unknown:
			if e.Allow || e.Either {
				mayAllow = firstOf(mayAllow, why)
			}
			if !e.Allow || e.Either {
				mayDeny = firstOf(mayDeny, why)
			}
		case e.Allow && mayDeny == nil:
			return Allowed, &acl.Entries[i], nil
		case !e.Allow && mayAllow == nil:
			return Blocked, &acl.Entries[i], nil
		default:
			return Unknown, nil, firstOf(mayAllow, mayDeny)
		}
	}
	if mayAllow != nil {
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
