package report

import (
	"cmp"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// gapMessage says in one clause what a gap is and what would decide it. The
// name of the fact is often part of the reason already.
func gapMessage(g lint.Gap) string {
	if g.Why == "" || strings.Contains(strings.ReplaceAll(g.Why, "`", ""), g.Name) {
		return cmp.Or(g.Why, g.Name)
	}
	return g.Name + ": " + g.Why
}

// unsaid returns the problems that the gaps do not say already.
func unsaid(problems []lint.Problem, gaps []lint.Gap) []lint.Problem {
	said := map[string]bool{}
	for _, g := range gaps {
		said[g.Why] = true
	}
	var out []lint.Problem
	for _, p := range problems {
		if p.Incomplete() || !said[p.Message] {
			out = append(out, p)
		}
	}
	return out
}
