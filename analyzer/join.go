package analyzer

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// A joiner gives stacks what their networks have of other stacks.
type joiner struct {
	stacks    []*iac.Stack
	places    map[*iac.Resource]location
	referrers map[*iac.Resource][]*iac.Resource
	byName    map[name][]*iac.Resource          // what is attached to a resource of that name
	across    []bool                            // of the stacks, those that refer to others or are referred to
	guests    map[*iac.Resource][]*iac.Resource // what may add to a resource of another stack
}

// A location is where a resource is declared: the index of the stack, and that of
// the resource in it.
type location struct{ stack, index int }

// compare orders locations as the resources stand.
func (l location) compare(m location) int {
	return cmp.Or(cmp.Compare(l.stack, m.stack), cmp.Compare(l.index, m.index))
}

// owner returns the index of the stack that declares r.
func (j *joiner) owner(r *iac.Resource) (stack int, declared bool) {
	l, ok := j.places[r]
	return l.stack, ok
}

// join returns the stacks, each with its neighbours. A stack that has some gets
// resources of its own, since those of others have addresses there that say
// where they are from. Sources are the indexes of the stacks that those are from.
func join(stacks []*iac.Stack) (joined []*iac.Stack, sources [][]int) {
	j := &joiner{
		stacks: stacks, places: map[*iac.Resource]location{},
		referrers: map[*iac.Resource][]*iac.Resource{}, across: make([]bool, len(stacks)),
		guests: map[*iac.Resource][]*iac.Resource{},
		byName: map[name][]*iac.Resource{},
	}
	for i, s := range stacks {
		for n, r := range s.Resources {
			j.places[r] = location{i, n}
		}
	}
	for i, s := range stacks {
		for _, r := range s.Resources {
			j.index(i, r)
		}
	}
	joined, sources = slices.Clone(stacks), make([][]int, len(stacks))
	for i := range stacks {
		if j.across[i] {
			joined[i], sources[i] = j.view(i)
		}
	}
	return joined, sources
}

// index notes what r, of the stack with the index i, refers to.
func (j *joiner) index(i int, r *iac.Resource) {
	for _, n := range attachedTo(r) {
		j.byName[n] = append(j.byName[n], r)
	}
	for _, to := range r.Body.Refs() {
		j.referrers[to] = append(j.referrers[to], r)
		if k, declared := j.owner(to); declared && k != i {
			j.across[i], j.across[k] = true, true
		}
	}
	if network.Adds(r.Type) || r.Type == "module" || r.Unseen != nil {
		j.lend(i, r)
	}
}

// lend notes what r, of the stack with the index i, may add to: what a lookup
// that is not decided may find in other stacks.
func (j *joiner) lend(i int, r *iac.Resource) {
	add := func(why *iac.Unknown, to []*iac.Resource) {
		for _, m := range to {
			k, declared := j.owner(m)
			if declared && k != i && network.Reads(m.Type) {
				j.across[k] = true
				j.guests[m] = append(j.guests[m], j.guest(i, r, m, why))
			}
		}
	}
	for _, to := range r.Body.Refs() {
		if len(to.May) > 0 {
			add(&iac.Unknown{
				Name: to.Address, Range: to.Header,
				Why: fmt.Sprintf("what `%s` finds is not decided", to.Address),
			}, to.May)
		}
	}
	for _, u := range r.Body.Unknowns() {
		add(u, u.May)
	}
}

// guest returns what stands, in the stack that declares m, for the resource r
// that may add to it.
func (j *joiner) guest(i int, r, m *iac.Resource, why *iac.Unknown) *iac.Resource {
	address := prefix(j.stacks[i]) + r.Address
	return &iac.Resource{
		Address: address, Type: "module", Language: r.Language, Data: true, Exists: r.Exists,
		Unseen: &iac.Unknown{
			Name: address, Range: r.Range,
			Why: fmt.Sprintf("`%s` may add to `%s`: %s", address, m.Address, why.Why),
		},
		Body: iac.Object([]iac.Field{
			{Name: "to", Value: iac.TextValue(iac.Text{{Resource: m, Attr: "id"}}, r.Range), Range: r.Range},
		}, nil, r.Range),
		Region: r.Region, Account: r.Account, Range: r.Range, Header: r.Header,
		Root: j.stacks[i].Path,
	}
}

// view returns the stack with the index i as it is with its neighbours.
func (j *joiner) view(i int) (*iac.Stack, []int) {
	own := j.stacks[i]
	near := j.neighbours(i)
	guests := j.guestsOf(slices.Concat(own.Resources, near))
	if len(near)+len(guests) == 0 {
		return own, nil
	}
	renamed := map[*iac.Resource]*iac.Resource{}
	var sources []int
	for _, r := range own.Resources {
		renamed[r] = new(*r)
		renamed[r].Root = own.Path
	}
	for _, r := range near {
		k := j.places[r].stack
		renamed[r] = new(*r)
		renamed[r].Root = j.stacks[k].Path
		renamed[r].Address = prefix(j.stacks[k]) + r.Address
		if !slices.Contains(sources, k) {
			sources = append(sources, k)
		}
	}
	stack := *own
	stack.Resources, stack.Neighbours = moved(own.Resources, renamed), append(moved(near, renamed), guests...)
	for _, g := range guests {
		g.Body = g.Body.WithRefs(renamed)
	}
	stack.Scenarios = nil // they know nothing of what others add
	return &stack, sources
}

// guestsOf returns copies of what may add to the resources.
func (j *joiner) guestsOf(rs []*iac.Resource) []*iac.Resource {
	var guests []*iac.Resource
	for _, r := range rs {
		for _, g := range j.guests[r] {
			guests = append(guests, new(*g))
		}
	}
	return guests
}

// moved returns the resources that stand for rs, which refer to each other.
func moved(rs []*iac.Resource, renamed map[*iac.Resource]*iac.Resource) []*iac.Resource {
	out := make([]*iac.Resource, len(rs))
	for n, r := range rs {
		out[n] = renamed[r]
		out[n].Body = r.Body.WithRefs(renamed)
	}
	return out
}

// prefix returns what the addresses of a stack begin with in others.
func prefix(s *iac.Stack) string {
	name := s.Path
	if s.Kind != "terraform" {
		name = strings.TrimSuffix(name, path.Ext(name))
	}
	if s.Variant != "" {
		name += "(" + s.Variant + ")"
	}
	return name + "/"
}

// neighbours returns the resources of other stacks that the network of the
// stack with the index i has: what its own refer to, at any remove, and what
// adds to that or to its own. They are in the order of their stacks.
func (j *joiner) neighbours(i int) []*iac.Resource {
	seen := map[*iac.Resource]bool{}
	queue := slices.Clone(j.stacks[i].Resources)
	for _, r := range queue {
		seen[r] = true
	}
	reach := func(r *iac.Resource) {
		if _, declared := j.owner(r); declared && !seen[r] {
			seen[r] = true
			queue = append(queue, r)
		}
	}
	for n := 0; n < len(queue); n++ {
		r := queue[n]
		for _, to := range r.Body.Refs() {
			reach(to)
		}
		for _, from := range j.referrers[r] {
			if changes(from, r) {
				reach(from)
			}
		}
		if n, ok := nameOf(r); ok {
			for _, from := range j.byName[n] {
				reach(from)
			}
		}
	}
	near := slices.DeleteFunc(queue, func(r *iac.Resource) bool { return j.places[r].stack == i })
	slices.SortFunc(near, func(a, b *iac.Resource) int { return j.places[a].compare(j.places[b]) })
	return near
}

// changes reports whether r, which refers to what of, may have a part in what
// becomes of those who use that: it does not merely use it, too.
func changes(r, of *iac.Resource) bool {
	switch {
	case r.Type == "module" || r.Unseen != nil:
		return true
	case network.Reads(of.Type):
		return network.Adds(r.Type)
	case of.Type == "aws_ecs_task_definition" || of.Type == "AWS::ECS::TaskDefinition":
		return true // what is started from it is no task of its own
	}
	return !ecs.Launches(r.Type)
}

// isOwn returns what reports whether a resource is declared by the stack
// itself.
func isOwn(s *iac.Stack) func(*iac.Resource) bool {
	if len(s.Neighbours) == 0 {
		return func(*iac.Resource) bool { return true }
	}
	own := map[*iac.Resource]bool{}
	for _, r := range s.Resources {
		own[r] = true
	}
	return func(r *iac.Resource) bool { return own[r] }
}
