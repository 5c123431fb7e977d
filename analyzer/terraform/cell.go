package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
)

const (
	// maxDepth is how many names may be looked up on behalf of one another.
	maxDepth = 500

	// maxValue is how many values one named value may consist of: doubling
	// a value in every local makes it grow beyond any memory.
	maxValue = 200_000

	// maxText is the size in bytes of the longest text.
	maxText = 4 << 20
)

// A cell is a named value that is evaluated once, when first asked for.
type cell struct {
	running, done bool
	val           cty.Value
	diags         hcl.Diagnostics
}

// once returns the value of c, which f evaluates at its first use. A use of c
// while f runs is a reference cycle.
func (e *evaluator) once(c *cell, name string, at hcl.Range, f func() (cty.Value, hcl.Diagnostics)) (cty.Value, hcl.Diagnostics) {
	switch {
	case c.done:
		return c.val, c.diags
	case c.running:
		return cty.DynamicVal, failure(iac.EvaluationError, at, "reference cycle: %s", e.cycle(name))
	case e.ctx.Err() != nil:
		return cty.DynamicVal, failure(iac.LimitExceeded, at, "evaluation was interrupted: %s", e.ctx.Err())
	case len(e.stack) >= maxDepth:
		return cty.DynamicVal, failure(iac.LimitExceeded, at, "more than %d names refer to each other in a chain", maxDepth)
	}
	c.running = true
	e.stack = append(e.stack, name)
	c.val, c.diags = f()
	e.stack = e.stack[:len(e.stack)-1]
	switch {
	case c.diags.HasErrors():
		// One reason is enough: each use of the value repeats them all.
		c.val, c.diags = cty.DynamicVal, firstErrors(c.diags)
	case count(c.val, maxValue) >= maxValue || size(c.val) >= maxText:
		c.val, c.diags = cty.DynamicVal, failure(iac.LimitExceeded, at, "the value of `%s` is larger than what is analysed", name)
	}
	c.running, c.done = false, true
	return c.val, c.diags
}

// cycle returns the chain of names that leads from name back to it.
func (e *evaluator) cycle(name string) string {
	i := slices.Index(e.stack, name)
	chain := append(slices.Clone(e.stack[max(i, 0):]), name)
	if len(chain) > 8 {
		chain = append(append(slices.Clone(chain[:4]), "…"), chain[len(chain)-3:]...)
	}
	return strings.Join(chain, " → ")
}

// firstErrors returns the first few errors among diags.
func firstErrors(diags hcl.Diagnostics) hcl.Diagnostics {
	const few = 3
	var out hcl.Diagnostics
	for _, d := range diags {
		if d.Severity == hcl.DiagError && len(out) < few && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// maxExponent is the binary exponent of the largest number that is analysed:
// as decimal text a number takes a third of a byte for each.
const maxExponent = 1 << 14

// isHuge reports whether v is a number too large to be written as text.
func isHuge(v cty.Value) bool {
	if v.Type() != cty.Number || !v.IsKnown() || v.IsNull() {
		return false
	}
	f := v.AsBigFloat()
	exp := f.MantExp(nil)
	return f.IsInf() || exp > maxExponent || exp < -maxExponent
}

// count returns the number of values in v, up to limit, which is reached by a
// number too large, too.
func count(v cty.Value, limit int) int {
	n := 1
	if isHuge(v) {
		return limit
	}
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return n
	}
	for it := v.ElementIterator(); n < limit && it.Next(); {
		_, item := it.Element()
		n += count(item, limit-n)
	}
	return n
}
