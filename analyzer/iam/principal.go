package iam

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A PrincipalKind is what sort of identity makes a request.
type PrincipalKind uint8

// The kinds of principal.
const (
	AnyPrincipal PrincipalKind = iota // nothing is known of it
	Role                              // a session of a role
	Service                           // an AWS service

	// Foreign is an identity of AWS's own, such as the one that signs the URLs
	// of ECR's image layers: no account, organisation or role that a user
	// writes into a policy is its own.
	Foreign
)

// A Principal is who makes a request.
type Principal struct {
	Kind    PrincipalKind
	Role    *iac.Resource // where the files declare the role
	ARN     iac.Text      // of the role, not of its session; empty if not known
	Account iac.Text      // of the role; empty if not known
	Service string        // ecs-tasks.amazonaws.com
}

// String returns the principal as it is shown in messages.
func (p Principal) String() string {
	switch {
	case p.Kind == Service:
		return p.Service
	case p.Kind == Foreign:
		return "an identity of AWS's own"
	case p.Kind == Role && p.Role != nil:
		return p.Role.Address
	case p.Kind == Role && len(p.ARN) > 0:
		return p.ARN.String()
	}
	return "the caller"
}

var (
	roleName = iac.Named("name", "RoleName")
	rolePath = iac.Named("path", "Path")
)

// complete returns p with the account that its role or its ARN tells.
func (p Principal) complete() Principal {
	if len(p.Account) > 0 || p.Kind != Role {
		return p
	}
	if p.Role != nil {
		p.Account, _ = p.Role.Account.Text()
	}
	if a, ok := parseARN(p.ARN); ok && len(p.Account) == 0 {
		p.Account = a.account
	}
	return p
}

// accounts returns the role's account in every form that is known: as it was
// given, and as the ARN spells it out.
func (p Principal) accounts() []iac.Text {
	var forms []iac.Text
	if len(p.Account) > 0 {
		forms = append(forms, p.Account)
	}
	a, ok := parseARN(p.ARN)
	if number, known := a.account.Literal(); ok && known && number != "" {
		forms = append(forms, a.account)
	}
	return forms
}

// arns returns the role's ARN in every form that is known: as it was given, as
// a reference to the role, and spelled out from the role's name.
func (p Principal) arns() []iac.Text {
	var forms []iac.Text
	if len(p.ARN) > 0 {
		forms = append(forms, p.ARN)
	}
	if p.Role == nil {
		return forms
	}
	attr := "arn"
	if p.Role.Language == iac.CloudFormation {
		attr = "Arn"
	}
	forms = append(forms, iac.Text{{Resource: p.Role, Attr: attr}})
	name, ok := p.Role.Attr(roleName).Text()
	path, pathOK := p.Role.Attr(rolePath).Or("/").Text()
	if ok && pathOK && len(p.Account) > 0 {
		t := iac.Text{{Literal: "arn:"}, partitionOf(p.Role.Region), {Literal: ":iam::"}}
		t = append(append(t, p.Account...), iac.Part{Literal: ":role"})
		forms = append(forms, append(append(t, path...), name...))
	}
	return forms
}

// partitionOf returns the partition that a region is in (AWS general reference,
// "Amazon Resource Names").
func partitionOf(region iac.Value) iac.Part {
	name, known := region.Str()
	switch {
	case !known && region.Unknown() != nil:
		return iac.Part{Unknown: &iac.Unknown{Name: "partition", Why: region.Unknown().Why, Range: region.Unknown().Range}}
	case !known || strings.Contains(name, "-iso"):
		return iac.Part{Unknown: &iac.Unknown{Name: "partition", Why: "the region is not known: pass --region"}}
	case strings.HasPrefix(name, "cn-"):
		return iac.Part{Literal: "aws-cn"}
	case strings.HasPrefix(name, "us-gov-"):
		return iac.Part{Literal: "aws-us-gov"}
	case strings.HasPrefix(name, "eusc-"):
		return iac.Part{Literal: "aws-eusc"}
	}
	return iac.Part{Literal: "aws"}
}

// An arn is an ARN in its parts. A symbolic part is taken to lie within one.
type arn struct {
	partition, service, region, account, resource iac.Text
}

// parseARN returns the parts of t and whether it is an ARN that shows them.
func parseARN(t iac.Text) (a arn, ok bool) {
	scheme, rest, found := t.Cut(":")
	if s, known := scheme.Literal(); !found || !known || s != "arn" {
		return arn{}, false
	}
	for _, part := range []*iac.Text{&a.partition, &a.service, &a.region, &a.account} {
		if *part, rest, found = rest.Cut(":"); !found {
			return arn{}, false
		}
	}
	a.resource = rest
	return a, true
}

// is reports whether t is known to be s.
func is(t iac.Text, s string) bool {
	u, known := t.Literal()
	return known && u == s
}
