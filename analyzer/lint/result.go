package lint

import (
	"cmp"
	"slices"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A Result is what was found in all that was scanned.
type Result struct {
	Stacks   []*Stack
	Problems []iac.Problem // that belong to no stack
}

// A Stack is one stack with its tasks, the proofs of their flows and what the
// rules found.
type Stack struct {
	*iac.Stack
	Tasks    []*ecs.Task
	Proofs   []*reach.Proof // by task, need and subnet
	Findings []*Finding

	// Suppressed are the findings that the user has accepted; they are not
	// among the Findings.
	Suppressed []Suppressed
}

// ProofsOf returns the proofs of one task of the stack, in the order of its
// needs.
func (s *Stack) ProofsOf(t *ecs.Task) []*reach.Proof {
	var ps []*reach.Proof
	for _, p := range s.Proofs {
		if p.Task == t {
			ps = append(ps, p)
		}
	}
	return ps
}

// A Gap is a fact that the files do not decide, with the number of flows that
// wait for it first.
type Gap struct {
	*iac.Unknown
	Flows int
}

// Gaps returns what the unknown flows of the stack wait for, those of most
// flows first.
func (s *Stack) Gaps() []Gap {
	var gaps []Gap
	index := map[*iac.Unknown]int{}
	byText := map[string]int{}
	for _, p := range s.Proofs {
		missing := p.Missing()
		if len(missing) == 0 {
			continue
		}
		u := missing[0]
		i, ok := index[u]
		if !ok {
			text := u.Name + "\x00" + u.Why
			if i, ok = byText[text]; !ok {
				i = len(gaps)
				gaps = append(gaps, Gap{Unknown: u})
				byText[text] = i
			}
			index[u] = i
		}
		gaps[i].Flows++
	}
	slices.SortStableFunc(gaps, func(a, b Gap) int { return cmp.Compare(b.Flows, a.Flows) })
	return gaps
}

// A Summary counts what a result holds. Findings count once for all variants of
// a stack.
type Summary struct {
	Stacks, Tasks, Flows        int
	Reachable, Blocked, Unknown int
	Errors, Warnings, Notes     int
	Suppressed                  int
}

// Summary returns the counts of the result.
func (r *Result) Summary() Summary {
	s := Summary{Stacks: len(r.Stacks)}
	for _, st := range r.Stacks {
		s.Tasks += len(st.Tasks)
		s.Flows += len(st.Proofs)
		s.Suppressed += len(st.Suppressed)
		for _, p := range st.Proofs {
			switch p.Verdict {
			case reach.Allowed:
				s.Reachable++
			case reach.Blocked:
				s.Blocked++
			case reach.Unknown:
				s.Unknown++
			}
		}
	}
	for _, f := range r.Reported() {
		switch f.Severity {
		case Error:
			s.Errors++
		case Warning:
			s.Warnings++
		case Note:
			s.Notes++
		}
	}
	return s
}

// Incomplete reports whether something was left unanalysed because of a
// problem with the input.
func (r *Result) Incomplete() bool {
	incomplete := slices.ContainsFunc(r.Problems, iac.Problem.Incomplete)
	for _, s := range r.Stacks {
		incomplete = incomplete || slices.ContainsFunc(s.Problems, iac.Problem.Incomplete)
	}
	return incomplete
}
