package iam

import "github.com/taskreach/taskreach/analyzer/iac"

// An admission says on what ground a statement's principals include the one
// that asks: because everyone is meant, it itself is, or its account is.
//
// Source: IAM user guide, "AWS JSON policy elements: Principal".
type admission struct {
	everyone, itself, account answer
}

var nobody = admission{answer{truth: no}, answer{truth: no}, answer{truth: no}}

func (a admission) any() answer { return a.itself.or(a.everyone).or(a.account) }

func (a admission) or(b admission) admission {
	return admission{a.everyone.or(b.everyone), a.itself.or(b.itself), a.account.or(b.account)}
}

func (a admission) and(b answer) admission {
	return admission{a.everyone.and(b), a.itself.and(b), a.account.and(b)}
}

// within returns a with the statement that its answers come from.
func (a admission) within(s *statement) admission {
	a.everyone.from, a.itself.from, a.account.from = s, s, s
	return a
}

// unclear returns the admission of a principal that u would decide.
func unclear(u *iac.Unknown) admission {
	a := nobody
	a.itself = undecided(u)
	return a
}

// admit returns whether the Principal or NotPrincipal of a statement includes
// the one that asks. Statements of an identity policy name no principal: it is
// the one that the policy is attached to.
func (e *evaluator) admit(s *statement) admission {
	if e.kind == Identity {
		return admission{everyone: decided(false), itself: decided(true), account: decided(false)}
	}
	if v := s.body.Get("Principal"); !v.IsAbsent() {
		return e.endpointRules(s, e.principals(v))
	}
	v := s.body.Get("NotPrincipal")
	if v.IsAbsent() {
		return unclear(malformed("has no `Principal`", s.at))
	}
	return e.allBut(v, s)
}

// allBut returns the admission by NotPrincipal. To leave a role out it has to
// name the account and the session as well as the role (IAM user guide, "AWS
// JSON policy elements: NotPrincipal"), and the session's name is only known
// when a task starts.
func (e *evaluator) allBut(v iac.Value, s *statement) admission {
	named := e.principals(v)
	if named.everyone.truth == yes {
		return nobody
	}
	except := named.any()
	if except.truth == yes && e.principal.Kind == Role {
		why := "`NotPrincipal` leaves out the role, and whether also its session only the running task tells"
		return unclear(&iac.Unknown{Name: "NotPrincipal", Why: why, Range: s.at})
	}
	a := nobody
	a.itself = except.not()
	return a
}

// endpointRules applies what is particular to gateway endpoints: an account
// lets its root user through and no role, and principals other than everyone
// are to be told by the condition key aws:PrincipalArn (AWS PrivateLink guide,
// "Control access to VPC endpoints using endpoint policies").
func (e *evaluator) endpointRules(s *statement, a admission) admission {
	if e.kind != GatewayEndpoint || e.principal.Kind != Role {
		return a
	}
	why := "a gateway endpoint takes only `*` as principal; a condition on `aws:PrincipalArn` would decide"
	if s.effect == "Allow" {
		a.account = decided(false)
	} else if a.account.truth == yes {
		a.account = undecided(&iac.Unknown{Name: "Principal", Why: why, Range: s.at})
	}
	if a.itself.truth == yes {
		a.itself = undecided(&iac.Unknown{Name: "Principal", Why: why, Range: s.at})
	}
	return a
}

// principals returns whether v, the value of Principal, includes the one that
// asks.
func (e *evaluator) principals(v iac.Value) admission {
	if s, known := v.Str(); known && s == "*" {
		return admission{everyone: decided(true), itself: decided(false), account: decided(false)}
	}
	if u := v.Unknown(); u != nil {
		return unclear(u)
	}
	if !v.IsObject() {
		return unclear(malformed("has a `Principal` that is neither `*` nor an object", v.Range))
	}
	a := nobody
	fields, partial := v.Fields()
	for _, f := range fields {
		items, more := entries(f.Value)
		for _, item := range items {
			a = a.or(e.principalOf(f.Name, item))
		}
		a.itself = a.itself.orMore(more)
	}
	a.itself = a.itself.orMore(partial)
	return a
}

func (e *evaluator) principalOf(kind string, v iac.Value) admission {
	t, ok := v.Text()
	if v.IsAbsent() {
		return nobody
	}
	if !ok {
		return unclear(malformed("has a principal that is no string", v.Range))
	}
	switch kind {
	case "AWS":
		return e.awsPrincipal(t, v)
	case "Service":
		if e.principal.Kind == Service {
			return e.itself(matchExact(glyphs(t, false), glyphs(literal(e.principal.Service), false)), v)
		}
	case "CanonicalUser":
		// It stands for an account of S3's own numbering.
		if e.principal.Kind == Role {
			return unclear(malformed("names its principal by canonical user id", v.Range))
		}
	}
	if e.principal.Kind == AnyPrincipal {
		return unclear(notGiven("the principal", v))
	}
	return nobody
}

func (e *evaluator) itself(t truth, v iac.Value) admission {
	a := nobody
	a.itself = answer{truth: t}
	if t == maybe {
		a.itself.waits = pending(v, e.principal.arns()...)
	}
	return a
}
