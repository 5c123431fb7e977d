package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// EndpointIngressBlocked reports endpoints whose security groups do not admit
// the task.
var EndpointIngressBlocked = &lint.Rule{
	ID:       "TR401",
	Name:     "endpoint-ingress-blocked",
	Severity: lint.Error,
	Doc: `endpoint whose security group does not admit the task

The task resolves the service to the endpoint, and the endpoint's security group
has no ingress rule for the task's port and addresses: it admits another group,
another CIDR block, or, being the default group of the VPC, only itself. The
packets are dropped, and the task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 10.…:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.1.0/24"]
  }
}
~~~

After:

~~~hcl
resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.tasks.id]
  }
}
~~~

CloudFormation, before:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.1.0/24}
~~~

After:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref TaskGroup}
~~~`,
	Check: checkEndpointIngressBlocked,
}

func checkEndpointIngressBlocked(pass *lint.Pass) {
	for _, g := range refusedIn(pass) {
		if captured(g) {
			continue
		}
		f := finding(g, admittedIn(g))
		f.Label = "does not admit the task"
		f.Mend = fmt.Sprintf("allow %s from %s in %s", ports(g.Proofs), taskGroups(g.Proofs), doors(g))
		f.Related = append(endpointPlaces(g, "has these security groups"), taskPlaces(g.Proofs, "is not admitted")...)
		f.Identity = doors(g)
		pass.Report(f)
	}
}
