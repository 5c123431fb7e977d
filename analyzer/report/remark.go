package report

import (
	"cmp"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A remark is a finding, or a problem that left something unanalysed, as those
// formats give it that know of a place and a message and no more.
type remark struct {
	severity lint.Severity
	id       string // of the rule, or the kind of the problem
	name     string // of the rule
	message  string
	at       source.Range
	finding  *lint.Finding // nil for a problem
	stack    *lint.Stack   // nil for a problem that belongs to none
}

// remarks returns what a result holds, the most severe first: some readers show
// no more than the first few.
func remarks(r *lint.Result) []remark {
	var all []remark
	problems := func(ps []lint.Problem, s *lint.Stack) {
		for _, p := range ps {
			if p.Incomplete() {
				all = append(all, remark{severity: lint.Error, id: string(p.Kind), message: p.Message, at: p.Range, stack: s})
			}
		}
	}
	for _, f := range r.Reported() {
		all = append(all, remark{
			severity: f.Severity, id: f.Rule.ID, name: f.Rule.Name,
			message: f.Message, at: f.Primary(), finding: f.Finding, stack: f.Stack,
		})
	}
	problems(r.Problems, nil)
	for _, s := range r.Stacks {
		problems(r.ReportedProblems(s), s)
	}
	slices.SortStableFunc(all, func(a, b remark) int { return cmp.Compare(b.severity.Rank(), a.severity.Rank()) })
	return all
}

// advice returns the message of a remark and how to mend what it says.
func (r remark) advice() string {
	if r.finding == nil || r.finding.Mend == "" {
		return r.message
	}
	return r.message + "; to mend it, " + r.finding.Mend
}

// file returns the name in the tree of the file that a remark is about. What
// is in no file is about the stack.
func (r remark) file(scope string) string {
	switch {
	case r.at.File != "":
		return r.at.File
	case r.stack != nil:
		return r.stack.Path
	}
	return scope
}

// documentation returns the address of the page of a rule, or nothing for the
// kind of a problem.
func (r remark) documentation() string {
	if r.finding == nil {
		return ""
	}
	return rulePage(r.id)
}

// rulePage returns the address of the page of the rule with an id.
func rulePage(id string) string { return home + "/blob/main/docs/rules/" + id + ".md" }
