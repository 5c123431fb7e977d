package iam

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// conditionClause returns whether every condition of the statement holds: all
// operators, and all keys under each.
func (e *evaluator) conditionClause(s *statement) clause {
	v := s.body.Get("Condition")
	c := clause{answer: decided(true), at: v.Range}
	if u := v.Unknown(); u != nil {
		c.answer = undecided(u)
		return c
	}
	if !v.IsAbsent() && !v.IsObject() {
		c.answer = undecided(malformed("has a `Condition` that is no object", v.Range))
		return c
	}
	operators, partial := v.Fields()
	for _, op := range operators {
		c = c.with(e.operatorClause(op))
	}
	return c.withMore(partial)
}

// with returns c and d, placed at the one that decides.
func (c clause) with(d clause) clause {
	if c.truth == no || d.truth == yes || (c.truth == maybe && d.truth == maybe) {
		return c
	}
	return d
}

// withMore returns c where there may be further conditions.
func (c clause) withMore(partial *iac.Unknown) clause {
	if partial != nil {
		c.answer = c.and(undecided(partial))
	}
	return c
}

func (e *evaluator) operatorClause(f iac.Field) clause {
	c := clause{answer: decided(true), at: f.Value.Range}
	op, ok := parseOperator(f.Name)
	keys, partial := f.Value.Fields()
	switch {
	case f.Value.IsAbsent():
		return c
	case !ok:
		c.answer = undecided(malformed(fmt.Sprintf("has the condition operator `%s`, which is not known", f.Name), f.Range))
		return c
	case f.Value.Unknown() == nil && !f.Value.IsObject():
		c.answer = undecided(malformed("has a condition without a key", f.Value.Range))
		return c
	}
	for _, key := range keys {
		c = c.with(clause{
			answer: e.holds(op, key),
			at:     key.Value.Range,
			but:    fmt.Sprintf("but only where `%s` holds for `%s`", f.Name, key.Name),
		})
	}
	return c.withMore(partial)
}

// holds returns whether the condition on one key holds.
//
// Source: IAM user guide, "IAM JSON policy elements: Condition operators" and
// "Set operators for multi-valued context keys".
func (e *evaluator) holds(op operator, key iac.Field) answer {
	f := e.fact(key.Name)
	if op.compare == nil {
		return isNull(f, key)
	}
	switch f.presence {
	case missing:
		return decided(op.withoutKey())
	case elsewhere:
		return e.holdsElsewhere(op, key)
	case present:
		return e.holdsFor(op, key, f)
	case unsaid:
	}
	return undecided(unsaidKey(key))
}

func unsaidKey(key iac.Field) *iac.Unknown {
	why := fmt.Sprintf("the files do not tell `%s` of the request", key.Name)
	return &iac.Unknown{Name: key.Name, Why: why, Range: key.Value.Range}
}

// isNull returns whether a Null condition holds: "true" asks for the key's
// being absent.
func isNull(f Fact, key iac.Field) answer {
	want, known := key.Value.Bool()
	switch {
	case !known:
		return undecided(pending(key.Value))
	case f.presence == missing:
		return decided(want)
	case f.presence == present:
		return decided(!want)
	}
	return undecided(unsaidKey(key))
}

// withoutKey returns whether the condition holds for a request that does not
// have the key.
func (o operator) withoutKey() bool {
	switch {
	case o.ifExists || o.set == forAll:
		return true
	case o.set == forAny:
		return false
	}
	return o.negated
}

// holdsFor returns whether the condition holds for the values of f.
func (e *evaluator) holdsFor(op operator, key iac.Field, f Fact) answer {
	every, some := decided(true), decided(false)
	for _, forms := range f.values {
		a := e.oneOf(op, key.Value, forms)
		if op.negated {
			a = a.not()
		}
		every, some = every.and(a), some.or(a)
	}
	switch {
	case op.set == forAll:
		return every
	case op.set == forAny:
		return some
	case every.truth == some.truth:
		return every
	}
	// How a key of several values compares without a set operator is not
	// documented.
	return undecided(unsaidKey(key))
}

// oneOf returns whether one of the values written for a key compares to the
// value that the request has, given in its forms.
func (e *evaluator) oneOf(op operator, v iac.Value, forms []iac.Text) answer {
	a := decided(false)
	items, partial := entries(v)
	for _, item := range items {
		t, ok := item.Text()
		switch {
		case item.IsAbsent():
			continue
		case !ok:
			return undecided(malformed("has a condition value that is no string", item.Range))
		}
		want := e.expand(t, op.wild, item.Range)
		compared := matchAny(forms, func(form []glyph) truth { return op.compare(want, form) })
		a = a.or(settle(compared, want, item, forms...))
	}
	return a.orMore(partial)
}

// holdsElsewhere returns whether the condition holds for a key whose value, if
// there is one, is none of the user's own.
func (e *evaluator) holdsElsewhere(op operator, key iac.Field) answer {
	matched := decided(false)
	items, partial := entries(key.Value)
	for _, item := range items {
		t, _ := item.Text()
		if !item.IsAbsent() && (!op.text || !op.isOwn(e.expand(t, op.wild, item.Range))) {
			matched = undecided(unsaidKey(key))
		}
	}
	matched = matched.orMore(partial)
	present, absent := matched, decided(op.withoutKey())
	if op.negated {
		present = matched.not()
	}
	if present.truth == absent.truth {
		return present
	}
	return undecided(unsaidKey(key))
}

// isOwn reports whether what a policy compares with surely stands for something
// of the user's own: it has no wildcard, or only one that follows the account
// of an ARN or the organisation of a path.
func (o operator) isOwn(pattern []glyph) bool {
	colons, slashes, account := 0, 0, false
	for _, g := range pattern {
		switch {
		case !o.wild:
		case g.kind == many, g.kind == one, g.part.Unknown != nil && colons != 4:
			return account && colons > 4 || colons == 0 && slashes > 0
		case g.char == ':':
			colons++
		case g.char == '/':
			slashes++
		default:
			account = account || colons == 4
		}
	}
	return len(pattern) > 0
}
