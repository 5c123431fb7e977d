package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules/finding"
)

// InternetEgressBlocked reports task security groups that do not let the task
// out to the internet, where its traffic leads.
var InternetEgressBlocked = &lint.Rule{
	ID:       "TR404",
	Name:     "internet-egress-blocked",
	Severity: lint.Error,
	Doc: `task security group without egress to the internet

No endpoint takes the name, so the task sends its packets to public addresses, by
a NAT gateway or a public address of its own. Its security group lets nothing out
to those. The addresses of a service change; a rule for them is one for
0.0.0.0/0. The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
egress {
  from_port   = 443
  to_port     = 443
  protocol    = "tcp"
  cidr_blocks = [aws_vpc.main.cidr_block]
}
~~~

After:

~~~hcl
egress {
  from_port   = 443
  to_port     = 443
  protocol    = "tcp"
  cidr_blocks = ["0.0.0.0/0"]
}
~~~

CloudFormation, before:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}
~~~

After:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
~~~

Endpoints in the VPC keep the egress narrow.`,
	Check: checkInternetEgressBlocked,
}

func checkInternetEgressBlocked(pass *lint.Pass) {
	for _, g := range finding.RefusedOut(pass, finding.ToInternet) {
		f := finding.New(g, fmt.Sprintf("%s, and public addresses answer for %s", finding.LetOut(g), lint.Hosts(g.Proofs)))
		f.Label = "no egress to public addresses"
		f.Mend = fmt.Sprintf("allow %s out of %s to 0.0.0.0/0", finding.Ports(g.Proofs), finding.TaskGroups(g.Proofs))
		f.Related = finding.TaskPlaces(g.Proofs, "has this security group")
		f.Identity = finding.TaskGroups(g.Proofs)
		pass.Report(f)
	}
}
