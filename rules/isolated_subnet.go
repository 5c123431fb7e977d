package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules/finding"
)

// IsolatedSubnet reports tasks in subnets that lead nowhere.
var IsolatedSubnet = &lint.Rule{
	ID:       "TR105",
	Name:     "isolated-subnet",
	Severity: lint.Error,
	Doc: `task in a subnet with no way out

The route table of the task's subnet holds the local route alone, and its VPC has
neither an internet gateway nor endpoints for what the task needs. An image on
Docker Hub or in another public registry has no endpoint at all. The task stops
with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
CannotPullContainerError: … dial tcp …:443: i/o timeout
~~~

Give the subnet the endpoints that the task needs, or a default route, or place
the task in subnets that have either.

Terraform, after:

~~~hcl
resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs"])
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.${each.key}"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.private.id]
}
~~~

CloudFormation, after, one of them:

~~~yaml
EcrApi:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.api
    SubnetIds: [!Ref PrivateSubnet]
    SecurityGroupIds: [!Ref EndpointGroup]
    PrivateDnsEnabled: true
~~~`,
	Check: checkIsolatedSubnet,
}

func checkIsolatedSubnet(pass *lint.Pass) {
	key := func(p *reach.Proof, _ reach.Cause) string { return finding.Place(placementAt(p)) }
	for _, g := range pass.Causes(key, reach.NoRoute) {
		f := finding.New(g, fmt.Sprintf("no route of %s leads %s out of %s, %s",
			finding.Tables(g), finding.Subnets(g.Proofs), finding.VPCs(g), beyond(g.Proofs)))
		f.At = placementAt(g.Proofs[0])
		f.Label = "leads nowhere"
		f.Mend = mendIsolation(g)
		f.Related = append(finding.At(g.Cause.At, finding.Tables(g)+" has no default route"), finding.SubnetPlaces(g.Proofs, "is isolated")...)
		f.Identity = finding.Names(g.Proofs, func(p *reach.Proof) string { return p.Task.Address }) + " " + finding.Tables(g)
		pass.Report(f)
	}
}

// beyond says what the VPC does not have: endpoints, and what no endpoint is for.
func beyond(proofs []*reach.Proof) string {
	services := finding.Services(proofs)
	hosts := finding.Names(proofs, func(p *reach.Proof) string {
		if p.Need.Service != "" {
			return ""
		}
		return p.Need.Host.String()
	})
	switch {
	case hosts == "":
		return "which has no endpoint for " + services
	case services == "":
		return "and no endpoint is for " + hosts
	}
	return fmt.Sprintf("which has no endpoint for %s, and none is for %s", services, hosts)
}

// placementAt returns where the subnets of the interface are named: in what
// starts the task, or that itself where the list is written elsewhere and may
// serve others too.
func placementAt(p *reach.Proof) source.Range {
	if r := p.Task.Resource.Range; !r.Contains(p.ENI.SubnetsAt) {
		return r
	}
	return p.ENI.SubnetsAt
}

func mendIsolation(g *lint.Group) string {
	s := finding.Services(g.Proofs)
	if s == "" {
		return "copy the image to ECR and give the subnets endpoints, or a default route"
	}
	return fmt.Sprintf("add endpoints for %s, or give the subnets a default route", s)
}
