package analyzer

import (
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
	owner     map[*iac.Resource]int // index of the stack
	referrers map[*iac.Resource][]*iac.Resource
	across    []bool // of the stacks, those that refer to others or are referred to
}

// join returns the stacks, each with its neighbours. A stack that has some gets
// resources of its own, since those of others have addresses there that say
// where they are from. Sources are the indexes of the stacks that those are from.
func join(stacks []*iac.Stack) (joined []*iac.Stack, sources [][]int) {
	j := &joiner{
		stacks: stacks, owner: map[*iac.Resource]int{},
		referrers: map[*iac.Resource][]*iac.Resource{}, across: make([]bool, len(stacks)),
	}
	for i, s := range stacks {
		for _, r := range s.Resources {
			j.owner[r] = i
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
	for _, to := range r.Body.Refs() {
		j.referrers[to] = append(j.referrers[to], r)
		if k, declared := j.owner[to]; declared && k != i {
			j.across[i], j.across[k] = true, true
		}
	}
}

// view returns the stack with the index i as it is with its neighbours.
func (j *joiner) view(i int) (*iac.Stack, []int) {
	own := j.stacks[i]
	near := j.neighbours(i)
	if len(near) == 0 {
		return own, nil
	}
	renamed := map[*iac.Resource]*iac.Resource{}
	var sources []int
	for _, r := range own.Resources {
		renamed[r] = new(*r)
		renamed[r].Root = own.Path
	}
	for _, r := range near {
		k := j.owner[r]
		renamed[r] = new(*r)
		renamed[r].Root = j.stacks[k].Path
		renamed[r].Address = prefix(j.stacks[k]) + r.Address
		if !slices.Contains(sources, k) {
			sources = append(sources, k)
		}
	}
	stack := *own
	stack.Resources, stack.Neighbours = moved(own.Resources, renamed), moved(near, renamed)
	stack.Scenarios = nil // they know nothing of what others add
	return &stack, sources
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
		if _, declared := j.owner[r]; declared && !seen[r] {
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
	}
	var near []*iac.Resource
	for k, s := range j.stacks {
		for _, r := range s.Resources {
			if k != i && seen[r] {
				near = append(near, r)
			}
		}
	}
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
