package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxInstances is how many instances a block may have, and maxAllInstances all
// blocks of a stack together.
const (
	maxInstances    = 10_000
	maxAllInstances = 100_000
)

// An expansion is what count or for_each make of a block.
type expansion struct {
	mode  repeatMode
	reps  []*repetition
	why   *iac.Unknown // why the number of instances is unknown
	rng   source.Range // of the expression that decides
	ghost *repetition  // stands for the instances where there are none or unknown ones
	diags hcl.Diagnostics
	trail []iac.Origin // of what keeps it from having any instance
}

// expand evaluates count, for_each or lifecycle.enabled of the block with the
// given body.
func (e *evaluator) expand(body *hclsyntax.Body, header hcl.Range, ctx *hcl.EvalContext) expansion {
	if a, ok := body.Attributes["for_each"]; ok {
		return e.expandEach(a.Expr, ctx)
	}
	if a, ok := body.Attributes["count"]; ok {
		return e.expandCount(a.Expr, ctx)
	}
	for _, b := range body.Blocks {
		if a, ok := b.Body.Attributes["enabled"]; ok && b.Type == "lifecycle" {
			return e.expandEnabled(a.Expr, ctx)
		}
	}
	return expansion{rng: rangeOf(header), reps: []*repetition{{}}}
}

// expandEnabled evaluates what OpenTofu has in place of a count of one or none.
// https://opentofu.org/docs/language/meta-arguments/enabled/
func (e *evaluator) expandEnabled(x hclsyntax.Expression, ctx *hcl.EvalContext) expansion {
	out := expansion{rng: rangeOf(x.Range()), ghost: &repetition{ghost: true, from: x, ctx: ctx}}
	v, diags := x.Value(ctx)
	if diags.HasErrors() || !v.IsKnown() || isTokenText(v) {
		return e.undecided(out, x, ctx, diags)
	}
	on, err := convert.Convert(v, cty.Bool)
	switch {
	case err != nil || on.IsNull():
		return e.undecided(out, x, ctx, failure(iac.EvaluationError, x.Range(), "`enabled` is neither true nor false"))
	case on.True():
		out.reps = []*repetition{{}}
	default:
		out.ghost.why = e.none("enabled", "`enabled` is false", x, ctx)
		out.trail = e.switchedBy(x, ctx)
	}
	return out
}

func (e *evaluator) expandCount(x hclsyntax.Expression, ctx *hcl.EvalContext) expansion {
	out := expansion{mode: counted, rng: rangeOf(x.Range())}
	out.ghost = &repetition{mode: counted, ghost: true, key: cty.UnknownVal(cty.Number), from: x, ctx: ctx}
	v, diags := x.Value(ctx)
	v = replaceText(v, hasToken)
	if diags.HasErrors() {
		return e.undecided(out, x, ctx, diags)
	}
	n, err := convert.Convert(e.legacyCount(v, x), cty.Number)
	if err != nil || n.IsNull() {
		return e.undecided(out, x, ctx, failure(iac.EvaluationError, x.Range(), "`count` is not a number"))
	}
	if !n.IsKnown() {
		return e.undecided(out, x, ctx, nil)
	}
	i, acc := n.AsBigFloat().Int64()
	if acc != 0 || i < 0 {
		return e.undecided(out, x, ctx, failure(iac.EvaluationError, x.Range(), "`count` is not a whole number of zero or more"))
	}
	if diags := e.admit(i, x); diags.HasErrors() {
		return e.undecided(out, x, ctx, diags)
	}
	for k := range i {
		out.reps = append(out.reps, &repetition{mode: counted, key: cty.NumberIntVal(k), from: x, ctx: ctx})
	}
	if i == 0 {
		out.ghost.key = cty.NumberIntVal(0)
		out.ghost.why = e.none("count.index", "`count` is 0", x, ctx)
		out.trail = e.switchedBy(x, ctx)
	}
	return out
}

func (e *evaluator) expandEach(x hclsyntax.Expression, ctx *hcl.EvalContext) expansion {
	out := expansion{mode: keyed, rng: rangeOf(x.Range())}
	out.ghost = &repetition{mode: keyed, ghost: true, key: cty.UnknownVal(cty.String), value: cty.DynamicVal, from: x, ctx: ctx}
	v, diags := x.Value(ctx)
	switch {
	case diags.HasErrors():
		return e.undecided(out, x, ctx, diags)
	case v.IsKnown() && v.IsNull():
		return e.undecided(out, x, ctx, failure(iac.EvaluationError, x.Range(), "`for_each` is null"))
	case !v.IsKnown() || isLoneToken(v):
		return e.undecided(out, x, ctx, nil)
	case !v.Type().IsMapType() && !v.Type().IsObjectType() && !v.Type().IsSetType():
		return e.undecided(out, x, ctx, failure(iac.EvaluationError, x.Range(), "`for_each` is neither a map nor a set of strings"))
	}
	if diags := e.admit(int64(v.LengthInt()), x); diags.HasErrors() {
		return e.undecided(out, x, ctx, diags)
	}
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		if !k.IsKnown() || k.IsNull() || k.Type() != cty.String {
			return e.undecided(out, x, ctx, nil)
		}
		out.reps = append(out.reps, &repetition{mode: keyed, key: k, value: item, from: x, ctx: ctx})
	}
	if len(out.reps) == 0 {
		out.ghost.why = e.none("each", "`for_each` is empty", x, ctx)
		out.trail = e.switchedBy(x, ctx)
	}
	return out
}

// switchedBy returns the names through which the switch came that decided x: the
// condition of a choice, else x itself.
func (e *evaluator) switchedBy(x hclsyntax.Expression, ctx *hcl.EvalContext) []iac.Origin {
	if choice, ok := peel(x).(*condExpr); ok {
		return e.switchedBy(choice.Condition, ctx)
	}
	return e.at(x, ctx).trail
}

// none returns the fact that a block has no instances.
func (e *evaluator) none(name, why string, x hclsyntax.Expression, ctx *hcl.EvalContext) *iac.Unknown {
	return e.unknown(unknownKey{expr: x, ctx: ctx, name: "none"}, func() iac.Unknown {
		return iac.Unknown{Name: name, Why: why + ", so nothing decides it", Range: rangeOf(x.Range())}
	})
}

// undecided returns out as the expansion of a block of which it is not known
// how many instances it has.
func (e *evaluator) undecided(out expansion, x hclsyntax.Expression, ctx *hcl.EvalContext, diags hcl.Diagnostics) expansion {
	out.reps, out.diags = nil, diags
	out.why = e.why(e.at(x, ctx))
	if diags.HasErrors() {
		out.why = e.failed(x, ctx, diags)
	}
	out.ghost.why = out.why
	return out
}

// admit counts n more instances and fails where those are too many.
func (e *evaluator) admit(n int64, x hclsyntax.Expression) hcl.Diagnostics {
	if n > maxInstances {
		return failure(iac.LimitExceeded, x.Range(), "a block has %d instances: more than %d are not analysed", n, maxInstances)
	}
	if e.instances += int(n); e.instances > maxAllInstances {
		return failure(iac.LimitExceeded, x.Range(), "the stack has more than %d instances", maxAllInstances)
	}
	return nil
}

// suffix returns the instance's key as it stands in an address.
func (r *repetition) suffix(ts *tokens) string {
	switch {
	case r.mode == single || r.ghost || !r.key.IsKnown():
		return ""
	case r.mode == counted:
		return "[" + r.key.AsBigFloat().Text('f', 0) + "]"
	}
	return iac.InstanceKey(ts.display(r.key.AsString()))
}

// exists returns whether what is expanded from ex exists within a scope of
// which that is known to be outer.
func (ex *expansion) exists(outer iac.Value) iac.Value {
	if b, known := outer.Bool(); known && !b {
		return outer
	}
	switch {
	case ex.why != nil:
		return iac.UnknownValue(ex.why, ex.rng)
	case len(ex.reps) == 0:
		v := iac.Bool(false, ex.rng)
		v.Trail = ex.trail
		return v
	}
	if outer.Unknown() != nil {
		return outer
	}
	return iac.Bool(true, ex.rng)
}
