package rules

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// ExecutionRoleLacksPermission reports execution roles that do not allow what a
// task definition has fetched before the task runs.
var ExecutionRoleLacksPermission = &lint.Rule{
	ID:       "TR503",
	Name:     "execution-role-lacks-permission",
	Severity: lint.Warning,
	Doc: `execution role that does not allow what the task definition asks for

What a task needs to start is fetched with its execution role. The AWS managed
policy AmazonECSTaskExecutionRolePolicy allows to pull from ECR and to write to log
groups that exist; it allows no secrets, no parameters, no environment files and no
creation of log groups. Those the role has to be allowed apart, and kms:Decrypt
where they are encrypted with a key of one's own. The task stops with one of:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: … AccessDeniedException: User: … is not authorized to perform: secretsmanager:GetSecretValue …
ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: AccessDeniedException: …
CannotPullContainerError: … 403 Forbidden
~~~

Only roles are reported whose policies are all in the files. A warning and no
error, since another stack or a hand may attach more to a role, which no file of
this one shows. Where the role may open a log stream and not write to it, the task
starts and its logs are lost: a note.

Terraform, before: a role with AmazonECSTaskExecutionRolePolicy alone. After, with
one more policy:

~~~hcl
resource "aws_iam_role_policy" "secrets" {
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "secretsmanager:GetSecretValue"
      Resource = aws_secretsmanager_secret.db.arn
    }]
  })
}
~~~

CloudFormation, after:

~~~yaml
ExecutionRole:
  Type: AWS::IAM::Role
  Properties:
    # …
    Policies:
      - PolicyName: secrets
        PolicyDocument:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Action: secretsmanager:GetSecretValue
              Resource: !Ref DatabaseSecret
~~~`,
	Check: checkExecutionRoleLacksPermission,
}

func checkExecutionRoleLacksPermission(pass *lint.Pass) {
	for _, g := range pass.Causes(byRoleAndService(ecs.ExecutionRole), reach.RoleDenied) {
		f := denial(g)
		if why := startsWithout[finding.Asked(g)]; why != "" {
			f.Severity = lint.Note
			f.Message = fmt.Sprintf("%s %s: %s", lint.Subject(g.Proofs), why, finding.Short(g))
		}
		pass.Report(f)
	}
}

// startsWithout are the actions that a task starts without, and what comes of
// it. The awslogs driver creates the log group where opening the stream tells
// that there is none (moby, daemon/logger/awslogs).
var startsWithout = map[string]string{
	"logs:PutLogEvents":   "starts and cannot write its logs to CloudWatch Logs",
	"logs:CreateLogGroup": "cannot create its log group in CloudWatch Logs, and starts only where there is one",
}

// denial returns the finding about a role that does not allow what is asked for.
func denial(g *lint.Group) *lint.Finding {
	role := g.Cause.Subject.Role
	f := finding.Unauthorised(g, finding.Short(g))
	f.Label = "does not allow " + finding.Asked(g)
	f.Mend = fmt.Sprintf("allow %s on %s in a policy of %s", finding.Asked(g), finding.Targets(g), role.Address)
	f.Related = append(finding.RolePlaces(g), finding.TaskPlaces(g.Proofs, "starts with it")...)
	f.Identity = role.Address + " " + finding.Asked(g)
	return f
}

// byRoleAndService groups the refusals of what one sort of role signs: by the
// role and the service that is asked.
func byRoleAndService(by ecs.Signer) func(*reach.Proof, reach.Cause) string {
	return func(_ *reach.Proof, c reach.Cause) string {
		if !finding.SignedBy(c, by) || c.Subject.Role == nil {
			return ""
		}
		service, _, _ := strings.Cut(c.Step.Requests[0].Action, ":")
		return finding.Place(c.Subject.Role.Range) + c.Subject.Role.Address + " " + service
	}
}
