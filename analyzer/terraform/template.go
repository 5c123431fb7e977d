package terraform

import (
	"errors"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A templateCall is a call of templatefile(): its variables keep the places of
// the argument, which no function sees.
type templateCall struct {
	*hclsyntax.FunctionCallExpr
	e *evaluator
}

// Value returns the rendered template.
func (x *templateCall) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	name, diags := x.Args[0].Value(ctx)
	vars, more := x.Args[1].Value(ctx)
	if diags = append(diags, more...); diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if !isString(name) || hasToken(name.AsString()) {
		return cty.UnknownVal(cty.String), diags
	}
	f, err := x.e.openText(name.AsString())
	if err != nil {
		return cty.DynamicVal, append(diags, functionFailure(x.Args[0].Range(), err)...)
	}
	v, err := x.e.renderWith(string(f.Bytes), f.Name, vars, &iteration{from: x.Args[1], ctx: ctx})
	if err != nil {
		return cty.DynamicVal, append(diags, functionFailure(x.Range(), err)...)
	}
	return v, diags
}

// functionFailure returns the diagnostic for the error of a function.
func functionFailure(at hcl.Range, err error) hcl.Diagnostics {
	kind := iac.EvaluationError
	var k *kindError
	if errors.As(err, &k) {
		kind = k.kind
	}
	return failure(kind, at, "%s", err)
}

// render returns the template text with vars, an object or map, filled in.
func (e *evaluator) render(text, file string, vars cty.Value) (cty.Value, error) {
	return e.renderWith(text, file, vars, nil)
}

func (e *evaluator) renderWith(text, file string, vars cty.Value, from *iteration) (cty.Value, error) {
	if e.templates > 0 {
		return cty.UnknownVal(cty.String), errors.New("a template cannot render another one")
	}
	x, ctx, err := e.template(text, file, vars, from)
	if err != nil || x == nil {
		return cty.UnknownVal(cty.String), err
	}
	e.templates++
	defer func() { e.templates-- }()
	v, diags := x.Value(ctx)
	if diags.HasErrors() {
		return cty.UnknownVal(cty.String), errors.New(firstError(diags))
	}
	if size(v) >= maxText {
		return cty.UnknownVal(cty.String), tooLarge()
	}
	out, err := convertTokens(v, cty.String)
	if err != nil {
		return cty.UnknownVal(cty.String), fmt.Errorf("the template is no text: %w", err)
	}
	return out, nil
}

// template returns the template text as an expression and the context to
// evaluate it in; no expression if vars are unknown.
func (e *evaluator) template(text, file string, vars cty.Value, from *iteration) (hclsyntax.Expression, *hcl.EvalContext, error) {
	if !vars.IsKnown() || isLoneToken(vars) {
		return nil, nil, nil
	}
	if vars.IsNull() || !vars.Type().IsMapType() && !vars.Type().IsObjectType() {
		return nil, nil, errors.New("the variables of a template must be a map")
	}
	x, diags := e.parseTemplate(text, file, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, nil, fmt.Errorf("%s is not a valid template: %s", file, firstError(diags))
	}
	ctx := &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: e.functions}
	for it := vars.ElementIterator(); it.Next(); {
		k, v := it.Element()
		ctx.Variables[k.AsString()] = v
		if from != nil {
			ctx.Variables[iteratorName(k.AsString())] = cty.CapsuleVal(iterationType(), &iteration{from: from.from, ctx: from.ctx, key: k})
		}
	}
	return rewriter{e: e}.expr(x), ctx, nil
}

// templateOf returns the template f that the call x renders, and its context.
func (e *evaluator) templateOf(x *templateCall, f *source.File, p place) (*hclsyntax.TemplateExpr, *hcl.EvalContext, error) {
	vars, diags := x.Args[1].Value(p.ctx)
	if diags.HasErrors() {
		return nil, nil, errors.New(firstError(diags))
	}
	t, ctx, err := e.template(string(f.Bytes), f.Name, vars, &iteration{from: x.Args[1], ctx: p.ctx})
	if err != nil {
		return nil, nil, err
	}
	out, ok := t.(*hclsyntax.TemplateExpr)
	if !ok {
		return nil, nil, errors.New("the template is one expression")
	}
	return out, ctx, nil
}

// templateFileFunction returns templatefile() for where it is not called
// directly, as in the arguments of try() in a template.
func (e *evaluator) templateFileFunction() function.Function {
	return dynamicFunction([]function.Parameter{anything("path"), anything("vars")}, nil, func(args []cty.Value) (cty.Value, error) {
		name, err := convert.Convert(args[0], cty.String)
		if err != nil || !isString(name) {
			return cty.UnknownVal(cty.String), err
		}
		f, err := e.openText(name.AsString())
		if err != nil {
			return cty.UnknownVal(cty.String), err
		}
		return e.render(string(f.Bytes), f.Name, args[1])
	})
}

func (e *evaluator) templateStringFunction() function.Function {
	return dynamicFunction([]function.Parameter{anything("template"), anything("vars")}, nil, func(args []cty.Value) (cty.Value, error) {
		if !isString(args[0]) || hasToken(args[0].AsString()) {
			return cty.UnknownVal(cty.String), nil
		}
		return e.render(args[0].AsString(), "", args[1])
	})
}
