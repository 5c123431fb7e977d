package cloudformation

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// maxScenarios is under how many ways to settle its parameters a stack is
// evaluated: four that say yes or no make as many.
const maxScenarios = 16

// A declaration is that of a parameter to which nothing gives a value, and
// what it has been compared with where that could not be decided.
type declaration struct {
	node     *node
	name     string
	owner    *instance
	compared []string
}

// compares notes that it is of account whether a parameter has the value s.
func (l *loader) compares(u *iac.Unknown, s string) {
	if d := l.declarations[u]; d != nil && d.owner.parent == nil && !slices.Contains(d.compared, s) {
		d.compared = append(d.compared, s)
	}
}

// A choice is one way to settle a parameter: a value, or none of those that it
// is compared with. Or it is one way to settle imports: the root they are from.
type choice struct {
	of    *declaration
	value string
	other bool

	imports *ambiguity
	from    int
}

// String says when it is so: "`Stage` is `prod`".
func (c choice) String() string {
	switch {
	case c.imports != nil:
		return c.imports.when(c.from)
	case c.other && c.of.left() != "":
		return fmt.Sprintf("`%s` is `%s`", c.of.name, c.of.left())
	case c.other && len(c.of.compared) == 1 && c.of.compared[0] == "":
		return fmt.Sprintf("`%s` is given", c.of.name)
	case c.other && len(c.of.compared) == 1:
		return fmt.Sprintf("`%s` is not `%s`", c.of.name, c.of.compared[0])
	case c.other:
		return fmt.Sprintf("`%s` is none of `%s`", c.of.name, strings.Join(c.of.compared, "`, `"))
	case c.value == "":
		return fmt.Sprintf("`%s` is empty", c.of.name)
	}
	return fmt.Sprintf("`%s` is `%s`", c.of.name, c.value)
}

// left returns the one value that a parameter may have beside those that it is
// compared with, or nothing if there is none or several.
func (d *declaration) left() string {
	var left []string
	for _, s := range d.node.get("AllowedValues").scalars() {
		if !slices.Contains(d.compared, s) && !slices.Contains(left, s) {
			left = append(left, s)
		}
	}
	if len(left) != 1 {
		return ""
	}
	return left[0]
}

// choices returns the ways to settle a parameter.
func (d *declaration) choices() []choice {
	var all []choice
	for _, s := range d.compared {
		all = append(all, choice{of: d, value: s})
	}
	if allowed := d.node.get("AllowedValues"); allowed == nil || len(allowed.items) > len(d.compared) {
		all = append(all, choice{of: d, other: true})
	}
	return all
}

// follows notes that u is what it is because others are what they are.
func (l *loader) follows(u *iac.Unknown, from ...*iac.Unknown) *iac.Unknown {
	l.causes[u] = append(l.causes[u], from...)
	return u
}

// scenarios returns the stack of the roots once for each way to settle the
// parameters that facts follow from; nothing if there are none or too many.
func (l *loader) scenarios(ctx context.Context, roots []*instance, facts []*iac.Unknown) []*iac.Scenario {
	l.settling.Lock()
	defer l.settling.Unlock()
	combinations := [][]choice{nil}
	for _, choices := range l.questions(roots, facts) {
		var more [][]choice
		for _, chosen := range combinations {
			more = append(more, extended(chosen, choices)...)
		}
		if combinations = more; len(combinations) > maxScenarios {
			return nil
		}
	}
	if len(combinations) == 1 {
		return nil
	}
	var all []*iac.Scenario
	spent := 0
	for _, chosen := range combinations {
		if spent += steps(slices.Concat(roots, l.joinedBy(chosen, roots))); spent > maxSteps {
			return nil
		}
		s := l.scenario(ctx, roots, chosen)
		if s == nil || ctx.Err() != nil {
			return nil
		}
		all = append(all, s)
	}
	return all
}

// extended returns the choices made with one more, in each way that goes with
// them: as they are if there is none.
func extended(chosen, choices []choice) [][]choice {
	var all [][]choice
	for _, c := range choices {
		if c.agrees(chosen) {
			all = append(all, append(slices.Clone(chosen), c))
		}
	}
	if len(all) == 0 {
		return [][]choice{chosen}
	}
	return all
}

// steps returns how much work it was to evaluate the roots.
func steps(roots []*instance) int {
	n := 0
	for _, in := range roots {
		n += in.steps
	}
	return n
}

// questions returns the ways to settle each of what facts follow from: the
// parameters of the roots through conditions, in the order of the roots and of
// their declaration, and imports that may be of several stacks.
func (l *loader) questions(roots []*instance, facts []*iac.Unknown) [][]choice {
	var found []*declaration
	imports := map[string]*ambiguity{}
	seen := map[*iac.Unknown]bool{}
	var chase func(u *iac.Unknown)
	chase = func(u *iac.Unknown) {
		if seen[u] {
			return
		}
		seen[u] = true
		if d := l.declarations[u]; d != nil && len(d.compared) > 0 && slices.Contains(roots, d.owner) {
			found = append(found, d)
		}
		if a := l.ambiguities[u]; a != nil {
			imports[a.key()] = a
		}
		for _, cause := range l.causes[u] {
			chase(cause)
		}
	}
	for _, u := range facts {
		chase(u)
	}
	slices.SortStableFunc(found, func(a, b *declaration) int {
		return cmp.Or(slices.Index(roots, a.owner)-slices.Index(roots, b.owner), a.node.start-b.node.start)
	})
	var questions [][]choice
	for _, d := range found {
		questions = append(questions, d.choices())
	}
	for _, key := range slices.Sorted(maps.Keys(imports)) {
		questions = append(questions, imports[key].choices())
	}
	return questions
}

// scenario returns the stack of the roots as it is if the choices are made, or
// nil if it then refers to other stacks than before.
func (l *loader) scenario(ctx context.Context, roots []*instance, chosen []choice) *iac.Scenario {
	v := l.variation(ctx, chosen)
	joined := l.joinedBy(chosen, roots)
	var copies []*instance
	for _, root := range slices.Concat(roots, joined) {
		c := v.newInstance(root.tmpl, nil, "", root.set.with(root, chosen))
		c.walk((*instance).forget)
		delete(v.exports, root)
		v.roots[slices.Index(v.roots, root)] = c
		copies = append(copies, c)
	}
	for _, c := range copies {
		v.collectExports(c)
	}
	for _, c := range copies {
		c.evaluate()
	}
	for _, c := range copies {
		if c.impossible {
			c.abandon()
		}
	}
	for _, link := range v.links {
		if slices.Contains(copies, link[0]) && !slices.Contains(copies, link[1]) {
			return nil
		}
	}
	var when []string
	for _, c := range chosen {
		if clause := c.String(); !slices.Contains(when, clause) {
			when = append(when, clause)
		}
	}
	s := v.stack(copies[:len(roots)], copies[len(roots):])
	return &iac.Scenario{When: strings.Join(when, " and "), Resources: s.Resources, Neighbours: s.Neighbours}
}

// variation returns a loader of the same templates in which nothing is evaluated
// and imports are from where they are chosen to be.
func (l *loader) variation(ctx context.Context, chosen []choice) *loader {
	v := &loader{
		ctx: ctx, tree: l.tree, opts: l.opts, templates: l.templates, assembled: l.assembled,
		facts: l.facts, folders: l.folders, actions: l.actions, properties: l.properties, sources: l.sources,

		roots:        slices.Clone(l.roots),
		exports:      maps.Clone(l.exports),
		assumed:      map[assumed]string{},
		imports:      map[*instance][]*instance{},
		loans:        l.loans,
		ambiguous:    map[*iac.Unknown][]export{},
		ambiguities:  map[*iac.Unknown]*ambiguity{},
		chosen:       map[string]int{},
		causes:       map[*iac.Unknown][]*iac.Unknown{},
		declarations: map[*iac.Unknown]*declaration{},
	}
	v.choose(chosen)
	return v
}

// with returns the set with the choices for the parameters of one root made.
func (s *parameterSet) with(root *instance, chosen []choice) *parameterSet {
	c := *s
	c.values, c.others = maps.Clone(s.values), map[string][]string{}
	if c.values == nil {
		c.values = map[string]string{}
	}
	for _, choice := range chosen {
		switch {
		case choice.of == nil || choice.of.owner != root:
		case choice.other:
			c.others[choice.of.name] = choice.of.compared
		default:
			c.values[choice.of.name] = choice.value
		}
	}
	return &c
}
