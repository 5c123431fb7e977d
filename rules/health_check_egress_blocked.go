package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// HealthCheckEgressBlocked reports load balancers whose security groups do not
// let their health checks out to the task.
var HealthCheckEgressBlocked = &lint.Rule{
	ID:       "TR421",
	Name:     "health-check-egress-blocked",
	Severity: lint.Error,
	Doc: `load balancer whose security group keeps its health checks in

The task starts, the load balancer asks it for its health, and no egress rule of
the load balancer's security group covers the task on that port. The task is
replaced, over and over:

~~~text
Task failed ELB health checks in (target-group …)
~~~

Terraform, before: a security group without egress, which is none unless written.
After:

~~~hcl
resource "aws_vpc_security_group_egress_rule" "to_tasks" {
  security_group_id            = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.tasks.id
}
~~~

CloudFormation, after:

~~~yaml
ToTasks:
  Type: AWS::EC2::SecurityGroupEgress
  Properties:
    GroupId: !Ref BalancerGroup
    IpProtocol: tcp
    FromPort: 8080
    ToPort: 8080
    DestinationSecurityGroupId: !Ref TaskGroup
~~~`,
	Check: checkHealthCheckEgressBlocked,
}

func checkHealthCheckEgressBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.BalancerEgressRefused) {
		f := healthCheck(g)
		f.Label = "keeps health checks in"
		f.Mend = fmt.Sprintf("allow %s out of %s to %s", finding.Ports(g.Proofs), guards(g), finding.TaskGroups(g.Proofs))
		pass.Report(f)
	}
}

// healthCheck returns the finding for load balancers that cannot reach the
// tasks, which has the other direction than all others.
func healthCheck(g *lint.Group) *lint.Finding {
	balancers := finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.Balancer.Address })
	f := finding.New(g, "")
	f.Message = fmt.Sprintf("%s cannot be reached by %s for health checks: %s", lint.Subject(g.Proofs), balancers, firstReasons(g))
	f.Related = append(finding.At(g.Cause.Subject.Balancer.Range, balancers+" checks the health of the task"), finding.TaskPlaces(g.Proofs, "is checked")...)
	f.Identity = guards(g) + " " + balancers
	return f
}

// guards names the security groups that decided.
func guards(g *lint.Group) string {
	return finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.Group.Address })
}
