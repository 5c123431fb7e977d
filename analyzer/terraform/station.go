package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// stepReference follows a name to what gives it its value.
func (e *evaluator) stepReference(p place, x *refExpr) (place, bool) {
	if v, bound := lookup(p.ctx, x.trav.RootName()); v != cty.NilVal {
		return e.stepIterator(p, x, bound)
	}
	f := frameOf(p.ctx)
	first, ok := name(x.trav, 1)
	if f == nil || !ok {
		return p, false
	}
	if f.config != nil {
		return e.stepConfig(p, f.config, x)
	}
	switch x.trav.RootName() {
	case "var":
		return e.stepVariable(p, f.scope, first, x.trav[2:])
	case "local":
		a, ok := f.scope.mod.locals[first]
		path, static := pathOf(x.trav[2:])
		if !ok || !static {
			return p, false
		}
		q := p.to(a.Expr, append(path, p.path...))
		q.ctx = f.scope.ctx
		return q.through(iac.Origin{Name: "local." + first, Range: rangeOf(a.SrcRange)}), true
	case "each":
		return e.stepEach(p, f, first, x.trav[2:])
	case "module":
		return e.stepModule(p, f, first, x)
	case "data":
		return e.stepData(p, f, x)
	}
	return p, false
}

// through returns p with one more station.
func (p place) through(o iac.Origin) place {
	p.trail = append(slices.Clone(p.trail), o)
	return p
}

func (e *evaluator) stepVariable(p place, s *scope, name string, steps hcl.Traversal) (place, bool) {
	v, ok := s.mod.variables[name]
	path, static := pathOf(steps)
	if !ok || !static {
		return p, false
	}
	path = append(path, p.path...)
	p = p.through(v.origin())
	x, ctx := s.varSource(v)
	if x != nil {
		q := p.to(x, path)
		q.ctx = ctx
		return q, true
	}
	p.expr, p.rng = nil, rangeOf(v.rng)
	if _, given := s.e.inputs[name]; s.parent != nil || given {
		return p, true
	}
	p.unknown = e.below(e.noValue(s, v), path)
	return p, true
}

// below returns the fact that is at path below u, which is u for no path.
func (e *evaluator) below(u *iac.Unknown, path []cty.Value) *iac.Unknown {
	if len(path) == 0 {
		return u
	}
	name := u.Name + pathText(e.tokens, path)
	return e.unknown(unknownKey{root: u, name: name}, func() iac.Unknown {
		return iac.Unknown{Name: name, Why: u.Why, Range: u.Range}
	})
}

func (e *evaluator) stepEach(p place, f *frame, attr string, steps hcl.Traversal) (place, bool) {
	path, static := pathOf(steps)
	if f.rep == nil || f.rep.mode != keyed || !static || !f.rep.key.IsKnown() {
		return p, false
	}
	switch attr {
	case "value":
		path = append(append([]cty.Value{f.rep.key}, path...), p.path...)
	default:
		path = nil
		if f.rep.value.RawEquals(f.rep.key) {
			path = []cty.Value{f.rep.key} // of a set
		}
	}
	q := p.to(f.rep.from, path)
	q.ctx = f.rep.ctx
	return q, true
}

func (e *evaluator) stepModule(p place, f *frame, name string, x *refExpr) (place, bool) {
	ch, diags := f.scope.moduleCall(name, x.trav.SourceRange())
	if ch == nil || diags.HasErrors() {
		return p, false
	}
	steps := x.trav[2:]
	if ch.unmodeled != nil {
		path, _ := pathOf(steps)
		p.expr, p.rng = nil, ch.unmodeled.Range
		p.unknown = f.scope.unmodeledOutput(ch, pathText(e.tokens, append(path, p.path...)))
		return p, true
	}
	path, static := pathOf(steps)
	if !static {
		return p, false
	}
	left := append(path, p.path...)
	all := traversal(left)
	t, rest, _, diags := pick(ch.mode, ch.live, ch.ghost, ch.why, ch.keys(), all, x.trav.SourceRange())
	if t == nil || diags.HasErrors() || len(rest) == 0 {
		return p, false
	}
	out, ok := nameOf(rest)
	if !ok {
		return p, false
	}
	value := t.outputExpr(out)
	switch {
	case value == nil && t.modelled():
		p.expr, p.rng = nil, t.call.sourceRange()
		p.unknown = t.notModelled(out)
		return p, true
	case value == nil:
		return p, false
	}
	q := p.to(value, left[len(left)-len(rest)+1:])
	q.ctx = t.ctx
	return q.through(iac.Origin{Name: "module." + name + "." + out, Range: rangeOf(t.mod.outputs[out].DefRange())}), true
}

func nameOf(t hcl.Traversal) (string, bool) { return name(t, 0) }

// traversal returns path as steps.
func traversal(path []cty.Value) hcl.Traversal {
	t := make(hcl.Traversal, len(path))
	for i, key := range path {
		t[i] = hcl.TraverseIndex{Key: key}
	}
	return t
}

// stepData ends at the fact that a data source would tell.
func (e *evaluator) stepData(p place, f *frame, x *refExpr) (place, bool) {
	kind, _ := name(x.trav, 1)
	second, ok := name(x.trav, 2)
	r := f.scope.mod.resources["data."+kind+"."+second]
	if !ok || r == nil {
		return p, false
	}
	in, diags := f.scope.resource(r, x.trav.SourceRange())
	path, static := pathOf(x.trav[3:])
	if diags.HasErrors() || !static {
		return p, false
	}
	i, rest, _, diags := pick(in.mode, in.live, in.ghost, in.why, in.keys(), traversal(append(path, p.path...)), x.trav.SourceRange())
	if diags.HasErrors() || i == nil || len(rest) == 0 {
		return p, false
	}
	attr, ok := nameOf(rest)
	if !ok {
		return p, false
	}
	if _, written, _ := i.written(attr); written {
		return p, false
	}
	restPath, _ := pathOf(rest[1:])
	p.unknown = i.readAtApply(attr + pathText(e.tokens, restPath))
	return p, true
}

// stepIterator follows the iterator of a dynamic block or for expression into
// what is iterated over.
func (e *evaluator) stepIterator(p place, x *refExpr, bound *hcl.EvalContext) (place, bool) {
	root := x.trav.RootName()
	v, ok := bound.Variables[iteratorName(root)]
	if !ok {
		return p, false
	}
	it, _ := v.EncapsulatedValue().(*iteration)
	steps := x.trav[1:]
	if it.dynamic {
		attr, _ := name(x.trav, 1)
		if attr != "value" || it.set {
			return p, false
		}
		steps = x.trav[2:]
	}
	path, static := pathOf(steps)
	if !static || it.set {
		return p, false
	}
	q := p.to(it.from, append(append([]cty.Value{it.key}, path...), p.path...))
	q.ctx = it.ctx
	return q, true
}

// references returns the references in x, in the order of the text.
func references(x hclsyntax.Expression) []*refExpr {
	var out []*refExpr
	for _, c := range subexpressions(x) {
		if r, ok := c.(*refExpr); ok {
			out = append(out, r)
			continue
		}
		out = append(out, references(c)...)
	}
	return out
}

// subexpressions returns what x is made of. hclsyntax.Walk does not see
// through nodes of another package.
func subexpressions(x hclsyntax.Expression) []hclsyntax.Expression {
	switch x := x.(type) {
	case *refExpr:
		return []hclsyntax.Expression{x}
	case softExpr:
		return []hclsyntax.Expression{x.Expression}
	case partExpr:
		return []hclsyntax.Expression{x.Expression}
	case plainExpr:
		return []hclsyntax.Expression{x.Expression}
	case keyExpr:
		return []hclsyntax.Expression{x.Expression}
	case collExpr:
		return []hclsyntax.Expression{x.Expression}
	case *condExpr:
		return []hclsyntax.Expression{x.Condition, x.TrueResult, x.FalseResult}
	case *indexExpr:
		return []hclsyntax.Expression{x.Collection, x.Key}
	case *templateCall:
		return x.Args
	case *undecidedCall:
		return x.Args
	case *lengthExpr:
		return x.Args
	case *relExpr:
		return []hclsyntax.Expression{x.Source}
	case *hclsyntax.ParenthesesExpr:
		return []hclsyntax.Expression{x.Expression}
	case *hclsyntax.TemplateWrapExpr:
		return []hclsyntax.Expression{x.Wrapped}
	case *hclsyntax.TemplateJoinExpr:
		return []hclsyntax.Expression{x.Tuple}
	case *hclsyntax.TemplateExpr:
		return x.Parts
	case *hclsyntax.TupleConsExpr:
		return x.Exprs
	case *legacyTuple:
		return x.Exprs
	case *hclsyntax.FunctionCallExpr:
		return x.Args
	case *hclsyntax.UnaryOpExpr:
		return []hclsyntax.Expression{x.Val}
	case *hclsyntax.BinaryOpExpr:
		return []hclsyntax.Expression{x.LHS, x.RHS}
	case *hclsyntax.SplatExpr:
		return []hclsyntax.Expression{x.Source, x.Each}
	case *hclsyntax.ObjectConsExpr:
		return objectParts(x)
	case *hclsyntax.ForExpr:
		return loopParts(x)
	}
	return nil
}

func objectParts(x *hclsyntax.ObjectConsExpr) []hclsyntax.Expression {
	var out []hclsyntax.Expression
	for _, item := range x.Items {
		if k, ok := item.KeyExpr.(*hclsyntax.ObjectConsKeyExpr); ok {
			out = append(out, k.Wrapped)
		}
		out = append(out, item.ValueExpr)
	}
	return out
}

func loopParts(x *hclsyntax.ForExpr) []hclsyntax.Expression {
	out := []hclsyntax.Expression{x.CollExpr}
	for _, part := range []hclsyntax.Expression{x.KeyExpr, x.ValExpr, x.CondExpr} {
		if part != nil {
			out = append(out, part)
		}
	}
	return out
}
