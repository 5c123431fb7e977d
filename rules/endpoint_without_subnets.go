package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointWithoutSubnets reports interface endpoints that have no network
// interface.
var EndpointWithoutSubnets = &lint.Rule{
	ID:       "TR211",
	Name:     "endpoint-without-subnets",
	Severity: lint.Error,
	Doc: `interface endpoint without subnets

An interface endpoint is a network interface in each of its subnets. One that
names no subnet has no interface, its private names have no address to answer
with, and the task stops with ResourceInitializationError or
CannotPullContainerError:

~~~text
CannotPullContainerError: … dial tcp …:443: i/o timeout
~~~

Neither language asks for subnets.

Terraform, before:

~~~hcl
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.ecr.dkr"
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
~~~

After, with this line:

~~~hcl
  subnet_ids = [aws_subnet.private_a.id, aws_subnet.private_b.id]
~~~

CloudFormation, after, with this line:

~~~yaml
    SubnetIds: [!Ref PrivateSubnetA, !Ref PrivateSubnetB]
~~~`,
	Check: checkEndpointWithoutSubnets,
}

func checkEndpointWithoutSubnets(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.EndpointWithoutSubnets) {
		f := finding.New(g, fmt.Sprintf("no subnet is named for %s, and without one an endpoint has no network interface in %s", finding.Endpoints(g), finding.VPCs(g)))
		f.Label = "no subnets"
		f.Mend = fmt.Sprintf("name subnets for %s: %s, or others of %s", finding.Endpoints(g), finding.Subnets(g.Proofs), finding.VPCs(g))
		f.Related = finding.TaskPlaces(g.Proofs, "depends on it")
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}
