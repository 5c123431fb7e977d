package terraform

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// inputsRoot is the name by which variables refer to the inputs of a unit. No
// reference can spell it.
const inputsRoot = " inputs"

// settle gives the evaluator those inputs of the unit that nothing else has a
// value for: Terragrunt hands them to Terraform as environment variables. Where
// it is not known which files of variables Terraform is handed, these may have
// others.
func (u *unit) settle() {
	if u == nil || u.settled {
		return
	}
	u.settled = true
	for name := range u.e.main.mod.variables {
		switch _, given := u.e.inputs[name]; {
		case given:
		case u.mayBeHidden():
			u.e.inputs[name] = input{val: u.own.unread("var."+name, u.hidden.Why, u.hidden.Range)}
		case u.own.hasInput(name):
			u.e.inputs[name] = input{expr: u.reference(name), ctx: u.own.ctx}
		}
	}
}

// reference returns an expression for the input called name.
func (u *unit) reference(name string) hclsyntax.Expression {
	r := hcl.Range{Filename: u.own.file, Start: hcl.InitialPos, End: hcl.InitialPos}
	if c := u.own.owner(name); c != nil && c.inputs != nil {
		r = c.inputs.SrcRange
	}
	return &refExpr{
		Expression: &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: r},
		trav:       hcl.Traversal{hcl.TraverseRoot{Name: inputsRoot, SrcRange: r}, hcl.TraverseAttr{Name: name, SrcRange: r}},
	}
}

// names returns the names of the inputs, sorted.
func (u *unit) names() []string {
	names, _ := u.own.inputNames()
	return names
}

// constructor returns the object that the inputs are written as, if they are
// and each of its keys is a plain name.
func (c *config) constructor() (*hclsyntax.ObjectConsExpr, bool) {
	if c.inputs == nil {
		return nil, false
	}
	o, ok := peel(c.inputs.Expr).(*hclsyntax.ObjectConsExpr)
	if !ok {
		return nil, false
	}
	for _, item := range o.Items {
		if itemName(item) == "" {
			return nil, false
		}
	}
	return o, true
}

func itemName(item hclsyntax.ObjectConsItem) string {
	x := item.KeyExpr
	if k, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		x = k.Wrapped
	}
	return keyword(x)
}

// item returns the expression of the input in the constructor o, or nil.
func item(o *hclsyntax.ObjectConsExpr, name string) hclsyntax.Expression {
	for _, item := range slices.Backward(o.Items) {
		if itemName(item) == name {
			return item.ValueExpr
		}
	}
	return nil
}

// allOwn returns the inputs that the configuration itself has as one value.
func (c *config) allOwn() (cty.Value, hcl.Diagnostics) {
	return c.once("inputs", c.inputs.SrcRange, func() (cty.Value, hcl.Diagnostics) {
		return c.inputs.Expr.Value(c.ctx)
	})
}

// ownInput returns an input that the configuration itself has. Where it is not
// known which those are, it may be one of them, and is unknown.
func (c *config) ownInput(name string) (v cty.Value, ok bool, diags hcl.Diagnostics) {
	if c.inputs == nil {
		return cty.NilVal, false, nil
	}
	if o, plain := c.constructor(); plain {
		x := item(o, name)
		if x == nil {
			return cty.NilVal, false, nil
		}
		v, diags = c.once("input."+name, x.Range(), func() (cty.Value, hcl.Diagnostics) { return x.Value(c.ctx) })
		return v, true, diags
	}
	all, diags := c.allOwn()
	switch {
	case diags.HasErrors():
		return cty.DynamicVal, true, diags
	case all.IsNull():
		return cty.NilVal, false, nil
	case !isObject(all):
		return c.unread("inputs."+name, "what the inputs are merged from is not", rangeOf(c.inputs.SrcRange)), true, nil
	}
	v, ok = member(all, name)
	return v, ok, nil
}

// isObject reports whether the members of v can be told.
func isObject(v cty.Value) bool {
	return v.IsKnown() && !v.IsNull() && (v.Type().IsObjectType() || v.Type().IsMapType())
}

// member returns the member of an object or map.
func member(v cty.Value, name string) (cty.Value, bool) {
	for it := v.ElementIterator(); it.Next(); {
		if k, m := it.Element(); isString(k) && k.AsString() == name {
			return m, true
		}
	}
	return cty.NilVal, false
}

// input returns the value of an input with what is included merged in.
// https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#include
func (c *config) input(name string) (v cty.Value, ok bool, diags hcl.Diagnostics) {
	v, ok, diags = c.ownInput(name)
	for _, i := range slices.Backward(c.includes) {
		if i.strategy == "no_merge" || ok && i.strategy != "deep" {
			continue
		}
		if i.config == nil {
			if !ok {
				v, ok = c.unread("inputs."+name, "what it may be included from is not read", rangeOf(i.block.DefRange())), true
			}
			continue
		}
		base, has, more := i.config.input(name)
		diags = append(diags, more...)
		switch {
		case has && ok:
			v = deeply(v, base)
		case has:
			v, ok = base, true
		}
	}
	if !ok && c.failed {
		v, ok = c.unread("inputs."+name, "not all of `"+c.file+"` can be read", c.atFile()), true
	}
	return v, ok, diags
}

// deeply returns over merged into base as the strategy deep has it: members of
// objects one by one, lists one after the other.
func deeply(over, base cty.Value) cty.Value {
	switch {
	case isObject(over) && isObject(base):
		fields := map[string]cty.Value{}
		for it := base.ElementIterator(); it.Next(); {
			k, v := it.Element()
			fields[k.AsString()] = v
		}
		for it := over.ElementIterator(); it.Next(); {
			k, v := it.Element()
			if below, ok := fields[k.AsString()]; ok {
				v = deeply(v, below)
			}
			fields[k.AsString()] = v
		}
		return cty.ObjectVal(fields)
	case isTuple(over) && isTuple(base):
		return cty.TupleVal(append(base.AsValueSlice(), over.AsValueSlice()...))
	}
	return over
}

func isTuple(v cty.Value) bool {
	return v.IsKnown() && !v.IsNull() && (v.Type().IsTupleType() || v.Type().IsListType())
}

// hasInput reports whether the input has a value, which may be unknown.
func (c *config) hasInput(name string) bool {
	if o, plain := c.constructor(); plain && item(o, name) != nil {
		return true
	} else if !plain {
		if _, ok, _ := c.ownInput(name); ok {
			return true
		}
	}
	return c.failed || slices.ContainsFunc(c.includes, func(i *inclusion) bool {
		return i.strategy != "no_merge" && (i.config == nil || i.config.hasInput(name))
	})
}

// owner returns the configuration that has the input, or nil.
func (c *config) owner(name string) *config {
	for _, m := range c.chain() {
		if _, ok, _ := m.ownInput(name); ok {
			return m
		}
	}
	return nil
}

// inputNames returns the names of all inputs, sorted; known is false where there
// may be others.
func (c *config) inputNames() (names []string, known bool) {
	set, known := map[string]bool{}, true
	for _, m := range c.chain() {
		known = known && !m.failed
		if m.inputs == nil {
			continue
		}
		if o, plain := m.constructor(); plain {
			for _, i := range o.Items {
				set[itemName(i)] = true
			}
			continue
		}
		all, diags := m.allOwn()
		if diags.HasErrors() || !isObject(all) {
			known = known && !diags.HasErrors() && all.IsNull()
			continue
		}
		for it := all.ElementIterator(); it.Next(); {
			k, _ := it.Element()
			set[k.AsString()] = true
		}
	}
	return slices.Sorted(maps.Keys(set)), known
}

// stepConfig follows a reference in a configuration to what gives it its value.
func (e *evaluator) stepConfig(p place, c *config, x *refExpr) (place, bool) {
	first, ok := name(x.trav, 1)
	if !ok {
		return p, false
	}
	switch x.trav.RootName() {
	case "local":
		return e.stepLocal(p, c, first, x.trav[2:])
	case inputsRoot:
		m := c.owner(first)
		if m == nil {
			return p, false
		}
		return e.stepInput(p, m, first)
	case "include":
		i, rest, ok := c.inclusion(x.trav)
		what, _ := name(rest, 0)
		key, one := name(rest, 1)
		if !ok || i.config == nil || !one || what != "locals" {
			return p, false
		}
		return e.stepLocal(p, i.config, key, rest[2:])
	}
	return p, false
}

func (e *evaluator) stepLocal(p place, c *config, name string, steps hcl.Traversal) (place, bool) {
	a, ok := c.locals[name]
	path, static := pathOf(steps)
	if !ok || !static {
		return p, false
	}
	q := p.to(a.Expr, append(path, p.path...))
	q.ctx = c.ctx
	return q.through(iac.Origin{Name: "local." + name, Range: rangeOf(a.SrcRange)}), true
}

func (e *evaluator) stepInput(p place, c *config, name string) (place, bool) {
	x, path := c.inputs.Expr, prepend(cty.StringVal(name), p.path)
	if o, plain := c.constructor(); plain {
		x, path = item(o, name), p.path
	}
	q := p.to(x, path)
	q.ctx = c.ctx
	return q.through(iac.Origin{Name: "inputs." + name, Range: rangeOf(x.Range())}), true
}

// stepRead follows what read_terragrunt_config() returns into the file that it
// reads.
func (e *evaluator) stepRead(p place, x *hclsyntax.FunctionCallExpr) (place, bool) {
	f := frameOf(p.ctx)
	if f == nil || f.config == nil || len(p.path) < 2 {
		return p, false
	}
	v, diags := x.Args[0].Value(p.ctx)
	if diags.HasErrors() || !isString(v) {
		return p, false
	}
	name, _ := f.config.within(v.AsString())
	read, ok := f.config.unit.others[name]
	what, _ := keyText(p.path[0])
	key, _ := keyText(p.path[1])
	switch {
	case !ok:
	case what == "locals":
		p.path = p.path[2:]
		return e.stepLocal(p, read, key, nil)
	case what == "inputs" && read.owner(key) != nil:
		p.path = p.path[2:]
		return e.stepInput(p, read.owner(key), key)
	}
	return p, false
}

// atFile returns a place in the configuration that is not known closer.
func (c *config) atFile() source.Range {
	return rangeOf(hcl.Range{Filename: c.file, Start: hcl.InitialPos, End: hcl.InitialPos})
}
