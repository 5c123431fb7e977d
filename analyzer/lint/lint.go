// Package lint is what rules and reports share: rules, findings, and the pass
// that hands a rule the proofs of one stack. It has no parsers and no formats.
package lint

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Severity is how bad a finding is. An error needs a proof that a flow is
// blocked.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Rank orders severities, the worst highest.
func (s Severity) Rank() int {
	return map[Severity]int{Error: 3, Warning: 2, Note: 1}[s]
}

// A Rule names one defect and finds it.
type Rule struct {
	ID       string // TR301
	Name     string // private-dns-disabled
	Severity Severity

	Set bool // the user has chosen the severity, which then holds for every finding
	Off bool // the user has switched the rule off: it finds nothing

	// Doc is Markdown. Its first line is the title; the rest says what the
	// defect is, why it stops the task, and how it looks before and after.
	Doc string

	// Check finds the defect in a stack. A rule about the suppressions of a
	// stack has Review instead, which looks when all others are done.
	Check  func(*Pass)
	Review func(*Pass)
}

// A Pass is one rule's look at one stack.
type Pass struct {
	Rule    *Rule
	Stack   *iac.Stack
	Network *network.Graph
	Tasks   []*ecs.Task
	Proofs  []*reach.Proof

	Suppressions []*Suppression // set for Review alone

	findings []*Finding
}

// A Finding is one root cause, however many tasks and subnets it breaks.
type Finding struct {
	Rule     *Rule
	Severity Severity
	Message  string       // a clause with the two values that disagree
	At       source.Range // where it is mended
	Label    string       // what to say of the text at At, in a few words
	Mend     string       // what to do, as an order: allow tcp/443 to …
	Related  []Related    // the other end
	Proofs   []*reach.Proof
	Step     *reach.Step // the step that is blocked, of the first proof

	// Change is what would mend it in the files, and Fix the edits that do, once
	// they are proven. Either may be nil: there is not always one way.
	Change *Change
	Fix    *Fix

	// Identity tells this finding from others of its rule and stays the same
	// when lines move: the addresses of what decided.
	Identity string
}

// A Related is a further place that has to do with a finding.
type Related struct {
	At      source.Range
	Message string
}

// Tasks returns the tasks that the finding affects, in the order of the stack.
func (f *Finding) Tasks() []*ecs.Task {
	var ts []*ecs.Task
	seen := map[*ecs.Task]bool{}
	for _, p := range f.Proofs {
		if !seen[p.Task] {
			seen[p.Task] = true
			ts = append(ts, p.Task)
		}
	}
	return ts
}

// atRunTime reports whether the finding is about flows, and tasks start and stay
// without every one of them: one that its load balancer does not reach is killed
// (Amazon ECS, "Task failed ELB health checks").
func (f *Finding) atRunTime() bool {
	for _, p := range f.Proofs {
		if p.Need.AtStart || p.Need.Balancer != nil {
			return false
		}
	}
	return len(f.Proofs) > 0
}

// Report adds a finding of the rule. One that only keeps tasks from what they
// need at run time is a note, since they start. Neither holds where the user has
// chosen the severity of the rule.
func (p *Pass) Report(f *Finding) {
	f.Rule = p.Rule
	switch {
	case p.Rule.Set:
		f.Severity = p.Rule.Severity
	case f.atRunTime():
		f.Severity = Note
	case f.Severity == "":
		f.Severity = p.Rule.Severity
	}
	f.Related = append(f.Related, redefined(f.Tasks())...)
	p.findings = append(p.findings, f)
}

// redefined says of each task that may run another revision of its definition
// than the one that the finding is about.
func redefined(tasks []*ecs.Task) []Related {
	var all []Related
	for _, t := range tasks {
		if t.Redefined != nil {
			all = append(all, Related{At: t.Redefined.Range, Message: t.Address + " ignores changes of its task definition: deployments may have given it another"})
		}
	}
	return all
}

// A Group is what has one key among the causes of blocked flows, with all the
// flows that it blocks, each once.
type Group struct {
	Cause  reach.Cause   // the first
	Causes []reach.Cause // all of them
	Proofs []*reach.Proof
}

// Causes returns the causes of blocked flows, and of roles that may not ask what
// a flow is for, that have one of the faults, grouped by what key returns for them, in the order of their first proof. A
// nil key groups by fault and subject.
func (p *Pass) Causes(key func(*reach.Proof, reach.Cause) string, faults ...reach.Fault) []*Group {
	var groups []*Group
	index := map[string]*Group{}
	for _, proof := range p.Proofs {
		for _, c := range slices.Concat(proof.Causes, proof.Refusals()) {
			if !has(faults, c.Fault) {
				continue
			}
			k := subjectKey(c)
			if key != nil {
				k = key(proof, c)
			}
			if k == "" {
				continue
			}
			g := index[k]
			if g == nil {
				g = &Group{Cause: c}
				index[k] = g
				groups = append(groups, g)
			}
			g.Causes = append(g.Causes, c)
			if n := len(g.Proofs); n == 0 || g.Proofs[n-1] != proof {
				g.Proofs = append(g.Proofs, proof)
			}
		}
	}
	return groups
}

func has(faults []reach.Fault, f reach.Fault) bool {
	for _, x := range faults {
		if x == f {
			return true
		}
	}
	return false
}

// subjectKey tells causes apart by what decided.
func subjectKey(c reach.Cause) string {
	return fmt.Sprintf("%s %p %p %p %p %p %p", c.Fault, c.Subject.Endpoint, c.Subject.Group, c.Subject.NAT, c.Subject.ACL, c.Subject.Zone, c.Subject.FileSystem)
}

// Run has every rule look at a stack and returns what they find, most severe
// first, then by place. What is in a module that is not the user's to edit is
// found at the module block, where the user can.
func Run(rules []*Rule, pass Pass) []*Finding {
	var all []*Finding
	modules, apps := calls(pass.Stack.All()), constructs(pass.Stack.All())
	for _, r := range rules {
		if r.Check == nil || r.Off {
			continue
		}
		p := pass
		p.Rule, p.findings = r, nil
		r.Check(&p)
		all = append(all, p.findings...)
	}
	for _, f := range all {
		f.place(modules)
		f.tell(apps)
	}
	Sort(all)
	return all
}
