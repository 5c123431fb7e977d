package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// ServerEgressBlocked reports tasks whose groups do not let them out to a server that
// a variable names.
var ServerEgressBlocked = &lint.Rule{
	ID:       "TR431",
	Name:     "server-egress-blocked",
	Severity: lint.Error,
	Doc: `security group of the task without egress to a server

A variable of a container names a server of the VPC: a database, a cache, a search
domain. The task starts, and what runs in it cannot connect, since no egress rule of
its security groups admits the port of the server. Nothing but a
note is made of it where the server is needed at run time alone, as it mostly is:

~~~text
the task starts, and what runs in it times out: dial tcp …: i/o timeout
~~~

Terraform, after:

~~~hcl
resource "aws_vpc_security_group_egress_rule" "database" {
  security_group_id            = aws_security_group.tasks.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = aws_security_group.database.id
}
~~~

CloudFormation, after:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 5432, ToPort: 5432, DestinationSecurityGroupId: !Ref DatabaseGroup}
~~~`,
	Check: checkServerEgressBlocked,
}

func checkServerEgressBlocked(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.ServerEgressRefused) {
		f := finding.New(g, fmt.Sprintf("%s, and the way leads to %s", firstReasons(g), servers(g)))
		f.Label = "no egress to the server"
		f.Mend = fmt.Sprintf("allow %s out of %s to %s", finding.Ports(g.Proofs), finding.TaskGroups(g.Proofs), servers(g))
		f.Related = append(finding.At(g.Cause.Subject.Server.Range, servers(g)+" has these security groups"), finding.TaskPlaces(g.Proofs, "is to connect")...)
		f.Identity = guards(g) + " " + servers(g)
		pass.Report(f)
	}
}

// servers names the servers that the causes are about.
func servers(g *lint.Group) string {
	return finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.Server.Address })
}
