package cloudformation

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// stacks returns the result of a Load: what refers to each other as one, and
// what cannot be read by itself.
func (l *loader) stacks(names []string) []*iac.Stack {
	var stacks []*iac.Stack
	for _, group := range l.groups() {
		s := l.stack(group, nil)
		s.Scenarios = func(ctx context.Context, facts []*iac.Unknown) []*iac.Scenario {
			return l.scenarios(ctx, group, facts)
		}
		stacks = append(stacks, s)
	}
	for _, name := range names {
		if t := l.templates[name]; t.root == nil {
			stacks = append(stacks, &iac.Stack{Path: name, Kind: t.kind(), Problems: t.problems})
		}
	}
	slices.SortStableFunc(stacks, func(a, b *iac.Stack) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Variant, b.Variant))
	})
	return stacks
}

// kind returns the kind of a stack that is made of the template.
func (t *template) kind() string {
	if t.cdk != nil {
		return "cdk"
	}
	return "cloudformation"
}

// groups returns the roots that refer to each other, together with those of
// one cdk.out, in the order of their templates.
func (l *loader) groups() [][]*instance {
	leader := map[*instance]*instance{}
	var find func(in *instance) *instance
	find = func(in *instance) *instance {
		if leader[in] == nil || leader[in] == in {
			return in
		}
		leader[in] = find(leader[in])
		return leader[in]
	}
	assemblies := map[*assembly]*instance{}
	for _, in := range l.roots {
		a := in.tmpl.cdk
		if first := assemblies[a]; a != nil && first != nil {
			leader[find(in)] = find(first)
		} else if a != nil {
			assemblies[a] = in
		}
	}
	for _, link := range l.links {
		if a, b := find(link[0]), find(link[1]); a != b {
			leader[a] = b
		}
	}
	index := map[*instance]int{}
	var groups [][]*instance
	for _, in := range l.roots {
		i, ok := index[find(in)]
		if !ok {
			i = len(groups)
			index[find(in)] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], in)
	}
	return groups
}

// stack returns the resources and problems of roots that belong together, and
// those of others as its neighbours.
func (l *loader) stack(roots, others []*instance) *iac.Stack {
	s := &iac.Stack{Kind: roots[0].tmpl.kind(), Path: roots[0].tmpl.name}
	dir := path.Dir(s.Path)
	if len(roots) > 1 && slices.ContainsFunc(roots, func(in *instance) bool { return in.tmpl != roots[0].tmpl }) {
		s.Path = commonFolder(roots)
		dir = s.Path
	}
	s.Variant = variant(dir, roots)
	prefixes := prefixesOf(roots)
	seen := map[*template]bool{}
	for i, root := range roots {
		alone := len(roots) == 1 && !root.nestsAny()
		s.Asked = append(s.Asked, root.asked...)
		root.walk(func(in *instance) {
			for _, d := range in.declared {
				if !alone {
					d.resource.Address = prefixes[i] + in.path() + d.entry.key
				}
				if matters(d.resource.Type) {
					s.Resources = append(s.Resources, d.resource)
				}
			}
			if r := in.remainder(); r != nil {
				if !alone {
					r.Address = prefixes[i] + in.path() + r.Address
				}
				s.Resources = append(s.Resources, r)
			}
			if !seen[in.tmpl] {
				s.Problems = append(s.Problems, in.tmpl.problems...)
				s.Problems = append(s.Problems, in.tmpl.cdk.problems()...)
			}
			seen[in.tmpl] = true
			s.Problems = append(s.Problems, in.problems...)
		})
	}
	s.Outputs = l.published(roots)
	prefixes = prefixesOf(slices.Concat(roots, others))[len(roots):]
	for i, root := range others {
		root.walk(func(in *instance) { s.Neighbours = append(s.Neighbours, in.resources(prefixes[i])...) })
	}
	all := slices.Concat(roots, others)
	s.Resources = append(s.Resources, l.guests(all, s.All())...)
	s.Problems = sorted(s.Problems)
	return s
}

// resources returns the resources of a stack without those that it nests. What
// their addresses begin with leads to the root; a root without a name of its
// own has none.
func (in *instance) resources(prefix string) []*iac.Resource {
	var all []*iac.Resource
	for _, d := range in.declared {
		d.resource.Address = d.entry.key
		if prefix != "" {
			d.resource.Address = prefix + in.path() + d.entry.key
		}
		if matters(d.resource.Type) {
			all = append(all, d.resource)
		}
	}
	if r := in.remainder(); r != nil {
		if prefix != "" {
			r.Address = prefix + in.path() + r.Address
		}
		all = append(all, r)
	}
	return all
}

func (in *instance) nestsAny() bool {
	return slices.ContainsFunc(in.declared, func(d *declared) bool { return d.nested != nil })
}

// prefixesOf returns what the addresses in each root start with: the name of
// its template, with its folder and what it is deployed with only where the
// names are not enough.
func prefixesOf(roots []*instance) []string {
	bases, templates := map[string]int{}, map[*template]int{}
	for _, in := range roots {
		bases[in.tmpl.base()]++
		templates[in.tmpl]++
	}
	prefixes := make([]string, len(roots))
	for i, in := range roots {
		prefix := in.tmpl.base()
		if bases[prefix] > templates[in.tmpl] {
			prefix = path.Join(path.Dir(in.tmpl.name), prefix)
		}
		if templates[in.tmpl] > 1 {
			prefix += "(" + in.set.name + ")"
		}
		prefixes[i] = prefix + "/"
	}
	return prefixes
}

// commonFolder returns the innermost folder that all the templates are in.
func commonFolder(roots []*instance) string {
	common := strings.Split(path.Dir(roots[0].tmpl.name), "/")
	for _, in := range roots[1:] {
		parts := strings.Split(path.Dir(in.tmpl.name), "/")
		n := 0
		for n < min(len(common), len(parts)) && common[n] == parts[n] {
			n++
		}
		common = common[:n]
	}
	return path.Join(append([]string{"."}, common...)...)
}

// sorted returns the problems in the order of their places, each once: a
// template that is used twice has them twice.
func sorted(problems []iac.Problem) []iac.Problem {
	slices.SortStableFunc(problems, func(a, b iac.Problem) int {
		switch {
		case a.Range.Less(b.Range):
			return -1
		case b.Range.Less(a.Range):
			return 1
		}
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(problems)
}
