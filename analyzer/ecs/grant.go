package ecs

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A grant is one statement of a policy of a role that lets the role do
// something, and why it may not be there.
type grant struct {
	statement iac.Value
	language  iac.Language
	maybe     *iac.Unknown
}

var (
	policyRole     = iac.Named("role", "RoleName")
	policyRoles    = iac.Named("roles", "Roles")
	policyDocument = iac.Named("policy", "PolicyDocument")
	policyARN      = iac.Named("policy_arn", "")
	roleInline     = iac.Named("inline_policy", "Policies")
	roleManaged    = iac.Named("managed_policy_arns", "ManagedPolicyArns")
)

// grants returns the statements that the files show of the role: inline, of
// resources of their own, and of declared policies that are attached. What else
// the role may do is not in the files; whether it may is for authz.
func (c *catalogue) grants(role *iac.Resource) []grant {
	if gs, ok := c.granted[role]; ok {
		return gs
	}
	var gs []grant
	add := func(doc iac.Value, l iac.Language, why *iac.Unknown) {
		for _, s := range statements(document(doc)) {
			gs = append(gs, grant{s, l, why})
		}
	}
	inline, _ := role.Attr(roleInline).Items()
	for _, p := range inline {
		add(p.Read(policyDocument, role.Language), role.Language, nil)
	}
	attached := role.Attr(roleManaged).Refs()
	for _, r := range c.resources {
		exists, known := r.Exists.Bool()
		if r.Data || known && !exists || !isAttachment(r) || !names(r, role) {
			continue
		}
		add(r.Attr(policyDocument), r.Language, r.Exists.Unknown())
		attached = append(attached, r.Attr(policyARN).Refs()...)
	}
	for i, r := range attached {
		if !r.Data && !slices.Contains(attached[:i], r) {
			add(r.Attr(policyDocument), r.Language, r.Exists.Unknown())
		}
	}
	c.granted[role] = gs
	return gs
}

// isAttachment reports whether r gives roles a policy.
func isAttachment(r *iac.Resource) bool {
	switch r.Type {
	case "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_policy_attachment",
		"AWS::IAM::RolePolicy", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy":
		return true
	}
	return false
}

// names reports whether the attachment r refers to the role.
func names(r, role *iac.Resource) bool {
	return slices.Contains(r.Attr(policyRole).Refs(), role) || slices.Contains(r.Attr(policyRoles).Refs(), role)
}

// statements returns the statements of a policy document: a list, or one alone.
func statements(doc iac.Value) []iac.Value { return each(doc.Get("Statement")) }

// each returns the items of a list, or the value itself where there is no list.
func each(v iac.Value) []iac.Value {
	if items, partial := v.Items(); len(items) > 0 || partial != nil {
		return items
	}
	if v.IsAbsent() || v.Unknown() != nil || v.IsList() {
		return nil
	}
	return []iac.Value{v}
}
