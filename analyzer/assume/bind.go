package assume

import (
	"context"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A binding is what one stack has of a set.
type binding struct {
	set    *Set
	clones map[*iac.Resource]*iac.Resource // of what is in the set
	own    map[*iac.Resource]*iac.Resource // what the clones are of

	region, account iac.Value // of the stack
}

// Bind adds to the stack what its files refer to of the set, and all that is
// connected with it, so that the network is built from both. Ids in the files
// become references.
func (s *Set) Bind(stack *iac.Stack) {
	b := &binding{set: s, clones: map[*iac.Resource]*iac.Resource{}, own: map[*iac.Resource]*iac.Resource{}}
	for _, r := range stack.All() {
		if !r.Region.IsAbsent() {
			b.region, b.account = r.Region, r.Account
			break
		}
	}
	stack.Neighbours = append(stack.Neighbours, b.apply(stack.All())...)
	stack.Assumptions = append(stack.Assumptions, b.assumptions(stack)...)
	if scenarios := stack.Scenarios; scenarios != nil {
		stack.Scenarios = func(ctx context.Context, facts []*iac.Unknown) []*iac.Scenario {
			all := scenarios(ctx, facts)
			for _, one := range all {
				more := slices.DeleteFunc(b.apply(one.Resources), func(r *iac.Resource) bool { return slices.Contains(stack.Neighbours, r) })
				one.Resources = append(one.Resources, more...)
			}
			return all
		}
	}
}

// apply has the resources refer to what the stack has of the set, and returns
// what they and all that is connected with it come to.
func (b *binding) apply(resources []*iac.Resource) []*iac.Resource {
	seeds := b.seeds(resources)
	if len(seeds) == 0 {
		return nil
	}
	wanted := b.connected(seeds)
	var added []*iac.Resource
	for _, r := range b.set.resources {
		if wanted[r] {
			added = append(added, b.clone(r))
		}
	}
	for _, r := range resources {
		r.Body = r.Body.Mapped(b.bound)
	}
	return added
}

// seeds returns what of the set the resources refer to, by id or by reference.
func (b *binding) seeds(resources []*iac.Resource) map[*iac.Resource]bool {
	seeds := map[*iac.Resource]bool{}
	for _, r := range resources {
		r.Body.Mapped(func(t iac.Text) iac.Text {
			if found := b.named(t); found != nil {
				seeds[found] = true
			}
			for _, p := range t {
				if r := b.own[p.Resource]; r != nil {
					seeds[r] = true
				} else if b.set.has[p.Resource] {
					seeds[p.Resource] = true
				}
			}
			return t
		})
	}
	return seeds
}

// named returns the resource of the set whose id a text is, or nil.
func (b *binding) named(t iac.Text) *iac.Resource {
	id, known := t.Literal()
	if !known || id == "" {
		return nil
	}
	return b.set.byID[id]
}

// connected returns the seeds with all of the set that refers to them or that
// they refer to, and so on.
func (b *binding) connected(seeds map[*iac.Resource]bool) map[*iac.Resource]bool {
	beside := map[*iac.Resource][]*iac.Resource{}
	for _, r := range b.set.resources {
		for _, other := range b.refs(r) {
			beside[r] = append(beside[r], other)
			if other.Type != "aws_ec2_managed_prefix_list" { // what all networks of a region refer to connects none
				beside[other] = append(beside[other], r)
			}
		}
	}
	wanted := map[*iac.Resource]bool{}
	var visit []*iac.Resource
	for r := range seeds {
		visit = append(visit, r)
	}
	for len(visit) > 0 {
		r := visit[len(visit)-1]
		visit = visit[:len(visit)-1]
		if !wanted[r] {
			wanted[r] = true
			visit = append(visit, beside[r]...)
		}
	}
	return wanted
}

// refs returns what of the set a resource of it refers to.
func (b *binding) refs(r *iac.Resource) []*iac.Resource {
	refs := r.Body.Refs()
	r.Body.Mapped(func(t iac.Text) iac.Text {
		if found := b.named(t); found != nil && found != r {
			refs = append(refs, found)
		}
		return t
	})
	return refs
}

// clone returns the resource of the set as the stack has it.
func (b *binding) clone(r *iac.Resource) *iac.Resource {
	if c := b.clones[r]; c != nil {
		return c
	}
	c := *r
	b.clones[r], b.own[&c] = &c, r
	if c.Region.IsAbsent() {
		c.Region = b.region
	}
	if c.Account.IsAbsent() {
		c.Account = b.account
	}
	c.Body = r.Body.Mapped(b.bound)
	return &c
}

// bound returns a text with references to what the stack has of the set, and
// the region of the stack.
func (b *binding) bound(t iac.Text) iac.Text {
	if found := b.named(t); found != nil {
		return iac.Text{{Resource: b.clone(found)}}
	}
	var out iac.Text
	for i, p := range t {
		next := iac.Text{p}
		switch {
		case p.Unknown != nil && p.Unknown == b.set.region:
			if region, ok := b.region.Text(); ok {
				next = region
			}
			if s, known := next.Literal(); known && strings.HasPrefix(s, "cn-") && i == 1 && t[0].Literal == "com.amazonaws." {
				out = iac.Text{{Literal: "cn.com.amazonaws."}}
			}
		case b.set.has[p.Resource]:
			next = iac.Text{{Resource: b.clone(p.Resource), Attr: attribute(p.Attr)}}
		}
		out = append(out, next...)
	}
	return out
}

// attribute returns how an attribute is referred to: a thing of the set is its
// id.
func attribute(attr string) string {
	if attr == "id" {
		return ""
	}
	return attr
}
