package terraform

import (
	"math/big"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A blockShape says which properties of a JSON object are blocks, as JSON
// syntax does not tell blocks from attributes.
// https://developer.hashicorp.com/terraform/language/syntax/json
type blockShape struct {
	blocks map[string]labelled
	bare   string // a text that a block without its labels has, where that may be
}

type labelled struct {
	labels int
	shape  *blockShape
}

// plainShape has attributes only: a list of objects reads as blocks do.
var plainShape = &blockShape{} // never written to

// isBare reports whether n is a block without its labels.
func (s *blockShape) isBare(n *jsonNode) bool {
	text := n.get(s.bare)
	return s.bare != "" && text != nil && text.kind == jsonString
}

// rootShape is the shape of a configuration file.
func rootShape() *blockShape {
	content := &blockShape{}
	dynamic := &blockShape{blocks: map[string]labelled{"content": {0, content}}}
	content.blocks = map[string]labelled{"dynamic": {1, dynamic}}
	resource := &blockShape{blocks: map[string]labelled{
		"dynamic": {1, dynamic}, "lifecycle": {0, plainShape}, "connection": {0, plainShape}, "provisioner": {1, plainShape},
	}}
	settings := &blockShape{blocks: map[string]labelled{"backend": {1, plainShape}, "cloud": {0, plainShape}}}
	return &blockShape{blocks: map[string]labelled{
		"resource": {2, resource}, "data": {2, resource}, "ephemeral": {2, resource},
		"module": {1, plainShape}, "variable": {1, plainShape}, "output": {1, plainShape},
		"provider": {1, plainShape}, "locals": {0, plainShape}, "terraform": {0, settings},
		"check": {1, plainShape}, "moved": {0, plainShape}, "import": {0, plainShape}, "removed": {0, plainShape},
	}}
}

// parseJSONFile returns f as the body that it would be in native syntax.
func (e *evaluator) parseJSONFile(f *source.File, shape *blockShape) *hclsyntax.Body {
	root, err := parseJSON(string(f.Bytes))
	if err != nil {
		at := f.Range(jsonOffset(err), jsonOffset(err)+1)
		e.problems.add(iac.ParseError, at, "not valid JSON: %s", err)
		return nil
	}
	c := jsonConverter{e: e, file: f, literal: shape == plainShape}
	if root.kind != jsonObject {
		e.problems.add(iac.ParseError, f.Range(root.start, root.end), "the top level of %s is not a JSON object", f.Name)
		return nil
	}
	return c.body(root, shape)
}

// A jsonConverter turns JSON into the native syntax tree, so that there is one
// evaluator for both.
type jsonConverter struct {
	e       *evaluator
	file    *source.File
	literal bool // strings are no templates, as in files of variable values
}

func (c jsonConverter) rangeOf(start, end int) hcl.Range {
	r := c.file.Range(start, end)
	return hcl.Range{Filename: r.File, Start: hclPos(r.Start), End: hclPos(r.End)}
}

func hclPos(p source.Pos) hcl.Pos { return hcl.Pos{Line: p.Line, Column: 1, Byte: p.Byte} }

func (c jsonConverter) body(n *jsonNode, shape *blockShape) *hclsyntax.Body {
	b := &hclsyntax.Body{
		Attributes: hclsyntax.Attributes{},
		SrcRange:   c.rangeOf(n.start, n.end),
		EndRange:   c.rangeOf(n.end, n.end),
	}
	for _, f := range n.fields {
		if f.key == "//" {
			continue
		}
		if l, ok := shape.blocks[f.key]; ok {
			b.Blocks = append(b.Blocks, c.blocks(f, f.value, l, nil)...)
			continue
		}
		b.Attributes[f.key] = &hclsyntax.Attribute{
			Name: f.key, Expr: c.expr(f.value),
			SrcRange: c.rangeOf(f.start, f.value.end), NameRange: c.rangeOf(f.start, f.end),
		}
	}
	return b
}

// blocks returns the blocks that n, the value of the property f, stands for.
func (c jsonConverter) blocks(f jsonField, n *jsonNode, l labelled, labels []string) []*hclsyntax.Block {
	var out []*hclsyntax.Block
	switch {
	case n.kind == jsonArray:
		for _, item := range n.items {
			out = append(out, c.blocks(f, item, l, labels)...)
		}
	case n.kind != jsonObject:
		if n.kind != jsonNull {
			c.e.problems.add(iac.ParseError, rangeOf(c.rangeOf(n.start, n.end)), "a JSON object is expected for %q", f.key)
		}
	case len(labels) < l.labels && !l.shape.isBare(n):
		for _, g := range n.fields {
			if g.key == "//" {
				continue
			}
			inner := jsonField{key: f.key, start: g.start, end: g.end, value: g.value}
			out = append(out, c.blocks(inner, g.value, l, append(labels[:len(labels):len(labels)], g.key))...)
		}
	default:
		b := &hclsyntax.Block{
			Type: f.key, Labels: labels, Body: c.body(n, l.shape),
			TypeRange: c.rangeOf(f.start, f.end), OpenBraceRange: c.rangeOf(n.start, n.start+1), CloseBraceRange: c.rangeOf(n.end-1, n.end),
		}
		if path := n.get("//").get("metadata").get("path"); path != nil && path.kind == jsonString {
			c.e.constructs[b.TypeRange] = path.text
		}
		out = append(out, b)
	}
	return out
}

func (c jsonConverter) expr(n *jsonNode) hclsyntax.Expression {
	rng := c.rangeOf(n.start, n.end)
	literal := func(v cty.Value) hclsyntax.Expression { return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: rng} }
	switch n.kind {
	case jsonBool:
		return literal(cty.BoolVal(n.text == "true"))
	case jsonNumber:
		f, _, err := big.ParseFloat(n.text, 10, 512, big.ToNearestEven)
		if err != nil {
			return literal(cty.DynamicVal)
		}
		return literal(cty.NumberVal(f))
	case jsonString:
		return c.template(n.text, n.start+1, rng)
	case jsonArray:
		t := &hclsyntax.TupleConsExpr{SrcRange: rng, OpenRange: rng}
		for _, item := range n.items {
			t.Exprs = append(t.Exprs, c.expr(item))
		}
		return t
	case jsonObject:
		o := &hclsyntax.ObjectConsExpr{SrcRange: rng, OpenRange: rng}
		for _, f := range n.fields {
			key := c.template(f.key, f.start+1, c.rangeOf(f.start, f.end))
			o.Items = append(o.Items, hclsyntax.ObjectConsItem{
				KeyExpr:   &hclsyntax.ObjectConsKeyExpr{Wrapped: key, ForceNonLiteral: true},
				ValueExpr: c.expr(f.value),
			})
		}
		return o
	default: // null; tokens are not in files
		return literal(cty.NullVal(cty.DynamicPseudoType))
	}
}

// template returns the string s, which begins at the given byte, as the
// template that Terraform takes it for.
func (c jsonConverter) template(s string, start int, rng hcl.Range) hclsyntax.Expression {
	if c.literal || !strings.Contains(s, "${") && !strings.Contains(s, "%{") {
		return &hclsyntax.TemplateExpr{
			Parts:    []hclsyntax.Expression{&hclsyntax.LiteralValueExpr{Val: cty.StringVal(s), SrcRange: rng}},
			SrcRange: rng,
		}
	}
	x, diags := c.e.parseTemplate(s, c.file.Name, hclPos(c.file.Pos(start)))
	if diags.HasErrors() {
		c.e.problems.diagnostics(iac.ParseError, diags)
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal, SrcRange: rng}
	}
	return x
}
