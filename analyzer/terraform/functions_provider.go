package terraform

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// providerNamespace is what the names of functions begin with that come from
// a provider.
const providerNamespace = "provider::"

// providerFunctions returns the functions of the AWS provider.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/functions/arn_parse
func (e *evaluator) providerFunctions() map[string]function.Function {
	arn := []function.Parameter{anything("arn")}
	return map[string]function.Function{
		"provider::aws::arn_build":          e.guarded("arn_build", buildARNFunction(), transparent),
		"provider::aws::arn_parse":          dynamicFunction(arn, nil, e.parseARN),
		"provider::aws::trim_iam_role_path": dynamicFunction(arn, nil, e.trimRolePath),
		"provider::aws::user_agent":         e.guarded("user_agent", userAgentFunction(), opaque),
	}
}

// arnFields are the names of the parts of an ARN after the first, which is arn.
var arnFields = [...]string{"partition", "service", "region", "account_id", "resource"}

// textsFunction returns a function of strings of the given names.
func textsFunction(names []string, f func(texts []string) (string, error)) function.Function {
	params := make([]function.Parameter, len(names))
	for i, n := range names {
		params[i] = function.Parameter{Name: n, Type: cty.String}
	}
	return function.New(&function.Spec{
		Params: params,
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			texts := make([]string, len(args))
			for i, a := range args {
				texts[i] = a.AsString()
			}
			s, err := f(texts)
			if err != nil {
				return cty.UnknownVal(t), err
			}
			return cty.StringVal(s), nil
		},
	})
}

func buildARNFunction() function.Function {
	return textsFunction(arnFields[:], func(texts []string) (string, error) {
		return "arn:" + strings.Join(texts, ":"), nil
	})
}

// userAgentFunction returns user_agent(): name/version (comment), of which the
// version and the comment may be empty.
func userAgentFunction() function.Function {
	return textsFunction([]string{"product_name", "product_version", "comment"}, func(texts []string) (string, error) {
		name, version, comment := texts[0], texts[1], texts[2]
		if name == "" {
			return "", function.NewArgErrorf(0, "the product name must not be empty")
		}
		if version != "" {
			name += "/" + version
		}
		if comment != "" {
			name += " (" + comment + ")"
		}
		return name, nil
	})
}

// cutARN returns the parts of an ARN after the first; not known where a token
// may hold the colons between them.
func (e *evaluator) cutARN(v cty.Value) (parts []string, known bool, err error) {
	if !v.IsKnown() {
		return nil, false, nil
	}
	if v.IsNull() || v.Type() != cty.String {
		return nil, true, function.NewArgErrorf(0, "a string is required")
	}
	all := strings.SplitN(v.AsString(), ":", 1+len(arnFields))
	for _, p := range all[:min(len(all), len(arnFields))] {
		for _, r := range p {
			if t, ok := e.tokens.get(r); ok && !t.atomic {
				return nil, false, nil
			}
		}
	}
	if len(all) <= len(arnFields) {
		if hasToken(v.AsString()) {
			return nil, false, nil
		}
		return nil, true, function.NewArgErrorf(0, "an ARN has six parts between colons")
	}
	if all[0] != "arn" {
		return nil, true, function.NewArgErrorf(0, "an ARN begins with arn:")
	}
	return all[1:], true, nil
}

func (e *evaluator) parseARN(args []cty.Value) (cty.Value, error) {
	parts, known, err := e.cutARN(args[0])
	if err != nil || !known {
		return cty.DynamicVal, err
	}
	fields := map[string]cty.Value{}
	for i, n := range arnFields {
		fields[n] = cty.StringVal(parts[i])
	}
	return cty.ObjectVal(fields), nil
}

// trimRolePath returns the ARN of a role as older services want it: without
// the path before the role's name.
func (e *evaluator) trimRolePath(args []cty.Value) (cty.Value, error) {
	parts, known, err := e.cutARN(args[0])
	if err != nil || !known {
		return cty.UnknownVal(cty.String), err
	}
	service, resource := parts[1], parts[4]
	name, isRole := strings.CutPrefix(resource, "role/")
	switch {
	case hasToken(service) || !isRole && hasToken(resource):
		return cty.UnknownVal(cty.String), nil
	case service != "iam" || parts[2] != "" || !isRole:
		return cty.UnknownVal(cty.String), function.NewArgErrorf(0, "not the ARN of a role")
	}
	name = name[strings.LastIndex(name, "/")+1:]
	if e.tokens.soft(name, false) {
		return cty.UnknownVal(cty.String), nil // it may hold a path
	}
	parts[4] = "role/" + name
	return cty.StringVal("arn:" + strings.Join(parts, ":")), nil
}

// An undecidedCall is a call of a function whose result no file can tell.
type undecidedCall struct {
	*hclsyntax.FunctionCallExpr
	typ cty.Type
	why string

	// asks is the evaluator of what something is marked as, where the call asks
	// for that: with no mark in any file the answer is no.
	asks *evaluator
}

// undecided returns x as an undecidedCall if it is one.
func (w rewriter) undecided(x *hclsyntax.FunctionCallExpr) (*undecidedCall, bool) {
	switch strings.TrimPrefix(x.Name, "core::") {
	case "bcrypt", "timestamp", "plantimestamp", "uuid":
		return &undecidedCall{x, cty.String, fmt.Sprintf("`%s` is made anew by each run of Terraform", w.e.label(x)), nil}, true
	case "sensitive":
		w.e.marks = true
	case "issensitive":
		return &undecidedCall{x, cty.Bool, fmt.Sprintf("`%s` asks for a mark that is not followed", w.e.label(x)), w.e}, true
	}
	name, ok := strings.CutPrefix(x.Name, providerNamespace)
	if known := w.provides(x.Name); !ok || known {
		return nil, false
	}
	provider, _, _ := strings.Cut(name, "::")
	why := fmt.Sprintf("`%s` is a function of the provider `%s`, which only `terraform plan` can call", x.Name, provider)
	return &undecidedCall{x, cty.DynamicPseudoType, why, nil}, true
}

// Value returns unknown, unless nothing is marked, and the errors of the
// arguments.
func (x *undecidedCall) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	var diags hcl.Diagnostics
	for _, a := range x.Args {
		_, more := a.Value(ctx)
		diags = append(diags, more...)
	}
	if x.asks != nil && (!x.asks.marks || !slices.ContainsFunc(x.Args, markable)) {
		return cty.False, diags
	}
	return cty.UnknownVal(x.typ), diags
}

// markable reports whether x refers to something or marks it itself.
func markable(x hclsyntax.Expression) bool {
	switch x := x.(type) {
	case *refExpr:
		return true
	case *hclsyntax.FunctionCallExpr:
		if strings.TrimPrefix(x.Name, "core::") == "sensitive" {
			return true
		}
	}
	return slices.ContainsFunc(subexpressions(x), markable)
}

// undecidedCallIn returns the first such call in x, or nil.
func undecidedCallIn(x hclsyntax.Expression) *undecidedCall {
	if c, ok := x.(*undecidedCall); ok {
		return c
	}
	if _, ok := x.(*refExpr); ok {
		return nil
	}
	for _, inner := range subexpressions(x) {
		if c := undecidedCallIn(inner); c != nil {
			return c
		}
	}
	return nil
}
