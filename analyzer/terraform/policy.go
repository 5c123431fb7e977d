package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// policyDocument returns the JSON text of an aws_iam_policy_document.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
func (i *instance) policyDocument() cty.Value {
	v, _ := i.once("json", i.res.block.DefRange(), func() (cty.Value, hcl.Diagnostics) {
		return i.policyText(), nil
	})
	return v
}

func (i *instance) policyText() cty.Value {
	unknown := i.scope.e.soft(i.readAtApply("json"))
	statements, id, ok := i.documents("source_policy_documents", "source_json")
	if !ok {
		return unknown
	}
	own, ok := i.ownStatements()
	if !ok {
		return unknown
	}
	statements = mergeStatements(statements, own)
	over, overID, ok := i.documents("override_policy_documents", "override_json")
	if !ok {
		return unknown
	}
	statements = mergeStatements(statements, over)
	doc := map[string]cty.Value{"Version": cty.StringVal("2012-10-17"), "Statement": cty.TupleVal(statements)}
	if v, ok, diags := i.written("version"); ok && !diags.HasErrors() && isString(v) {
		doc["Version"] = v
	}
	for _, v := range []cty.Value{id, overID} {
		if v != cty.NilVal {
			doc["Id"] = v
		}
	}
	if v, ok, diags := i.written("policy_id"); ok && !diags.HasErrors() && isString(v) {
		doc["Id"] = v
	}
	text, err := stdlib.JSONEncode(cty.ObjectVal(doc))
	if err != nil || !text.IsKnown() {
		return unknown
	}
	return text
}

// documents returns the statements of the documents in a list argument, or in
// the one of an older argument, and the id of the last that has one.
func (i *instance) documents(list, one string) (statements []cty.Value, id cty.Value, ok bool) {
	var texts []cty.Value
	for _, attr := range []string{list, one} {
		v, written, diags := i.written(attr)
		switch {
		case !written:
			continue
		case diags.HasErrors() || !v.IsKnown():
			return nil, id, false
		case v.IsNull():
			continue
		case v.Type() == cty.String:
			texts = append(texts, v)
			continue
		}
		items, known, err := elements(v)
		if err != nil || !known {
			return nil, id, false
		}
		texts = append(texts, items...)
	}
	for _, t := range texts {
		if t.IsKnown() && (t.IsNull() || isString(t) && t.AsString() == "") {
			continue
		}
		if !isString(t) {
			return nil, id, false
		}
		doc, err := stdlib.JSONDecode(t)
		if err != nil || !doc.IsKnown() || doc.IsNull() || !doc.Type().IsObjectType() {
			return nil, id, false
		}
		if doc.Type().HasAttribute("Id") {
			id = doc.GetAttr("Id")
		}
		if doc.Type().HasAttribute("Statement") {
			statements = mergeStatements(statements, statementsOf(doc.GetAttr("Statement")))
		}
	}
	return statements, id, true
}

func statementsOf(v cty.Value) []cty.Value {
	if items, known, err := elements(v); err == nil && known {
		return items
	}
	return []cty.Value{v}
}

// mergeStatements returns base with more, where a statement replaces the one
// of the same Sid.
func mergeStatements(base, more []cty.Value) []cty.Value {
	out := slices.Clone(base)
	for _, s := range more {
		sid := sidOf(s)
		n := slices.IndexFunc(out, func(o cty.Value) bool { return sid != "" && sidOf(o) == sid })
		if n >= 0 {
			out[n] = s
		} else {
			out = append(out, s)
		}
	}
	return out
}

func sidOf(s cty.Value) string {
	if s.IsKnown() && !s.IsNull() && s.Type().IsObjectType() && s.Type().HasAttribute("Sid") {
		if v := s.GetAttr("Sid"); isString(v) {
			return v.AsString()
		}
	}
	return ""
}

// ownStatements returns the statement blocks as JSON has them; ok is false
// where their number is not known.
func (i *instance) ownStatements() (out []cty.Value, ok bool) {
	e := i.scope.e
	blocks, partial, diags := e.blocksOf(i.res.block.Body, "statement", i.ctx)
	if partial != nil || diags.HasErrors() {
		return nil, false
	}
	for _, b := range blocks {
		s := map[string]cty.Value{"Effect": cty.StringVal("Allow")}
		for attr, key := range map[string]string{"sid": "Sid", "effect": "Effect"} {
			if v := e.argument(b.body, attr, b.ctx); !v.IsNull() {
				s[key] = v
			}
		}
		for attr, key := range map[string]string{
			"actions": "Action", "not_actions": "NotAction", "resources": "Resource", "not_resources": "NotResource",
		} {
			if v := e.argument(b.body, attr, b.ctx); !v.IsNull() {
				s[key] = loneItem(v)
			}
		}
		for kind, key := range map[string]string{"principals": "Principal", "not_principals": "NotPrincipal"} {
			if v := e.principals(b.body, kind, b.ctx); v != cty.NilVal {
				s[key] = v
			}
		}
		if v := e.conditions(b.body, b.ctx); v != cty.NilVal {
			s["Condition"] = v
		}
		out = append(out, cty.ObjectVal(s))
	}
	return out, true
}

// argument returns an argument of a block with soft tokens for what is
// unknown; null if it is not there.
func (e *evaluator) argument(body *hclsyntax.Body, attr string, ctx *hcl.EvalContext) cty.Value {
	a, ok := body.Attributes[attr]
	if !ok {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	v, diags := a.Expr.Value(ctx)
	if diags.HasErrors() {
		return e.soft(e.failed(a.Expr, ctx, diags))
	}
	return e.softened(v, e.at(a.Expr, ctx))
}

// loneItem returns the only item of a list of one, as the provider writes it.
func loneItem(v cty.Value) cty.Value {
	if items, known, err := elements(v); err == nil && known && len(items) == 1 {
		return items[0]
	}
	return v
}

func (e *evaluator) principals(body *hclsyntax.Body, kind string, ctx *hcl.EvalContext) cty.Value {
	blocks, partial, _ := e.blocksOf(body, kind, ctx)
	if partial != nil {
		return e.soft(partial)
	}
	if len(blocks) == 0 {
		return cty.NilVal
	}
	by := map[string][]cty.Value{}
	for _, b := range blocks {
		typ := e.argument(b.body, "type", b.ctx)
		if !isString(typ) {
			continue
		}
		ids := e.argument(b.body, "identifiers", b.ctx)
		items, known, err := elements(ids)
		if err != nil || !known {
			items = []cty.Value{ids}
		}
		by[typ.AsString()] = append(by[typ.AsString()], items...)
	}
	if ids, all := by["*"]; all && len(by) == 1 && len(ids) == 1 {
		return cty.StringVal("*")
	}
	out := map[string]cty.Value{}
	for typ, ids := range by {
		out[typ] = loneItem(cty.TupleVal(ids))
	}
	return cty.ObjectVal(out)
}

func (e *evaluator) conditions(body *hclsyntax.Body, ctx *hcl.EvalContext) cty.Value {
	blocks, partial, _ := e.blocksOf(body, "condition", ctx)
	if partial != nil {
		return e.soft(partial)
	}
	if len(blocks) == 0 {
		return cty.NilVal
	}
	by := map[string]map[string]cty.Value{}
	for _, b := range blocks {
		test, variable := e.argument(b.body, "test", b.ctx), e.argument(b.body, "variable", b.ctx)
		if !isString(test) || !isString(variable) {
			continue
		}
		if by[test.AsString()] == nil {
			by[test.AsString()] = map[string]cty.Value{}
		}
		by[test.AsString()][variable.AsString()] = loneItem(e.argument(b.body, "values", b.ctx))
	}
	out := map[string]cty.Value{}
	for test, vars := range by {
		out[test] = cty.ObjectVal(vars)
	}
	return cty.ObjectVal(out)
}
