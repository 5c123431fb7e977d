package terraform

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// texts returns the texts that an assumed value holds.
func texts(v iac.Value) []string {
	var out []string
	items, _ := v.Items()
	for _, item := range items {
		if s, ok := item.Str(); ok {
			out = append(out, s)
		}
	}
	return out
}

// asks notes that the files leave open an input that is assumed.
func (e *evaluator) asks(name string) {
	if !slices.Contains(e.asked, name) {
		e.asked = append(e.asked, name)
	}
}

// assumedInput returns the value that is assumed for the variable v of the
// root, as its type has it.
func (e *evaluator) assumedInput(v *variable) (input, bool) {
	val, ok := e.opts.Assumed["var."+v.name]
	items := texts(val)
	if !ok || len(items) == 0 {
		return input{}, false
	}
	several := v.typ.IsListType() || v.typ.IsSetType() || v.typ.IsTupleType()
	switch {
	case several && (val.IsList() || !strings.HasPrefix(strings.TrimSpace(items[0]), "[")), !v.typed && len(items) > 1:
		return input{expr: quotedList(items)}, true
	case v.typed && v.typ == cty.DynamicPseudoType && !json.Valid([]byte(items[0])):
		return input{expr: quoted(items[0])}, true
	}
	return input{text: items[0]}, true
}

func quoted(s string) hclsyntax.Expression {
	return &hclsyntax.LiteralValueExpr{Val: cty.StringVal(s)}
}

func quotedList(items []string) hclsyntax.Expression {
	list := &hclsyntax.TupleConsExpr{}
	for _, s := range items {
		list.Exprs = append(list.Exprs, quoted(s))
	}
	return list
}

// assumed returns what is assumed of the attribute attr of a data source, and
// of what the steps after it lead to.
func (i *instance) assumed(attr string, steps hcl.Traversal) (cty.Value, bool) {
	e := i.scope.e
	if len(e.opts.Assumed) == 0 {
		return cty.NilVal, false
	}
	name := i.iac.Address + "." + attr
	if v, ok := e.opts.Assumed[name]; ok {
		e.asks(name)
		out, diags := follow(assumedValue(v, isList(attr)), steps)
		return out, !diags.HasErrors()
	}
	return e.assumedBelow(name, steps)
}

// assumedBelow returns what is assumed of what the steps after a name lead to,
// be it a part of what is assumed.
func (e *evaluator) assumedBelow(name string, steps hcl.Traversal) (cty.Value, bool) {
	for n := len(steps); n > 0 && len(e.opts.Assumed) > 0; n-- {
		keys, static := pathOf(steps[:n])
		if !static {
			continue
		}
		name := name + pathText(e.tokens, keys)
		if v, ok := e.opts.Assumed[name]; ok {
			e.asks(name)
			out, diags := follow(assumedValue(v, false), steps[n:])
			return out, !diags.HasErrors()
		}
	}
	return cty.NilVal, false
}

// assumedValue returns an assumed value, as a list if it is one or is to be.
func assumedValue(v iac.Value, list bool) cty.Value {
	var vals []cty.Value
	for _, s := range texts(v) {
		vals = append(vals, cty.StringVal(s))
	}
	switch {
	case len(vals) == 0:
		return cty.DynamicVal
	case list || v.IsList():
		return cty.ListVal(vals)
	}
	return vals[0]
}
