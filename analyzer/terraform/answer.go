package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// An answer is what a data source finds in another stack: a resource that it
// stands for, or values of its attributes.
type answer struct {
	twin   *iac.Resource
	values map[string]iac.Value
}

// answered returns the attribute attr of a data source, and what the steps
// after it lead to, from its answer if it has one.
func (i *instance) answered(attr string, steps hcl.Traversal) (cty.Value, bool) {
	e := i.scope.e
	a, ok := e.answers[i.iac.Address]
	if !ok {
		return cty.NilVal, false
	}
	v, ok := a.values[attr]
	if !ok && a.twin != nil && !isName(attr) && !a.twin.Ignores(iac.Named(attr, "")) {
		v = attributeIn(a.twin, attr)
		ok = !v.IsAbsent()
	}
	if !ok {
		return cty.NilVal, false
	}
	if _, more := v.Items(); v.IsList() && more != nil {
		e.joined[i.readAtApply(attr)] = v
		return cty.NilVal, false
	}
	found := e.valueOf(v)
	if i.res.kind == "aws_subnet_ids" && attr == "ids" && found.CanIterateElements() {
		found = setOf(found)
	}
	out, diags := follow(found, steps)
	return out, !diags.HasErrors()
}

// setOf returns the texts of a list as the set that the provider has of them:
// for_each takes it as it is.
// https://registry.terraform.io/providers/hashicorp/aws/3.76.0/docs/data-sources/subnet_ids
func setOf(list cty.Value) cty.Value {
	texts := list.AsValueSlice()
	if len(texts) == 0 || !allStrings(texts) {
		return list
	}
	return cty.SetVal(texts)
}

// isName reports whether an attribute of that name is what a resource is known
// by, so that it is referred to and not read.
func isName(attr string) bool { return attr == "id" || attr == "arn" || attr == "name" }

// named returns the resource that references to the instance are to: what a
// data source stands for in its place.
func (i *instance) named() *iac.Resource {
	if a, ok := i.scope.e.answers[i.iac.Address]; ok && a.twin != nil && i.res.data {
		return a.twin
	}
	return i.iac
}

// valueOf returns v, which has left an evaluator, as a value in e.
func (e *evaluator) valueOf(v iac.Value) cty.Value {
	if items, more := v.Items(); v.IsList() {
		vals := make([]cty.Value, len(items))
		for n, item := range items {
			vals[n] = e.valueOf(item)
		}
		if more != nil {
			return cty.DynamicVal
		}
		return cty.TupleVal(vals)
	}
	if fields, more := v.Fields(); v.IsObject() {
		vals := map[string]cty.Value{}
		for _, f := range fields {
			vals[f.Name] = e.valueOf(f.Value)
		}
		if more != nil {
			return cty.DynamicVal
		}
		return cty.ObjectVal(vals)
	}
	t, ok := v.Text()
	if !ok {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return e.textOf(t)
}

// textOf returns a text with tokens for its symbolic parts.
func (e *evaluator) textOf(t iac.Text) cty.Value {
	s := ""
	for _, p := range t {
		if p.Resource == nil && p.Unknown == nil {
			s += p.Literal
			continue
		}
		one := e.tokens.add(token{part: p, soft: p.Unknown != nil})
		if !one.IsKnown() {
			return cty.UnknownVal(cty.String)
		}
		s += one.AsString()
	}
	return cty.StringVal(s)
}
