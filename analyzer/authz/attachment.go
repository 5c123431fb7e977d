package authz

import "github.com/taskreach/taskreach/analyzer/iac"

var (
	attachmentRole   = iac.Named("role", "")
	attachmentPolicy = iac.Named("policy_arn", "")

	attachmentKind = kind{
		types: []string{"aws_iam_role_policy_attachment"},
		decode: func(d *directory, r *iac.Resource) {
			d.link(func() {
				why, _ := maybe(r)
				d.attachTo(r.Attr(attachmentRole), d.managed(attribute(r, attachmentPolicy), r), why)
			})
		},
	}

	attachmentRoles = iac.Named("roles", "")

	// An attachment to several roles, users and groups.
	policyAttachmentKind = kind{
		types: []string{"aws_iam_policy_attachment"},
		decode: func(d *directory, r *iac.Resource) {
			d.link(func() {
				why, _ := maybe(r)
				d.attachToAll(attribute(r, attachmentRoles), d.managed(attribute(r, attachmentPolicy), r), why)
			})
		},
	}

	exclusiveRole     = iac.Named("role_name", "")
	exclusivePolicies = iac.Named("policy_arns", "")

	// The exclusive management of what is attached to a role attaches what it
	// lists. Its counterpart for inline policies only takes away, so that it
	// adds nothing to what is read.
	exclusiveAttachmentKind = kind{
		types: []string{"aws_iam_role_policy_attachments_exclusive"},
		decode: func(d *directory, r *iac.Resource) {
			d.link(func() {
				why, _ := maybe(r)
				items, partial := attribute(r, exclusivePolicies).Items()
				for _, item := range items {
					d.attachTo(r.Attr(exclusiveRole), d.managed(item, r), why)
				}
				if partial != nil {
					d.attachTo(r.Attr(exclusiveRole), iac.Value{}, partial)
				}
			})
		},
	}
)
