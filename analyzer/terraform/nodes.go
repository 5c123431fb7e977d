package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A refExpr is a reference, looked up when it is evaluated and not before.
type refExpr struct {
	hclsyntax.Expression
	trav hcl.Traversal
	asked
	loop *hclsyntax.ForExpr // that binds the name, if one does
}

// asked is what an expression reads of what a reference leads to.
type asked struct {
	only   string   // the one attribute of a resource, if that is so
	fields []string // attributes of its blocks
}

// AsTraversal lets static analysis see the reference.
func (x *refExpr) AsTraversal() hcl.Traversal { return x.trav }

// Value returns what is referred to.
func (x *refExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	if v, _ := lookup(ctx, x.trav.RootName()); v != cty.NilVal {
		return follow(v, x.trav[1:])
	}
	f := frameOf(ctx)
	if f == nil {
		return cty.DynamicVal, failure(iac.EvaluationError, x.trav.SourceRange(), "references are not allowed here")
	}
	return f.value(x.trav, x.asked)
}

// lookup returns the value of a name that an expression around binds, and the
// context that it is bound in.
func lookup(ctx *hcl.EvalContext, name string) (cty.Value, *hcl.EvalContext) {
	for c := ctx; c != nil; c = c.Parent() {
		if v, ok := c.Variables[name]; ok {
			return v, c
		}
	}
	return cty.NilVal, nil
}

// follow takes the steps from v. What is below a token is unknown.
func follow(v cty.Value, steps hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	for _, step := range steps {
		if isLoneToken(v) {
			return cty.DynamicVal, nil
		}
		next, diags := step.TraversalStep(v)
		if diags.HasErrors() {
			if i, ok := step.(hcl.TraverseIndex); ok && undecidedKey(v, i.Key) {
				return cty.DynamicVal, nil
			}
			return cty.DynamicVal, diags
		}
		v = next
	}
	return v, nil
}

// undecidedKey reports whether key, which is not in the map v, may be there
// after all: one of the keys of v is a token.
func undecidedKey(v, key cty.Value) bool {
	if !isString(key) || !v.IsKnown() || v.IsNull() || !v.Type().IsMapType() && !v.Type().IsObjectType() {
		return false
	}
	for it := v.ElementIterator(); it.Next(); {
		if k, _ := it.Element(); isTokenText(k) {
			return true
		}
	}
	return false
}

// A softExpr is a part of a text, or an argument that ends in one: what is
// unknown of it becomes a soft token, so that the rest of the text stays.
type softExpr struct {
	hclsyntax.Expression
	e *evaluator
}

// Value returns the value with tokens for what is unknown.
func (x softExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := x.Expression.Value(ctx)
	if diags.HasErrors() || v.IsWhollyKnown() {
		return v, diags
	}
	return x.e.softened(v, x.e.at(x.Expression, ctx)), diags
}

// A partExpr is a part of a text. A variable of the root that is left at null
// has no value where a text is made of it.
type partExpr struct{ softExpr }

// Value returns the part with tokens for what is unknown.
func (x partExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := x.softExpr.Value(ctx)
	if diags.HasErrors() || !v.IsKnown() || !v.IsNull() {
		return v, diags
	}
	if u := x.e.leftAtNull(x.e.at(x.Expression, ctx)); u != nil {
		return x.e.soft(u), diags
	}
	return v, diags
}

// A plainExpr is an operand that is used for what it says: a token says
// nothing, so it is unknown.
type plainExpr struct {
	hclsyntax.Expression
	e *evaluator
}

// Value returns the value with unknowns for tokens.
func (x plainExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := x.Expression.Value(ctx)
	return replaceText(v, hasToken), diags
}

// A keyExpr is the key of a map: a text that can turn out to be anything must
// not be one.
type keyExpr struct {
	hclsyntax.Expression
	e *evaluator
}

// Value returns the key, unknown if it holds a soft token.
func (x keyExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := x.Expression.Value(ctx)
	if x.e.isSoft(v) {
		return cty.UnknownVal(cty.String), diags
	}
	return v, diags
}

// isSoft reports whether v is a text that can turn out to be anything.
func (e *evaluator) isSoft(v cty.Value) bool {
	return isTokenText(v) && e.tokens.soft(v.AsString(), false)
}

// A collExpr is what an expression iterates over.
type collExpr struct {
	hclsyntax.Expression
	e *evaluator
}

// maxIterations is how many elements all for expressions and splats of one
// stack may visit.
const maxIterations = 300_000

// Value returns the collection. A token is one of unknown content.
func (x collExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	v, diags := x.Expression.Value(ctx)
	if isLoneToken(v) {
		return cty.DynamicVal, diags
	}
	if !diags.HasErrors() && v.IsKnown() && !v.IsNull() && v.CanIterateElements() {
		x.e.iterations += v.LengthInt()
		if x.e.iterations > maxIterations {
			return cty.DynamicVal, failure(iac.LimitExceeded, x.Range(), "for expressions visit more than %d elements", maxIterations)
		}
	}
	return v, diags
}

// A condExpr is a conditional whose branches may be tokens: those have no type
// yet and go with any.
type condExpr struct{ *hclsyntax.ConditionalExpr }

// Value returns the branch that the condition chooses.
func (x *condExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	t := fixed(x.TrueResult, ctx)
	f := fixed(x.FalseResult, ctx)
	if isLoneToken(t.val) && !f.val.Type().IsPrimitiveType() || isLoneToken(f.val) && !t.val.Type().IsPrimitiveType() {
		return x.choose(t, f, ctx)
	}
	c := *x.ConditionalExpr
	c.TrueResult, c.FalseResult = t, f
	return c.Value(ctx)
}

func (x *condExpr) choose(t, f fixedExpr, ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	c, diags := x.Condition.Value(ctx)
	switch {
	case diags.HasErrors() || !c.IsKnown():
		return cty.DynamicVal, diags
	case c.RawEquals(cty.True):
		return t.val, t.diags
	case c.RawEquals(cty.False):
		return f.val, f.diags
	}
	return cty.DynamicVal, failure(iac.EvaluationError, x.Condition.Range(), "the condition is not a boolean")
}

// A legacyTuple is a list constructor with an item that is one interpolation
// in quotes. Terraform 0.11 had no other way to refer to a list there, and took
// the items of such lists for items of the list around: ["${var.ids}", "sg-1"].
type legacyTuple struct{ *hclsyntax.TupleConsExpr }

// Value returns the tuple.
func (x *legacyTuple) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	var items []cty.Value
	var diags hcl.Diagnostics
	for _, item := range x.Exprs {
		v, more := item.Value(ctx)
		diags = append(diags, more...)
		inner, known := splice(item, v)
		if !known {
			return cty.DynamicVal, diags
		}
		items = append(items, inner...)
	}
	return cty.TupleVal(items), diags
}

// splice returns the items that the item of a legacyTuple with value v is; not
// known if that is an unknown list.
func splice(item hclsyntax.Expression, v cty.Value) (items []cty.Value, known bool) {
	t := v.Type()
	_, wrapped := item.(*hclsyntax.TemplateWrapExpr)
	if !wrapped || !t.IsListType() && !t.IsTupleType() && !t.IsSetType() || v.IsKnown() && v.IsNull() {
		return []cty.Value{v}, true
	}
	if !v.IsKnown() {
		return nil, false
	}
	for it := v.ElementIterator(); it.Next(); {
		_, inner := it.Element()
		items = append(items, inner)
	}
	return items, true
}

// A fixedExpr has been evaluated already.
type fixedExpr struct {
	hclsyntax.Expression
	val   cty.Value
	diags hcl.Diagnostics
}

func fixed(x hclsyntax.Expression, ctx *hcl.EvalContext) fixedExpr {
	v, diags := x.Value(ctx)
	return fixedExpr{x, v, diags}
}

// Value returns the value that was found.
func (x fixedExpr) Value(*hcl.EvalContext) (cty.Value, hcl.Diagnostics) { return x.val, x.diags }

// An indexExpr is an index whose collection or key may hold tokens.
type indexExpr struct {
	*hclsyntax.IndexExpr
	e *evaluator
}

// Value returns the element, which is unknown where a token decides.
func (x *indexExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	coll, diags := x.Collection.Value(ctx)
	key, more := x.Key.Value(ctx)
	diags = append(diags, more...)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	if isLoneToken(coll) {
		return cty.DynamicVal, diags
	}
	if zone, ok := x.e.zoneBeyond(coll, key); ok {
		return zone, diags
	}
	isMap := coll.Type().IsMapType() || coll.Type().IsObjectType()
	if isTokenText(key) && !isMap || x.e.isSoft(key) {
		return cty.DynamicVal, diags
	}
	v, more := hcl.Index(coll, key, &x.BracketRange)
	if more.HasErrors() && (isTokenText(key) && isMap && coll.LengthInt() > 0 || undecidedKey(coll, key)) {
		return cty.DynamicVal, diags
	}
	switch {
	case more.HasErrors() && x.e.isWorkspace(x.e.at(x.Key, ctx)):
		return x.e.soft(x.e.noWorkspace()), diags
	case more.HasErrors() && isMap && isString(key) && coll.IsKnown() && !coll.IsNull():
		more = failure(iac.EvaluationError, x.Key.Range(), "`%s` has no element %q", x.e.label(x.Collection), key.AsString())
	}
	return v, append(diags, more...)
}

// A relExpr is a traversal of the result of another expression.
type relExpr struct {
	*hclsyntax.RelativeTraversalExpr
	e *evaluator
}

// Value returns what the traversal leads to.
func (x *relExpr) Value(ctx *hcl.EvalContext) (cty.Value, hcl.Diagnostics) {
	src, diags := x.Source.Value(ctx)
	if diags.HasErrors() {
		return cty.DynamicVal, diags
	}
	v, more := follow(src, x.Traversal)
	return v, append(diags, more...)
}
