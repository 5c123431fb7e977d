package terraform

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A lengthExpr is a call of length(). How many availability zones a region has
// is in no file: it is taken to be the least, which the stack then rests on.
type lengthExpr struct {
	*hclsyntax.FunctionCallExpr
	e        *evaluator
	compared bool // with something, where the least may decide

	others []hclsyntax.Expression // of which the smallest counts, with this one
}

// Value returns the length or, where zones are compared with something, a number
// of which no more than the least is known.
func (x *lengthExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := x.FunctionCallExpr.Value(ctx)
	if diags.HasErrors() || !v.RawEquals(cty.NumberIntVal(zones)) {
		return v, diags
	}
	r := x.zones(ctx)
	switch {
	case r == nil || x.isCapped(ctx):
		return v, diags
	case x.compared:
		return cty.UnknownVal(cty.Number).Refine().NotNull().NumberRangeLowerBound(v, true).NewValue(), diags
	}
	x.e.assume(iac.Assumption{
		Name:  r.Address,
		Says:  fmt.Sprintf("the region has %d availability zones", zones),
		Range: r.Header,
	})
	return v, diags
}

// zones returns the data source that the argument is all zones of, or nil.
func (x *lengthExpr) zones(ctx *hcl.EvalContext) *iac.Resource {
	switch p := x.e.at(x.Args[0], ctx); p.expr.(type) {
	case *refExpr, *relExpr, *indexExpr:
	default:
		return nil
	}
	list, diags := x.Args[0].Value(ctx)
	if diags.HasErrors() {
		return nil
	}
	_, r := x.e.zonesOf(list)
	return r
}

// isCapped reports whether what counts is no more than the least, however many
// zones there are.
func (x *lengthExpr) isCapped(ctx *hcl.EvalContext) bool {
	return slices.ContainsFunc(x.others, func(o hclsyntax.Expression) bool {
		if _, ok := peel(o).(*lengthExpr); ok {
			return false
		}
		v, diags := o.Value(ctx)
		n, err := convert.Convert(v, cty.Number)
		return !diags.HasErrors() && err == nil && n.IsKnown() && !n.IsNull() && n.LessThanOrEqualTo(cty.NumberIntVal(zones)).True()
	})
}

// capped gives the lengths among the arguments of min() each other.
func capped(args []hclsyntax.Expression) {
	for i, a := range args {
		if l, ok := peel(a).(*lengthExpr); ok {
			c := *l
			c.others = args
			args[i] = &c
		}
	}
}

// compare has the lengths that x compares decide it as far as the least does.
func (e *evaluator) compare(x *hclsyntax.BinaryOpExpr) {
	if x.Op.Type != cty.Bool {
		return
	}
	found := false
	for _, side := range []*hclsyntax.Expression{&x.LHS, &x.RHS} {
		if l, ok := peel(*side).(*lengthExpr); ok {
			c := *l
			c.compared, found = true, true
			*side = &c
		}
	}
	if !found {
		return
	}
	switch x.Op {
	case hclsyntax.OpGreaterThanOrEqual:
		x.Op = ordering(atLeast)
	case hclsyntax.OpLessThan:
		x.Op = ordering(func(a, b cty.Value) cty.Value { return atLeast(a, b).Not() })
	case hclsyntax.OpLessThanOrEqual:
		x.Op = ordering(func(a, b cty.Value) cty.Value { return atLeast(b, a) })
	case hclsyntax.OpGreaterThan:
		x.Op = ordering(func(a, b cty.Value) cty.Value { return atLeast(b, a).Not() })
	}
}

// ordering returns the operation on numbers that f is.
func ordering(f func(a, b cty.Value) cty.Value) *hclsyntax.Operation {
	number := function.Parameter{Name: "number", Type: cty.Number, AllowUnknown: true}
	return &hclsyntax.Operation{
		Type: cty.Bool,
		Impl: function.New(&function.Spec{
			Params: []function.Parameter{number, number},
			Type:   function.StaticReturnType(cty.Bool),
			Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return f(args[0], args[1]), nil },
		}),
	}
}

// atLeast returns whether a >= b. Operations of cty take all bounds of unknown
// numbers for exclusive ones.
func atLeast(a, b cty.Value) cty.Value {
	low, _ := a.Range().NumberLowerBound()
	high, _ := b.Range().NumberUpperBound()
	if low.IsKnown() && high.IsKnown() && low.GreaterThanOrEqualTo(high).True() {
		return cty.True
	}
	return b.GreaterThan(a).Not()
}

// isOfZones reports whether a length in x is one that only its least is known
// of.
func (e *evaluator) isOfZones(x hclsyntax.Expression, ctx *hcl.EvalContext) bool {
	switch x := peel(x).(type) {
	case *refExpr:
		return false
	case *lengthExpr:
		return x.compared && x.zones(ctx) != nil
	}
	return slices.ContainsFunc(subexpressions(x), func(inner hclsyntax.Expression) bool { return e.isOfZones(inner, ctx) })
}
