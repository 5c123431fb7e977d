package network

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A SecurityGroup is a stateful filter of network interfaces: what no
// permission admits does not pass, and replies always do.
type SecurityGroup struct {
	Node
	VPC     *VPC
	Ingress Permissions
	Egress  Permissions

	// Shared are further VPCs that the group is associated with.
	Shared []*VPC
}

// Permissions are what a group admits in one direction.
type Permissions struct {
	List    []Permission
	Partial *iac.Unknown // why there may be more
	Range   source.Range // where one more would be written

	// Default says that no permission was written and that these are AWS's.
	Default bool

	listed  bool // may be written inline, be it as an empty list
	certain bool // is, for sure
	inline  int  // how many of the list are, from its start
}

// open marks both directions as ones that something unseen may add to.
func (g *SecurityGroup) open(why *iac.Unknown) {
	g.Ingress.Partial = either(g.Ingress.Partial, why)
	g.Egress.Partial = either(g.Egress.Partial, why)
}

var (
	groupIngress     = iac.Named("ingress", "SecurityGroupIngress")
	groupEgress      = iac.Named("egress", "SecurityGroupEgress")
	defaultGroupPart = iac.Named("default_security_group_id", "DefaultSecurityGroup")
)

var securityGroupKind = kind{[]string{"aws_security_group", "AWS::EC2::SecurityGroup"}, func(b *builder, r *iac.Resource) {
	g := b.securityGroup(r)
	b.link(func() { g.VPC = b.vpcOf(r.Attr(vpcID)) })
}}

// Adopting the default group removes every rule that is not declared (provider
// documentation, aws_default_security_group).
var defaultSecurityGroupKind = kind{[]string{"aws_default_security_group"}, func(b *builder, r *iac.Resource) {
	g := b.securityGroup(r)
	b.in(adopting, func() {
		g.VPC = b.vpcOf(r.Attr(vpcID))
		switch {
		case g.VPC == nil || g.Missing:
		case g.Maybe != nil:
			g.VPC.DefaultGroup.doubt(g.Maybe)
		default:
			g.VPC.DefaultGroup = g
		}
	})
}}

// doubt marks both directions of the group as ones of which nothing is sure.
func (g *SecurityGroup) doubt(why *iac.Unknown) {
	g.open(why)
	for _, ps := range [][]Permission{g.Ingress.List, g.Egress.List} {
		for i := range ps {
			ps[i].Maybe = either(ps[i].Maybe, why)
		}
	}
}

// defaultGroup returns the group that AWS makes with a VPC: it admits itself
// and lets everything out (VPC user guide, "Default security groups").
func defaultGroup(v *VPC) *SecurityGroup {
	g := &SecurityGroup{Node: implied("default security group of "+v.Address, v), VPC: v}
	g.Ingress = Permissions{Default: true, Range: v.Range, List: []Permission{{Peer: Peer{Group: g}, Ports: AllPorts}}}
	g.Egress = Permissions{Default: true, Range: v.Range, List: anywhere(v.Range)}
	return g
}

// anywhere are the permissions that a group has unless they are taken away: the
// one for IPv6 is there where the VPC has such addresses.
func anywhere(at source.Range) []Permission {
	return []Permission{
		{Peer: Peer{Block: allIPv4}, Ports: AllPorts, Range: at},
		{Peer: Peer{Block: allIPv6}, Ports: AllPorts, Range: at},
	}
}

var (
	allIPv4 = block(iac.String("0.0.0.0/0", source.Range{}))
	allIPv6 = block(iac.String("::/0", source.Range{}))
)

func (b *builder) securityGroup(r *iac.Resource) *SecurityGroup {
	g := &SecurityGroup{Node: declare(r)}
	b.groups.add(r, g)
	if !g.Missing {
		b.graph.SecurityGroups = append(b.graph.SecurityGroups, g)
	}
	g.Ingress = inline(r, groupIngress)
	g.Egress = inline(r, groupEgress)
	if r.Language == iac.CloudFormation && !g.Egress.listed {
		// CloudFormation leaves the rule that lets everything out in place
		// unless a rule is listed (AWS::EC2::SecurityGroup, SecurityGroupEgress).
		g.Egress.Default, g.Egress.List = true, anywhere(r.Header)
	}
	b.in(listing, func() {
		b.readInline(g, &g.Ingress, groupIngress, inlineIngressForm)
		b.readInline(g, &g.Egress, groupEgress, inlineEgressForm)
	})
	return g
}

func inline(r *iac.Resource, direction iac.Name) Permissions {
	v := r.Attr(direction)
	p := Permissions{Range: v.Range}
	items, partial := v.Items()
	p.Partial = partial
	p.certain = len(items) > 0 || v.IsList() && partial == nil && r.Language == iac.Terraform
	p.listed = p.certain || partial != nil
	if why := r.MayDiffer(direction); why != nil && len(items) > 0 {
		p.Partial = why
	}
	if v.IsAbsent() && v.Range == r.Body.Range {
		p.Range = r.Header
	}
	return p
}

func (b *builder) readInline(g *SecurityGroup, p *Permissions, direction iac.Name, f form) {
	items, _ := g.Resource.Attr(direction).Items()
	var ps []Permission
	for _, item := range items {
		more, partial := b.permissions(item, g.Resource.Language, f, g)
		ps = append(ps, more...)
		p.Partial = either(p.Partial, partial)
	}
	for i := range ps {
		ps[i].Maybe = either(ps[i].Maybe, g.Resource.MayDiffer(direction))
	}
	p.List, p.inline = append(ps, p.List...), len(ps)
	b.in(closing, func() {
		if len(p.List) == 0 {
			// Nothing in the files adds rules, so that something else does.
			p.Partial = either(p.Partial, g.Resource.MayDiffer(direction))
		}
	})
}

// IngressBlocks returns the list of CIDR blocks of an inline ingress rule that
// covers the TCP port, and whether there is one: CloudFormation has a rule for
// each block instead.
func (g *SecurityGroup) IngressBlocks(port uint16) (attr iac.Name, list iac.Value, ok bool) {
	if g.Resource == nil || g.Resource.Language != iac.Terraform {
		return attr, list, false
	}
	attr = inlineIngressForm.cidr4
	rules, _ := g.Resource.Attr(groupIngress).Items()
	for _, r := range rules {
		all, _, known := readPorts(r, g.Resource.Language, inlineIngressForm).Covers(port, port)
		if list := r.Read(attr, g.Resource.Language); known && all && list.IsList() {
			return attr, list, true
		}
	}
	return attr, list, false
}

// group returns the security group that v refers to, the default one of a VPC
// among them.
func (b *builder) group(v iac.Value) *SecurityGroup {
	if vpc := b.partOfVPC(v, defaultGroupPart); vpc != nil {
		return vpc.DefaultGroup
	}
	return b.groups.get(v)
}

// securityGroups returns the groups that the items of the list v refer to.
func (b *builder) securityGroups(v iac.Value) (gs []*SecurityGroup, partial *iac.Unknown) {
	items, partial := v.Items()
	for _, item := range items {
		if g := b.group(item); g != nil {
			gs = append(gs, g)
		}
	}
	return gs, partial
}

// The AWS CDK strips the default group by a custom resource where its feature
// flag restrictDefaultSecurityGroup is on.
var restrictDefaultGroupKind = kind{[]string{"Custom::VpcRestrictDefaultSG"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	b.in(listing, func() {
		g := b.group(r.Attr(iac.Named("", "DefaultSecurityGroupId")))
		if g == nil || g.External != nil || !created {
			return
		}
		if why != nil {
			g.doubt(why)
			return
		}
		g.Ingress = Permissions{Range: r.Header}
		g.Egress = Permissions{Range: r.Header}
	})
}}

var groupVPCKind = kind{
	[]string{"aws_vpc_security_group_vpc_association", "AWS::EC2::SecurityGroupVpcAssociation"},
	func(b *builder, r *iac.Resource) {
		if _, created := maybe(r); !created {
			return
		}
		b.link(func() {
			g := b.group(r.Attr(iac.Named("security_group_id", "GroupId")))
			if vpc := b.vpcOf(r.Attr(vpcID)); g != nil && vpc != nil {
				g.Shared = append(g.Shared, vpc)
			}
		})
	},
}
