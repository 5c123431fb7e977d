package rules

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// TaskRoleUnusable reports task roles that are missing, cannot be assumed or do
// not allow what the task definition or its service asks of them.
var TaskRoleUnusable = &lint.Rule{
	ID:       "TR506",
	Name:     "task-role-unusable",
	Severity: lint.Warning,
	Doc: `task role that does not allow what the task is set up for

The task role signs what runs in the task: the session channel of ECS Exec, the
outputs of log routers, and the mount of EFS file systems with IAM authorization.
A mount is part of the start, so that a refusal stops the task; the rest fails while
the task runs, and is a note.

~~~text
ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: … mount.nfs4: access denied by server while mounting 127.0.0.1:/
TargetNotConnectedException: The execute command failed due to an internal error
~~~

Terraform, before: enable_execute_command = true on a service whose task role has no
policy. After, with one:

~~~hcl
resource "aws_iam_role_policy" "exec" {
  role = aws_iam_role.task.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"]
      Resource = "*"
    }]
  })
}
~~~

CloudFormation, after:

~~~yaml
TaskRole:
  Type: AWS::IAM::Role
  Properties:
    # …
    Policies:
      - PolicyName: exec
        PolicyDocument:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Action: ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"]
              Resource: "*"
~~~`,
	Check: checkTaskRoleUnusable,
}

func checkTaskRoleUnusable(pass *lint.Pass) {
	byDefinition := func(_ *reach.Proof, c reach.Cause) string {
		if !finding.SignedBy(c, ecs.TaskRole) {
			return ""
		}
		return finding.Place(c.At)
	}
	for _, g := range pass.Causes(byDefinition, reach.RoleMissing) {
		address := g.Cause.Subject.Definition.Address
		f := finding.Unauthorised(g, address+" has no task role")
		f.Label = "names no task role"
		f.Mend = fmt.Sprintf("set the task role of %s to a role that ecs-tasks.amazonaws.com may assume and that allows %s", address, finding.Asked(g))
		f.Related = finding.TaskPlaces(g.Proofs, "runs it")
		f.Identity = address
		reportTaskRole(pass, g, f)
	}
	for _, g := range pass.Causes(byRole(ecs.TaskRole), reach.RoleNotTrusting) {
		pass.Report(distrust(g)) // ECS assumes the task role before the task runs
	}
	for _, g := range pass.Causes(byRoleAndService(ecs.TaskRole), reach.RoleDenied) {
		reportTaskRole(pass, g, denial(g))
	}
}

// reportTaskRole reports a finding about what the task role signs. All of it but
// a mount is asked for at run time, even where the task needs the same
// destination to start.
func reportTaskRole(pass *lint.Pass, g *lint.Group, f *lint.Finding) {
	if !strings.Contains(finding.Asked(g), "elasticfilesystem:") {
		f.Severity = lint.Note
		if g.Proofs[0].Need.AtStart {
			f.Message = fmt.Sprintf("%s cannot use %s at run time: %s", lint.Subject(g.Proofs), finding.Services(g.Proofs), finding.Short(g))
		}
	}
	pass.Report(f)
}
