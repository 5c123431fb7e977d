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
	among := map[string]bool{}
	for _, d := range dirs {
		among[path.Clean(d)] = true
	}
	calls := map[string][]string{}
	called := map[string]bool{}
	for _, d := range dirs {
		d = path.Clean(d)
		for _, target := range localCalls(tree, d) {
			if target != d && among[target] {
				calls[d] = append(calls[d], target)
				called[target] = true
			}
		}
	}
	root, reached := map[string]bool{}, map[string]bool{}
	var reach func(d string)
	reach = func(d string) {
		if !reached[d] {
			reached[d] = true
			for _, next := range calls[d] {
				reach(next)
			}
		}
	}
	for _, d := range dirs {
		if d = path.Clean(d); !called[d] {
			root[d] = true
			reach(d)
		}
	}
	var out []string
	for _, dir := range dirs {
		d := path.Clean(dir)
		if !reached[d] {
			root[d] = true
			reach(d)
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
