package network

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// The rules that the resource names are all that its group has: every other one
// is revoked at apply (provider documentation,
// aws_vpc_security_group_rules_exclusive).
var exclusiveRulesKind = kind{[]string{"aws_vpc_security_group_rules_exclusive"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.in(closing, func() {
		g := b.group(r.Attr(iac.Named("security_group_id", "")))
		if g == nil || g.External != nil {
			return
		}
		g.Ingress.confine(r.Attr(iac.Named("ingress_rule_ids", "")), why)
		g.Egress.confine(r.Attr(iac.Named("egress_rule_ids", "")), why)
	})
}}

// confine revokes the permissions of rules that are not in the list of ids.
// Why is the reason for which that may not happen.
func (p *Permissions) confine(ids iac.Value, why *iac.Unknown) {
	items, partial := ids.Items()
	var kept []*iac.Resource
	for _, id := range items {
		if r, _ := id.Ref(); r != nil {
			kept = append(kept, r)
		} else {
			partial = either(partial, undecided(id))
		}
	}
	var list []Permission
	for _, q := range p.List {
		switch doubt := either(partial, why); {
		case q.rule != nil && slices.Contains(kept, q.rule):
			list = append(list, q)
		case doubt != nil:
			q.Maybe = either(q.Maybe, doubt)
			list = append(list, q)
		}
	}
	p.List = list
}
