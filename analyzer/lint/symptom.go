package lint

import "github.com/taskreach/taskreach/analyzer/reach"

// Symptom returns the error that ECS reports because of the finding, the empty
// string if there is none to expect.
func (f *Finding) Symptom() string {
	if len(f.Proofs) == 0 {
		return ""
	}
	p := f.Proofs[0]
	if f.Step == nil || f.Step.Hop != reach.Role {
		if p.Verdict != reach.Blocked {
			return ""
		}
		return p.Need.Symptom()
	}
	switch f.Step.Fault {
	case reach.RoleMissing:
		return p.Need.WithoutRole()
	case reach.RoleNotTrusting:
		return "ECS was unable to assume the role 'arn:aws:iam::…' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions …"
	default:
		return p.Need.Denied(f.Step.Requests[0])
	}
}
