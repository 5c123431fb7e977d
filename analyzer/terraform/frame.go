package terraform

import (
	"reflect"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A frame is where references are looked up: a module instance and, within a
// block that repeats, the repetition.
type frame struct {
	scope  *scope
	config *config // of Terragrunt, in place of a module
	rep    *repetition
}

// A repetition is one instance of a block with count or for_each.
type repetition struct {
	mode  repeatMode
	ghost bool // stands for instances that there are none of, or unknown ones
	key   cty.Value
	value cty.Value
	from  hclsyntax.Expression // the for_each or count expression
	ctx   *hcl.EvalContext     // that from is evaluated in
	why   *iac.Unknown         // why key and value are unknown
}

type repeatMode uint8

const (
	single repeatMode = iota
	counted
	keyed
)

// frameName is the variable that carries the frame in a context. No reference
// can spell it.
const frameName = " frame"

func frameType() cty.Type { return cty.Capsule("frame", reflect.TypeFor[frame]()) }

func frameOf(ctx *hcl.EvalContext) *frame {
	v, _ := lookup(ctx, frameName)
	if v == cty.NilVal {
		return nil
	}
	f, _ := v.EncapsulatedValue().(*frame)
	return f
}

// newContext returns a context below parent whose references are looked up in
// f.
func (f *frame) newContext(parent *hcl.EvalContext) *hcl.EvalContext {
	vars := map[string]cty.Value{frameName: cty.CapsuleVal(frameType(), f)}
	if parent == nil {
		if f.config != nil {
			return &hcl.EvalContext{Variables: vars, Functions: f.config.functions}
		}
		return &hcl.EvalContext{Variables: vars, Functions: f.scope.e.functions}
	}
	c := parent.NewChild()
	c.Variables = vars
	return c
}

// name returns the name at step i of t.
func name(t hcl.Traversal, i int) (string, bool) {
	if i >= len(t) {
		return "", false
	}
	switch s := t[i].(type) {
	case hcl.TraverseAttr:
		return s.Name, true
	case hcl.TraverseIndex:
		if isString(s.Key) {
			return s.Key.AsString(), true
		}
	}
	return "", false
}

// value returns what the reference t refers to, of which what is asked for is
// needed.
func (f *frame) value(t hcl.Traversal, asked asked) (cty.Value, hcl.Diagnostics) {
	if f.config != nil {
		return f.config.value(t)
	}
	at := t.SourceRange()
	first, ok := name(t, 1)
	root := t.RootName()
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "`%s` alone is not a reference", root)
	}
	switch root {
	case "var":
		return withRest(t[2:])(f.scope.variable(first, at))
	case "local":
		return withRest(t[2:])(f.scope.local(first, at))
	case "path", "terraform", "tofu":
		return f.scope.named(root, first, at)
	case "each", "count":
		return f.repeated(root, first, t)
	case "module":
		return f.scope.moduleValue(first, t[2:], at)
	case "self", "ephemeral":
		return cty.DynamicVal, nil
	case "data":
		second, ok := name(t, 2)
		if !ok {
			return cty.DynamicVal, failure(iac.EvaluationError, at, "`data.%s` alone is not a reference", first)
		}
		return f.scope.resourceValue("data."+first+"."+second, t[3:], asked, at)
	}
	return f.scope.resourceValue(root+"."+first, t[2:], asked, at)
}

// withRest returns a function that takes the steps from the value it is given.
func withRest(steps hcl.Traversal) func(cty.Value, hcl.Diagnostics) (cty.Value, hcl.Diagnostics) {
	return func(v cty.Value, diags hcl.Diagnostics) (cty.Value, hcl.Diagnostics) {
		if diags.HasErrors() || len(steps) == 0 {
			return v, diags
		}
		v, more := follow(v, steps)
		return v, append(diags, more...)
	}
}

// repeated returns each.key, each.value or count.index.
func (f *frame) repeated(root, attr string, t hcl.Traversal) (cty.Value, hcl.Diagnostics) {
	rep := f.rep
	switch {
	case rep != nil && root == "each" && rep.mode == keyed && attr == "key",
		rep != nil && root == "count" && rep.mode == counted && attr == "index":
		return follow(rep.key, t[2:])
	case rep != nil && root == "each" && rep.mode == keyed && attr == "value":
		return follow(rep.value, t[2:])
	}
	meta := map[string]string{"each": "for_each", "count": "count"}[root]
	return cty.DynamicVal, failure(iac.EvaluationError, t.SourceRange(), "`%s.%s` is used in a block without `%s`", root, attr, meta)
}
