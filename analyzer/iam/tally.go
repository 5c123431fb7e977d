package iam

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A tally is what the statements of one or more documents say of a request.
type tally struct {
	action string
	at     source.Range // of the first document
	denies answer
	allows admission

	// delegates says that allowing the account leaves it to the role's own
	// policies: so it is on a resource, but not on an endpoint.
	delegates bool

	// near is the statement that comes closest to allowing the request, and
	// lacks is what it lacks.
	near  *statement
	lacks clause
	gaps  int
}

func newTally(action string, kind Kind, at source.Range) *tally {
	return &tally{
		action:    action,
		at:        at,
		denies:    decided(false),
		allows:    nobody,
		delegates: kind == ResourceBased || kind == Trust,
	}
}

// count returns what doc says of req. An absent document says nothing.
func count(doc iac.Value, kind Kind, req Request) *tally {
	t := newTally(req.Action, kind, doc.Range)
	if u := doc.Unknown(); u != nil {
		t.addUnknown(u)
		return t
	}
	if doc.IsAbsent() {
		return t
	}
	body := doc.Get("Statement")
	if !doc.IsObject() || body.IsAbsent() {
		t.addUnknown(unread(doc))
		return t
	}
	e := newEvaluator(doc, kind, req)
	statements, partial := body.Items()
	for i, v := range statements {
		t.add(e, v, i)
	}
	t.addUnknown(partial)
	return t
}

// unread says why a document that is there has no statements to look at.
func unread(doc iac.Value) *iac.Unknown {
	if t, ok := doc.Text(); ok {
		if _, known := t.Literal(); !known {
			return pending(doc)
		}
	}
	return &iac.Unknown{Name: "policy", Why: "the policy is no object with a `Statement`", Range: doc.Range}
}

// addUnknown takes into account statements of which nothing is known but u;
// nil means that there are none.
func (t *tally) addUnknown(u *iac.Unknown) {
	t.denies = t.denies.orMore(u)
	t.allows.itself = t.allows.itself.orMore(u)
}

func (t *tally) add(e *evaluator, v iac.Value, index int) {
	switch {
	case v.IsAbsent():
		return
	case v.Unknown() != nil:
		t.addUnknown(v.Unknown())
		return
	case !v.IsObject():
		t.addUnknown(unread(v))
		return
	}
	s, ok := e.statement(v, index)
	if !ok {
		return
	}
	if s.at.IsZero() {
		s.at = t.at
	}
	applies := s.applies()
	switch s.effect {
	case "Allow":
		t.allows = t.allows.or(applies)
		t.consider(s, e.principal)
	case "Deny":
		t.denies = t.denies.or(applies.any())
	default:
		t.addEither(applies.any(), s)
	}
}

// addEither takes into account a statement whose effect is not known.
func (t *tally) addEither(applies answer, s *statement) {
	u := s.body.Get("Effect").Unknown()
	if u == nil {
		u = malformed("has an `Effect` that is neither `Allow` nor `Deny`", s.at)
	}
	a := applies.and(undecided(u))
	a.from = s
	t.denies = t.denies.or(a)
	t.allows.itself = t.allows.itself.or(a)
}

// consider remembers s if it is about the action and lacks least for allowing
// the request.
func (t *tally) consider(s *statement, who Principal) {
	if s.action.truth != yes {
		return
	}
	lacks, gaps := s.shortfall(who)
	if gaps > 0 && (t.near == nil || gaps < t.gaps) {
		t.near, t.lacks, t.gaps = s, lacks, gaps
	}
}

// merge returns what the documents of both say together.
func (t *tally) merge(u *tally) *tally {
	m := *t
	if m.at.IsZero() {
		m.at = u.at
	}
	m.denies = t.denies.or(u.denies)
	m.allows = t.allows.or(u.allows)
	if t.near == nil || u.near != nil && u.gaps < t.gaps {
		m.near, m.lacks, m.gaps = u.near, u.lacks, u.gaps
	}
	return &m
}

// grant returns whether a statement allows the request, denials apart.
func (t *tally) grant() answer { return t.allows.any() }

// direct returns whether a statement allows the request without leaving it to
// the account.
func (t *tally) direct() answer { return t.allows.itself.or(t.allows.everyone) }

// result returns the decision where granted is whether the request is allowed,
// denials apart. An explicit denial outweighs everything, and no statement
// that denies can make a request worse off that none allows.
func (t *tally) result(granted answer) Result {
	switch {
	case t.denies.truth == yes:
		return t.by(Result{Decision: Denied, Explicit: true}, "denied by", t.denies)
	case granted.truth == no:
		return t.implicit()
	case t.denies.truth == maybe:
		return t.open(t.denies, "deny")
	case granted.truth == maybe:
		return t.open(granted, "allow")
	}
	delegated := t.delegates && t.direct().truth != yes
	return t.by(Result{Decision: Allowed, Delegated: delegated}, "allowed by", granted)
}

func (t *tally) by(r Result, how string, a answer) Result {
	r.Why, r.At = how+" the policy", t.at
	if a.from != nil {
		r.Why, r.At = how+" "+a.from.name, a.from.at
	}
	return r
}

// implicit returns the denial for want of a statement that allows.
func (t *tally) implicit() Result {
	r := Result{Decision: Denied, Why: fmt.Sprintf("no statement allows `%s`", t.action), At: t.at}
	if t.near != nil {
		r.Why = fmt.Sprintf("%s allows `%s`, %s", t.near.name, t.action, t.lacks.but)
		r.At = t.lacks.at
	}
	return r
}

// open returns the decision that waits for what a waits for.
func (t *tally) open(a answer, verb string) Result {
	subject, at := "the policy", t.at
	if a.from != nil {
		subject, at = a.from.name, a.from.at
	}
	why := fmt.Sprintf("%s may %s `%s`: %s", subject, verb, t.action, a.waits.Why)
	return Result{Decision: Unknown, Why: why, At: at, Unknown: a.waits}
}
