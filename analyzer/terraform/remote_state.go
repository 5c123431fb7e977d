package terraform

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A state is what a data source of a state reads: the root that keeps it among
// those that are loaded together, or why that is not known.
type state struct {
	root *evaluator
	may  []*evaluator // those that it may be, where it is not known which
	why  *iac.Unknown
}

// remoteState returns the attribute attr of a data source of a state. Of the
// outputs only the one that the steps name is evaluated.
func (i *instance) remoteState(attr string, steps hcl.Traversal) (cty.Value, bool) {
	st := i.stateOf()
	if !i.outputsAttr(attr) {
		// Terraform 0.11 had the outputs beside the arguments.
		if _, written, _ := i.written(attr); written || st.root == nil || st.root.main.outputExpr(attr) == nil {
			return cty.NilVal, false
		}
		return i.outputOf(st, "outputs", attr), true
	}
	if name, ok := nameOf(steps); ok {
		return cty.ObjectVal(map[string]cty.Value{name: i.outputOf(st, attr, name)}), true
	}
	if st.root == nil {
		return cty.NilVal, false
	}
	outputs := map[string]cty.Value{}
	for _, name := range slices.Sorted(maps.Keys(st.root.main.mod.outputs)) {
		outputs[name] = i.outputOf(st, attr, name)
	}
	return cty.ObjectVal(outputs), true
}

// outputOf returns the output called name of the state, which is read as part
// of the attribute attr.
func (i *instance) outputOf(st state, attr, name string) cty.Value {
	e := i.scope.e
	v, _ := i.once(attr+"."+name, i.res.block.DefRange(), func() (cty.Value, hcl.Diagnostics) {
		if st.root == nil {
			u := e.below(st.why, []cty.Value{cty.StringVal(attr), cty.StringVal(name)})
			u.May = e.mayRead(st.may, name)
			return e.soft(u), nil
		}
		if v, ok := e.outputOf(st.root, name); ok {
			return v, nil
		}
		if v, ok := i.defaultOutput(name); ok {
			return v, nil
		}
		return e.soft(e.unknown(unknownKey{res: i.iac, name: "no output " + name}, func() iac.Unknown {
			return iac.Unknown{
				Name: i.iac.Address + "." + attr + "." + name, Range: i.iac.Header,
				Why: fmt.Sprintf("`%s` has no output `%s` for `%s` to read", st.root.root, name, i.iac.Address),
			}
		})), nil
	})
	return v
}

// mayRead returns the resources that an output of the roots refers to.
func (e *evaluator) mayRead(roots []*evaluator, name string) []*iac.Resource {
	var out []*iac.Resource
	for _, r := range roots {
		v, ok := e.outputOf(r, name)
		if !ok {
			continue
		}
		anyText(v, func(s string) bool {
			for _, p := range e.tokens.text(s) {
				if p.Resource != nil && !slices.Contains(out, p.Resource) {
					out = append(out, p.Resource)
				}
			}
			return false
		})
	}
	return out
}

// defaultOutput returns what the data source has for an output that the state
// lacks.
func (i *instance) defaultOutput(name string) (cty.Value, bool) {
	v, ok, diags := i.written("defaults")
	if !ok || diags.HasErrors() {
		return cty.NilVal, false
	}
	v, diags = follow(v, hcl.Traversal{hcl.TraverseAttr{Name: name}})
	return v, !diags.HasErrors() && v.IsKnown()
}

// stateOf returns the state that the data source reads.
func (i *instance) stateOf() state {
	e := i.scope.e
	if st, ok := e.states[i.iac.Address]; ok {
		return st
	}
	e.states[i.iac.Address] = state{why: &iac.Unknown{
		Name: i.iac.Address, Why: "`" + i.iac.Address + "` asks for itself", Range: i.iac.Header,
	}}
	st := i.findState()
	e.states[i.iac.Address] = st
	return st
}

// unreadState returns the fact that it is not known which state is read.
func (i *instance) unreadState() *iac.Unknown {
	if i.res.kind == "tfe_outputs" {
		return i.readAtApply("values")
	}
	return i.readAtApply("outputs")
}

func (i *instance) findState() state {
	b, ok := i.readBackend()
	if !ok {
		return state{why: i.unreadState()}
	}
	var byLikeness [alike + 1][]*evaluator
	for _, r := range i.scope.e.mates() {
		if r.main != nil && i.scope.e.pairs(r) {
			l := b.like(r.backend)
			byLikeness[l] = append(byLikeness[l], r)
		}
	}
	for _, l := range []likeness{alike, assumed} {
		found := byLikeness[l]
		switch {
		case len(found) == 1:
			if l == assumed {
				i.assume(b, found[0])
			}
			return state{root: found[0]}
		case len(found) > 1:
			return i.severalStates(b, found)
		}
	}
	if len(byLikeness[maybe]) > 0 {
		return i.severalStates(b, byLikeness[maybe])
	}
	return state{why: i.whyUnread(fmt.Sprintf("no scanned stack keeps its state in %s, which `%s` reads", b, i.iac.Address))}
}

// readBackend returns where the data source reads a state from.
func (i *instance) readBackend() (backend, bool) {
	if i.res.kind == "tfe_outputs" {
		return i.tfeBackend()
	}
	e := i.scope.e
	kind, ok, diags := i.written("backend")
	if !ok || diags.HasErrors() || !isString(kind) || isTokenText(kind) {
		return backend{}, false
	}
	config, ok, diags := i.written("config")
	if diags.HasErrors() {
		return backend{}, false
	}
	if !ok {
		config = cty.EmptyObjectVal
	}
	if a, ok := i.res.block.Body.Attributes["config"]; ok {
		config = e.softened(config, e.at(a.Expr, i.ctx))
	}
	if config.IsKnown() && !config.IsNull() && config.Type().IsTupleType() && config.LengthInt() == 1 {
		config = config.Index(cty.Zero) // a block, as Terraform 0.11 took it
	}
	workspace := defaultWorkspace
	if v, ok, diags := i.written("workspace"); ok && !diags.HasErrors() && isString(v) && !isTokenText(v) {
		workspace = v.AsString()
	}
	return e.located(kind.AsString(), config, workspace), true
}

// severalStates returns the state that may be that of any of the roots.
func (i *instance) severalStates(b backend, roots []*evaluator) state {
	names := make([]string, len(roots))
	for n, r := range roots {
		names[n] = "`" + r.root + "`"
	}
	names = slices.Compact(names)
	const few = 4
	if len(names) > few {
		names = append(names[:few-1], fmt.Sprintf("%d more", len(names)-few+1))
	}
	why := fmt.Sprintf("`%s` reads the state in %s, which may be that of %s", i.iac.Address, b, strings.Join(names, " or "))
	if us := b.unknowns(); len(us) > 0 {
		why = fmt.Sprintf("which state `%s` reads is not known: %s", i.iac.Address, us[0].Why)
	}
	return state{may: roots, why: i.whyUnread(why)}
}

func (i *instance) whyUnread(why string) *iac.Unknown {
	return i.scope.e.unknown(unknownKey{res: i.iac, name: "state"}, func() iac.Unknown {
		return iac.Unknown{Name: i.iac.Address, Why: why, Range: i.iac.Header}
	})
}

// assume reports that a setting which is not in the files is taken to be that
// of the root.
func (i *instance) assume(b backend, root *evaluator) {
	i.scope.e.problems.add(iac.UnknownInput, i.iac.Header,
		"`%s` is taken to read the state of `%s`, which is kept in %s as far as is known", i.iac.Address, root.root, b)
}

// unknowns returns what the settings that tell states apart wait for.
func (b backend) unknowns() []*iac.Unknown {
	var us []*iac.Unknown
	for _, key := range settingsOf(b.kind) {
		us = append(us, b.settings[key].Unknowns()...)
	}
	return us
}
