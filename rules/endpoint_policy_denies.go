package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointPolicyDenies reports endpoint policies that deny what a task asks for
// to start.
var EndpointPolicyDenies = &lint.Rule{
	ID:       "TR501",
	Name:     "endpoint-policy-denies",
	Severity: lint.Error,
	Doc: `endpoint policy that denies what the task asks

Packets reach the endpoint, and its policy refuses the request. A policy for S3
must allow s3:GetObject on the bucket that ECR keeps layers in, to everyone: those
requests are signed by AWS and not by a role of the account, so a condition on
principal, account or organisation never matches. The task stops with:

~~~text
CannotPullContainerError: … failed open: unexpected status code https://prod-eu-west-1-starport-layer-bucket…: 403 Forbidden
~~~

Terraform, before: a policy that names the account's own buckets. After, with one
more statement:

~~~hcl
statement {
  actions   = ["s3:GetObject"]
  resources = ["arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"]

  principals {
    type        = "*"
    identifiers = ["*"]
  }
}
~~~

CloudFormation, after, with one more statement:

~~~yaml
      Statement:
        - Effect: Allow
          Principal: "*"
          Action: s3:GetObject
          Resource: !Sub arn:aws:s3:::prod-${AWS::Region}-starport-layer-bucket/*
~~~`,
	Check: checkEndpointPolicyDenies,
}

func checkEndpointPolicyDenies(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.PolicyRefused) {
		f := finding.New(g, finding.Reasons(g))
		f.Label = "does not allow what the task asks"
		f.Mend = fmt.Sprintf("allow %s in the policy of %s", actions(g.Proofs), finding.Endpoints(g))
		f.Related = append(finding.EndpointPlaces(g, "has this policy"), finding.TaskPlaces(g.Proofs, "asks it")...)
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}

// actions names what the flows ask for.
func actions(proofs []*reach.Proof) string {
	var all []string
	for _, p := range proofs {
		for _, r := range p.Need.Requests {
			all = append(all, r.Action)
		}
	}
	return finding.Names(all, func(s string) string { return s })
}
