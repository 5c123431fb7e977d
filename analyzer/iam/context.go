package iam

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Context is what is known of a request's condition keys. Keys are in lower
// case; one that is not in the Context can be anything. Evaluate adds what
// follows from the principal.
//
// Source of the keys: IAM user guide, "AWS global condition context keys".
type Context map[string]Fact

// A Fact is what is known of one condition key. The zero Fact says nothing.
type Fact struct {
	presence presence
	values   [][]iac.Text // each value in the forms that it can be written in
}

type presence uint8

const (
	unsaid presence = iota
	present
	missing
	elsewhere
)

// Known returns the fact that the request has the key with these values, more
// than one only for a key of several values.
func Known(values ...iac.Text) Fact {
	f := Fact{presence: present}
	for _, v := range values {
		f.values = append(f.values, []iac.Text{v})
	}
	return f
}

// Missing returns the fact that the request does not have the key.
func Missing() Fact { return Fact{presence: missing} }

// Elsewhere returns the fact that the key, if the request has it, has a value
// that belongs to AWS, so that none that users write for their own accounts,
// organisations and roles is equal to it. An example is aws:resourceaccount of
// a bucket that holds ECR's image layers.
func Elsewhere() Fact { return Fact{presence: elsewhere} }

// literal returns a text without symbolic parts.
func literal(s string) iac.Text { return iac.Text{{Literal: s}} }

// fact returns what is known of a condition key, which is not case-sensitive.
func (e *evaluator) fact(key string) Fact {
	key = strings.ToLower(key)
	if f, ok := e.req.Context[key]; ok {
		return f
	}
	switch e.principal.Kind {
	case Role:
		return e.principal.roleFact(key)
	case Foreign:
		return foreignFact(key)
	case Service:
		return e.principal.serviceFact(key)
	case AnyPrincipal:
	}
	return Fact{}
}

// roleFact returns what follows from the principal's being a role: for an
// assumed role, aws:PrincipalArn is the ARN of the role, not of the session.
func (p Principal) roleFact(key string) Fact {
	switch key {
	case "aws:principalarn":
		if forms := p.arns(); len(forms) > 0 {
			return Fact{presence: present, values: [][]iac.Text{forms}}
		}
	case "aws:principalaccount":
		if forms := p.accounts(); len(forms) > 0 {
			return Fact{presence: present, values: [][]iac.Text{forms}}
		}
	case "aws:principaltype":
		return Known(literal("AssumedRole"))
	case "aws:principalisawsservice":
		return Known(literal("false"))
	case "aws:username", "aws:principalservicename", "aws:principalservicenameslist":
		return Missing()
	}
	return Fact{}
}

func (p Principal) serviceFact(key string) Fact {
	switch key {
	case "aws:principalisawsservice":
		return Known(literal("true"))
	case "aws:principalservicename":
		return Known(literal(p.Service))
	}
	return Fact{}
}

// foreignFact returns what follows from the principal's belonging to AWS: who
// and whose it is can be none of the user's own.
func foreignFact(key string) Fact {
	own := []string{
		"aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths",
		"aws:userid", "aws:username",
	}
	if slices.Contains(own, key) || strings.HasPrefix(key, "aws:principaltag/") {
		return Elsewhere()
	}
	return Fact{}
}
