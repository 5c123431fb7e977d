package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// summary writes the last line: what was proved of how much.
func (t *textWriter) summary() {
	s := t.run.Result.Summary()
	switch {
	case s.Stacks == 0:
		t.last("", "", fmt.Sprintf("no Terraform or CloudFormation stack found in %s: nothing to prove%s",
			plain(t.run.path(t.run.Scope)), and(unanalysed(t.run.Result))))
	case s.Tasks == 0:
		t.last("", "", fmt.Sprintf("no ECS task found in %s: nothing to prove%s%s",
			count(s.Stacks, "stack"), and(counted(s)), and(unanalysed(t.run.Result))))
	case s.Errors+s.Warnings+s.Notes+s.Blocked+s.Unknown+s.Suppressed == 0 && !t.run.Result.Incomplete():
		t.last("✓", green, fmt.Sprintf(" %s can start: %d of %s proven (%s) in %s",
			count(s.Tasks, "task"), s.Reachable, count(s.Flows, "flow"), strings.Join(perNeed(t.run.Result), ", "), count(s.Stacks, "stack")))
	default:
		t.last(cmp.Or(counted(s), "no findings"), worst(s), fmt.Sprintf(" in %s · %d of %s of %s proven, %d blocked, %d unknown%s%s",
			count(s.Stacks, "stack"), s.Reachable, count(s.Flows, "flow"), count(s.Tasks, "task"), s.Blocked, s.Unknown, and(accepted(s)), and(unanalysed(t.run.Result))))
	}
}

// next names the commands that lead on from what is found.
func (t *textWriter) next() {
	s := t.run.Result.Summary()
	switch found := t.run.Result.Reported(); {
	case len(found) > 0:
		id := found[0].Rule.ID
		t.entry("  next", 8, fmt.Sprintf("taskreach explain %s says why and how to mend it, taskreach baseline accepts what there is", id))
	case s.Unknown > 0 && !t.style.Verbose:
		t.entry("  next", 8, "taskreach check --verbose shows every hop, taskreach init writes a .taskreach.yaml to answer what is unknown in")
	}
}

// last writes the last line, its head in a colour.
func (t *textWriter) last(head, colour, rest string) {
	for i, l := range wrap(head+rest, t.style.Width) {
		if rest, whole := strings.CutPrefix(l, head); i == 0 && whole {
			l = t.paint(colour, head) + rest
		}
		t.line(l)
	}
}

// worst returns the colour of the most severe findings.
func worst(s lint.Summary) string {
	switch {
	case s.Errors > 0:
		return red
	case s.Warnings > 0:
		return purple
	}
	return bold
}

func counted(s lint.Summary) string {
	var parts []string
	for _, c := range []struct {
		n    int
		noun string
	}{{s.Errors, "error"}, {s.Warnings, "warning"}, {s.Notes, "note"}} {
		if c.n > 0 {
			parts = append(parts, count(c.n, c.noun))
		}
	}
	return strings.Join(parts, ", ")
}

// accepted says how many findings are left out.
func accepted(s lint.Summary) string {
	if s.Suppressed == 0 {
		return ""
	}
	return count(s.Suppressed, "finding") + " suppressed"
}

// unanalysed says how many problems left something unanalysed.
func unanalysed(r *lint.Result) string {
	n := 0
	add := func(ps []lint.Problem) {
		for _, p := range ps {
			if p.Incomplete() {
				n++
			}
		}
	}
	add(r.Problems)
	for _, s := range r.Stacks {
		add(r.ReportedProblems(s))
	}
	if n == 0 {
		return ""
	}
	return count(n, "problem") + " left something unanalysed"
}

func and(s string) string {
	if s == "" {
		return ""
	}
	return " · " + s
}

// perNeed returns how many flows of each need are proven, in the order in
// which tasks meet them.
func perNeed(r *lint.Result) []string {
	var order []string
	proven := map[string]int{}
	for _, s := range r.Stacks {
		for _, p := range s.Proofs {
			if proven[p.Need.Name] == 0 {
				order = append(order, p.Need.Name)
			}
			proven[p.Need.Name]++
		}
	}
	for i, name := range order {
		order[i] = fmt.Sprintf("%s %d", name, proven[name])
	}
	return order
}
