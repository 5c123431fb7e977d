package lint

import "github.com/taskreach/taskreach/analyzer/source"

// A Suppression is a remark in the files that leaves findings out.
type Suppression struct {
	At     source.Range
	Rules  []string // by id or name, as written
	Reason string

	Until   string // its last day, 2027-01-01; empty for one without an end
	Expired bool   // it leaves nothing out any more

	// Unused says that no finding is left out by it, and that no flow that
	// could become one is unknown.
	Unused bool
}

// A Suppressed finding is one that the user has accepted.
type Suppressed struct {
	*Finding
	By     By
	Reason string
	At     source.Range // of the remark; none for a baseline
}

// By is what a finding is accepted by.
type By string

// What accepts findings.
const (
	ByRemark   By = "remark"
	ByConfig   By = "config"
	ByBaseline By = "baseline"
)

// Review has the rules about suppressions look at those of a stack, and returns
// what they find.
func Review(rules []*Rule, pass Pass) []*Finding {
	var all []*Finding
	for _, r := range rules {
		if r.Review == nil || r.Off {
			continue
		}
		p := pass
		p.Rule, p.findings = r, nil
		r.Review(&p)
		all = append(all, p.findings...)
	}
	Sort(all)
	return all
}
