package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An unknownKey identifies a fact: what has one key is one fact.
type unknownKey struct {
	scope *scope
	res   *iac.Resource
	root  *iac.Unknown
	ctx   *hcl.EvalContext
	expr  hclsyntax.Expression
	name  string
}

// unknown returns the fact with the given key, which first makes.
func (e *evaluator) unknown(k unknownKey, first func() iac.Unknown) *iac.Unknown {
	u, ok := e.unknowns[k]
	if !ok {
		fresh := first()
		u = &fresh
		e.unknowns[k] = u
	}
	return u
}

// soft returns the text that u is.
func (e *evaluator) soft(u *iac.Unknown) cty.Value {
	return e.tokens.add(token{part: iac.Part{Unknown: u}, soft: true})
}

// why returns the fact that the value at p waits for. A value that is computed
// from others gets a fact of its own, which says what the first of those waits
// for.
func (e *evaluator) why(p place) *iac.Unknown {
	if p.unknown != nil {
		return p.unknown
	}
	if p.expr == nil {
		return e.unknown(unknownKey{name: p.rng.String()}, func() iac.Unknown {
			return iac.Unknown{Name: "value", Why: "the value is not known", Range: p.rng}
		})
	}
	key := unknownKey{expr: p.expr, ctx: p.ctx, name: pathText(e.tokens, p.path)}
	if u, ok := e.unknowns[key]; ok {
		return u
	}
	u := e.derived(p)
	e.unknowns[key] = u
	return u
}

func (e *evaluator) derived(p place) *iac.Unknown {
	fallback := &iac.Unknown{Name: e.label(p.expr), Why: "only apply decides it", Range: rangeOf(p.expr.Range())}
	if len(e.stack) >= maxDepth {
		return fallback
	}
	e.stack = append(e.stack, "")
	defer func() { e.stack = e.stack[:len(e.stack)-1] }()
	if f := frameOf(p.ctx); f != nil && f.rep != nil && f.rep.why != nil && e.repeats(p.expr) {
		return &iac.Unknown{Name: f.rep.why.Name, Why: f.rep.why.Why, Range: f.rep.why.Range}
	}
	refs := references(p.expr)
	for _, r := range refs {
		if base := e.unknownBehind(r, p.ctx); base != nil {
			return &iac.Unknown{Name: base.Name, Why: base.Why, Range: base.Range}
		}
	}
	if e.isOfZones(p.expr, p.ctx) {
		fallback.Why = "how many availability zones the region has is in no file: take a number of them with slice()"
		return fallback
	}
	if c := undecidedCallIn(p.expr); c != nil {
		fallback.Why = c.why
		return fallback
	}
	if base := e.doubted(p.expr, p.ctx); base != nil {
		return &iac.Unknown{Name: base.Name, Why: base.Why, Range: base.Range}
	}
	// What the parser leaves of something that is not valid.
	if x, ok := peel(p.expr).(*hclsyntax.LiteralValueExpr); ok && !x.Val.IsKnown() {
		fallback.Name, fallback.Why = "value", "what is written there is not valid: mend it"
		return fallback
	}
	for _, r := range refs {
		if base := e.computedBehind(r, p.ctx); base != nil {
			fallback.Why, fallback.Range = base.Why, base.Range
			return fallback
		}
	}
	return fallback
}

// computedBehind returns the attribute that the reference r stands for, which
// only apply knows and the text of which decides, or nil.
func (e *evaluator) computedBehind(r *refExpr, ctx *hcl.EvalContext) *iac.Unknown {
	v, diags := r.Value(ctx)
	if diags.HasErrors() {
		return nil
	}
	var u *iac.Unknown
	anyText(v, func(s string) bool {
		for _, c := range s {
			if t, ok := e.tokens.get(c); ok && t.part.Resource != nil {
				u = computedFact(t.part)
				return true
			}
		}
		return false
	})
	return u
}

// computedFact returns the fact that an attribute of a resource is.
func computedFact(p iac.Part) *iac.Unknown {
	u := iac.Unknown{Name: p.String(), Range: p.Resource.Header}
	switch {
	case p.Resource.Type == "aws_availability_zones":
		u.Why = "`" + p.Resource.Address + "` is read at apply: which zones the account has decides it"
	case p.Resource.Data:
		u.Why = "`" + p.Resource.Address + "` is read at apply"
	default:
		u.Why = "`" + p.String() + "` is known after apply"
	}
	return &u
}

// repeats reports whether x refers to each or count.
func (e *evaluator) repeats(x hclsyntax.Expression) bool {
	for _, r := range references(x) {
		if root := r.trav.RootName(); root == "each" || root == "count" {
			return true
		}
	}
	return false
}

// unknownBehind returns the fact that the reference r waits for, or nil if its
// value is known.
func (e *evaluator) unknownBehind(r *refExpr, ctx *hcl.EvalContext) *iac.Unknown {
	v, diags := r.Value(ctx)
	if diags.HasErrors() {
		return nil
	}
	if u := e.softIn(v); u != nil {
		return u
	}
	if v.IsWhollyKnown() {
		return nil
	}
	p := e.at(r, ctx)
	if p.unknown == nil {
		if p.expr == hclsyntax.Expression(r) {
			if r.loop != nil {
				return e.unknownIn(r, ctx)
			}
			return e.unknownInstances(r, ctx)
		}
		if path := firstUnknown(v); len(path) > 0 {
			for _, key := range path {
				p = e.child(p, key)
			}
		}
	}
	return e.why(p)
}

// unknownIn returns the fact that the collection waits for whose loop binds r.
func (e *evaluator) unknownIn(r *refExpr, ctx *hcl.EvalContext) *iac.Unknown {
	_, bound := lookup(ctx, r.trav.RootName())
	if bound == nil || bound.Parent() == nil {
		return nil
	}
	for _, inner := range references(r.loop.CollExpr) {
		if u := e.unknownBehind(inner, bound.Parent()); u != nil {
			return u
		}
	}
	return nil
}

// unknownInstances returns why the instances of the block that r refers to
// are unknown.
func (e *evaluator) unknownInstances(r *refExpr, ctx *hcl.EvalContext) *iac.Unknown {
	ex, live := expansionBehind(r, ctx)
	switch {
	case ex == nil:
		return nil
	case ex.why == nil && len(live) > 0:
		path := attrPath(r.trav, r.trav.RootName())
		return live[0].readAtApply(strings.TrimPrefix(pathText(e.tokens, path), "."))
	}
	return ex.why
}

// expansionBehind returns what the block was expanded to that r refers to, or
// nil, and the instances if it is a resource.
func expansionBehind(r *refExpr, ctx *hcl.EvalContext) (ex *expansion, live []*instance) {
	f := frameOf(ctx)
	if f == nil || f.scope == nil {
		return nil, nil
	}
	root := r.trav.RootName()
	first, _ := name(r.trav, 1)
	if root == "module" {
		if ch, ok := f.scope.children[first]; ok {
			return &ch.expansion, nil
		}
		return nil, nil
	}
	address := root + "." + first
	if second, ok := name(r.trav, 2); ok && root == "data" {
		address += "." + second
	}
	if in, ok := f.scope.resources[address]; ok {
		return &in.expansion, in.live
	}
	return nil, nil
}

// attrPath returns the steps of t after the address of a resource.
func attrPath(t hcl.Traversal, root string) []cty.Value {
	n := 2
	if root == "data" {
		n = 3
	}
	path, _ := pathOf(t[min(n, len(t)):])
	return path
}

// softIn returns the fact behind the first soft token in v.
func (e *evaluator) softIn(v cty.Value) *iac.Unknown {
	var u *iac.Unknown
	anyText(v, func(s string) bool {
		for _, r := range s {
			if t, ok := e.tokens.get(r); ok && t.soft {
				u = t.part.Unknown
				return true
			}
		}
		return false
	})
	return u
}

// firstUnknown returns the path to the first unknown value in v.
func firstUnknown(v cty.Value) []cty.Value {
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return nil
	}
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		if !item.IsKnown() {
			return []cty.Value{k}
		}
		if !item.IsWhollyKnown() {
			return append([]cty.Value{k}, firstUnknown(item)...)
		}
	}
	return nil
}

// label returns how a message calls an expression: by its text if that is
// short.
func (e *evaluator) label(x hclsyntax.Expression) string {
	const short = 60
	r := x.Range()
	if f := e.text(r.Filename); f != nil && r.Start.Byte < r.End.Byte && r.End.Byte <= len(f.Bytes) && r.Start.Line == r.End.Line {
		if text := f.Bytes[r.Start.Byte:r.End.Byte]; len(text) <= short {
			return string(text)
		}
	}
	switch x := peel(x).(type) {
	case *hclsyntax.FunctionCallExpr:
		return x.Name + "()"
	case *undecidedCall:
		return x.Name + "()"
	case *hclsyntax.ForExpr:
		return "for expression"
	case *condExpr:
		return "conditional"
	}
	return "expression"
}

// text returns the file called name as it was parsed, or nil.
func (e *evaluator) text(name string) *source.File {
	f, ok := e.files[name]
	if !ok {
		f, _ = e.treeOf(name).ReadFile(name)
		e.files[name] = f
	}
	return f
}

// failed returns the fact that x cannot be evaluated.
func (e *evaluator) failed(x hclsyntax.Expression, ctx *hcl.EvalContext, diags hcl.Diagnostics) *iac.Unknown {
	return e.unknown(unknownKey{expr: x, ctx: ctx, name: "failed"}, func() iac.Unknown {
		return iac.Unknown{Name: e.label(x), Why: "it cannot be evaluated: " + firstError(diags), Range: rangeOf(x.Range())}
	})
}

func firstError(diags hcl.Diagnostics) string {
	for _, d := range diags {
		if d.Severity == hcl.DiagError {
			return sentence(d)
		}
	}
	return "the value is not known"
}

// softened returns v, which is at p, with a soft token for each unknown in it.
// Collections become tuples and objects.
func (e *evaluator) softened(v cty.Value, p place) cty.Value {
	switch {
	case !v.IsKnown():
		return e.soft(e.why(p))
	case v.IsNull() || v.IsWhollyKnown() || !v.CanIterateElements():
		return v
	case v.Type().IsSetType():
		return v
	case v.Type().IsMapType() || v.Type().IsObjectType():
		fields := map[string]cty.Value{}
		for it := v.ElementIterator(); it.Next(); {
			k, item := it.Element()
			fields[k.AsString()] = e.softened(item, e.child(p, k))
		}
		return cty.ObjectVal(fields)
	}
	var items []cty.Value
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		items = append(items, e.softened(item, e.child(p, k)))
	}
	return cty.TupleVal(items)
}
