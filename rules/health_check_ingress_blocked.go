package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// HealthCheckIngressBlocked reports tasks whose security groups do not admit
// the health checks of their load balancer.
var HealthCheckIngressBlocked = &lint.Rule{
	ID:       "TR422",
	Name:     "health-check-ingress-blocked",
	Severity: lint.Error,
	Doc: `task security group that does not admit health checks

The task starts, the load balancer asks it for its health, and no ingress rule of
the task's security group covers the load balancer on that port. The task is
replaced, over and over:

~~~text
Task failed ELB health checks in (target-group …)
~~~

Terraform, before: a rule for another port, or none. After:

~~~hcl
resource "aws_vpc_security_group_ingress_rule" "from_balancer" {
  security_group_id            = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.balancer.id
}
~~~

CloudFormation, after:

~~~yaml
FromBalancer:
  Type: AWS::EC2::SecurityGroupIngress
  Properties:
    GroupId: !Ref TaskGroup
    IpProtocol: tcp
    FromPort: 8080
    ToPort: 8080
    SourceSecurityGroupId: !Ref BalancerGroup
~~~`,
	Check: checkHealthCheckIngressBlocked,
}

func checkHealthCheckIngressBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.BalancerIngressRefused) {
		f := healthCheck(g)
		f.Label = "does not admit health checks"
		f.Mend = fmt.Sprintf("allow %s in %s from the load balancer", finding.Ports(g.Proofs), guards(g))
		pass.Report(f)
	}
}
