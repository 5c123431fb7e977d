package terraform

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// rewriteBody puts nodes of this package in place of those of hclsyntax whose
// evaluation is not lazy or does not know tokens.
func rewriteBody(e *evaluator, b *hclsyntax.Body) { rewriter{e: e}.body(b) }

// body rewrites what is in b.
func (w rewriter) body(b *hclsyntax.Body) {
	for _, a := range b.Attributes {
		if a.Expr == nil {
			a.Expr = &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: a.SrcRange}
		}
		a.Expr = w.expr(a.Expr)
	}
	for _, inner := range b.Blocks {
		w.body(inner.Body)
	}
}

// A rewriter copies expressions with other nodes in them: what the parser made
// may be that of other evaluators, too. Loops are the for expressions around the
// node it is at, innermost last, and items what splats around it repeat.
type rewriter struct {
	e      *evaluator
	config *config // of Terragrunt, whose functions are called, or nil
	loops  []*hclsyntax.ForExpr
	items  map[*hclsyntax.AnonSymbolExpr]*hclsyntax.AnonSymbolExpr
}

// provides reports whether there is a function called name, and makes it.
func (w rewriter) provides(name string) bool {
	if w.config != nil {
		return w.config.provides(name)
	}
	return w.e.provides(name)
}

func (w rewriter) exprs(xs []hclsyntax.Expression) []hclsyntax.Expression {
	out := make([]hclsyntax.Expression, len(xs))
	for i, x := range xs {
		out[i] = w.expr(x)
	}
	return out
}

// expr returns x with its nodes replaced.
func (w rewriter) expr(x hclsyntax.Expression) hclsyntax.Expression {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return w.literal(x)
	case *hclsyntax.ScopeTraversalExpr:
		return w.reference(x)
	case *hclsyntax.ParenthesesExpr:
		x = new(*x)
		x.Expression = w.expr(x.Expression)
		return x
	case *hclsyntax.TemplateWrapExpr:
		x = new(*x)
		x.Wrapped = w.expr(x.Wrapped)
		return x
	case *hclsyntax.TemplateJoinExpr:
		return w.templateJoin(x)
	case *hclsyntax.TemplateExpr:
		return w.template(x)
	case *hclsyntax.TupleConsExpr:
		return w.tuple(x)
	case *hclsyntax.ObjectConsExpr:
		return w.object(x)
	case *hclsyntax.FunctionCallExpr:
		return w.call(x)
	case *hclsyntax.UnaryOpExpr:
		x = new(*x)
		x.Val = plainExpr{w.expr(x.Val), w.e}
		return x
	case *hclsyntax.BinaryOpExpr:
		return w.binary(x)
	case *hclsyntax.ConditionalExpr:
		x = new(*x)
		x.Condition = plainExpr{w.expr(x.Condition), w.e}
		x.TrueResult, x.FalseResult = w.expr(x.TrueResult), w.expr(x.FalseResult)
		return &condExpr{x}
	case *hclsyntax.IndexExpr:
		x = new(*x)
		x.Collection, x.Key = w.expr(x.Collection), w.expr(x.Key)
		return &indexExpr{x, w.e}
	case *hclsyntax.RelativeTraversalExpr:
		return w.relative(x)
	case *hclsyntax.ForExpr:
		return w.loop(x)
	case *hclsyntax.SplatExpr:
		return w.splat(x)
	case *hclsyntax.AnonSymbolExpr:
		if item, ok := w.items[x]; ok {
			return item
		}
	}
	return x
}

func (w rewriter) object(x *hclsyntax.ObjectConsExpr) hclsyntax.Expression {
	x = new(*x)
	x.Items = slices.Clone(x.Items)
	for i, item := range x.Items {
		x.Items[i].KeyExpr = w.key(item.KeyExpr)
		x.Items[i].ValueExpr = w.expr(item.ValueExpr)
	}
	return x
}

func (w rewriter) splat(x *hclsyntax.SplatExpr) hclsyntax.Expression {
	x = new(*x)
	x.Source = collExpr{w.expr(x.Source), w.e}
	if r, ok := x.Each.(*hclsyntax.RelativeTraversalExpr); ok {
		hint(x.Source.(collExpr).Expression, r.Traversal)
	}
	// The item holds values while the splat is evaluated.
	item := &hclsyntax.AnonSymbolExpr{SrcRange: x.Item.SrcRange}
	w.items = maps.Clone(w.items)
	if w.items == nil {
		w.items = map[*hclsyntax.AnonSymbolExpr]*hclsyntax.AnonSymbolExpr{}
	}
	w.items[x.Item] = item
	x.Item, x.Each = item, w.expr(x.Each)
	return x
}

func (w rewriter) tuple(x *hclsyntax.TupleConsExpr) hclsyntax.Expression {
	legacy := slices.ContainsFunc(x.Exprs, func(item hclsyntax.Expression) bool {
		_, ok := item.(*hclsyntax.TemplateWrapExpr)
		return ok
	})
	x = new(*x)
	x.Exprs = w.exprs(x.Exprs)
	if legacy {
		return &legacyTuple{x}
	}
	return x
}

func (w rewriter) literal(x *hclsyntax.LiteralValueExpr) hclsyntax.Expression {
	if isHuge(x.Val) {
		w.e.problems.add(iac.LimitExceeded, rangeOf(x.SrcRange), "a number is larger than what is analysed")
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: x.SrcRange}
	}
	if !isTokenText(x.Val) || w.e.written[x.SrcRange.Filename] {
		return x
	}
	// An escape sequence can spell what unfit has not seen in the bytes.
	w.e.problems.add(iac.ParseError, rangeOf(x.SrcRange), "a string holds a private-use code point of planes 15 or 16, which are reserved")
	return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: x.SrcRange}
}

func (w rewriter) reference(x *hclsyntax.ScopeTraversalExpr) hclsyntax.Expression {
	w.vocabulary(x.Traversal)
	r := &refExpr{Expression: x, trav: x.Traversal}
	for _, l := range slices.Backward(w.loops) {
		if root := x.Traversal.RootName(); root == l.ValVar || root == l.KeyVar {
			r.loop = l
			break
		}
	}
	return r
}

// headSteps returns how many steps of a reference with the given root name are
// not attributes of what it refers to.
func headSteps(root string) int {
	switch root {
	case "data", "module":
		return 3
	case "var", "local", "each", "count", "path", "terraform":
		return 2
	}
	return 1
}

// vocabulary takes note of the names in t: attributes that a resource may be
// asked for after it was passed on as a whole.
func (w rewriter) vocabulary(t hcl.Traversal) {
	if !t.IsRelative() {
		t = t[min(len(t), headSteps(t.RootName())):]
	}
	for _, step := range t {
		switch s := step.(type) {
		case hcl.TraverseAttr:
			w.e.vocabulary[s.Name] = true
		case hcl.TraverseIndex:
			if isString(s.Key) {
				w.e.vocabulary[s.Key.AsString()] = true
			}
		}
	}
}

func (w rewriter) template(x *hclsyntax.TemplateExpr) hclsyntax.Expression {
	x = new(*x)
	x.Parts = slices.Clone(x.Parts)
	for i, part := range x.Parts {
		if _, ok := part.(*hclsyntax.LiteralValueExpr); ok {
			x.Parts[i] = w.expr(part)
			continue
		}
		x.Parts[i] = partExpr{softExpr{w.expr(part), w.e}}
	}
	return x
}

func (w rewriter) templateJoin(x *hclsyntax.TemplateJoinExpr) hclsyntax.Expression {
	f, ok := x.Tuple.(*hclsyntax.ForExpr)
	if !ok {
		return x
	}
	// The node wants a tuple: only the parts are replaced.
	f = w.loopParts(f)
	f.CollExpr = collExpr{f.CollExpr, w.e}
	f.ValExpr = softExpr{f.ValExpr, w.e}
	x = new(*x)
	x.Tuple = f
	return x
}

func (w rewriter) key(x hclsyntax.Expression) hclsyntax.Expression {
	k, ok := x.(*hclsyntax.ObjectConsKeyExpr)
	if !ok {
		return keyExpr{w.expr(x), w.e}
	}
	_, traversal := k.Wrapped.(*hclsyntax.ScopeTraversalExpr)
	if !k.ForceNonLiteral && (traversal || hcl.ExprAsKeyword(k.Wrapped) != "") {
		return k // a bare name is itself
	}
	k = new(*k)
	k.Wrapped = keyExpr{w.expr(k.Wrapped), w.e}
	return k
}

func (w rewriter) binary(x *hclsyntax.BinaryOpExpr) hclsyntax.Expression {
	x = new(*x)
	x.LHS, x.RHS = w.expr(x.LHS), w.expr(x.RHS)
	w.e.compare(x)
	switch x.Op {
	case hclsyntax.OpEqual:
		x.Op = w.e.equal
	case hclsyntax.OpNotEqual:
		x.Op = w.e.notEqual
	default:
		x.LHS, x.RHS = plainExpr{x.LHS, w.e}, plainExpr{x.RHS, w.e}
	}
	return x
}

func (w rewriter) relative(x *hclsyntax.RelativeTraversalExpr) hclsyntax.Expression {
	w.vocabulary(x.Traversal)
	x = new(*x)
	x.Source = w.expr(x.Source)
	if i, ok := x.Source.(*indexExpr); ok {
		hint(i.Collection, x.Traversal)
	}
	return &relExpr{x, w.e}
}

// hint tells a reference to a whole resource that only the attribute at the
// head of t is asked for.
func hint(x hclsyntax.Expression, t hcl.Traversal) {
	r, ok := x.(*refExpr)
	if !ok || len(t) == 0 {
		return
	}
	if a, ok := t[0].(hcl.TraverseAttr); ok {
		r.only = a.Name
		r.fields = append(r.fields, a.Name)
	}
}

// hintLoop tells the reference that x loops over which attributes of its
// elements x asks for.
func hintLoop(x *hclsyntax.ForExpr) {
	r, ok := x.CollExpr.(*refExpr)
	if !ok {
		return
	}
	for _, part := range loopParts(x)[1:] {
		for _, inner := range references(part) {
			if inner.trav.RootName() != x.ValVar || len(inner.trav) < 2 {
				continue
			}
			if a, ok := inner.trav[1].(hcl.TraverseAttr); ok {
				r.fields = append(r.fields, a.Name)
			}
		}
	}
}

// loopParts returns x with its parts replaced.
func (w rewriter) loopParts(x *hclsyntax.ForExpr) *hclsyntax.ForExpr {
	x = new(*x)
	x.CollExpr = w.expr(x.CollExpr)
	w.loops = append(w.loops[:len(w.loops):len(w.loops)], x)
	if x.KeyExpr != nil {
		x.KeyExpr = keyExpr{w.expr(x.KeyExpr), w.e}
	}
	if x.CondExpr != nil {
		x.CondExpr = plainExpr{w.expr(x.CondExpr), w.e}
	}
	x.ValExpr = w.expr(x.ValExpr)
	return x
}

func (w rewriter) loop(x *hclsyntax.ForExpr) hclsyntax.Expression {
	x = w.loopParts(x)
	hintLoop(x)
	x.CollExpr = collExpr{x.CollExpr, w.e}
	return x
}

// keepsText are the functions whose result shows the text of its arguments,
// so that an unknown argument can stay a part of it.
var keepsText = map[string]bool{
	"format": true, "formatlist": true, "join": true, "jsonencode": true, "yamlencode": true,
}

func (w rewriter) call(x *hclsyntax.FunctionCallExpr) hclsyntax.Expression {
	x = new(*x)
	x.Args = w.exprs(x.Args)
	if c, ok := w.undecided(x); ok {
		return c
	}
	if x.Name == "templatefile" && len(x.Args) == 2 && !x.ExpandFinal {
		return &templateCall{x, w.e}
	}
	if x.Name == "length" && len(x.Args) == 1 && !x.ExpandFinal {
		return &lengthExpr{FunctionCallExpr: x, e: w.e}
	}
	if x.Name == "min" {
		capped(x.Args)
	}
	if x.Name == "map" || x.Name == "list" {
		w.e.outdated(x.NameRange)
	}
	if x.Name == "lookup" && len(x.Args) > 1 {
		if s := literalString(x.Args[1]); s != "" {
			w.e.vocabulary[s] = true
		}
	}
	if x.Name == "lookup" && len(x.Args) == 2 && !x.ExpandFinal {
		// Without a default it is an index, and fails as one.
		return &indexExpr{&hclsyntax.IndexExpr{
			Collection: x.Args[0], Key: x.Args[1],
			SrcRange: x.Range(), OpenRange: x.OpenParenRange, BracketRange: x.Range(),
		}, w.e}
	}
	if keepsText[x.Name] {
		for i, a := range x.Args {
			x.Args[i] = softExpr{a, w.e}
		}
	}
	return x
}

// peel returns x without parentheses and wrappers around it.
func peel(x hclsyntax.Expression) hclsyntax.Expression {
	for {
		switch y := x.(type) {
		case *hclsyntax.ParenthesesExpr:
			x = y.Expression
		case *hclsyntax.TemplateWrapExpr:
			x = y.Wrapped
		case softExpr:
			x = y.Expression
		case partExpr:
			x = y.Expression
		case plainExpr:
			x = y.Expression
		case collExpr:
			x = y.Expression
		case keyExpr:
			x = y.Expression
		default:
			return x
		}
	}
}

// bare returns x as the parser made it, without what is around it.
func bare(x hclsyntax.Expression) hclsyntax.Expression {
	x = peel(x)
	if r, ok := x.(*refExpr); ok {
		return r.Expression
	}
	return x
}
