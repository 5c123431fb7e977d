package iam

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

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

// awsPrincipal returns whether t, a value below Principal.AWS, includes the
// one that asks.
func (e *evaluator) awsPrincipal(t iac.Text, v iac.Value) admission {
	s, known := t.Literal()
	switch {
	case known && s == "*" && e.principal.Kind == Service:
		return unclear(malformed("admits every AWS principal, and whether services are among them is not documented", v.Range))
	case known && s == "*":
		return admission{everyone: decided(true), itself: decided(false), account: decided(false)}
	case len(t) == 1 && t[0].Unknown != nil: // it can turn out to be *
		return e.unknownPrincipal(t, v)
	case e.principal.Kind == Foreign || e.principal.Kind == Service:
		return nobody
	case e.principal.Kind == AnyPrincipal:
		return unclear(notGiven("the principal", v))
	case known && strings.ContainsAny(s, "*?"):
		return unclear(malformed("has a wildcard within a principal, which the language does not take", v.Range))
	}
	return e.roleAdmission(t, v)
}

// unknownPrincipal handles a principal that is one unknown, such as a variable
// or the number of the account.
func (e *evaluator) unknownPrincipal(t iac.Text, v iac.Value) admission {
	if e.principal.Kind == Role {
		if equal, known := t.Equal(e.principal.Account); known && equal {
			return e.accountAdmission(t, v)
		}
	}
	return unclear(t[0].Unknown)
}

// roleAdmission returns whether t names the role, its account, or a session of
// it.
func (e *evaluator) roleAdmission(t iac.Text, v iac.Value) admission {
	if r := t[0].Resource; len(t) == 1 && r != nil {
		return e.referenceAdmission(r, t, v)
	}
	a, isARN := parseARN(t)
	s, known := t.Literal()
	switch {
	case known && strings.HasPrefix(s, "AROA"):
		return unclear(malformed("names its principal by unique id", v.Range))
	case known && !isARN:
		return e.accountAdmission(t, v)
	case is(a.resource, "root"):
		return e.accountAdmission(a.account, v)
	case is(a.service, "sts"):
		return e.sessionAdmission(a, v)
	}
	return e.itself(e.isRole(t), v)
}

// is reports whether t is known to be s.
func is(t iac.Text, s string) bool {
	u, known := t.Literal()
	return known && u == s
}

// referenceAdmission handles a principal that is a bare reference.
func (e *evaluator) referenceAdmission(r *iac.Resource, t iac.Text, v iac.Value) admission {
	if r.Type == "aws_iam_user" || r.Type == "AWS::IAM::User" {
		return nobody
	}
	if equal, known := t.Equal(e.principal.Account); known && equal {
		return e.accountAdmission(t, v)
	}
	return e.itself(e.isRole(t), v)
}

// accountAdmission returns whether account is the one of the role.
func (e *evaluator) accountAdmission(account iac.Text, v iac.Value) admission {
	a := nobody
	if len(e.principal.Account) == 0 {
		a.account = undecided(notGiven("the account of the role", v))
		return a
	}
	t := matchExact(glyphs(account, false), glyphs(e.principal.Account, false))
	a.account = answer{truth: t}
	if t == maybe {
		a.account.waits = pending(v, e.principal.Account)
	}
	return a
}

// sessionAdmission returns whether a, the ARN of a session, can be one of the
// role's. The session's name is chosen when a task starts.
func (e *evaluator) sessionAdmission(a arn, v iac.Value) admission {
	_, rest, found := a.resource.Cut("/")
	role, _, _ := rest.Cut("/")
	for _, form := range e.principal.arns() {
		own, ok := parseARN(form)
		if !ok || !found {
			continue
		}
		name := own.resource.Split("/")
		if matchExact(glyphs(own.account, false), glyphs(a.account, false)) == no ||
			matchExact(glyphs(name[len(name)-1], false), glyphs(role, false)) == no {
			return nobody
		}
	}
	return unclear(malformed("admits a session by its name, which only the running task tells", v.Range))
}

// isRole reports whether t is the ARN of the role, in any of its forms.
func (e *evaluator) isRole(t iac.Text) truth {
	return matchAny(e.principal.arns(), func(form []glyph) truth {
		return matchExact(glyphs(t, false), form)
	})
}

// matchAny matches one text that is known in several forms: what one form
// decides is decided.
func matchAny(forms []iac.Text, match func(form []glyph) truth) truth {
	for _, form := range forms {
		if t := match(glyphs(form, false)); t != maybe {
			return t
		}
	}
	return maybe
}

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
