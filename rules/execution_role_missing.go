package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// ExecutionRoleMissing reports task definitions without the execution role that
// they need.
var ExecutionRoleMissing = &lint.Rule{
	ID:       "TR502",
	Name:     "execution-role-missing",
	Severity: lint.Error,
	Doc: `task definition without the execution role that it needs

On Fargate, an image in ECR and the awslogs driver need an execution role; secrets,
registry credentials and environment files need one on any capacity. Without it the
task definition is refused, or the task stops:

~~~text
ClientException: Fargate requires task definition to have execution role ARN to support ECR images.
ClientException: Fargate requires task definition to have execution role ARN to support log driver awslogs.
ClientException: When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.
~~~

A task role does not stand in for it: the task role is for what runs in the
containers, the execution role for what is fetched before they run.

Terraform, before: an aws_ecs_task_definition with task_role_arn alone. After:

~~~hcl
resource "aws_ecs_task_definition" "api" {
  # …
  execution_role_arn = aws_iam_role.execution.arn
}
~~~

CloudFormation, after:

~~~yaml
ApiDefinition:
  Type: AWS::ECS::TaskDefinition
  Properties:
    # …
    ExecutionRoleArn: !GetAtt ExecutionRole.Arn
~~~`,
	Check: checkExecutionRoleMissing,
}

func checkExecutionRoleMissing(pass *lint.Pass) {
	byDefinition := func(_ *reach.Proof, c reach.Cause) string {
		if !finding.SignedBy(c, ecs.ExecutionRole) {
			return ""
		}
		return finding.Place(c.At)
	}
	for _, g := range pass.Causes(byDefinition, reach.RoleMissing) {
		address := g.Cause.Subject.Definition.Address
		f := finding.Unauthorised(g, address+" has no execution role")
		f.Label = "names no execution role"
		f.Mend = fmt.Sprintf("set the execution role of %s to a role that ecs-tasks.amazonaws.com may assume and that allows %s", address, finding.Asked(g))
		f.Related = finding.TaskPlaces(g.Proofs, "runs it")
		f.Identity = address
		pass.Report(f)
	}
}
