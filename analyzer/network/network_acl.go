package network

import (
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

	listed bool // entries are written inline
}

// An ACLEntry is one numbered rule of a network ACL.
type ACLEntry struct {
	Number int
	Egress bool
	Allow  bool
	Ports  Ports
	Block  Block // the other end
	Range  source.Range
	Maybe  *iac.Unknown // why the entry may not be there, or not as read
	Either bool         // whether it allows or denies is not decided; Maybe says why
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
// aws_default_network_acl).
var defaultNetworkACLKind = kind{[]string{"aws_default_network_acl"}, func(b *builder, r *iac.Resource) {
	a := b.networkACL(r)
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
		if len(items) > 0 && r.Ignores(direction) {
			a.Partial = mayDiffer(r, direction.Terraform)
		}
		a.listed = a.listed || len(items) > 0 || partial != nil
		for _, item := range items {
			a.add(entry(item, r.Language, inlineEntry, direction == aclInlineOut), nil)
		}
	}
	b.link(func() {
		items, partial := r.Attr(aclSubnets).Items()
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
	number, action, protocol, block, from, to iac.Name
}

var (
	inlineEntry = entryForm{
		iac.Named("rule_no", ""), iac.Named("action", ""), iac.Named("protocol", ""),
		iac.Named("cidr_block", ""), iac.Named("from_port", ""), iac.Named("to_port", ""),
	}
	ownEntry = entryForm{
		iac.Named("rule_number", "RuleNumber"), iac.Named("rule_action", "RuleAction"), iac.Named("protocol", "Protocol"),
		iac.Named("cidr_block", "CidrBlock"), iac.Named("from_port", "PortRange.From"), iac.Named("to_port", "PortRange.To"),
	}
)

func entry(v iac.Value, l iac.Language, f entryForm, egress bool) ACLEntry {
	e := ACLEntry{Egress: egress, Block: block(v.Read(f.block, l)), Range: v.Range}
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
	return e
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
		if e.Block.IsZero() {
			return // an entry for IPv6
		}
		if !known {
			a.Partial = either(a.Partial, undecided(r.Attr(iac.Named("egress", "Egress"))))
		}
		if a.listed {
			why = either(why, removedByInline(a.Address, r))
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
			a.add(ACLEntry{Number: 100, Egress: egress, Allow: true, Ports: AllPorts, Block: allIPv4, Range: vpc.Range}, nil)
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
