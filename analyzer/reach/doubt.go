package reach

import "github.com/taskreach/taskreach/analyzer/iac"

// soften turns what blocks the paths into what is not decided, for a need that
// the task may do without. Groups that let nothing out at all block it in every
// case.
func (f *flow) soften(paths []path) []path {
	if f.need.Unless == nil {
		return paths
	}
	for _, p := range paths {
		for i, s := range p.steps {
			if s.Verdict != Blocked || s.Hop == Egress && s.Code == codeNoRules {
				continue
			}
			p.steps[i].Verdict, p.steps[i].Fault, p.steps[i].Code = Unknown, "", ""
			p.steps[i].Unknown = []*iac.Unknown{f.need.Unless}
			p.steps[i].Why = s.Why + ": " + f.need.Unless.Why
		}
	}
	return paths
}
