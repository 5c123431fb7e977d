package analyzer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A possibility is a scenario with its proofs.
type possibility struct {
	when   string
	stack  *lint.Stack
	proofs map[string][]*reach.Proof // by task and need
}

// maxSettled is how many tasks have scenarios of their own where those of all
// tasks are too many.
const maxSettled = 24

// settle decides the flows of a stack that its undecided conditions leave
// unknown and that come out the same whatever these turn out to be. The others
// get a step that says what becomes of them when. Where there are too many
// scenarios of all that is unknown, there may be few of what one task waits for.
func settle(ctx context.Context, base *lint.Stack, rules []*lint.Rule) {
	all := possibilities(ctx, base, rules, isUnknown)
	if len(all) > 0 {
		decide(base, all, isUnknown)
	} else {
		tasks := waiting(base.Proofs)
		if len(tasks) == 1 || len(tasks) > maxSettled {
			return
		}
		for _, t := range tasks {
			of := func(p *reach.Proof) bool { return p.Task == t && isUnknown(p) }
			some := possibilities(ctx, base, rules, of)
			decide(base, some, of)
			all = append(all, some...)
		}
	}
	if len(all) > 0 {
		base.Findings = found(base, all)
		lint.Sort(base.Findings)
	}
}

// waiting returns the tasks that have unknown flows.
func waiting(proofs []*reach.Proof) []*ecs.Task {
	var tasks []*ecs.Task
	for _, p := range proofs {
		if isUnknown(p) && !slices.Contains(tasks, p.Task) {
			tasks = append(tasks, p.Task)
		}
	}
	return tasks
}

// decide gives those of the flows that are meant what comes of them in all of
// the scenarios.
func decide(base *lint.Stack, all []possibility, of func(*reach.Proof) bool) {
	for i, p := range base.Proofs {
		if !of(p) {
			continue
		}
		outcomes := outcomesOf(p, all)
		switch verdict, same := agreed(outcomes); {
		case len(outcomes) == 0:
		case same && verdict != reach.Unknown:
			base.Proofs[i] = outcomes[0].takenOver(p)
		case !same:
			base.Proofs[i] = depending(p, outcomes)
		}
	}
}

// possibilities returns the scenarios of what those flows of the stack wait for
// that are meant, with their proofs.
func possibilities(ctx context.Context, s *lint.Stack, rules []*lint.Rule, of func(*reach.Proof) bool) []possibility {
	var facts []*iac.Unknown
	for _, p := range s.Proofs {
		if of(p) {
			facts = append(facts, p.Missing()...)
		}
	}
	if len(facts) == 0 || s.Scenarios == nil {
		return nil
	}
	var all []possibility
	for _, one := range s.Scenarios(ctx, facts) {
		all = append(all, newPossibility(one, s.Stack, rules))
	}
	return all
}

func isUnknown(p *reach.Proof) bool { return p.Verdict == reach.Unknown }

func newPossibility(s *iac.Scenario, of *iac.Stack, rules []*lint.Rule) possibility {
	stack := *of
	stack.Resources, stack.Scenarios = s.Resources, nil
	stack.Neighbours = slices.Concat(of.Neighbours, s.Neighbours)
	p := possibility{when: s.When, stack: prove(&stack, rules), proofs: map[string][]*reach.Proof{}}
	for _, proof := range p.stack.Proofs {
		p.proofs[flowKey(proof)] = append(p.proofs[flowKey(proof)], proof)
	}
	return p
}

func flowKey(p *reach.Proof) string { return p.Task.Address + "\x00" + p.Need.Name }

// An outcome is what becomes of a flow in one scenario: its proofs are those
// from the same subnet or, if it is placed elsewhere then, from every other.
type outcome struct {
	when   string
	proofs []*reach.Proof
}

// outcomesOf returns what becomes of a flow in the scenarios in which its task
// is started and has the need.
func outcomesOf(p *reach.Proof, all []possibility) []outcome {
	var outcomes []outcome
	for _, s := range all {
		proofs := s.proofs[flowKey(p)]
		var near []*reach.Proof
		for _, q := range proofs {
			if p.Subnet != nil && q.Subnet != nil && p.Subnet.Address == q.Subnet.Address {
				near = append(near, q)
			}
		}
		if len(near) > 0 {
			proofs = near
		}
		if len(proofs) > 0 {
			outcomes = append(outcomes, outcome{s.when, proofs})
		}
	}
	return outcomes
}

// decides returns the proof that decides: one that is blocked, else one that is
// not known.
func (o outcome) decides() *reach.Proof {
	for _, want := range []reach.Verdict{reach.Blocked, reach.Unknown} {
		for _, p := range o.proofs {
			if p.Verdict == want {
				return p
			}
		}
	}
	return o.proofs[0]
}

// agreed returns the verdict that all outcomes have, and whether there is one.
func agreed(outcomes []outcome) (v reach.Verdict, same bool) {
	for i, o := range outcomes {
		if i > 0 && o.decides().Verdict != v {
			return reach.Unknown, false
		}
		v = o.decides().Verdict
	}
	return v, true
}

// takenOver returns the flow with the proof of the outcome.
func (o outcome) takenOver(p *reach.Proof) *reach.Proof {
	q := *o.decides()
	q.Task, q.Need, q.Subnet = p.Task, p.Need, p.Subnet
	q.Need.If = nil
	return &q
}

// depending returns the flow with a first step that says what becomes of it in
// which scenario.
func depending(p *reach.Proof, outcomes []outcome) *reach.Proof {
	var clauses []string
	whens := map[string][]string{}
	for _, o := range outcomes {
		d := o.decides()
		clause := d.Verdict.Flow()
		if d.Verdict == reach.Unknown {
			clause = "unknown"
		}
		if whens[clause] == nil {
			clauses = append(clauses, clause)
		}
		whens[clause] = append(whens[clause], o.when)
	}
	for i, clause := range clauses {
		clauses[i] = fmt.Sprintf("%s when %s", clause, strings.Join(whens[clause], " or when "))
	}
	u := &iac.Unknown{Name: "conditions of " + p.Task.Address, Why: strings.Join(clauses, ", "), Range: p.Task.Resource.Header}
	q := *p
	q.Steps = append([]reach.Step{{Hop: reach.Condition, Why: u.Why, At: u.Range, Unknown: []*iac.Unknown{u}}}, p.Steps...)
	return &q
}

// found returns the findings of a stack with those that are made in scenarios
// about flows which are blocked in all of them: each defect once, with the most
// flows.
func found(base *lint.Stack, all []possibility) []*lint.Finding {
	blocked := map[string]bool{}
	for _, p := range base.Proofs {
		if p.Verdict == reach.Blocked {
			blocked[flowKey(p)] = true
		}
	}
	open := func(p *reach.Proof) bool { return !blocked[flowKey(p)] }
	findings := slices.Clone(base.Findings)
	index := map[string]int{}
	for i, f := range findings {
		index[defect(f)] = i
	}
	for _, s := range all {
		for _, f := range s.stack.Findings {
			i, known := index[defect(f)]
			switch {
			case len(f.Proofs) == 0 || slices.ContainsFunc(f.Proofs, open):
			case !known:
				index[defect(f)] = len(findings)
				findings = append(findings, f)
			case len(f.Proofs) > len(findings[i].Proofs):
				findings[i] = f
			}
		}
	}
	return findings
}

// defect tells one defect from another.
func defect(f *lint.Finding) string { return f.Rule.ID + "\x00" + f.Identity }
