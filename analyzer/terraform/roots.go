package terraform

import (
	"bytes"
	"context"
	"path"
	"slices"

	"github.com/taskreach/taskreach/analyzer/source"
)

// Roots returns those of the folders dirs that no other one of them calls as a
// local module, in their order. Of folders that call each other in a circle,
// the first is a root if nothing else reaches it. Units are folders with a
// configuration of Terragrunt: those in which it can run are roots, too, and
// what they run is none.
func Roots(tree *source.Tree, dirs []string, units ...string) []string {
	all, c := withUnits(tree, dirs, units)
	return c.roots(all)
}

// withUnits returns the folders dirs and the units among those given, in one
// order, and what they call of dirs.
func withUnits(tree *source.Tree, dirs, units []string) ([]string, calls) {
	c := callsAmong(tree, dirs)
	all := slices.Clone(dirs)
	included := map[string]bool{}
	var real []*unit
	e := newEvaluator(context.Background(), tree, ".", Options{})
	for _, dir := range units {
		u := e.unitAt(path.Clean(dir))
		if u == nil {
			continue
		}
		for _, name := range u.files {
			included[name] = included[name] || name != u.own.file
		}
		real = append(real, u)
	}
	have := map[string]bool{}
	for _, dir := range dirs {
		have[dir] = true
	}
	for _, u := range real {
		if !u.isReal() || included[u.own.file] && !u.isModule(u.dir) {
			continue
		}
		if !have[u.dir] {
			all = append(all, u.dir)
		}
		if dir, ok := u.moduleDir(); ok && dir != u.dir && have[dir] {
			c[u.dir] = append(c[u.dir], dir)
		}
	}
	if len(all) > len(dirs) {
		slices.Sort(all)
	}
	return all, c
}

// Dependencies returns the folders of the units that those in the folders dirs
// depend on, at any remove, and that are not among them; and of those in dirs
// the ones that Terragrunt is told not to apply.
func Dependencies(tree *source.Tree, dirs []string) (more []string, left []Exclusion) {
	known := map[string]bool{}
	for _, dir := range dirs {
		known[dir] = true
	}
	e := newEvaluator(context.Background(), tree, ".", Options{})
	queue := slices.Clone(dirs)
	for n := 0; n < len(queue); n++ {
		u := e.unitAt(queue[n])
		if x, excluded := u.exclusion(); excluded && n < len(dirs) {
			left = append(left, x)
		}
		for _, dir := range u.targets() {
			if _, ok := unitFile(tree, dir); ok && !known[dir] {
				known[dir] = true
				more = append(more, dir)
				queue = append(queue, dir)
			}
		}
	}
	slices.Sort(more)
	return more, left
}

// Readers returns those of the units in the folders dirs whose configuration
// reads or includes the file called name.
func Readers(tree *source.Tree, dirs []string, name string) []string {
	if path.Ext(name) != ".hcl" {
		return nil
	}
	var out []string
	e := newEvaluator(context.Background(), tree, ".", Options{})
	for _, dir := range dirs {
		u := e.unitAt(dir)
		if u == nil {
			continue
		}
		u.own.object() // which reads what its locals and inputs ask for
		if slices.Contains(u.files, name) {
			out = append(out, dir)
		}
	}
	return out
}

// Callers returns those of the Roots of dirs that are one of the modules or
// call one at any depth.
func Callers(tree *source.Tree, dirs, modules []string, units ...string) []string {
	all, c := withUnits(tree, dirs, units)
	wanted := map[string]bool{}
	for _, m := range modules {
		wanted[path.Clean(m)] = true
	}
	var out []string
	for _, root := range c.roots(all) {
		reached := map[string]bool{}
		c.reach(path.Clean(root), reached)
		for d := range reached {
			if wanted[d] {
				out = append(out, root)
				break
			}
		}
	}
	return out
}

// calls are the folders that each folder calls as local modules.
type calls map[string][]string

func callsAmong(tree *source.Tree, dirs []string) calls {
	among := map[string]bool{}
	for _, d := range dirs {
		among[path.Clean(d)] = true
	}
	c := calls{}
	for _, d := range dirs {
		d = path.Clean(d)
		for _, target := range localCalls(tree, d) {
			if target != d && among[target] {
				c[d] = append(c[d], target)
			}
		}
	}
	return c
}

// reach adds d and what it calls at any depth to those reached.
func (c calls) reach(d string, reached map[string]bool) {
	if reached[d] {
		return
	}
	reached[d] = true
	for _, next := range c[d] {
		c.reach(next, reached)
	}
}

func (c calls) roots(dirs []string) []string {
	called := map[string]bool{}
	for _, targets := range c {
		for _, t := range targets {
			called[t] = true
		}
	}
	root, reached := map[string]bool{}, map[string]bool{}
	for _, d := range dirs {
		if d = path.Clean(d); !called[d] {
			root[d] = true
			c.reach(d, reached)
		}
	}
	var out []string
	for _, dir := range dirs {
		d := path.Clean(dir)
		if !reached[d] {
			root[d] = true
			c.reach(d, reached)
		}
		if root[d] {
			out = append(out, dir)
		}
	}
	return out
}

// localCalls returns the folders that the module in dir calls.
func localCalls(tree *source.Tree, dir string) []string {
	names, err := configFiles(tree, dir)
	if err != nil {
		return nil
	}
	e := newEvaluator(context.Background(), tree, dir, Options{})
	m := newModule(dir)
	for _, name := range names {
		f, err := tree.ReadFile(name)
		// Most files call no module, and need not be parsed to know that.
		if err != nil || !bytes.Contains(f.Bytes, []byte("module")) || !bytes.Contains(f.Bytes, []byte("./")) {
			continue
		}
		base, _ := cutConfigExt(path.Base(name))
		if body := e.parseFile(name, rootShape(), isCall); body != nil {
			(&syntaxFile{name, isOverride(base), body}).addTo(m, e)
		}
	}
	var out []string
	for _, b := range m.blocks {
		a, ok := b.Body.Attributes["source"]
		if b.Type != "module" || !ok || a.Expr == nil {
			continue
		}
		if s := keyword(a.Expr); isLocalSource(s) {
			if target, err := source.Join(dir, s); err == nil {
				out = append(out, target)
			}
		}
	}
	return out
}
