package analyzer

import "github.com/taskreach/taskreach/analyzer/iac"

// named are the kinds of resource that others are attached to by name, and the
// attribute that says it. Where that is written, the name is text, and what has
// it refers to nothing.
var named = map[string]string{
	"aws_iam_role":       "name",
	"AWS::IAM::Role":     "RoleName",
	"aws_ecr_repository": "name",
	"aws_s3_bucket":      "bucket",
}

// attached are the kinds that are attached so, the attribute that says to what,
// and what kinds that can be.
var attached = map[string]struct {
	attr string
	to   []string
}{
	"aws_iam_role_policy":                       {"role", []string{"aws_iam_role"}},
	"aws_iam_role_policy_attachment":            {"role", []string{"aws_iam_role"}},
	"aws_iam_role_policy_attachments_exclusive": {"role_name", []string{"aws_iam_role"}},
	"aws_iam_role_policies_exclusive":           {"role_name", []string{"aws_iam_role"}},
	"aws_iam_policy_attachment":                 {"roles", []string{"aws_iam_role"}},
	"AWS::IAM::Policy":                          {"Roles", []string{"AWS::IAM::Role"}},
	"AWS::IAM::RolePolicy":                      {"RoleName", []string{"AWS::IAM::Role"}},
	"AWS::IAM::ManagedPolicy":                   {"Roles", []string{"AWS::IAM::Role"}},
	"aws_ecr_repository_policy":                 {"repository", []string{"aws_ecr_repository"}},
	"aws_s3_bucket_policy":                      {"bucket", []string{"aws_s3_bucket"}},
}

// A name is what resources of a kind are told apart by in an account.
type name struct{ kind, text string }

// nameOf returns the name of a resource, if it is one that others are attached
// to by name.
func nameOf(r *iac.Resource) (name, bool) {
	attr, ok := named[r.Type]
	if !ok {
		return name{}, false
	}
	t, ok := r.Body.Get(attr).Text()
	return name{r.Type, t.String()}, ok
}

// attachedTo returns the names of what a resource is attached to.
func attachedTo(r *iac.Resource) []name {
	a, ok := attached[r.Type]
	if !ok {
		return nil
	}
	values, _ := r.Body.Get(a.attr).Items()
	if len(values) == 0 {
		values = []iac.Value{r.Body.Get(a.attr)}
	}
	var names []name
	for _, v := range values {
		if t, ok := v.Text(); ok {
			for _, kind := range a.to {
				names = append(names, name{kind, t.String()})
			}
		}
	}
	return names
}
