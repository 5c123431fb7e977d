package terraform

import (
	"context"
	"path"
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

// Exclusions returns those of the units in the folders dirs whose configuration
// keeps Terragrunt from applying them for sure: by an exclude block, which
// configurations that include it inherit, or by skip, which they do not.
// https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#exclude
func Exclusions(tree *source.Tree, dirs []string) []Exclusion {
	var out []Exclusion
	e := newEvaluator(context.Background(), tree, ".", Options{})
	for _, dir := range dirs {
		u := e.unitAt(path.Clean(dir))
		if u == nil || u.own.failed || !u.isReal() {
			continue
		}
		if at, excluded := u.excluded(); excluded {
			out = append(out, Exclusion{u.dir, at})
		}
	}
	return out
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
