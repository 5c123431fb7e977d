package cloudformation

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// checkCircles reports resources of the stack that wait for each other, or for
// themselves: CloudFormation refuses the template. Groups whose inline rules
// name each other are the usual case. Resources that may not be created are left
// out: their conditions may exclude each other.
//
// Source: https://repost.aws/knowledge-center/unable-validate-circular-dependency-cloudformation
func (in *instance) checkCircles() {
	w := &waiting{in: in, own: map[*iac.Resource]*declared{}, state: map[*declared]int{}}
	for _, d := range in.declared {
		if exists, _ := d.resource.Exists.Bool(); exists {
			w.own[d.resource] = d
		}
	}
	for _, d := range in.declared {
		if w.own[d.resource] != nil {
			w.visit(d)
		}
	}
}

// checkOrder notes that the stack imports from the one of an export, and reports
// at n if that one needs exports of this stack to be there before.
func (in *instance) checkOrder(n *node, e export) {
	from := e.in.top
	switch {
	case from == in.top:
		if in.first("imports of its own") {
			in.report(iac.UnknownInput, in.at(n), "the stack imports what it exports itself, which is not there before the stack is")
		}
		return
	case slices.Contains(in.load.imports[in.top], from):
		return
	case in.load.importsFrom(from, in.top, map[*instance]bool{}):
		in.report(iac.UnknownInput, in.at(n), "the stacks of `%s` and `%s` import from each other: neither can be created before the other", in.top.tmpl.name, from.tmpl.name)
	}
	in.load.imports[in.top] = append(in.load.imports[in.top], from)
}

// importsFrom reports whether a root imports from another, be it by way of
// others.
func (l *loader) importsFrom(root, other *instance, seen map[*instance]bool) bool {
	seen[root] = true
	return slices.ContainsFunc(l.imports[root], func(next *instance) bool {
		return next == other || !seen[next] && l.importsFrom(next, other, seen)
	})
}

// waiting is a walk from resources to those that they wait for.
type waiting struct {
	in    *instance
	own   map[*iac.Resource]*declared
	state map[*declared]int // 1 on the way, 2 done
	path  []*declared
}

func (w *waiting) visit(d *declared) {
	if w.state[d] == 1 {
		w.report(w.path[slices.Index(w.path, d):])
	}
	if w.state[d] != 0 {
		return
	}
	w.state[d], w.path = 1, append(w.path, d)
	for _, r := range d.resource.Body.Refs() {
		if next := w.own[r]; next != nil {
			w.visit(next)
		}
	}
	for _, id := range d.entry.value.get("DependsOn").scalars() {
		if next := w.in.byID[id]; next != nil && w.own[next.resource] != nil {
			w.visit(next)
		}
	}
	w.state[d], w.path = 2, w.path[:len(w.path)-1]
}

// scalars returns the texts in a list, or the one that stands for a list of one.
func (n *node) scalars() []string {
	if s, ok := n.scalar(); ok {
		return []string{s}
	}
	if n == nil {
		return nil
	}
	var all []string
	for _, item := range n.items {
		if s, ok := item.scalar(); ok {
			all = append(all, s)
		}
	}
	return all
}

func (w *waiting) report(circle []*declared) {
	names := make([]string, len(circle))
	for i, d := range circle {
		names[i] = "`" + d.entry.key + "`"
	}
	at := circle[0].entry.keyAt(w.in.tmpl.file)
	if len(names) == 1 {
		w.in.report(iac.EvaluationError, at, "resource %s refers to itself", names[0])
		return
	}
	w.in.report(iac.EvaluationError, at, "resources %s wait for each other in a circle", strings.Join(names, ", "))
}
