package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// ExecutionRoleNotAssumable reports execution roles that ECS may not assume.
var ExecutionRoleNotAssumable = &lint.Rule{
	ID:       "TR504",
	Name:     "execution-role-not-assumable",
	Severity: lint.Error,
	Doc: `execution role that ECS may not assume

ECS assumes the execution role as the service ecs-tasks.amazonaws.com. A trust
policy that names another service, often ecs.amazonaws.com or ec2.amazonaws.com,
does not let it in, whatever the role allows. The task does not start:

~~~text
ECS was unable to assume the role 'arn:aws:iam::…:role/…' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions …
~~~

Terraform, before: identifiers = ["ecs.amazonaws.com"]. After:

~~~hcl
data "aws_iam_policy_document" "tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}
~~~

CloudFormation, after:

~~~yaml
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: ecs-tasks.amazonaws.com}
            Action: sts:AssumeRole
~~~`,
	Check: func(pass *lint.Pass) {
		for _, g := range pass.Causes(byRole(ecs.ExecutionRole), reach.RoleNotTrusting) {
			pass.Report(distrust(g))
		}
	},
}

// distrust returns the finding about a role that does not trust ECS.
func distrust(g *lint.Group) *lint.Finding {
	role := g.Cause.Subject.Role
	f := finding.Unauthorised(g, finding.Reasons(g))
	f.Label = "does not admit ecs-tasks.amazonaws.com"
	f.Mend = fmt.Sprintf("allow sts:AssumeRole to the service ecs-tasks.amazonaws.com in the trust policy of %s", role.Address)
	f.Related = append(finding.RolePlaces(g), finding.TaskPlaces(g.Proofs, "starts with it")...)
	f.Identity = role.Address
	return f
}

// byRole groups the refusals of what one sort of role signs by the role.
func byRole(by ecs.Signer) func(*reach.Proof, reach.Cause) string {
	return func(_ *reach.Proof, c reach.Cause) string {
		if !finding.SignedBy(c, by) || c.Subject.Role == nil {
			return ""
		}
		return finding.Place(c.Subject.Role.Range) + c.Subject.Role.Address
	}
}
