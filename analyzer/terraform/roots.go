package terraform

import (
	"bytes"
	"context"
	"path"

	"github.com/taskreach/taskreach/analyzer/source"
)

// Roots returns those of the folders dirs that no other one of them calls as a
// local module, in their order. Of folders that call each other in a circle,
// the first is a root if nothing else reaches it.
func Roots(tree *source.Tree, dirs []string) []string {
	return callsAmong(tree, dirs).roots(dirs)
}

// Callers returns those of the Roots of dirs that are one of the modules or
// call one at any depth.
func Callers(tree *source.Tree, dirs, modules []string) []string {
	c := callsAmong(tree, dirs)
	wanted := map[string]bool{}
	for _, m := range modules {
		wanted[path.Clean(m)] = true
	}
	var out []string
	for _, root := range c.roots(dirs) {
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
		body := e.parseFile(name, rootShape())
		if body == nil {
			continue
		}
		base, _ := cutConfigExt(path.Base(name))
		(&syntaxFile{name, isOverride(base), body}).addTo(m, e)
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
