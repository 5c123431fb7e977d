package cloudformation

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// An ambiguity is that of imports that may be of several stacks. Two stacks of an
// account and region cannot export the same name, so that only one of those that
// do is deployed, and all imports of the name are from that. What is assumed to
// be the name holds for one stack that imports it only.
type ambiguity struct {
	load *loader
	by   int   // index of the root that imports, or anyone if the name is known
	from []int // indexes of the roots that it may import from, in order
}

const anyone = -1

// ambiguity returns that of an import with several candidates, or nil if they
// do not differ in the stack that they are of.
func (in *instance) ambiguity(found []candidate) *ambiguity {
	a := &ambiguity{load: in.load, by: anyone}
	if found[0].assumes() {
		if a.by = slices.Index(in.load.roots, in.top); a.by < 0 {
			return nil
		}
	}
	for _, c := range found {
		a.from = append(a.from, slices.Index(in.load.roots, c.in.top))
	}
	slices.Sort(a.from)
	if distinct := slices.Compact(slices.Clone(a.from)); a.from[0] < 0 || len(distinct) < len(found) {
		return nil
	}
	return a
}

// key tells ambiguities apart.
func (a *ambiguity) key() string { return fmt.Sprint(a.by, a.from) }

// settled returns those of the candidates that the scenario leaves: a stack is
// not deployed beside one that exports the same name. If none is left, neither
// is the stack that imports it.
func (in *instance) settled(found []candidate) []candidate {
	if len(found) == 0 || len(in.load.chosen) == 0 {
		return found
	}
	left := slices.DeleteFunc(slices.Clone(found), func(c candidate) bool {
		return slices.Contains(in.load.excluded, slices.Index(in.load.roots, c.in.top))
	})
	if !found[0].assumes() && len(left) == 0 {
		in.top.impossible = true
		return found
	}
	if len(left) < 2 {
		return left
	}
	a := in.ambiguity(left)
	if a == nil {
		return left
	}
	if from, ok := in.load.chosen[a.key()]; ok {
		return slices.DeleteFunc(left, func(c candidate) bool { return c.in.top != in.load.roots[from] })
	}
	return left
}

// choose notes what a scenario chooses.
func (l *loader) choose(chosen []choice) {
	for _, c := range chosen {
		if c.imports == nil {
			continue
		}
		l.chosen[c.imports.key()] = c.from
		for _, i := range c.imports.from {
			if c.imports.by == anyone && i != c.from {
				l.excluded = append(l.excluded, i)
			}
		}
	}
}

// abandon has nothing of a stack created that imports what nobody exports.
func (in *instance) abandon() {
	in.walk(func(in *instance) {
		for _, d := range in.declared {
			d.resource.Exists = iac.Bool(false, d.entry.keyAt(in.tmpl.file))
		}
	})
}

// choices returns the ways to settle the imports.
func (a *ambiguity) choices() []choice {
	var all []choice
	for _, i := range a.from {
		all = append(all, choice{imports: a, from: i})
	}
	return all
}

// when says when the imports are from a root: "`net.yaml` is what is deployed",
// "`app.yaml` imports from `net.yaml`".
func (a *ambiguity) when(from int) string {
	root := a.load.roots[from]
	name := "`" + root.tmpl.name + "`"
	if root.set.name != "" {
		name += " with `" + root.set.name + "`"
	}
	if a.by == anyone {
		return name + " is what is deployed"
	}
	return fmt.Sprintf("`%s` imports from %s", a.load.roots[a.by].tmpl.name, name)
}

// agrees reports whether a choice can be made beside others: of stacks that
// export the same name only one is deployed.
func (c choice) agrees(others []choice) bool {
	if c.imports == nil || c.imports.by != anyone {
		return true
	}
	return !slices.ContainsFunc(others, func(o choice) bool {
		return o.imports != nil && o.imports.by == anyone && o.from != c.from &&
			(slices.Contains(o.imports.from, c.from) || slices.Contains(c.imports.from, o.from))
	})
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
