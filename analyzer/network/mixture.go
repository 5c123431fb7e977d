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

// mixed notes that the resource r is a rule of a node with inline ones, and says
// why it may not last: inline ones are the whole truth at the next apply
// (provider documentation, aws_route_table, aws_network_acl,
// aws_security_group).
func (b *builder) mixed(of *Node, what string, at source.Range, r *iac.Resource) *iac.Unknown {
	m := b.graph.mixture(of, what, at)
	m.Own = append(m.Own, r)
	return &iac.Unknown{
		Name: r.Address, Range: r.Range,
		Why: fmt.Sprintf("`%s` has inline rules too, which remove `%s` at the next apply", of.Address, r.Address),
	}
}

// mixture returns the mixture of the node's rules of that name, a new one if
// there was none.
func (g *Graph) mixture(of *Node, what string, at source.Range) *Mixture {
	m := g.mixtureOf(of, what)
	if m == nil {
		m = &Mixture{Of: of, What: what, Inline: at}
		g.Mixtures = append(g.Mixtures, m)
	}
	return m
}

func (g *Graph) mixtureOf(of *Node, what string) *Mixture {
	for _, m := range g.Mixtures {
		if m.Of == of && m.What == what {
			return m
		}
	}
	return nil
}
