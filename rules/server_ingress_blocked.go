package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// ServerIngressBlocked reports servers that a variable names and whose groups do not
// admit the task.
var ServerIngressBlocked = &lint.Rule{
	ID:       "TR432",
	Name:     "server-ingress-blocked",
	Severity: lint.Error,
	Doc: `security group of a server that does not admit the task

A variable of a container names a server of the VPC: a database, a cache, a search
domain. The task starts, and what runs in it cannot connect, since no ingress rule of
the server's security groups admits the task on its port. Nothing but a
note is made of it where the server is needed at run time alone, as it mostly is:

~~~text
the task starts, and what runs in it times out: dial tcp …: i/o timeout
~~~

Terraform, after:

~~~hcl
resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.tasks.id
}
~~~

CloudFormation, after:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref TaskGroup}
~~~`,
	Check: checkServerIngressBlocked,
}

func checkServerIngressBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.ServerIngressRefused) {
		f := finding.New(g, fmt.Sprintf("%s, and the way leads to %s", firstReasons(g), servers(g)))
		f.Label = "does not admit the task"
		f.Mend = fmt.Sprintf("allow %s in %s from %s", finding.Ports(g.Proofs), guards(g), finding.TaskGroups(g.Proofs))
		f.Related = append(finding.At(g.Cause.Subject.Server.Range, servers(g)+" has these security groups"), finding.TaskPlaces(g.Proofs, "is to connect")...)
		f.Identity = guards(g) + " " + servers(g)
		pass.Report(f)
	}
}
