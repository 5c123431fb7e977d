package network

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Mixture is a security group, network ACL or route table whose rules are
// written in it and as resources of their own.
type Mixture struct {
	Of     *Node
	What   string       // entries, routes, ingress rules, egress rules
	Inline source.Range // where the rules are written in it
	Own    []*iac.Resource

	// Twice says that Own are two resources of different types that are one rule.
	// Otherwise there are inline rules.
	Twice bool

	// Revoked says that what may go is an inline rule that lets everything out;
	// otherwise the resources are what does not last.
	Revoked bool
}

// mixed says why the resource r, a rule of a node with inline ones, may not last:
// inline ones are the whole truth at the next apply (provider documentation,
// aws_route_table, aws_network_acl, aws_security_group). If it is sure that there
// are both, it notes the mixture.
func (b *builder) mixed(m *Mixture, r *iac.Resource, sure bool) *iac.Unknown {
	if sure {
		b.graph.mix(m, r)
	}
	return &iac.Unknown{
		Name: r.Address, Range: r.Range,
		Why: fmt.Sprintf("`%s` has inline rules too, which remove `%s` at the next apply", m.Of.Address, r.Address),
	}
}

// mix adds the resource r to the mixture of that node and name, which is m if
// there was none.
func (g *Graph) mix(m *Mixture, r *iac.Resource) {
	for _, o := range g.Mixtures {
		if o.Of == m.Of && o.What == m.What && !o.Twice && !m.Twice {
			o.Own = append(o.Own, r)
			return
		}
	}
	m.Own = append(m.Own, r)
	g.Mixtures = append(g.Mixtures, m)
}

// repeated notes the permissions ps of a rule resource that a resource of the
// other type has given to the group already. The two types are not to be used for
// one group (provider documentation, aws_security_group_rule); where they are one
// rule, the API refuses the second.
func (b *builder) repeated(g *SecurityGroup, egress bool, ps []Permission) {
	p, what := g.direction(egress), "ingress rules"
	if egress {
		what = "egress rules"
	}
	for _, q := range ps {
		for _, o := range p.List {
			if o.rule != nil && o.rule.Type != q.rule.Type && o.same(q) {
				b.graph.mix(&Mixture{Of: &g.Node, What: what, Inline: q.Range, Own: []*iac.Resource{o.rule}, Twice: true}, q.rule)
			}
		}
	}
}

// same reports whether p and q are known to be one rule. All ports are those of
// any protocol or of TCP, which are two.
func (p Permission) same(q Permission) bool {
	if p.Maybe != nil || q.Maybe != nil || p.Ports != q.Ports || p.Ports.None || p.Ports.Unknown != nil || p.Ports == AllPorts {
		return false
	}
	a, b := p.Peer, q.Peer
	switch {
	case a.Group != nil:
		return a.Group == b.Group
	case a.List != nil:
		return a.List == b.List
	}
	return a.Block.Prefix.IsValid() && a.Block.Prefix == b.Block.Prefix
}
