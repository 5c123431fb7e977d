package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointCapturesName reports endpoints that take a service's name away from
// tasks that could reach it without them.
var EndpointCapturesName = &lint.Rule{
	ID:       "TR216",
	Name:     "endpoint-captures-name",
	Severity: lint.Error,
	Doc: `endpoint that takes a name from tasks that have their own way

Private DNS answers for the whole VPC, in every zone and subnet. From the moment
that the endpoint exists, tasks that went by a NAT gateway or by a public address
resolve the service to the endpoint, and if its security groups do not admit them,
they stop, though nothing of theirs has changed:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 10.…:443: i/o timeout
~~~

The address in the message is a private one: the name was captured.

Terraform, before:

~~~hcl
resource "aws_security_group" "endpoints" {
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.batch.id]
  }
}
~~~

After, for all that use the VPC's names:

~~~hcl
resource "aws_security_group" "endpoints" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}
~~~

CloudFormation, before:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: !Ref BatchGroup}
~~~

After:

~~~yaml
    SecurityGroupIngress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}
~~~`,
	Check: checkEndpointCapturesName,
}

func checkEndpointCapturesName(pass *lint.Pass) {
	for _, g := range finding.RefusedIn(pass) {
		if finding.Captured(g) {
			f := capture(g, finding.AdmittedIn(g))
			f.Mend = fmt.Sprintf("allow %s from %s in %s", finding.Ports(g.Proofs), finding.TaskGroups(g.Proofs), finding.Doors(g))
			pass.Report(f)
		}
	}
	for _, g := range finding.RefusedOut(pass, finding.Captures) {
		f := capture(g, finding.LetOut(g))
		f.Mend = fmt.Sprintf("allow %s out to %s, or turn private DNS off for it", finding.Ports(g.Proofs), finding.Endpoints(g))
		pass.Report(f)
	}
}

// capture returns the finding for an endpoint in the way of tasks, and what
// keeps them from it.
func capture(g *lint.Group, refusal string) *lint.Finding {
	f := finding.New(g, fmt.Sprintf("private DNS of %s takes %s for all of %s, and %s; without it the task has a way of its own",
		finding.Endpoints(g), lint.Hosts(g.Proofs), finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.Endpoint.VPC.Address }), refusal))
	f.Label = "keeps the task from the endpoint"
	f.Related = append(finding.At(g.Cause.Subject.Endpoint.Range, finding.Endpoints(g)+" takes the name"), finding.TaskPlaces(g.Proofs, "went its own way before")...)
	f.Identity = finding.Endpoints(g)
	return f
}
