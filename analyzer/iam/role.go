package iam

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

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
	own := e.principal.accounts()
	if len(own) == 0 {
		a.account = undecided(notGiven("the account of the role", v))
		return a
	}
	written := glyphs(account, false)
	t := matchAny(own, func(form []glyph) truth { return matchExact(written, form) })
	a.account = answer{truth: t}
	if t == maybe {
		a.account.waits = pending(v, own...)
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
