package terraform

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A dependency is a dependency block: another unit whose outputs are read.
type dependency struct {
	label string
	block *hclsyntax.Block
	in    *config
	dir   string // of the unit; empty if that is not known
}

// dependency returns the block with the label: that of the configuration, of
// what it includes, or of the unit that it is included in.
func (c *config) dependency(label string) (dependency, bool) {
	for _, m := range append(c.chain(), c.unit.own.chain()...) {
		if b, ok := m.dependencies[label]; ok {
			return dependency{label, b, m, m.target(b)}, true
		}
	}
	return dependency{}, false
}

// target returns the folder of the unit that a dependency block names.
func (c *config) target(b *hclsyntax.Block) string {
	text, ok := c.text(b, "config_path")
	if !ok {
		return ""
	}
	name, ok := c.within(text)
	if !ok {
		return ""
	}
	if slices.Contains(unitFiles, path.Base(name)) {
		name = path.Dir(name)
	}
	return name
}

// within returns the name in the tree of a path as the configuration sees it.
func (c *config) within(name string) (string, bool) {
	name = path.Clean(name)
	dir := c.dir
	if rest, absolute := strings.CutPrefix(name, "/"); absolute {
		dir, name = ".", rest
	}
	full, err := source.Join(dir, name)
	return full, err == nil
}

// dependencies returns the units that the unit depends on, by folder.
func (u *unit) dependencies() []dependency {
	if u.known {
		return u.depends
	}
	u.known = true
	var out []dependency
	for _, c := range u.own.chain() {
		for label, b := range c.dependencies {
			if dir := c.target(b); dir != "" {
				out = append(out, dependency{label, b, c, dir})
			}
		}
	}
	slices.SortFunc(out, func(a, b dependency) int { return strings.Compare(a.dir+" "+a.label, b.dir+" "+b.label) })
	u.depends = out
	return out
}

// targets returns the folders of the units that the unit depends on.
func (u *unit) targets() []string {
	if u == nil {
		return nil
	}
	var dirs []string
	for _, d := range u.dependencies() {
		dirs = append(dirs, d.dir)
	}
	return dirs
}

// dependencyValue returns what the steps after dependency.label lead to.
func (c *config) dependencyValue(label string, steps hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	d, ok := c.dependency(label)
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference to undeclared dependency `%s`", label)
	}
	what, _ := name(steps, 0)
	if what != "outputs" {
		return d.unread(what, "only outputs of another unit are read"), nil
	}
	if out, one := name(steps, 1); one {
		v, diags := c.once("dependency."+label+"."+out, at, func() (cty.Value, hcl.Diagnostics) { return d.output(out), nil })
		return withRest(steps[2:])(v, diags)
	}
	return c.once("dependency."+label, at, func() (cty.Value, hcl.Diagnostics) { return d.outputs(), nil })
}

// unread returns a value of the dependency that is not known, and why.
func (d dependency) unread(name, why string) cty.Value {
	return d.in.unread("dependency."+d.label+"."+name, why, rangeOf(d.block.DefRange()))
}

// root returns the evaluator of the unit; where it cannot be read, why says so.
func (d dependency) root() (of *evaluator, why string) {
	u := d.in.unit
	switch {
	case d.dir == "":
		return nil, "which unit its `config_path` names is not"
	case d.in.isTrue(d.block, "skip_outputs"), d.in.is(d.block, "enabled", cty.False):
		return nil, "Terragrunt is told not to read the outputs of `" + d.dir + "`"
	case u.broken[d.dir]:
		return nil, "`" + d.dir + "` depends on `" + u.dir + "` in turn"
	}
	n := u.e.set.unitIn(d.dir)
	if n < 0 {
		return nil, ""
	}
	if !slices.Contains(u.e.set.circles[u.e.circle], n) {
		return nil, "`" + d.dir + "` is evaluated apart"
	}
	switch r := u.e.set.roots[n]; {
	case r.unit.missing != nil:
		return nil, r.unit.missing.Why
	default:
		return r, ""
	}
}

// output returns one output of the unit that is depended on.
func (d dependency) output(name string) cty.Value {
	of, why := d.root()
	switch {
	case why != "":
		return d.unread("outputs."+name, why)
	case of == nil:
		if mocks, ok := d.mocks(); ok {
			if m, ok := member(mocks, name); ok {
				return d.shaped("outputs."+name, m)
			}
		}
		return d.unread("outputs."+name, d.unscanned())
	}
	e := d.in.unit.e
	if v, ok := e.outputOf(of, name); ok {
		return v
	}
	if of.main.modelled() {
		return d.unread("outputs."+name, of.main.notModelled(name).Why)
	}
	return d.unread("outputs."+name, "`"+d.dir+"` has no such output")
}

// outputs returns all outputs of the unit that is depended on.
func (d dependency) outputs() cty.Value {
	of, why := d.root()
	fields := map[string]cty.Value{}
	switch {
	case why != "":
		return d.unread("outputs", why)
	case of == nil:
		mocks, ok := d.mocks()
		if !ok {
			return d.unread("outputs", d.unscanned())
		}
		return d.shaped("outputs", mocks)
	}
	for name := range of.main.mod.outputs {
		fields[name] = d.output(name)
	}
	return cty.ObjectVal(fields)
}

func (d dependency) unscanned() string {
	if _, err := fs.Stat(d.in.unit.e.tree.FS(), d.dir); err != nil {
		return "`" + d.dir + "` is not there"
	}
	return "`" + d.dir + "` is not among the units that are scanned"
}

// mocks returns the mock_outputs of the dependency.
func (d dependency) mocks() (cty.Value, bool) {
	a, ok := d.block.Body.Attributes["mock_outputs"]
	if !ok {
		return cty.NilVal, false
	}
	v, diags := a.Expr.Value(d.in.ctx)
	if diags.HasErrors() || !isObject(v) {
		return cty.NilVal, false
	}
	d.in.unit.e.assume(iac.Assumption{
		Name: "dependency." + d.label, Range: rangeOf(a.SrcRange),
		Says: d.unscanned() + ": its outputs have the form of mock_outputs, and other values",
	})
	return v, true
}

// shaped returns a value of the form of a mock: what it says is made up.
func (d dependency) shaped(name string, mock cty.Value) cty.Value {
	switch {
	case isObject(mock):
		fields := map[string]cty.Value{}
		for it := mock.ElementIterator(); it.Next(); {
			k, v := it.Element()
			fields[k.AsString()] = d.shaped(name+"."+k.AsString(), v)
		}
		return cty.ObjectVal(fields)
	case isTuple(mock):
		var items []cty.Value
		for i, v := range mock.AsValueSlice() {
			items = append(items, d.shaped(name+pathText(d.in.unit.e.tokens, []cty.Value{cty.NumberIntVal(int64(i))}), v))
		}
		return cty.TupleVal(items)
	}
	return d.unread(name, d.unscanned())
}

// unitIn returns the number of the root that is the unit in the folder, or -1.
func (s *set) unitIn(dir string) int {
	if n, ok := s.units[dir]; ok {
		return n
	}
	return -1
}

// breakCycles reports the dependencies of the n-th root that lead back to it, if
// it is a unit, and breaks them.
func (s *set) breakCycles(n int) {
	e := s.roots[n]
	if e.unit == nil {
		return
	}
	for _, d := range e.unit.dependencies() {
		if way := s.way(d.dir, e.unit.dir, map[string]bool{}); way != nil && !e.unit.broken[d.dir] {
			e.unit.broken[d.dir] = true
			e.problems.add(iac.EvaluationError, rangeOf(d.block.DefRange()),
				"dependency cycle: %s", strings.Join(append([]string{e.unit.dir}, way...), " → "))
		}
	}
}

// way returns the units by which from depends on to, both among them, or nil.
func (s *set) way(from, to string, seen map[string]bool) []string {
	if from == to {
		return []string{to}
	}
	n := s.unitIn(from)
	if seen[from] || n < 0 {
		return nil
	}
	seen[from] = true
	for _, d := range s.roots[n].unit.dependencies() {
		if way := s.way(d.dir, to, seen); way != nil {
			return append([]string{from}, way...)
		}
	}
	return nil
}
