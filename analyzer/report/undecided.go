package report

import (
	"fmt"
	"slices"
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
	t.line(t.paint(purple, "?"), fmt.Sprintf(" %d of %s unknown in %s (%s)",
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

// certainties returns what is certain of unknown flows, the first few of each:
// what lets a flow out is worth knowing whatever lies behind, and so is where
// the tasks have to get to.
func certainties(unknown []*lint.Proof) []string {
	const most = 2
	var whys []string
	for _, p := range unknown {
		for _, s := range p.Steps {
			if s.Hop == "egress" && s.Verdict == lint.Allowed {
				whys = append(whys, s.Why)
			}
		}
	}
	whys, needs := distinct(whys), wanted(unknown)
	return slices.Concat(whys[:min(most, len(whys))], needs[:min(most, len(needs))])
}

// wanted says what tasks need to start, for sure, of what is not known to be
// reachable; tasks that need the same are said of together.
func wanted(unknown []*lint.Proof) []string {
	needs := map[*lint.Task][]string{}
	var tasks []*lint.Task
	for _, p := range unknown {
		if !p.Need.AtStart || p.Need.If != nil {
			continue
		}
		if needs[p.Task] == nil {
			tasks = append(tasks, p.Task)
		}
		name := p.Need.Name
		if region, known := p.Need.Region.Literal(); known && region != "" {
			name += " in " + region
		}
		needs[p.Task] = append(needs[p.Task], name)
	}
	var lists []string
	who := map[string][]*lint.Task{}
	for _, t := range tasks {
		list := inOneRegion(distinct(needs[t]))
		if who[list] == nil {
			lists = append(lists, list)
		}
		who[list] = append(who[list], t)
	}
	for i, list := range lists {
		verb := " need "
		if len(who[list]) == 1 {
			verb = " needs "
		}
		lists[i] = atMost(3, known(who[list])) + verb + list + " to start"
	}
	return lists
}

// inOneRegion lists needs, and the region once if all are in one.
func inOneRegion(needs []string) string {
	_, region, _ := strings.Cut(needs[0], " in ")
	short := make([]string, len(needs))
	for i, n := range needs {
		name, of, _ := strings.Cut(n, " in ")
		if region == "" || of != region {
			return lint.List(needs)
		}
		short[i] = name
	}
	return lint.List(short) + " in " + region
}

// problems writes what could not be read or evaluated, of all stacks.
func (t *textWriter) problems() {
	n := 0
	write := func(ps []lint.Problem) {
		for _, p := range ps {
			n++
			mark, text := t.paint(purple, "!"), plain(p.Message)
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
