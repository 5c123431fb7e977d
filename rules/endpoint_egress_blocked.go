package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointEgressBlocked reports task security groups that do not let the task
// out to its endpoints.
var EndpointEgressBlocked = &lint.Rule{
	ID:       "TR403",
	Name:     "endpoint-egress-blocked",
	Severity: lint.Error,
	Doc: `task security group without egress to the endpoints

The task resolves the service to an endpoint in its VPC, and no egress rule of the
task's security group covers the endpoint's group or addresses on the port. A
security group of Terraform has no egress at all unless one is written; in
CloudFormation the first rule that is listed takes the place of the one that lets
everything out. The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 10.…:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id
}
~~~

After:

~~~hcl
resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id

  egress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.endpoints.id]
    prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]
  }
}
~~~

CloudFormation, before:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0}
~~~

After:

~~~yaml
    SecurityGroupEgress:
      - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
~~~

A group that lets the port out to nobody is one finding, be the destination an
endpoint or S3.`,
	Check: checkEndpointEgressBlocked,
}

func checkEndpointEgressBlocked(pass *lint.Pass) {
	for _, g := range finding.RefusedOut(pass, finding.ToEndpoint) {
		to := destinations(g)
		f := finding.New(g, finding.LetOut(g))
		if to != "" {
			f = finding.New(g, fmt.Sprintf("%s, and the way leads to %s", finding.LetOut(g), to))
		}
		f.Label = "no egress to the endpoints"
		f.Mend = mendEgress(g, to)
		f.Related = append(finding.TaskPlaces(g.Proofs, "has this security group"), finding.EndpointPlaces(g, "is out of reach")...)
		f.Identity = finding.TaskGroups(g.Proofs)
		pass.Report(f)
	}
}

// destinations names the endpoints that the flows lead to, with their security
// groups.
func destinations(g *lint.Group) string {
	return finding.Names(g.Causes, func(c reach.Cause) string {
		if ep := c.Subject.Endpoint; ep != nil {
			return fmt.Sprintf("%s (%s)", ep.Address, finding.GroupNames(ep.Groups))
		}
		return ""
	})
}

// mendEgress names the security groups of the endpoints, and S3's prefix list
// where the flows lead there too.
func mendEgress(g *lint.Group, to string) string {
	var doors []*network.SecurityGroup
	for _, c := range g.Causes {
		if ep := c.Subject.Endpoint; ep != nil {
			doors = append(doors, ep.Groups...)
		}
	}
	peers := []string{finding.GroupNames(doors)}
	if to == "" {
		peers[0] = finding.Services(g.Proofs)
	}
	for _, c := range g.Causes {
		if c.Subject.Endpoint == nil && to != "" {
			peers = append(peers, "the prefix list of S3")
			break
		}
	}
	return fmt.Sprintf("allow %s out of %s to %s", finding.Ports(g.Proofs), finding.TaskGroups(g.Proofs), lint.List(peers))
}
