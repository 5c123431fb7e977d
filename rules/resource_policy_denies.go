package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// ResourcePolicyDenies reports policies of secrets, keys, repositories, buckets
// and file systems that refuse a role of a task.
var ResourcePolicyDenies = &lint.Rule{
	ID:       "TR505",
	Name:     "resource-policy-denies",
	Severity: lint.Warning,
	Doc: `policy of a secret, key, repository, bucket or file system that refuses the task

The role of the task allows the request, and the policy of what it asks for does
not: a statement denies it, the policy of a key lets in neither the role nor its
account, or what is asked for belongs to another account whose policy does not
name the role. The task stops with the error of what it could not fetch:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … AccessDeniedException: Access to KMS is not allowed
~~~

Terraform, before: an aws_kms_key whose policy names administrators alone. After,
with one more statement:

~~~hcl
statement {
  actions   = ["kms:Decrypt"]
  resources = ["*"]

  principals {
    type        = "AWS"
    identifiers = [aws_iam_role.execution.arn]
  }
}
~~~

CloudFormation, after, with one more statement:

~~~yaml
      KeyPolicy:
        Statement:
          - Effect: Allow
            Principal: {AWS: !GetAtt ExecutionRole.Arn}
            Action: kms:Decrypt
            Resource: "*"
~~~`,
	Check: checkResourcePolicyDenies,
}

func checkResourcePolicyDenies(pass *lint.Pass) {
	byGuard := func(_ *reach.Proof, c reach.Cause) string {
		return finding.Place(c.Subject.Guard.Range) + c.Subject.Guard.Address
	}
	for _, g := range pass.Causes(byGuard, reach.ResourceRefused) {
		guard := g.Cause.Subject.Guard
		f := finding.Unauthorised(g, finding.Reasons(g))
		f.Label = "refuses " + finding.Asked(g)
		f.Mend = fmt.Sprintf("allow %s to %s in the policy of %s", finding.Asked(g), finding.Roles(g), guard.Address)
		f.Related = append(finding.RolePlaces(g), finding.TaskPlaces(g.Proofs, "asks it")...)
		f.Identity = guard.Address
		pass.Report(f)
	}
}
