package terraform

import (
	"errors"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// tryFunction returns try(): the first argument that can be evaluated. Unlike
// Terraform's own it keeps what is known of a value with unknown parts.
func (e *evaluator) tryFunction() function.Function {
	arg := function.Parameter{Name: "expressions", Type: customdecode.ExpressionClosureType}
	return dynamicFunction(nil, &arg, func(args []cty.Value) (cty.Value, error) {
		if v, ok := e.tryAll(args); ok {
			return v, nil
		}
		return cty.DynamicVal, errors.New("no expression in try() succeeded")
	})
}

// tryAll returns the value of the first of args that has one. Where an instance
// decides that which may not exist, the arguments after it have a say.
func (e *evaluator) tryAll(args []cty.Value) (v cty.Value, ok bool) {
	for i, a := range args {
		c := customdecode.ExpressionClosureFromVal(a)
		v, diags := c.Value()
		if diags.HasErrors() {
			continue
		}
		if e.doubted(c.Expression, c.EvalContext) == nil {
			return v, true
		}
		other, ok := e.tryAll(args[i+1:])
		if !ok || other.RawEquals(v) || other.IsNull() && v.IsNull() {
			return v, true
		}
		return cty.DynamicVal, true
	}
	return cty.DynamicVal, false
}

// canFunction returns can(): whether its argument can be evaluated.
func (e *evaluator) canFunction() function.Function {
	arg := function.Parameter{Name: "expression", Type: customdecode.ExpressionClosureType}
	return dynamicFunction([]function.Parameter{arg}, nil, func(args []cty.Value) (cty.Value, error) {
		c := customdecode.ExpressionClosureFromVal(args[0])
		v, diags := c.Value()
		switch {
		case diags.HasErrors():
			return cty.False, nil
		case !v.IsKnown() || e.doubted(c.Expression, c.EvalContext) != nil:
			return cty.UnknownVal(cty.Bool), nil
		}
		return cty.True, nil
	})
}

// doubted returns why it is not known whether the instances exist that x refers
// to by key, or nil. Only try() and can() go on without one: elsewhere a plan
// fails, so that a reference proves the instance.
func (e *evaluator) doubted(x hcl.Expression, ctx *hcl.EvalContext) *iac.Unknown {
	syntax, ok := x.(hclsyntax.Expression)
	if !ok {
		return nil
	}
	for _, r := range references(syntax) {
		if bound, _ := lookup(ctx, r.trav.RootName()); bound != cty.NilVal || r.loop != nil {
			continue
		}
		ex, _ := expansionBehind(r, ctx)
		if ex != nil && ex.why != nil && len(attrPath(r.trav, r.trav.RootName())) > 0 {
			return ex.why
		}
	}
	return nil
}
