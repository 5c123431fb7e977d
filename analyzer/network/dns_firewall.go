package network

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A FirewallRule of DNS Firewall says what becomes of the names in its lists.
type FirewallRule struct {
	Action   iac.Value // ALLOW, ALERT, BLOCK
	Answer   iac.Value // to what is blocked: NODATA, NXDOMAIN, OVERRIDE
	Record   iac.Value // the type of query that it is for; absent for all
	Domains  []iac.Text
	Partial  *iac.Unknown // why there may be more domains
	Node     Node
	priority int
}

// A FirewallGroup is a rule group of DNS Firewall as it is associated with a
// VPC.
type FirewallGroup struct {
	Node
	Rules   []FirewallRule // in the order in which they are asked
	Partial *iac.Unknown   // why there may be more, or another order

	priority int
}

// A domainList is what rules refer to.
type domainList struct {
	Node
	domains []iac.Text
	partial *iac.Unknown
}

// A firewallRules is a rule group by itself.
type firewallRules struct {
	Node
	rules   []FirewallRule
	partial *iac.Unknown
}

var (
	firewallDomains  = iac.Named("domains", "Domains")
	firewallFile     = iac.Named("", "DomainFileUrl")
	firewallInline   = iac.Named("", "FirewallRules")
	firewallGroupID  = iac.Named("firewall_rule_group_id", "FirewallRuleGroupId")
	firewallListID   = iac.Named("firewall_domain_list_id", "FirewallDomainListId")
	firewallAction   = iac.Named("action", "Action")
	firewallAnswer   = iac.Named("block_response", "BlockResponse")
	firewallRecord   = iac.Named("q_type", "Qtype")
	firewallPriority = iac.Named("priority", "Priority")
)

var domainListKind = kind{
	[]string{"aws_route53_resolver_firewall_domain_list", "AWS::Route53Resolver::FirewallDomainList"},
	func(b *builder, r *iac.Resource) {
		l := &domainList{Node: declare(r)}
		items, partial := r.Attr(firewallDomains).Items()
		l.partial = partial
		for _, item := range items {
			t, _ := item.Text()
			l.domains = append(l.domains, t)
		}
		if file := r.Attr(firewallFile); !file.IsAbsent() {
			l.partial = &iac.Unknown{Name: r.Address, Range: file.Range, Why: "the domains of `" + r.Address + "` are in a file that is not read"}
		}
		b.domainLists.add(r, l)
	},
}

var firewallGroupKind = kind{
	[]string{"aws_route53_resolver_firewall_rule_group", "AWS::Route53Resolver::FirewallRuleGroup"},
	func(b *builder, r *iac.Resource) {
		g := &firewallRules{Node: declare(r)}
		b.firewalls.add(r, g)
		b.in(listing, func() {
			items, partial := r.Attr(firewallInline).Items()
			g.partial = either(g.partial, partial)
			for _, item := range items {
				b.firewallRule(g, item, r, nil)
			}
		})
	},
}

var firewallRuleKind = kind{[]string{"aws_route53_resolver_firewall_rule"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.in(listing, func() {
		if g := b.firewalls.get(r.Attr(firewallGroupID)); g != nil {
			b.firewallRule(g, r.Body, r, why)
		}
	})
}}

// firewallRule adds the rule that v describes to the group.
func (b *builder) firewallRule(g *firewallRules, v iac.Value, r *iac.Resource, why *iac.Unknown) {
	l := r.Language
	rule := FirewallRule{
		Action: v.Read(firewallAction, l), Answer: v.Read(firewallAnswer, l), Record: v.Read(firewallRecord, l),
		Node: Node{Address: r.Address, Range: v.Range},
	}
	p, known := v.Read(firewallPriority, l).Int()
	rule.priority = p
	if !known {
		g.partial = either(g.partial, undecided(v.Read(firewallPriority, l)))
	}
	if list := b.domainLists.get(v.Read(firewallListID, l)); list != nil {
		rule.Domains, rule.Partial = list.domains, either(list.partial, list.External, list.Maybe)
	} else {
		rule.Partial = undecided(v.Read(firewallListID, l))
	}
	g.partial = either(g.partial, why)
	g.rules = append(g.rules, rule)
}

var firewallAssociationKind = kind{
	[]string{"aws_route53_resolver_firewall_rule_group_association", "AWS::Route53Resolver::FirewallRuleGroupAssociation"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() {
			v, of := b.vpcOf(r.Attr(vpcID)), b.firewalls.get(r.Attr(firewallGroupID))
			if v == nil || of != nil && of.Missing {
				return
			}
			g := &FirewallGroup{Node: declare(r), Partial: why}
			p, known := r.Attr(firewallPriority).Int()
			if g.priority = p; !known {
				g.Partial = either(g.Partial, undecided(r.Attr(firewallPriority)))
			}
			if of == nil {
				g.Partial = either(g.Partial, undecided(r.Attr(firewallGroupID)))
			} else {
				g.Partial = either(g.Partial, of.partial, of.External, of.Maybe)
				g.Rules = slices.Clone(of.rules)
				slices.SortStableFunc(g.Rules, func(a, b FirewallRule) int { return a.priority - b.priority })
			}
			v.Firewall = append(v.Firewall, g)
			slices.SortStableFunc(v.Firewall, func(a, b *FirewallGroup) int { return a.priority - b.priority })
		})
	},
}
