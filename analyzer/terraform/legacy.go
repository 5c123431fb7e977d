package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// Terraform 0.11 took a block for a map: tags { … } for tags = { … }. Later
// releases refuse it, and it is read as it was meant, with one problem for the
// whole file.
// https://developer.hashicorp.com/terraform/language/v1.1.x/upgrade-guides/0-12

// mapArguments are the arguments of resources and data sources that are maps
// and that people wrote as blocks.
var mapArguments = map[string]bool{
	"tags": true, "volume_tags": true, "vars": true, "triggers": true, "keepers": true, "variables": true,
	"request_parameters": true, "stage_variables": true,
}

// modernize puts arguments in place of the blocks of b that 0.11 took for
// maps.
func (e *evaluator) modernize(b *hclsyntax.Block) {
	switch b.Type {
	case "locals", "module", "variable":
		e.blocksToMaps(b.Body, func(inner *hclsyntax.Block) bool {
			switch b.Type {
			case "variable":
				return inner.Type == "default"
			case "module":
				return inner.Type != "lifecycle" // OpenTofu's
			}
			return true
		})
	case "resource", "data":
		e.mapsIn(b.Body, b.Labels[0] == "external")
	}
}

func (e *evaluator) mapsIn(body *hclsyntax.Body, external bool) {
	e.blocksToMaps(body, func(inner *hclsyntax.Block) bool {
		return mapArguments[inner.Type] || external && inner.Type == "query"
	})
	for _, inner := range body.Blocks {
		e.mapsIn(inner.Body, false)
	}
}

// blocksToMaps makes arguments of the blocks in body that are isMap.
func (e *evaluator) blocksToMaps(body *hclsyntax.Body, isMap func(*hclsyntax.Block) bool) {
	var rest []*hclsyntax.Block
	for _, inner := range body.Blocks {
		if _, taken := body.Attributes[inner.Type]; taken || len(inner.Labels) > 0 || !isMap(inner) {
			rest = append(rest, inner)
			continue
		}
		e.outdated(inner.DefRange())
		body.Attributes[inner.Type] = &hclsyntax.Attribute{
			Name: inner.Type, Expr: mapOf(inner.Body),
			SrcRange: inner.Range(), NameRange: inner.TypeRange, EqualsRange: inner.OpenBraceRange,
		}
	}
	body.Blocks = rest
}

// outdated reports that what is at the range is 0.11 syntax, once for a file.
func (e *evaluator) outdated(at hcl.Range) {
	if e.legacy[at.Filename] {
		return
	}
	e.legacy[at.Filename] = true
	e.problems.add(iac.ParseError, rangeOf(at),
		"the file is in the syntax of Terraform 0.11, which later releases refuse; it is read as it was meant")
}

// mapOf returns the map that body was meant for.
func mapOf(body *hclsyntax.Body) hclsyntax.Expression {
	o := &hclsyntax.ObjectConsExpr{SrcRange: body.SrcRange, OpenRange: body.SrcRange}
	add := func(name string, at hcl.Range, value hclsyntax.Expression) {
		key := &hclsyntax.LiteralValueExpr{Val: cty.StringVal(name), SrcRange: at}
		o.Items = append(o.Items, hclsyntax.ObjectConsItem{
			KeyExpr:   &hclsyntax.ObjectConsKeyExpr{Wrapped: key, ForceNonLiteral: true},
			ValueExpr: value,
		})
	}
	for _, a := range attributes(body) {
		add(a.Name, a.NameRange, a.Expr)
	}
	for _, inner := range body.Blocks {
		add(inner.Type, inner.TypeRange, mapOf(inner.Body))
	}
	return o
}

// legacyCount returns the count v, which 0.11 let be a boolean, as a number.
func (e *evaluator) legacyCount(v cty.Value, x hclsyntax.Expression) cty.Value {
	if v.IsNull() || !v.IsKnown() {
		return v
	}
	b, err := convert.Convert(v, cty.Bool)
	if err != nil || v.Type() == cty.Number || isNumeral(v) {
		return v
	}
	e.outdated(x.Range())
	if b.True() {
		return cty.NumberIntVal(1)
	}
	return cty.NumberIntVal(0)
}

// isNumeral reports whether v is the text of a number, some of which convert
// to a boolean, too.
func isNumeral(v cty.Value) bool {
	_, err := convert.Convert(v, cty.Number)
	return err == nil
}
