package terraform

import (
	"errors"

	"github.com/hashicorp/hcl/v2/ext/customdecode"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// tryFunction returns try(): the first argument that can be evaluated. Unlike
// Terraform's own it keeps what is known of a value with unknown parts.
func tryFunction() function.Function {
	arg := function.Parameter{Name: "expressions", Type: customdecode.ExpressionClosureType}
	return dynamicFunction(nil, &arg, func(args []cty.Value) (cty.Value, error) {
		for _, a := range args {
			v, diags := customdecode.ExpressionClosureFromVal(a).Value()
			if !diags.HasErrors() {
				return v, nil
			}
		}
		return cty.DynamicVal, errors.New("no expression in try() succeeded")
	})
}

// canFunction returns can(): whether its argument can be evaluated.
func canFunction() function.Function {
	arg := function.Parameter{Name: "expression", Type: customdecode.ExpressionClosureType}
	return dynamicFunction([]function.Parameter{arg}, nil, func(args []cty.Value) (cty.Value, error) {
		v, diags := customdecode.ExpressionClosureFromVal(args[0]).Value()
		switch {
		case diags.HasErrors():
			return cty.False, nil
		case !v.IsKnown():
			return cty.UnknownVal(cty.Bool), nil
		}
		return cty.True, nil
	})
}
