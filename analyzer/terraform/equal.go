package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// same returns whether a and b are equal as far as tokens tell: true, false or
// unknown.
func (e *evaluator) same(a, b cty.Value) (cty.Value, error) {
	if !anyText(a, hasToken) && !anyText(b, hasToken) {
		return stdlib.Equal(a, b)
	}
	unknown := cty.UnknownVal(cty.Bool)
	soft := func(s string) bool { return e.tokens.soft(s, true) }
	switch {
	case !a.IsKnown() || !b.IsKnown():
		return unknown, nil
	case a.IsNull() || b.IsNull():
		if e.maybeNull(a) || e.maybeNull(b) {
			return unknown, nil
		}
		return cty.False, nil
	case a.RawEquals(b):
		if anyText(a, soft) {
			return unknown, nil
		}
		return cty.True, nil
	case isString(a) && isString(b) && (a.AsString() == "" || b.AsString() == ""):
		if e.maybeEmpty(a.AsString() + b.AsString()) {
			return unknown, nil
		}
		return cty.False, nil
	}
	return unknown, nil
}

// maybeNull reports whether v, which is not null, stands for something that
// may turn out to be null.
func (e *evaluator) maybeNull(v cty.Value) bool {
	if !isTokenText(v) {
		return false
	}
	t, ok := e.tokens.lone(v.AsString())
	return ok && (t.weak || t.soft && !t.atomic)
}

// maybeEmpty reports whether the text s may turn out to be empty.
func (e *evaluator) maybeEmpty(s string) bool {
	for _, r := range s {
		t, ok := e.tokens.get(r)
		if !ok || !t.weak && (!t.soft || t.atomic) {
			return false
		}
	}
	return true
}

// equality returns the operator == or, negated, !=.
func (e *evaluator) equality(negate bool) *hclsyntax.Operation {
	operand := function.Parameter{
		Name: "operand", Type: cty.DynamicPseudoType,
		AllowNull: true, AllowUnknown: true, AllowDynamicType: true,
	}
	impl := function.New(&function.Spec{
		Params: []function.Parameter{operand, operand},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			v, err := e.same(args[0], args[1])
			if err != nil || !negate {
				return v, err
			}
			return v.Not(), nil
		},
	})
	return &hclsyntax.Operation{Impl: impl, Type: cty.Bool}
}
