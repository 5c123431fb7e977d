package cloudformation

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A wire leads to what a parameter is given: an output of another stack, or
// what no file shows.
type wire struct {
	template, output string
	action           string // of the pipeline that deploys that stack; empty for any
	why              string // why it is not known; empty if there is an output

	pipeline *pipeline // whose action overrides the parameter with a value of its own, or nil
	of       *pipelineAction
}

// wireOf returns the wire to TEMPLATE.OUTPUT.
func wireOf(s string) (wire, bool) {
	i := strings.LastIndexByte(s, '.')
	if i <= 0 || i+1 == len(s) {
		return wire{}, false
	}
	return wire{template: s[:i], output: s[i+1:]}, true
}

// wire returns the wire of a parameter: what the options say comes before what
// the file that the stack is deployed with says.
func (in *instance) wire(name string) (wire, bool) {
	if in.parent != nil {
		return wire{}, false
	}
	if s, ok := in.load.opts.Wiring[in.tmpl.name][name]; ok {
		return wireOf(s)
	}
	if slices.Contains(in.load.opts.Kept, name) {
		return keptWire(name), true
	}
	w, ok := in.set.wires[name]
	return w, ok
}

// keptWire returns the wire of a parameter that keeps the value with which the
// stack was deployed before, which no file shows.
func keptWire(name string) wire {
	return wire{why: fmt.Sprintf("parameter `%s` keeps the value that the stack has (`UsePreviousValue`): pass --parameters FILE", name)}
}

// keptWires returns the wires of parameters that keep their values.
func keptWires(names []string) map[string]wire {
	wires := map[string]wire{}
	for _, name := range names {
		wires[name] = keptWire(name)
	}
	return wires
}

// isGiven reports whether whoever deploys the template gives a parameter a
// value, whatever it is.
func (l *loader) isGiven(t *template, name string) bool {
	if _, ok := l.opts.Parameters[name]; ok {
		return true
	}
	if slices.Contains(l.opts.Kept, name) {
		return true
	}
	if _, ok := l.opts.Assumed["Parameter "+name]; ok {
		return true
	}
	_, ok := wireOf(l.opts.Wiring[t.name][name])
	return ok
}

// wired returns the value of a parameter that a wire leads to.
func (in *instance) wired(e entry, w wire) iac.Value {
	unknown := func(why string) iac.Value { return in.unknown(e.value, "parameter "+e.key, why) }
	if w.why != "" {
		return unknown(w.why)
	}
	if w.pipeline != nil {
		v := w.pipeline.override(w.of, e.key)
		in.load.links = append(in.load.links, [2]*instance{in.top, w.pipeline.in.top})
		return in.through(e.value, v, iac.Origin{Name: "pipeline " + w.pipeline.id, Range: v.Range})
	}
	from := in.wiredStacks(w)
	switch len(from) {
	case 0:
		return unknown(fmt.Sprintf("parameter `%s` is output `%s` of `%s`, which is not scanned", e.key, w.output, w.template))
	case 1:
	default:
		return unknown(fmt.Sprintf("parameter `%s` is output `%s` of `%s`, which is deployed in %d ways: pass --parameters FILE",
			e.key, w.output, w.template, len(from)))
	}
	for _, o := range from[0].outputEntries() {
		if o.key == w.output {
			in.load.links = append(in.load.links, [2]*instance{in.top, from[0]})
			return in.outputOf(e.value, from[0], o)
		}
	}
	return in.fail(e.value, "parameter `%s` is to be output `%s` of `%s`, which has no such output", e.key, w.output, w.template)
}

// wiredStacks returns the stacks that a wire may lead to. Of those that are
// deployed with different files the one counts that is deployed with the same.
func (in *instance) wiredStacks(w wire) []*instance {
	var from []candidate
	for _, root := range in.load.roots {
		if root.tmpl.name == w.template && (w.action == "" || w.action == root.set.action) {
			from = append(from, candidate{export: export{in: root}})
		}
	}
	var stacks []*instance
	for _, c := range most(from, in.likeness) {
		stacks = append(stacks, c.in)
	}
	return stacks
}

// checkWiring returns what is wrong with the wiring that the options give:
// nobody else sees that a parameter is not there.
func (l *loader) checkWiring(t *template) {
	wires := l.opts.Wiring[t.name]
	for _, name := range slices.Sorted(maps.Keys(wires)) {
		_, wellFormed := wireOf(wires[name])
		_, declared := t.root.get("Parameters").entry(name)
		switch {
		case !wellFormed:
			t.report(iac.EvaluationError, source.Range{File: t.name}, "the wiring of parameter `%s` is `%s`, not TEMPLATE.OUTPUT", name, wires[name])
		case !declared:
			t.report(iac.EvaluationError, source.Range{File: t.name}, "the wiring names parameter `%s`, which the template does not declare", name)
		}
	}
}
