package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A ResolverRule sends the names of a domain elsewhere (FORWARD), or back to the
// VPC's own resolver (SYSTEM).
type ResolverRule struct {
	Node
	Domain iac.Text
	Kind   iac.Value // FORWARD, SYSTEM, RECURSIVE
}

var (
	ruleDomain   = iac.Named("domain_name", "DomainName")
	ruleKindName = iac.Named("rule_type", "RuleType")
	ruleID       = iac.Named("resolver_rule_id", "ResolverRuleId")
	ruleVPC      = iac.Named("vpc_id", "VPCId")
)

var resolverRuleKind = kind{
	[]string{"aws_route53_resolver_rule", "AWS::Route53Resolver::ResolverRule"},
	func(b *builder, r *iac.Resource) {
		rule := &ResolverRule{Node: declare(r), Kind: r.Attr(ruleKindName)}
		rule.Domain, _ = r.Attr(ruleDomain).Text()
		b.rules.add(r, rule)
	},
}

// A rule that the files do not show may be for any domain.
var resolverAssociationKind = kind{
	[]string{"aws_route53_resolver_rule_association", "AWS::Route53Resolver::ResolverRuleAssociation"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() {
			v, rule := b.vpcOf(r.Attr(ruleVPC)), b.rules.get(r.Attr(ruleID))
			switch {
			case v == nil || rule != nil && rule.Missing:
			case rule == nil || rule.External != nil:
				v.Resolving = append(v.Resolving, &iac.Unknown{
					Name: r.Address, Range: r.Range,
					Why: "a Resolver rule that is not in the files is associated with the VPC: it may send names elsewhere",
				})
			default:
				joined := *rule
				joined.Maybe = either(rule.Maybe, why)
				v.ResolverRules = append(v.ResolverRules, &joined)
			}
		})
	},
}
