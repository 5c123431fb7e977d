package cloudformation

import (
	"fmt"
	"slices"
)

// An ambiguity is that of the imports of one stack that may be of several. They
// are all of the same one: two stacks of an account and region cannot export the
// same name, so that only one of those that do is deployed.
type ambiguity struct {
	load *loader
	by   int   // index of the root that imports
	from []int // indexes of the roots that it may import from, in order
}

// ambiguity returns that of an import with several candidates, or nil if they
// do not differ in the stack that they are of.
func (in *instance) ambiguity(found []candidate) *ambiguity {
	a := &ambiguity{load: in.load, by: slices.Index(in.load.roots, in.top)}
	for _, c := range found {
		a.from = append(a.from, slices.Index(in.load.roots, c.in.top))
	}
	slices.Sort(a.from)
	if distinct := slices.Compact(slices.Clone(a.from)); a.by < 0 || a.from[0] < 0 || len(distinct) < len(found) {
		return nil
	}
	return a
}

// key tells ambiguities apart.
func (a *ambiguity) key() string { return fmt.Sprint(a.by, a.from) }

// settled returns the one of several candidates that the scenario chooses, if it
// chooses one.
func (in *instance) settled(found []candidate) []candidate {
	if len(found) < 2 || len(in.load.chosen) == 0 {
		return found
	}
	a := in.ambiguity(found)
	if a == nil {
		return found
	}
	from, ok := in.load.chosen[a.key()]
	if !ok {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(c candidate) bool { return c.in.top != in.load.roots[from] })
}

// choices returns the ways to settle the imports.
func (a *ambiguity) choices() []choice {
	var all []choice
	for _, i := range a.from {
		all = append(all, choice{imports: a, from: i})
	}
	return all
}

// when says when the imports are from a root: "`app.yaml` imports from
// `net.yaml`".
func (a *ambiguity) when(from int) string {
	root := a.load.roots[from]
	name := "`" + root.tmpl.name + "`"
	if root.set.name != "" {
		name += " with `" + root.set.name + "`"
	}
	return fmt.Sprintf("`%s` imports from %s", a.load.roots[a.by].tmpl.name, name)
}

// joinedBy returns the roots that the choices join to the given ones, with all
// that belongs to them.
func (l *loader) joinedBy(chosen []choice, roots []*instance) []*instance {
	var joined []*instance
	for _, c := range chosen {
		if c.imports == nil {
			continue
		}
		for _, group := range l.groups() {
			if !slices.Contains(group, l.roots[c.from]) {
				continue
			}
			for _, in := range group {
				if !slices.Contains(roots, in) && !slices.Contains(joined, in) {
					joined = append(joined, in)
				}
			}
		}
	}
	return joined
}
