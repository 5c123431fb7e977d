package iam

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// pending returns what keeps v, or else the text that it is compared with,
// from being known.
func pending(v iac.Value, with ...iac.Text) *iac.Unknown {
	texts := with
	if t, ok := v.Text(); ok {
		texts = append([]iac.Text{t}, with...)
	}
	for _, t := range texts {
		for _, p := range t {
			if u := symbolic(p, v); u != nil {
				return u
			}
		}
	}
	return notGiven(fmt.Sprintf("what `%s` stands for", v), v)
}

func symbolic(p iac.Part, v iac.Value) *iac.Unknown {
	if p.Resource == nil {
		return p.Unknown
	}
	why := fmt.Sprintf("`%s` is known only after apply", p)
	return &iac.Unknown{Name: p.String(), Why: why, Range: v.Range}
}

// malformed returns the fact that a statement is not one that AWS takes, or
// not one whose meaning AWS documents.
func malformed(what string, at source.Range) *iac.Unknown {
	return &iac.Unknown{Name: "policy statement", Why: "the statement " + what, Range: at}
}

// notGiven returns the fact that the files do not tell something of a request.
func notGiven(what string, v iac.Value) *iac.Unknown {
	return &iac.Unknown{Name: what, Why: "the files do not tell " + what, Range: v.Range}
}
