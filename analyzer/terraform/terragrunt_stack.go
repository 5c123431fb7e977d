package terraform

import (
	"path"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

const (
	// valuesFile is what Terragrunt writes beside a unit that it generates from a
	// stack: the values that the stack gives the unit.
	// https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#unit
	valuesFile = "terragrunt.values.hcl"

	unreadStack = "terragrunt.stack.hcl, which gives it a value, is not read: scan what `terragrunt stack generate` writes"
)

// stackValue returns values.name: what the stack gives the unit, as far as
// Terragrunt has written it beside the unit.
func (c *config) stackValue(label string, steps hcl.Traversal, at hcl.Range) (cty.Value, hcl.Diagnostics) {
	file := path.Join(c.unit.dir, valuesFile)
	if !c.isFile(file) {
		return c.unread("values."+label, unreadStack, rangeOf(at)), nil
	}
	values := c.unit.valuesOf(file)
	if values.failed {
		return c.unread("values."+label, "not all of `"+file+"` can be read", rangeOf(at)), nil
	}
	a, ok := values.locals[label]
	if !ok {
		return cty.DynamicVal, failure(iac.EvaluationError, at, "`%s` has no `%s`", file, label)
	}
	return withRest(steps)(values.local(label, a.SrcRange))
}

// valuesOf returns the file of values of the unit as a configuration in which
// they are locals.
func (u *unit) valuesOf(file string) *config {
	if u.values == nil {
		u.values = u.newConfig(file, u.dir, nil)
		u.files = append(u.files, file)
		before := len(u.e.problems.list)
		body := u.e.parseFile(file, plainShape, nil)
		u.values.failed = body == nil || len(u.e.problems.list) > before
		if body != nil {
			rewriter{e: u.e, config: u.values}.body(body)
			u.values.locals = body.Attributes
		}
	}
	return u.values
}
