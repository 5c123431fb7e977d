package analyzer

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// undeclared returns as problems the values on the command line that no root
// module declares a variable for, each once. Where only the stacks that changed
// are analysed, the others may.
// https://developer.hashicorp.com/terraform/language/values/variables#values-for-undeclared-variables
func undeclared(opts Options, stacks []*iac.Stack) []iac.Problem {
	roots := slices.DeleteFunc(slices.Clone(stacks), func(s *iac.Stack) bool { return s.Declares == nil })
	if opts.Changed || len(roots) == 0 {
		return nil
	}
	var problems []iac.Problem
	for _, g := range opts.Terraform.Given {
		p := iac.Problem{
			Kind:    iac.InvalidConfig,
			Message: fmt.Sprintf("--var gives a value to `%s`, a variable that no scanned root module declares", g.Name),
		}
		if g.File != "" || g.Shared || slices.Contains(problems, p) || slices.ContainsFunc(roots, func(s *iac.Stack) bool { return s.Declares(g.Name) }) {
			continue
		}
		problems = append(problems, p)
	}
	return problems
}
