package report

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// undecided writes what the unknown flows of a stack wait for, and what is
// certain of them all the same.
func (t *textWriter) undecided(s *lint.Stack) {
	unknown := unknownProofs(s)
	if len(unknown) == 0 {
		return
	}
	tasks := (&lint.Finding{Proofs: unknown}).Tasks()
	t.line(t.paint(yellow, "?"), fmt.Sprintf(" %d of %s unknown in %s (%s)",
		len(unknown), count(len(s.Proofs), "flow"), plain(s.Name(t.run.path(s.Path))), count(len(tasks), "task")))
	for _, g := range s.Gaps() {
		waits := " need  "
		if g.Flows == 1 {
			waits = " needs "
		}
		t.row(fmt.Sprintf("  %3d", g.Flows)+waits, 12, plain(g.Name), t.short(g.Range))
		if g.Why != "" && g.Why != g.Name {
			t.entry("", 12, plain(g.Why))
		}
	}
	if certain := certainties(unknown); len(certain) > 0 {
		t.entry("", 4, plain("certain all the same: "+strings.Join(certain, "; ")))
	}
	t.line()
}

func unknownProofs(s *lint.Stack) []*lint.Proof {
	var ps []*lint.Proof
	for _, p := range s.Proofs {
		if p.Verdict == lint.Unknown {
			ps = append(ps, p)
		}
	}
	return ps
}

// certainties returns what the steps of unknown flows have proved, the first
// few: what lets a flow out is worth knowing whatever lies behind.
func certainties(unknown []*lint.Proof) []string {
	const most = 3
	var whys []string
	for _, p := range unknown {
		for _, s := range p.Steps {
			if s.Hop == "egress" && s.Verdict == lint.Allowed {
				whys = append(whys, s.Why)
			}
		}
	}
	whys = distinct(whys)
	return whys[:min(most, len(whys))]
}

// problems writes what could not be read or evaluated, of all stacks.
func (t *textWriter) problems() {
	n := 0
	write := func(ps []lint.Problem) {
		for _, p := range ps {
			n++
			mark, text := t.paint(yellow, "!"), plain(p.Message)
			if p.Incomplete() {
				mark = t.paint(red, "!")
				text = fmt.Sprintf("%s (%s)", text, p.Kind)
			}
			where := t.short(p.Range)
			if where != "" {
				where += ": "
			}
			for i, l := range wrap(where+text, t.style.Width-2) {
				if i > 0 {
					mark = " "
				}
				t.line(mark, " ", l)
			}
		}
	}
	write(t.run.Result.Problems)
	for _, s := range t.run.Result.Stacks {
		write(unsaid(t.run.Result.ReportedProblems(s), s.Gaps()))
	}
	if n > 0 {
		t.line()
	}
}
