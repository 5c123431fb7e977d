package network

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An ACL is a stateless filter at the border of subnets: entries are
// tried by number, the first match decides, and what matches none is denied.
type ACL struct {
	Node
	Entries []ACLEntry // sorted by number
	Partial *iac.Unknown

	// Default says that this is the default network ACL as AWS makes it, which
	// lets everything through.
	Default bool

	listed  bool // entries may be written inline
	certain bool // are, for sure
}

// An ACLEntry is one numbered rule of a network ACL.
type ACLEntry struct {
	Number int
	Egress bool
	Allow  bool
	Ports  Ports
	Block  Block // the other end

	// Protocol is that of the entry, as the API numbers it: "-1" for all, "6";
	// empty if it is not known.
	Protocol string
	Range    source.Range
	Maybe    *iac.Unknown // why the entry may not be there, or not as read
	Either   bool         // whether it allows or denies is not decided; Maybe says why

	numbers Ports // as written, whatever the protocol
}

var (
	aclSubnets     = iac.Named("subnet_ids", "")
	aclInlineIn    = iac.Named("ingress", "")
	aclInlineOut   = iac.Named("egress", "")
	aclDefaultID   = iac.Named("default_network_acl_id", "")
	aclDefaultPart = iac.Named("default_network_acl_id", "DefaultNetworkAcl")
	aclID          = iac.Named("network_acl_id", "NetworkAclId")
)

var networkACLKind = kind{[]string{"aws_network_acl", "AWS::EC2::NetworkAcl"}, func(b *builder, r *iac.Resource) {
	b.networkACL(r)
}}

// Adopting the default network ACL removes every rule that is not declared:
// with none, it denies everything (provider documentation,
// aws_default_network_acl). What it does declare is absolute, be it nothing.
var defaultNetworkACLKind = kind{[]string{"aws_default_network_acl"}, func(b *builder, r *iac.Resource) {
	a := b.networkACL(r)
	a.listed = !r.Ignores(aclInlineIn) && !r.Ignores(aclInlineOut)
	a.certain = a.listed
	b.in(adopting, func() {
		vpc := b.partOfVPC(r.Attr(aclDefaultID), aclDefaultPart)
		if vpc != nil && !a.Missing {
			vpc.DefaultACL = a
		}
	})
}}

func (b *builder) networkACL(r *iac.Resource) *ACL {
	a := &ACL{Node: declare(r)}
	b.acls.add(r, a)
	if a.Missing {
		return a
	}
	b.graph.NetworkACLs = append(b.graph.NetworkACLs, a)
	for _, direction := range []iac.Name{aclInlineIn, aclInlineOut} {
		items, partial := r.Attr(direction).Items()
		a.Partial = either(a.Partial, partial)
		why := r.MayDiffer(direction)
		if why != nil && len(items) > 0 {
			a.Partial = why
		}
		if why == nil {
			a.certain = a.certain || len(items) > 0
			a.listed = a.listed || a.certain || partial != nil
		}
		for _, item := range items {
			a.add(entry(item, r.Language, inlineEntry, direction == aclInlineOut), why)
		}
	}
	b.link(func() {
		items, partial := r.Deployed(aclSubnets).Items()
		for _, item := range items {
			if s := b.subnets.get(item); s != nil {
				s.filter(a)
			}
		}
		if partial != nil {
			b.in(closing, func() { b.mayFilter(a, b.vpcOf(r.Attr(vpcID)), partial) })
		}
	})
	return a
}

// mayFilter marks the subnets of the VPC that have no network ACL of their own:
// which have this one is not known.
func (b *builder) mayFilter(a *ACL, v *VPC, why *iac.Unknown) {
	for _, s := range b.graph.Subnets {
		if s.VPC == v && s.ACL == nil {
			s.mayHave(a, why)
		}
	}
}

// mayHave gives the subnet a network ACL of which only is known that it may be
// a.
func (s *Subnet) mayHave(a *ACL, why *iac.Unknown) {
	s.ACL = &ACL{Node: Node{Address: "network ACL of " + s.Address, Range: a.Range, External: why}}
}

func (a *ACL) add(e ACLEntry, why *iac.Unknown) {
	e.Maybe = either(e.Maybe, why)
	at, _ := slices.BinarySearchFunc(a.Entries, e.Number, func(x ACLEntry, n int) int { return x.Number - n })
	a.Entries = slices.Insert(a.Entries, at, e)
}

// An entryForm is one way to write an entry.
type entryForm struct {
	number, action, protocol, block, block6, from, to iac.Name
}

var (
	inlineEntry = entryForm{
		iac.Named("rule_no", ""), iac.Named("action", ""), iac.Named("protocol", ""),
		iac.Named("cidr_block", ""), iac.Named("ipv6_cidr_block", ""), iac.Named("from_port", ""), iac.Named("to_port", ""),
	}
	ownEntry = entryForm{
		iac.Named("rule_number", "RuleNumber"), iac.Named("rule_action", "RuleAction"), iac.Named("protocol", "Protocol"),
		iac.Named("cidr_block", "CidrBlock"), iac.Named("ipv6_cidr_block", "Ipv6CidrBlock"), iac.Named("from_port", "PortRange.From"), iac.Named("to_port", "PortRange.To"),
	}
)

// attributes returns what decides an entry that is written so.
func (f entryForm) attributes() []iac.Name {
	return []iac.Name{f.number, f.action, f.protocol, f.block, f.block6, f.from, f.to}
}

func entry(v iac.Value, l iac.Language, f entryForm, egress bool) ACLEntry {
	e := ACLEntry{Egress: egress, Block: blockOf(v.Read(f.block, l), v.Read(f.block6, l)), Range: v.Range}
	number := v.Read(f.number, l)
	n, known := number.Int()
	e.Number = n
	if !known {
		e.Maybe = undecided(number)
	}
	action, known := v.Read(f.action, l).Str()
	e.Allow = strings.EqualFold(action, "allow")
	if !known {
		e.Either, e.Maybe = true, undecided(v.Read(f.action, l))
	}
	e.Ports = readPorts(v, l, form{protocol: f.protocol, from: f.from, to: f.to})
	e.Protocol = protocolNumber(v.Read(f.protocol, l))
	e.numbers = portRange(v.Read(f.from, l), v.Read(f.to, l))
	return e
}

// Traffic says what the entry matches: all traffic, tcp/443, udp/1024-65535.
func (e ACLEntry) Traffic() string {
	name := map[string]string{"": "traffic", anyNumber: "all traffic", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}[e.Protocol]
	switch {
	case name == "":
		return "protocol " + e.Protocol
	case e.Protocol != "6" && e.Protocol != "17", e.numbers.Unknown != nil, e.numbers.None:
		return name
	case e.numbers.From == e.numbers.To:
		return fmt.Sprintf("%s/%d", name, e.numbers.From)
	}
	return fmt.Sprintf("%s/%d-%d", name, e.numbers.From, e.numbers.To)
}

// Covers reports whether e matches every packet that o matches, as far as is
// known. Protocols are numbered; of those with ports only TCP and UDP are
// compared.
func (e ACLEntry) Covers(o ACLEntry) bool {
	a, b := e.Block.Prefix, o.Block.Prefix
	switch {
	case e.Egress != o.Egress, !a.IsValid(), !b.IsValid(), a.Bits() > b.Bits(), !a.Contains(b.Addr()):
		return false
	case e.Protocol == anyNumber:
		return o.Protocol != ""
	case e.Protocol != o.Protocol, e.Protocol != "6" && e.Protocol != "17", o.numbers.None:
		return false
	}
	all, _, known := e.numbers.Covers(o.numbers.From, o.numbers.To)
	return all && known && o.numbers.Unknown == nil
}

var networkACLEntryKind = kind{[]string{"aws_network_acl_rule", "AWS::EC2::NetworkAclEntry"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		a := b.acl(r.Attr(aclID))
		if a == nil {
			return
		}
		egress, known := r.Attr(iac.Named("egress", "Egress")).Or(false).Bool()
		e := entry(r.Body, r.Language, ownEntry, egress)
		e.Range = r.Range
		if !known {
			why = either(why, undecided(r.Attr(iac.Named("egress", "Egress"))))
			a.Partial = either(a.Partial, why)
		}
		if differs := r.AnyMayDiffer(ownEntry.attributes()); differs != nil {
			why, a.Partial = either(why, differs), either(a.Partial, differs)
		}
		if a.listed {
			why = either(why, b.mixed(&Mixture{Of: &a.Node, What: "entries", Inline: a.Range}, r, a.certain && why == nil))
		}
		a.add(e, why)
	})
}}

// acl returns the network ACL that v refers to, the default one of a VPC among
// them. An entry added to the default one comes before its own rule 100 or
// after it, so that one is written out.
func (b *builder) acl(v iac.Value) *ACL {
	vpc := b.partOfVPC(v, aclDefaultPart)
	if vpc == nil {
		return b.acls.get(v)
	}
	a := vpc.DefaultACL
	if a.Default {
		a.Default = false
		for _, egress := range []bool{false, true} {
			a.add(ACLEntry{Number: 100, Egress: egress, Allow: true, Ports: AllPorts, Block: allIPv4, Protocol: anyNumber, Range: vpc.Range}, nil)
			a.add(ACLEntry{Number: 101, Egress: egress, Allow: true, Ports: AllPorts, Block: allIPv6, Protocol: anyNumber, Range: vpc.Range}, nil)
		}
	}
	return a
}

var networkACLAssociationKind = kind{
	[]string{"aws_network_acl_association", "AWS::EC2::SubnetNetworkAclAssociation"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() {
			s, a := b.subnets.get(r.Attr(associationSubnet)), b.acl(r.Attr(aclID))
			if s == nil || a == nil {
				return
			}
			if why != nil {
				a = &ACL{Node: Node{Address: a.Address, Range: r.Range, External: why}}
			}
			s.filter(a)
			b.in(closing, func() {
				for _, o := range b.graph.Subnets {
					if why := s.MayBe(&o.Node); why != nil && o.ACL == nil {
						o.mayHave(a, why)
					}
				}
			})
		})
	},
}
