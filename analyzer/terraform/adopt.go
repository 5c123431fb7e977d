package terraform

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// maxReaders is how many roots may read each other's outputs in a chain.
const maxReaders = 32

// outputOf returns the value of the output called name of the root that of
// evaluates, as e has it: references and unknown facts keep their identity. It
// is unknown where it cannot be evaluated; ok is false if there is no such
// output.
func (e *evaluator) outputOf(of *evaluator, name string) (v cty.Value, ok bool) {
	of.unit.settle()
	x := of.main.outputExpr(name)
	if x == nil {
		return cty.NilVal, false
	}
	if of.readers >= maxReaders {
		return cty.DynamicVal, true
	}
	of.readers++
	v, diags := of.main.output(name, x.Range())
	if diags.HasErrors() {
		v = of.soft(of.failed(x, of.main.ctx, diags))
	}
	v = of.softened(v, of.at(x, of.main.ctx))
	of.readers--
	return e.adopted(v, of), true
}

// adopted returns v, a value in the evaluator of, with e's own tokens for what
// those of v stand for.
func (e *evaluator) adopted(v cty.Value, of *evaluator) cty.Value {
	switch {
	case e == of || !anyText(v, hasToken):
		return v
	case v.Type() == cty.String:
		return e.adoptedText(v.AsString(), of)
	case isKeyed(v.Type()):
		fields := map[string]cty.Value{}
		for it := v.ElementIterator(); it.Next(); {
			k, item := it.Element()
			key := e.adoptedText(k.AsString(), of)
			if !key.IsKnown() {
				return cty.DynamicVal
			}
			fields[key.AsString()] = e.adopted(item, of)
		}
		return cty.ObjectVal(fields)
	}
	var items []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		_, item := it.Element()
		items = append(items, e.adopted(item, of))
	}
	if v.Type().IsSetType() && allStrings(items) {
		return cty.SetVal(items)
	}
	return cty.TupleVal(items)
}

func allStrings(vs []cty.Value) bool {
	for _, v := range vs {
		if v.Type() != cty.String {
			return false
		}
	}
	return true
}

// adoptedText returns a text of the evaluator of with e's own tokens.
func (e *evaluator) adoptedText(s string, of *evaluator) cty.Value {
	var b strings.Builder
	for _, r := range s {
		t, ok := of.tokens.get(r)
		if !ok {
			b.WriteRune(r)
			continue
		}
		own := e.tokens.add(t)
		if !own.IsKnown() {
			return own
		}
		b.WriteString(own.AsString())
	}
	return cty.StringVal(b.String())
}
