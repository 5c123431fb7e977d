package network

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

var ruleKind = kind{[]string{"aws_security_group_rule"}, func(b *builder, r *iac.Resource) {
	direction, known := r.Attr(iac.Named("type", "")).Str()
	switch _, created := maybe(r); {
	case !created: // what would decide its direction is not known, either
	case !known:
		b.link(func() {
			if g := b.group(r.Attr(iac.Named("security_group_id", ""))); g != nil {
				g.open(undecided(r.Attr(iac.Named("type", ""))))
			}
		})
	default:
		b.rule(r, iac.Named("security_group_id", ""), ruleForm, direction == "egress")
	}
}}

var ruleGroup = iac.Named("security_group_id", "GroupId")

var ingressRuleKind = kind{
	[]string{"aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress"},
	func(b *builder, r *iac.Resource) { b.rule(r, ruleGroup, ingressRuleForm, false) },
}

var egressRuleKind = kind{
	[]string{"aws_vpc_security_group_egress_rule", "AWS::EC2::SecurityGroupEgress"},
	func(b *builder, r *iac.Resource) { b.rule(r, ruleGroup, egressRuleForm, true) },
}

// rule adds a rule that is a resource of its own to its group.
func (b *builder) rule(r *iac.Resource, group iac.Name, f form, egress bool) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		g := b.group(r.Attr(group))
		if g == nil {
			return
		}
		p := g.direction(egress)
		if g.External != nil {
			b.strays = append(b.strays, stray{g, egress})
		}
		if egress {
			stripDefault(g, r, why)
		}
		ps, partial := b.permissions(r.Body, r.Language, f, g)
		differs := r.AnyMayDiffer(f.attributes())
		doubt := either(either(why, b.contest(g, egress, r, why == nil)), differs)
		for i := range ps {
			ps[i].Range, ps[i].Maybe, ps[i].rule = r.Range, doubt, r
		}
		b.repeated(g, egress, ps)
		p.List = append(p.List, ps...)
		p.Partial = either(p.Partial, either(partial, differs))
	})
}

func (g *SecurityGroup) direction(egress bool) *Permissions {
	if egress {
		return &g.Egress
	}
	return &g.Ingress
}

// A stray is a rule of a group that the files do not declare, or do not say
// which.
type stray struct {
	group  *SecurityGroup
	egress bool
}

// attribute marks the groups that a stray may be a rule of.
func (b *builder) attribute(s stray) {
	for _, g := range b.graph.SecurityGroups {
		if why := s.group.MayBe(&g.Node); why != nil {
			p := g.direction(s.egress)
			p.Partial = either(p.Partial, why)
		}
	}
}

// stripDefault takes away the rules that let everything out, which
// CloudFormation revokes when it adds an egress rule to a group that lists none
// (aws-cdk issues 3355, 14657). Terraform's groups never had it, but for the
// default one of a VPC, which keeps it. They are the first of the list, one for each family of addresses.
func stripDefault(g *SecurityGroup, r *iac.Resource, why *iac.Unknown) {
	p := &g.Egress
	if !p.Default || r.Language != iac.CloudFormation || len(p.List) == 0 {
		return
	}
	first := len(anywhere(g.Range))
	if why == nil {
		p.Default, p.List = false, p.List[first:]
		return
	}
	for i := range p.List[:first] {
		p.List[i].Maybe = either(p.List[i].Maybe, why)
	}
}

// contest says why a standalone rule of a group with inline rules may not last:
// inline rules are the whole truth at the next apply (provider documentation,
// aws_security_group), unless changes of them are ignored. In CloudFormation
// both forms add up, but a rule that lets everything out does not survive a
// standalone one (aws-cdk issue 987). Sure says that the rule exists.
func (b *builder) contest(g *SecurityGroup, egress bool, r *iac.Resource, sure bool) *iac.Unknown {
	p, attr, what := g.direction(egress), groupIngress, "ingress rules"
	if egress {
		attr, what = groupEgress, "egress rules"
	}
	if !p.listed || g.External != nil || g.Resource.Ignores(attr) {
		return nil
	}
	m := &Mixture{Of: &g.Node, What: what, Inline: p.Range}
	if r.Language == iac.Terraform {
		return b.mixed(m, r, sure && p.certain)
	}
	if !egress {
		return nil
	}
	for i, q := range p.List[:p.inline] {
		if q.Peer.Block.String() == allIPv4.String() && q.Ports == AllPorts {
			p.List[i].Maybe = either(q.Maybe, &iac.Unknown{
				Name: g.Address, Range: q.Range,
				Why: fmt.Sprintf("`%s` adds an egress rule, and CloudFormation may then revoke the one that lets everything out", r.Address),
			})
			m.Inline, m.Revoked = q.Range, true
		}
	}
	if m.Revoked && sure {
		b.graph.mix(m, r)
	}
	return nil
}
