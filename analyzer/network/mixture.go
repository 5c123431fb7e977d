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
		if o.Of == m.Of && o.What == m.What {
			o.Own = append(o.Own, r)
			return
		}
	}
	m.Own = append(m.Own, r)
	g.Mixtures = append(g.Mixtures, m)
}
