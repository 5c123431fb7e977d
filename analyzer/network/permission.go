package network

import (
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Permission is one allow entry of a security group: ports for one peer.
type Permission struct {
	Ports Ports
	Peer  Peer
	Range source.Range
	Maybe *iac.Unknown // why the permission may not be in force

	rule *iac.Resource // the resource that is the rule; nil if it is inline
}

// Ports are the TCP ports that a rule covers. Rules for other protocols cover
// none.
type Ports struct {
	From, To uint16       // inclusive
	None     bool         // the rule is for another protocol
	Unknown  *iac.Unknown // protocol or ports are not decided
}

// AllPorts covers every TCP port.
var AllPorts = Ports{From: 0, To: 65535}

// Covers reports whether all ports from through to are covered, and whether
// that is known; some is whether any of them is.
func (p Ports) Covers(from, to uint16) (all, some, known bool) {
	if p.Unknown != nil {
		return false, false, false
	}
	if p.None {
		return false, false, true
	}
	return p.From <= from && to <= p.To, p.From <= to && from <= p.To, true
}

// A Peer is the other end of a permission: exactly one of its fields is set.
type Peer struct {
	Block   Block
	Group   *SecurityGroup
	List    *PrefixList
	Unknown *iac.Unknown
}

// A form is one way to write a permission: the names of its attributes. Lists
// and single values read alike.
type form struct {
	protocol, from, to      iac.Name
	cidr4, cidr6, lists     iac.Name
	groups, groupName, self iac.Name
}

var (
	inlineIngressForm = form{
		protocol: iac.Named("protocol", "IpProtocol"), from: iac.Named("from_port", "FromPort"), to: iac.Named("to_port", "ToPort"),
		cidr4: iac.Named("cidr_blocks", "CidrIp"), cidr6: iac.Named("ipv6_cidr_blocks", "CidrIpv6"),
		lists: iac.Named("prefix_list_ids", "SourcePrefixListId"), groups: iac.Named("security_groups", "SourceSecurityGroupId"),
		groupName: iac.Named("", "SourceSecurityGroupName"), self: iac.Named("self", ""),
	}
	inlineEgressForm = form{
		protocol: inlineIngressForm.protocol, from: inlineIngressForm.from, to: inlineIngressForm.to,
		cidr4: inlineIngressForm.cidr4, cidr6: inlineIngressForm.cidr6,
		lists: iac.Named("prefix_list_ids", "DestinationPrefixListId"), groups: iac.Named("security_groups", "DestinationSecurityGroupId"),
		self: iac.Named("self", ""),
	}
	// aws_security_group_rule, where source_security_group_id is the peer of
	// either direction.
	ruleForm = form{
		protocol: iac.Named("protocol", ""), from: iac.Named("from_port", ""), to: iac.Named("to_port", ""),
		cidr4: iac.Named("cidr_blocks", ""), cidr6: iac.Named("ipv6_cidr_blocks", ""),
		lists: iac.Named("prefix_list_ids", ""), groups: iac.Named("source_security_group_id", ""), self: iac.Named("self", ""),
	}
	ingressRuleForm = form{
		protocol: iac.Named("ip_protocol", "IpProtocol"), from: iac.Named("from_port", "FromPort"), to: iac.Named("to_port", "ToPort"),
		cidr4: iac.Named("cidr_ipv4", "CidrIp"), cidr6: iac.Named("cidr_ipv6", "CidrIpv6"),
		lists: iac.Named("prefix_list_id", "SourcePrefixListId"), groups: iac.Named("referenced_security_group_id", "SourceSecurityGroupId"),
		groupName: iac.Named("", "SourceSecurityGroupName"),
	}
	egressRuleForm = form{
		protocol: ingressRuleForm.protocol, from: ingressRuleForm.from, to: ingressRuleForm.to,
		cidr4: ingressRuleForm.cidr4, cidr6: ingressRuleForm.cidr6,
		lists: iac.Named("prefix_list_id", "DestinationPrefixListId"), groups: iac.Named("referenced_security_group_id", "DestinationSecurityGroupId"),
	}
)

// attributes returns what decides a permission that is written so.
func (f form) attributes() []iac.Name {
	return []iac.Name{f.protocol, f.from, f.to, f.cidr4, f.cidr6, f.lists, f.groups, f.groupName, f.self}
}

// permissions reads the object v, one permission for each peer. Partial says
// why there may be more peers than these.
func (b *builder) permissions(v iac.Value, l iac.Language, f form, self *SecurityGroup) (ps []Permission, partial *iac.Unknown) {
	if u := v.Unknown(); u != nil {
		return nil, u
	}
	ports := readPorts(v, l, f)
	add := func(p Peer) { ps = append(ps, Permission{Ports: ports, Peer: p, Range: v.Range}) }
	each := func(name iac.Name, peer func(iac.Value)) {
		items, more := peers(v, name.In(l))
		partial = either(partial, more)
		for _, item := range items {
			peer(item)
		}
	}
	each(f.cidr4, func(item iac.Value) { add(Peer{Block: block(item)}) })
	each(f.cidr6, func(item iac.Value) { add(Peer{Block: blockOf(iac.Value{}, item)}) })
	each(f.lists, func(item iac.Value) {
		if list := b.prefixList(item); list != nil {
			add(Peer{List: list})
		}
	})
	each(f.groups, func(item iac.Value) {
		if g := b.group(item); g != nil {
			add(Peer{Group: g})
		}
	})
	if named := v.Read(f.groupName, l); !named.IsAbsent() {
		add(Peer{Unknown: &iac.Unknown{Name: named.String(), Why: "a group referred to by its name is not looked up", Range: named.Range}})
	}
	if on, known := v.Read(f.self, l).Or(false).Bool(); on && self != nil {
		add(Peer{Group: self})
	} else if !known {
		add(Peer{Unknown: v.Read(f.self, l).Unknown()})
	}
	return ps, partial
}

// peers returns the peers that the object v names by an attribute. Both
// languages call lists by a plural; what is called otherwise is one peer, even
// where it is not known which.
func peers(v iac.Value, name string) (items []iac.Value, partial *iac.Unknown) {
	if name == "" {
		return nil, nil
	}
	value := v.Get(name)
	if value.Unknown() != nil && !strings.HasSuffix(name, "s") {
		return []iac.Value{value}, nil
	}
	return value.Items()
}

// protocols that carry TCP, by the names and numbers both languages take
// (EC2 API reference, IpPermission).
var (
	anyProtocol = map[string]bool{anyNumber: true, "all": true}
	tcpProtocol = map[string]bool{"tcp": true, "6": true}
)

// anyNumber is what the API calls every protocol.
const anyNumber = "-1"

// protocolNumbers are the names that both languages take for the numbers of
// protocols.
var protocolNumbers = map[string]string{"all": anyNumber, "tcp": "6", "udp": "17", "icmp": "1", "icmpv6": "58"}

// protocolNumber returns the number of a protocol; empty if it is not known.
func protocolNumber(v iac.Value) string {
	s, _ := v.Str()
	s = strings.ToLower(s)
	if n, named := protocolNumbers[s]; named {
		return n
	}
	if _, err := strconv.Atoi(s); err != nil {
		return ""
	}
	return s
}

func readPorts(v iac.Value, l iac.Language, f form) Ports {
	proto := v.Read(f.protocol, l)
	name, known := proto.Str()
	if !known {
		return Ports{Unknown: either(proto.Unknown(), undecided(proto))}
	}
	switch name = strings.ToLower(name); {
	case anyProtocol[name]:
		return AllPorts
	case !tcpProtocol[name]:
		return Ports{None: true}
	}
	return portRange(v.Read(f.from, l), v.Read(f.to, l))
}

// portRange reads a range of TCP ports. A rule for TCP that names no ports is
// refused by the API, except that -1 stands for all of them.
func portRange(fromValue, toValue iac.Value) Ports {
	from, fromKnown := fromValue.Int()
	to, toKnown := toValue.Int()
	switch {
	case fromValue.IsAbsent() && toValue.IsAbsent(), fromKnown && from == -1:
		return AllPorts
	case toValue.IsAbsent() && fromKnown:
		to, toKnown = from, true
	case fromValue.IsAbsent() && toKnown:
		from, fromKnown = to, true
	}
	if !fromKnown {
		return Ports{Unknown: either(fromValue.Unknown(), undecided(fromValue))}
	}
	if !toKnown {
		return Ports{Unknown: either(toValue.Unknown(), undecided(toValue))}
	}
	if from < 0 || to > 65535 || from > to {
		return Ports{None: true}
	}
	return Ports{From: uint16(from), To: uint16(to)}
}

// undecided says that v, which is not wholly unknown, is not decided.
func undecided(v iac.Value) *iac.Unknown {
	if us := v.Unknowns(); len(us) > 0 {
		return us[0]
	}
	if r, _ := v.Ref(); r != nil && r.Data {
		return readAtApply(r)
	}
	return &iac.Unknown{Name: v.String(), Why: "`" + v.String() + "` is not a value that is known here", Range: v.Range}
}
