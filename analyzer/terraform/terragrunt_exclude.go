package terraform

import (
	"slices"

	"github.com/zclconf/go-cty/cty"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An Exclusion is a unit that Terragrunt is told not to deploy.
type Exclusion struct {
	Dir   string
	Range source.Range // what says so
}

// exclusion returns what keeps Terragrunt from ever applying the unit, if
// something does for sure: an exclude block, which configurations that include
// it inherit, or skip, which they do not.
// https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#exclude
func (u *unit) exclusion() (x Exclusion, excluded bool) {
	if u == nil || u.own.failed || !u.isReal() {
		return Exclusion{}, false
	}
	at, excluded := u.excluded()
	return Exclusion{u.dir, at}, excluded
}

// excluded reports whether the unit is never applied, and what says so.
func (u *unit) excluded() (at source.Range, excluded bool) {
	if a := u.own.skip; a != nil {
		if v, diags := a.Expr.Value(u.own.ctx); !diags.HasErrors() && v.RawEquals(cty.True) {
			return rangeOf(a.SrcRange), true
		}
	}
	for _, c := range u.own.chain() {
		if c.exclude == nil {
			continue
		}
		actions := c.texts(c.exclude, "actions")
		never := slices.ContainsFunc(actions, func(s string) bool {
			return s == "all" || s == "all_except_output" || s == "apply"
		})
		return rangeOf(c.exclude.DefRange()), never && c.isTrue(c.exclude, "if")
	}
	return source.Range{}, false
}

// Problem returns what the user is told of the unit.
func (x Exclusion) Problem() iac.Problem {
	return iac.Problem{
		Kind: iac.UnknownInput, Range: x.Range,
		Message: "the unit `" + x.Dir + "` is not analysed: Terragrunt is told not to apply it",
	}
}
