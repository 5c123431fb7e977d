package terraform

import (
	"math/big"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// emitScope evaluates the resources that matter of root and of every module
// below it.
// Those that may not be created come last, so that what they share with others
// is evaluated, and complained about, on behalf of these.
func (e *evaluator) emitScope(root *scope) {
	all := e.collect(root, nil)
	e.indexPlanned(all)
	e.emitAll(all)
	for range joinRounds {
		if !e.join(all) {
			return
		}
		e.emitAll(all)
	}
}

// emitAll fills in the resources of all and the modules that are not there.
func (e *evaluator) emitAll(all []*instance) {
	for _, fill := range e.opaques {
		fill()
	}
	for _, i := range all {
		if isTrue(i.iac.Exists) {
			i.emit()
		}
	}
	for _, i := range all {
		if !isTrue(i.iac.Exists) {
			e.problems.on(false, i.emit)
		}
	}
}

// isTrue reports whether v is known to be true.
func isTrue(v iac.Value) bool {
	b, known := v.Bool()
	return b && known
}

// collect appends the resources that matter of s and of the modules below it, in the
// order of the files.
func (e *evaluator) collect(s *scope, all []*instance) []*instance {
	for _, r := range s.mod.resourceOrder {
		if !matters(r.kind) {
			continue
		}
		in, diags := s.resource(r, r.block.DefRange())
		e.problems.on(isTrue(s.exists), func() { e.problems.diagnostics(iac.EvaluationError, diags) })
		found := slices.Clone(in.live)
		if in.ghost != nil {
			found = append(found, in.ghost)
		}
		for _, i := range found {
			e.emitted = append(e.emitted, i.iac)
		}
		all = append(all, found...)
	}
	for _, c := range s.mod.callOrder {
		ch, diags := s.moduleCall(c.name, c.block.DefRange())
		e.problems.on(isTrue(s.exists), func() { e.problems.diagnostics(iac.EvaluationError, diags) })
		if ch.unmodeled != nil {
			r, fill := s.opaque(c, ch)
			e.emitted = append(e.emitted, r)
			e.opaques = append(e.opaques, func() { e.problems.on(isTrue(r.Exists), fill) })
		}
		for _, t := range ch.live {
			all = e.collect(t, all)
		}
		if ch.ghost != nil {
			all = e.collect(ch.ghost, all)
		}
	}
	return all
}

// opaque returns a module that is not there as a resource that shows what it
// is given, and the function that fills that in.
func (s *scope) opaque(c *call, ch *children) (r *iac.Resource, fill func()) {
	rep := ch.expansion.ghost
	if len(ch.reps) > 0 {
		rep = ch.reps[0]
	}
	ctx := (&frame{scope: s, rep: rep}).newContext(s.ctx)
	at := rangeOf(c.block.Range())
	r = &iac.Resource{
		Address: s.prefix + "module." + c.name, Type: "module", Language: iac.Terraform, Data: true,
		Inert: c.inert(), Exists: ch.exists(s.exists),
		Range: at, Header: rangeOf(c.block.DefRange()), Calls: s.calls, Downloaded: s.downloaded,
	}
	return r, func() {
		var fields []iac.Field
		for _, a := range attributes(c.block.Body) {
			if meta(a.Name) || a.Name == "providers" {
				continue
			}
			v, diags := a.Expr.Value(ctx)
			fields = append(fields, s.e.field(a, v, diags, ctx))
		}
		r.Body = iac.Object(fields, nil, at)
	}
}

// emit fills in the resource of i.
func (i *instance) emit() {
	e := i.scope.e
	i.place()
	at := i.iac.Header
	if a, ok := i.res.block.Body.Attributes["region"]; ok {
		at = rangeOf(a.Expr.Range())
	}
	i.iac.Region = e.emit(i.region, place{rng: at})
	i.iac.Account = e.emit(i.account, place{rng: i.iac.Header})
	if !i.res.data {
		i.iac.DefaultTags = i.scope.providerOf(i.res, i.ctx).defaultTags()
	}
	var fields []iac.Field
	for _, a := range attributes(i.res.block.Body) {
		if meta(a.Name) {
			continue
		}
		v, _, diags := i.written(a.Name)
		fields = append(fields, e.field(a, v, diags, i.ctx))
	}
	for _, kind := range blockTypes(i.res.block.Body) {
		if !meta(kind) {
			fields = append(fields, e.blockField(i.res.block.Body, kind, i.ctx))
		}
	}
	i.iac.Body = iac.Object(i.finish(fields), nil, i.iac.Range)
}

// field returns the attribute a with its value v.
func (e *evaluator) field(a *hclsyntax.Attribute, v cty.Value, diags hcl.Diagnostics, ctx *hcl.EvalContext) iac.Field {
	f := iac.Field{Name: a.Name, Range: rangeOf(a.SrcRange)}
	switch {
	case diags.HasErrors():
		e.problems.diagnostics(iac.EvaluationError, diags)
		f.Value = iac.UnknownValue(e.failed(a.Expr, ctx, diags), rangeOf(a.Expr.Range()))
	case isDocument(a.Name):
		f.Value = e.document(a.Name, v, e.at(a.Expr, ctx))
	default:
		f.Value = e.emit(v, e.at(a.Expr, ctx))
	}
	return f
}

// blockField returns the blocks of one type as a list of objects; absent if
// dynamic blocks make none, which Terraform takes for nothing written.
func (e *evaluator) blockField(body *hclsyntax.Body, kind string, ctx *hcl.EvalContext) iac.Field {
	blocks, partial, diags := e.blocksOf(body, kind, ctx)
	e.problems.diagnostics(iac.EvaluationError, diags)
	var at source.Range
	for _, b := range body.Blocks {
		if contentType(b) == kind {
			at = rangeOf(b.Range())
			break
		}
	}
	if len(blocks) == 0 && partial == nil {
		return iac.Field{Name: kind, Value: iac.Absent(at), Range: at}
	}
	items := make([]iac.Value, len(blocks))
	for i, b := range blocks {
		items[i] = e.block(b)
	}
	return iac.Field{Name: kind, Value: iac.List(items, partial, at), Range: at}
}

func (e *evaluator) block(b nested) iac.Value {
	var fields []iac.Field
	for _, a := range attributes(b.body) {
		v, diags := a.Expr.Value(b.ctx)
		fields = append(fields, e.field(a, v, diags, b.ctx))
	}
	for _, kind := range blockTypes(b.body) {
		fields = append(fields, e.blockField(b.body, kind, b.ctx))
	}
	return iac.Object(fields, nil, rangeOf(b.rng))
}

// emit returns v, which comes from p, as it leaves the evaluator.
func (e *evaluator) emit(v cty.Value, p place) iac.Value {
	out := e.emitAt(v, p)
	out.Trail = p.trail
	return out
}

func (e *evaluator) emitAt(v cty.Value, p place) iac.Value {
	switch {
	case !v.IsKnown():
		return e.undecidedValue(e.why(p), p.rng)
	case v.IsNull():
		return iac.Absent(p.rng)
	case v.Type() == cty.String:
		return iac.TextValue(e.identified(e.tokens.text(v.AsString())), p.rng)
	case v.Type() == cty.Bool:
		return iac.Bool(v.True(), p.rng)
	case v.Type() == cty.Number:
		return iac.NumberValue(iac.Number(decimal(v.AsBigFloat())), p.rng)
	case !v.CanIterateElements():
		return iac.Absent(p.rng)
	case v.Type().IsMapType() || v.Type().IsObjectType():
		return e.emitObject(v, p)
	}
	var items []iac.Value
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		if v.Type().IsSetType() {
			k = item // a set has no order to find the item by
		}
		items = append(items, e.emit(item, e.child(p, k)))
	}
	return iac.List(items, nil, p.rng)
}

// decimal returns f in decimal digits, as many as it takes.
func decimal(f *big.Float) string {
	if n, accuracy := f.Int64(); accuracy == big.Exact && (n != 0 || !f.Signbit()) {
		return strconv.FormatInt(n, 10)
	}
	return f.Text('f', -1)
}

// undecidedValue returns the value that waits for u, which a join may have
// settled.
func (e *evaluator) undecidedValue(u *iac.Unknown, at source.Range) iac.Value {
	v, ok := e.joined[u]
	if !ok {
		return iac.UnknownValue(u, at)
	}
	v.Range = at
	return v
}

func (e *evaluator) emitObject(v cty.Value, p place) iac.Value {
	var fields []iac.Field
	for it := v.ElementIterator(); it.Next(); {
		k, item := it.Element()
		q := e.child(p, k)
		fields = append(fields, iac.Field{
			Name:  e.tokens.display(k.AsString()),
			Value: e.emit(item, q),
			Range: e.entryRange(p, k, q.rng),
		})
	}
	return iac.Object(fields, nil, p.rng)
}

// entryRange returns the range of the entry k in the object at p, its key
// included, or other where there is no such text.
func (e *evaluator) entryRange(p place, k cty.Value, other source.Range) source.Range {
	o, ok := p.expr.(*hclsyntax.ObjectConsExpr)
	if !ok || len(p.path) > 0 {
		return other
	}
	for _, item := range o.Items {
		key, diags := item.KeyExpr.Value(p.ctx)
		if !diags.HasErrors() && isString(key) && key.AsString() == k.AsString() {
			return rangeOf(hcl.RangeBetween(item.KeyExpr.Range(), item.ValueExpr.Range()))
		}
	}
	return other
}
