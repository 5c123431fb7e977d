package lint

import (
	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// A report is written from these, which go by the same name here so that a
// format needs no other package.
type (
	// A Task is a task definition placed by what starts it.
	Task = ecs.Task
	// A Proof is the verdict on one flow.
	Proof = reach.Proof
	// A Step is one decision on the way of a flow.
	Step = reach.Step
	// A Problem is something that could not be read or evaluated.
	Problem = iac.Problem
	// A ProblemKind says what could not be done with an input.
	ProblemKind = iac.ProblemKind
)

// The verdicts, as a format tells them apart.
const (
	Unknown = reach.Unknown
	Allowed = reach.Allowed
	Blocked = reach.Blocked
)

// UnknownInput is the kind of problem that leaves nothing unanalysed.
const UnknownInput = iac.UnknownInput

// Deciding returns the step that decided the flow: the first that blocks it, or
// the first that is not known, or what carries a flow that arrives. It is nil
// for a proof without such a step.
func Deciding(p *Proof) *Step {
	var assumed *Step
	for i := range p.Steps {
		s := &p.Steps[i]
		switch {
		case p.Verdict == Allowed && s.Hop == reach.Route:
			return s
		case p.Verdict == Unknown && s.Verdict == Unknown && s.Assumed && assumed == nil:
			assumed = s
		case p.Verdict != Allowed && s.Verdict == p.Verdict && !s.Assumed:
			return s
		}
	}
	return assumed
}

// Reason returns why the flow has its verdict, in one clause: what its deciding
// step says, or what its need depends on.
func Reason(p *Proof) string {
	if p.Verdict == Unknown && p.Need.If != nil {
		return p.Need.If.Why
	}
	if s := Deciding(p); s != nil {
		return s.Why
	}
	return ""
}
