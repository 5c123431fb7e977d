package authz

import "github.com/taskreach/taskreach/analyzer/iac"

var (
	rolePolicyRole     = iac.Named("role", "RoleName")
	rolePolicyDocument = iac.Named("policy", "PolicyDocument")

	// A policy that is written into one role.
	rolePolicyKind = kind{
		types: []string{"aws_iam_role_policy", "AWS::IAM::RolePolicy"},
		decode: func(d *directory, r *iac.Resource) {
			d.link(func() {
				why, _ := maybe(r)
				d.attachTo(r.Attr(rolePolicyRole), attribute(r, rolePolicyDocument), why)
			})
		},
	}

	inlineRoles = iac.Named("", "Roles")

	// A policy that CloudFormation writes into several roles, users and groups.
	inlinePolicyKind = kind{
		types: []string{"AWS::IAM::Policy"},
		decode: func(d *directory, r *iac.Resource) {
			d.link(func() {
				why, _ := maybe(r)
				d.attachToAll(r.Attr(inlineRoles), attribute(r, rolePolicyDocument), why)
			})
		},
	}
)
