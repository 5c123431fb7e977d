package iam

import "github.com/taskreach/taskreach/analyzer/iac"

// A truth is yes, no, or not decided.
type truth uint8

const (
	maybe truth = iota
	yes
	no
)

// An answer is a truth with what it rests on.
type answer struct {
	truth truth
	waits *iac.Unknown // what would decide; set if and only if truth is maybe
	from  *statement   // the statement that gives the answer, if one does
}

func decided(b bool) answer {
	if b {
		return answer{truth: yes}
	}
	return answer{truth: no}
}

func undecided(u *iac.Unknown) answer { return answer{truth: maybe, waits: u} }

// and returns a and b: no if one of them is, the first that is not decided
// otherwise.
func (a answer) and(b answer) answer {
	switch {
	case a.truth == no || b.truth == yes:
		return a
	case b.truth == no || a.truth == yes:
		return b
	}
	return a
}

// or returns a or b: yes if one of them is, the first that is not decided
// otherwise.
func (a answer) or(b answer) answer {
	switch {
	case a.truth == yes || b.truth == no:
		return a
	case b.truth == yes || a.truth == no:
		return b
	}
	return a
}

func (a answer) not() answer {
	switch a.truth {
	case yes:
		a.truth = no
	case no:
		a.truth = yes
	case maybe:
	}
	return a
}

// orMore widens an answer about some items of a list to one about all of them:
// a non-nil partial says why there may be more.
func (a answer) orMore(partial *iac.Unknown) answer {
	if partial == nil {
		return a
	}
	return a.or(undecided(partial))
}
