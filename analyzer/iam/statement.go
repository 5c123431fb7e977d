package iam

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An evaluator answers one request from one document.
type evaluator struct {
	kind      Kind
	req       Request
	principal Principal

	// variables is whether ${aws:…} stands for a value of the request: it does
	// in version 2012-10-17 of the language and is plain text before, which is
	// what a document without a version is (IAM user guide, "IAM JSON policy
	// elements: Version").
	variables truth
}

func newEvaluator(doc iac.Value, kind Kind, req Request) *evaluator {
	e := &evaluator{kind: kind, req: req, principal: req.Principal.complete(), variables: no}
	switch version, known := doc.Get("Version").Str(); {
	case doc.Get("Version").IsAbsent():
	case !known:
		e.variables = maybe
	case version == "2012-10-17":
		e.variables = yes
	}
	return e
}

// A statement is one statement of a document with what its clauses say of the
// request.
type statement struct {
	name   string // statement `Sid` or statement 2
	body   iac.Value
	at     source.Range
	effect string // Allow, Deny, or empty where it is neither or not known

	action, resource, condition clause
	principal                   admission
}

// A clause is one of the four conditions of a statement's applying.
type clause struct {
	answer
	at  source.Range
	but string // how a statement reads that applies but for this clause
}

// statement returns the statement v; ok is false where it is about other
// actions, and so says nothing.
func (e *evaluator) statement(v iac.Value, index int) (s *statement, ok bool) {
	s = &statement{body: v, at: v.Range}
	if s.action = e.actionClause(s); s.action.truth == no {
		return nil, false
	}
	s.name = fmt.Sprintf("statement %d", index+1)
	if sid, known := v.Get("Sid").Str(); known && sid != "" {
		s.name = fmt.Sprintf("statement `%s`", sid)
	}
	if effect, known := v.Get("Effect").Str(); known && (effect == "Allow" || effect == "Deny") {
		s.effect = effect
	}
	s.resource = e.resourceClause(s)
	s.condition = e.conditionClause(s)
	s.principal = e.admit(s)
	return s, true
}

// clauses returns what has to hold for the statement to apply, but for who is
// meant by it.
func (s *statement) clauses() answer {
	return s.action.and(s.resource.answer).and(s.condition.answer)
}

// applies returns whether and on what ground the statement concerns the
// request.
func (s *statement) applies() admission { return s.principal.and(s.clauses()).within(s) }

func (e *evaluator) actionClause(s *statement) clause {
	return e.among(s, "Action", literal(e.req.Action), anyCase)
}

// resourceClause matches the resource. The actions that take no resource are
// asked of `*`, and the policies that hang on the resource itself can leave it
// out, as those of ECR repositories and roles do.
func (e *evaluator) resourceClause(s *statement) clause {
	if s.body.Get("Resource").IsAbsent() && s.body.Get("NotResource").IsAbsent() &&
		(e.kind == ResourceBased || e.kind == Trust) {
		return clause{answer: decided(true), at: s.at}
	}
	resource := e.req.Resource
	if len(resource) == 0 {
		resource = literal("*")
	}
	c := e.among(s, "Resource", resource, sameCase)
	if c.truth == no {
		c.but = fmt.Sprintf("but not on `%s`", resource)
	}
	return c
}

// among returns whether one of the patterns under key matches the text, or none
// of those under Not and key.
func (e *evaluator) among(s *statement, key string, text iac.Text, letters letterCase) clause {
	v, negated := s.body.Get(key), false
	if v.IsAbsent() {
		v, negated = s.body.Get("Not"+key), true
	}
	if v.IsAbsent() {
		return clause{answer: undecided(malformed("has no `"+key+"`", s.at)), at: s.at}
	}
	a := decided(false)
	items, partial := entries(v)
	for _, item := range items {
		if !item.IsAbsent() {
			a = a.or(e.matches(item, text, letters))
		}
	}
	a = a.orMore(partial)
	if negated {
		a = a.not()
	}
	return clause{answer: a, at: v.Range}
}

// entries returns the items of a list, or a lone value as one. A wholly unknown
// value counts as lone, since it can be the very text that it is matched
// against.
func entries(v iac.Value) (items []iac.Value, partial *iac.Unknown) {
	if v.Unknown() != nil {
		return []iac.Value{v}, nil
	}
	return v.Items()
}

func (e *evaluator) matches(item iac.Value, text iac.Text, letters letterCase) answer {
	t, ok := item.Text()
	if !ok {
		return undecided(malformed("has a pattern that is no string", item.Range))
	}
	if match, ok := matchPlain(t, text, letters, e.variables != no); ok {
		return decided(match)
	}
	pattern, s := e.expand(t, true, item.Range), glyphs(text, false)
	if letters == anyCase {
		return settle(matchGlob(fold(pattern), fold(s)), pattern, item, text)
	}
	return settle(matchGlob(pattern, s), pattern, item, text)
}

// settle returns the outcome of matching the pattern that v stands for, which
// can hold policy variables, against a text that is known in several forms.
func settle(t truth, pattern []glyph, v iac.Value, forms ...iac.Text) answer {
	if t != maybe {
		return answer{truth: t}
	}
	for _, g := range pattern {
		if g.kind == symbol {
			return undecided(symbolic(g.part, v))
		}
	}
	return undecided(pending(v, forms...))
}

// shortfall returns the first clause that keeps the statement from applying,
// and how many do.
func (s *statement) shortfall(who Principal) (first clause, n int) {
	principal := clause{answer: s.principal.any(), at: s.body.Get("Principal").Range, but: "but not to " + who.String()}
	if principal.at.IsZero() {
		principal.at = s.at
	}
	for _, c := range []clause{s.resource, principal, s.condition} {
		if c.truth != no {
			continue
		}
		if n == 0 {
			first = c
		}
		n++
	}
	return first, n
}
