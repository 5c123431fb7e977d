package terraform

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A place is where a value comes from: the expression that wrote it, behind
// the names it came through.
type place struct {
	expr  hclsyntax.Expression // nil if it is text from outside, or nothing
	ctx   *hcl.EvalContext
	path  []cty.Value // keys and indexes that could not be followed into expr
	rng   source.Range
	trail []iac.Origin

	unknown *iac.Unknown // the fact that decides the value, if there is one
}

// An iteration is one step of a dynamic block or for expression, or one
// variable of a template.
type iteration struct {
	from    hclsyntax.Expression
	ctx     *hcl.EvalContext
	key     cty.Value
	set     bool // from is a set, which has no order to find the element by
	dynamic bool // the iterator is an object of key and value
}

func iterationType() cty.Type { return cty.Capsule("iteration", reflect.TypeFor[iteration]()) }

// iteratorName is the variable that carries the iteration of the iterator.
func iteratorName(iterator string) string { return " iteration " + iterator }

// maxStations bounds how many names a place is followed through.
const maxStations = 200

// at returns the place of the value of x.
func (e *evaluator) at(x hclsyntax.Expression, ctx *hcl.EvalContext) place {
	return e.settle(place{expr: x, ctx: ctx, rng: rangeOf(x.Range())})
}

// child returns the place of the element key of the value at p.
func (e *evaluator) child(p place, key cty.Value) place {
	p.path = append(slices.Clone(p.path), key)
	return e.settle(p)
}

// settle follows p as far as the syntax tells.
func (e *evaluator) settle(p place) place {
	for range maxStations {
		if p.expr == nil || p.unknown != nil {
			return p
		}
		p.expr = peel(p.expr)
		next, ok := e.step(p)
		if !ok {
			return p
		}
		p = next
		if p.expr != nil {
			if r := rangeOf(p.expr.Range()); r.File != "" {
				p.rng = r
			}
		}
	}
	return p
}

func (e *evaluator) step(p place) (place, bool) {
	switch x := p.expr.(type) {
	case *refExpr:
		return e.stepReference(p, x)
	case *condExpr:
		c, diags := x.Condition.Value(p.ctx)
		if diags.HasErrors() || !c.IsKnown() || c.IsNull() {
			return p, false
		}
		if c.RawEquals(cty.True) || isString(c) && c.AsString() == "true" {
			return p.to(x.TrueResult, p.path), true
		}
		return p.to(x.FalseResult, p.path), true
	case *indexExpr:
		key, diags := x.Key.Value(p.ctx)
		if diags.HasErrors() || !key.IsKnown() || key.IsNull() || !key.Type().IsPrimitiveType() || e.isSoft(key) {
			return p, false
		}
		return p.to(x.Collection, prepend(key, p.path)), true
	case *relExpr:
		path, ok := pathOf(x.Traversal)
		if !ok {
			return p, false
		}
		return p.to(x.Source, append(path, p.path...)), true
	case *hclsyntax.FunctionCallExpr:
		return e.stepCall(p, x)
	}
	if len(p.path) == 0 {
		return p, false
	}
	switch x := p.expr.(type) {
	case *hclsyntax.TupleConsExpr:
		return e.stepTuple(p, x)
	case *legacyTuple:
		return e.stepLegacy(p, x)
	case *hclsyntax.ObjectConsExpr:
		return e.stepObject(p, x)
	case *hclsyntax.ForExpr:
		return e.stepFor(p, x)
	}
	return p, false
}

// to returns p moved to x, with path left to follow.
func (p place) to(x hclsyntax.Expression, path []cty.Value) place {
	p.expr, p.path = x, path
	return p
}

func prepend(key cty.Value, path []cty.Value) []cty.Value {
	return append([]cty.Value{key}, path...)
}

// index returns the whole number that key is.
func index(key cty.Value) (int, bool) {
	switch {
	case !key.IsKnown() || key.IsNull():
		return 0, false
	case key.Type() == cty.Number:
		i, _ := key.AsBigFloat().Int64()
		return int(i), i >= 0
	case key.Type() == cty.String:
		i, err := strconv.Atoi(key.AsString())
		return i, err == nil && i >= 0
	}
	return 0, false
}

// keyText returns the attribute name that key is.
func keyText(key cty.Value) (string, bool) {
	if isString(key) {
		return key.AsString(), true
	}
	if i, ok := index(key); ok {
		return strconv.Itoa(i), true
	}
	return "", false
}

// pathOf returns the keys that the steps of t spell.
func pathOf(t hcl.Traversal) ([]cty.Value, bool) {
	path := make([]cty.Value, 0, len(t))
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			path = append(path, cty.StringVal(s.Name))
		case hcl.TraverseIndex:
			path = append(path, s.Key)
		default:
			return nil, false
		}
	}
	return path, true
}

// pathText returns path as an author would write it: .a[0]["b"].
func pathText(ts *tokens, path []cty.Value) string {
	var b strings.Builder
	for _, key := range path {
		switch s, ok := keyText(key); {
		case isString(key) && hclsyntax.ValidIdentifier(s):
			b.WriteString("." + s)
		case isString(key):
			b.WriteString("[" + strconv.Quote(ts.display(s)) + "]")
		case ok:
			b.WriteString("[" + s + "]")
		default:
			b.WriteString("[*]")
		}
	}
	return b.String()
}

// stepTuple goes to the item asked for. The items of a set are asked for by
// their text.
func (e *evaluator) stepTuple(p place, x *hclsyntax.TupleConsExpr) (place, bool) {
	if i, ok := index(p.path[0]); ok && i < len(x.Exprs) {
		return p.to(x.Exprs[i], p.path[1:]), true
	}
	if !isString(p.path[0]) {
		return p, false
	}
	for _, item := range x.Exprs {
		if v, diags := item.Value(p.ctx); !diags.HasErrors() && v.RawEquals(p.path[0]) {
			return p.to(item, p.path[1:]), true
		}
	}
	return p, false
}

// stepLegacy goes to the item asked for, or into the list that it is part of.
func (e *evaluator) stepLegacy(p place, x *legacyTuple) (place, bool) {
	i, ok := index(p.path[0])
	for _, item := range x.Exprs {
		v, diags := item.Value(p.ctx)
		inner, known := splice(item, v)
		if !ok || diags.HasErrors() || !known {
			return p, false
		}
		if i >= len(inner) {
			i -= len(inner)
			continue
		}
		if len(inner) == 1 && inner[0].RawEquals(v) {
			return p.to(item, p.path[1:]), true
		}
		return p.to(item, prepend(cty.NumberIntVal(int64(i)), p.path[1:])), true
	}
	return p, false
}

func (e *evaluator) stepObject(p place, x *hclsyntax.ObjectConsExpr) (place, bool) {
	want, ok := keyText(p.path[0])
	if !ok {
		return p, false
	}
	// The last of two items with one key wins.
	for i := len(x.Items) - 1; i >= 0; i-- {
		k, diags := x.Items[i].KeyExpr.Value(p.ctx)
		if diags.HasErrors() {
			return p, false
		}
		if s, ok := keyText(k); ok && s == want {
			return p.to(x.Items[i].ValueExpr, p.path[1:]), true
		}
	}
	return p, false
}

// stepFor goes into the iteration of x that made the element asked for.
func (e *evaluator) stepFor(p place, x *hclsyntax.ForExpr) (place, bool) {
	coll, diags := x.CollExpr.Value(p.ctx)
	if x.Group || diags.HasErrors() || !coll.IsKnown() || coll.IsNull() || !coll.CanIterateElements() {
		return p, false
	}
	n := 0
	for it := coll.ElementIterator(); it.Next(); {
		k, v := it.Element()
		child := p.ctx.NewChild()
		child.Variables = map[string]cty.Value{
			x.ValVar: v,
			iteratorName(x.ValVar): cty.CapsuleVal(iterationType(), &iteration{
				from: x.CollExpr, ctx: p.ctx, key: k, set: coll.Type().IsSetType(),
			}),
		}
		if x.KeyVar != "" {
			child.Variables[x.KeyVar] = k
		}
		if x.CondExpr != nil {
			c, diags := x.CondExpr.Value(child)
			if diags.HasErrors() || !c.IsKnown() || c.IsNull() {
				return p, false
			}
			if !c.RawEquals(cty.True) {
				continue
			}
		}
		key := cty.NumberIntVal(int64(n))
		if x.KeyExpr != nil {
			key, diags = x.KeyExpr.Value(child)
			if diags.HasErrors() {
				return p, false
			}
		}
		n++
		want, _ := keyText(p.path[0])
		if have, ok := keyText(key); ok && have == want {
			q := p.to(x.ValExpr, p.path[1:])
			q.ctx = child
			return q, true
		}
	}
	return p, false
}

func (e *evaluator) stepCall(p place, x *hclsyntax.FunctionCallExpr) (place, bool) {
	if x.ExpandFinal || len(x.Args) == 0 {
		return p, false
	}
	switch strings.TrimPrefix(x.Name, "core::") {
	case "try":
		for _, a := range x.Args {
			if _, diags := a.Value(p.ctx); diags.HasErrors() {
				continue
			}
			return p.to(a, p.path), e.doubted(a, p.ctx) == nil
		}
	case "sensitive", "nonsensitive", "tolist", "toset", "tomap", "tostring", "tonumber", "tobool":
		return p.to(x.Args[0], p.path), true
	case "merge":
		return e.stepMerge(p, x)
	case "concat":
		return e.stepConcat(p, x)
	case "coalesce", "coalescelist":
		for _, a := range x.Args {
			v, diags := a.Value(p.ctx)
			if diags.HasErrors() || !v.IsKnown() || isTokenText(v) && (e.maybeNull(v) || e.maybeEmpty(v.AsString())) {
				return p, false
			}
			if !v.IsNull() && !emptyValue(v) {
				return p.to(a, p.path), true
			}
		}
	case "lookup", "element":
		return e.stepLookup(p, x)
	case "read_terragrunt_config":
		return e.stepRead(p, x)
	}
	return p, false
}

func emptyValue(v cty.Value) bool {
	if v.Type() == cty.String {
		return v.AsString() == ""
	}
	return v.CanIterateElements() && v.LengthInt() == 0
}

func (e *evaluator) stepMerge(p place, x *hclsyntax.FunctionCallExpr) (place, bool) {
	if len(p.path) == 0 {
		return p, false
	}
	want, _ := keyText(p.path[0])
	for i := len(x.Args) - 1; i >= 0; i-- {
		v, diags := x.Args[i].Value(p.ctx)
		if diags.HasErrors() || !v.IsKnown() {
			return p, false
		}
		if v.IsNull() || !v.CanIterateElements() {
			continue
		}
		for it := v.ElementIterator(); it.Next(); {
			if k, _ := it.Element(); isString(k) && k.AsString() == want {
				return p.to(x.Args[i], p.path), true
			}
		}
	}
	return p, false
}

func (e *evaluator) stepConcat(p place, x *hclsyntax.FunctionCallExpr) (place, bool) {
	if len(p.path) == 0 {
		return p, false
	}
	i, ok := index(p.path[0])
	for _, a := range x.Args {
		v, diags := a.Value(p.ctx)
		if !ok || diags.HasErrors() || !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
			return p, false
		}
		if n := v.LengthInt(); i >= n {
			i -= n
			continue
		}
		return p.to(a, prepend(cty.NumberIntVal(int64(i)), p.path[1:])), true
	}
	return p, false
}

func (e *evaluator) stepLookup(p place, x *hclsyntax.FunctionCallExpr) (place, bool) {
	if len(x.Args) < 2 {
		return p, false
	}
	coll, diags := x.Args[0].Value(p.ctx)
	key, more := x.Args[1].Value(p.ctx)
	if diags.HasErrors() || more.HasErrors() || !coll.IsKnown() || coll.IsNull() || !coll.CanIterateElements() || !key.IsKnown() || key.IsNull() || e.isSoft(key) {
		return p, false
	}
	if x.Name == "element" {
		i, ok := index(key)
		if n := coll.LengthInt(); ok && n > 0 {
			return p.to(x.Args[0], prepend(cty.NumberIntVal(int64(i%n)), p.path)), true
		}
		return p, false
	}
	want, _ := keyText(key)
	for it := coll.ElementIterator(); it.Next(); {
		if k, _ := it.Element(); isString(k) && k.AsString() == want {
			return p.to(x.Args[0], prepend(key, p.path)), true
		}
	}
	if len(x.Args) == 3 {
		return p.to(x.Args[2], p.path), true
	}
	return p, false
}
