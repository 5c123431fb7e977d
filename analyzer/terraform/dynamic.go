package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A nested is one nested block after dynamic blocks are expanded.
type nested struct {
	body *hclsyntax.Body
	ctx  *hcl.EvalContext
	rng  hcl.Range
}

// blocksOf returns the nested blocks of one type in their order; partial says
// why there may be more.
func (e *evaluator) blocksOf(body *hclsyntax.Body, kind string, ctx *hcl.EvalContext) (out []nested, partial *iac.Unknown, diags hcl.Diagnostics) {
	for _, b := range body.Blocks {
		switch {
		case contentType(b) != kind:
		case b.Type == "dynamic":
			more, why, ds := e.dynamic(b, ctx)
			out = append(out, more...)
			diags = append(diags, ds...)
			if partial == nil {
				partial = why
			}
		default:
			out = append(out, nested{b.Body, ctx, b.Range()})
		}
	}
	return out, partial, diags
}

// dynamic expands one dynamic block.
func (e *evaluator) dynamic(b *hclsyntax.Block, ctx *hcl.EvalContext) (out []nested, partial *iac.Unknown, diags hcl.Diagnostics) {
	content := contentOf(b)
	a, ok := b.Body.Attributes["for_each"]
	if !ok || content == nil {
		return nil, nil, failure(iac.EvaluationError, b.DefRange(), "a dynamic block needs `for_each` and `content`")
	}
	v, diags := a.Expr.Value(ctx)
	switch {
	case diags.HasErrors():
		return nil, e.failed(a.Expr, ctx, diags), diags
	case !v.IsKnown() || isLoneToken(v):
		return nil, e.why(e.at(a.Expr, ctx)), diags
	case v.IsNull() || !v.CanIterateElements():
		diags = failure(iac.EvaluationError, a.Expr.Range(), "`for_each` of a dynamic block is not a collection")
		return nil, e.failed(a.Expr, ctx, diags), diags
	}
	if diags := e.admit(int64(v.LengthInt()), a.Expr); diags.HasErrors() {
		return nil, e.failed(a.Expr, ctx, diags), diags
	}
	iterator := b.Labels[0]
	if it, ok := b.Body.Attributes["iterator"]; ok {
		iterator = keyword(it.Expr)
	}
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		if v.Type().IsSetType() {
			k = item
		}
		child := ctx.NewChild()
		child.Variables = map[string]cty.Value{
			iterator: cty.ObjectVal(map[string]cty.Value{"key": k, "value": item}),
			iteratorName(iterator): cty.CapsuleVal(iterationType(), &iteration{
				from: a.Expr, ctx: ctx, key: k, set: v.Type().IsSetType(), dynamic: true,
			}),
		}
		out = append(out, nested{content.Body, child, content.Range()})
	}
	return out, nil, nil
}

func contentOf(b *hclsyntax.Block) *hclsyntax.Block {
	for _, inner := range b.Body.Blocks {
		if inner.Type == "content" {
			return inner
		}
	}
	return nil
}
