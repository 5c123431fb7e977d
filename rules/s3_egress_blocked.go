package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules/finding"
)

// S3EgressBlocked reports task security groups that do not let the task out to
// the addresses of S3.
var S3EgressBlocked = &lint.Rule{
	ID:       "TR402",
	Name:     "s3-egress-blocked",
	Severity: lint.Error,
	Doc: `task security group without egress to S3

A gateway endpoint changes the route to S3, not its addresses: they stay public.
An egress rule for the VPC's CIDR block, or for the security group of the
interface endpoints, does not match them. Token and manifest arrive, and the pull
hangs at the image layers:

~~~text
CannotPullContainerError: … failed to copy: httpReadSeeker: failed open: … Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/…": dial tcp …:443: i/o timeout
~~~

Allow the prefix list of S3.

Terraform, before:

~~~hcl
resource "aws_vpc_security_group_egress_rule" "https" {
  security_group_id = aws_security_group.tasks.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = aws_vpc.main.cidr_block
}
~~~

After, beside it:

~~~hcl
resource "aws_vpc_security_group_egress_rule" "s3" {
  security_group_id = aws_security_group.tasks.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
}
~~~

CloudFormation, after, beside the other rule; the id of the list depends on the
region:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: !GetAtt Vpc.CidrBlock}
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationPrefixListId: pl-6da54004}
~~~`,
	Check: checkS3EgressBlocked,
}

func checkS3EgressBlocked(pass *lint.Pass) {
	for _, g := range finding.RefusedOut(pass, finding.ToS3) {
		f := finding.New(g, finding.LetOut(g)+", and S3 has public addresses")
		f.Related = finding.TaskPlaces(g.Proofs, "has this security group")
		if ep := g.Proofs[0].Through; ep != nil {
			f = finding.New(g, fmt.Sprintf("%s, and S3 keeps its public addresses behind %s", finding.LetOut(g), ep.Address))
			f.Related = append(finding.TaskPlaces(g.Proofs, "has this security group"), finding.At(ep.Range, ep.Address+" carries the traffic to S3")...)
		}
		f.Label = "no egress to S3"
		f.Mend = fmt.Sprintf("allow %s out of %s to the prefix list of S3 in %s", finding.Ports(g.Proofs), finding.TaskGroups(g.Proofs), g.Proofs[0].Need.Region)
		f.Identity = finding.TaskGroups(g.Proofs)
		pass.Report(f)
	}
}
