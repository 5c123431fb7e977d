package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// PrivateDNSDisabled reports interface endpoints that tasks resolve past.
var PrivateDNSDisabled = &lint.Rule{
	ID:       "TR301",
	Name:     "private-dns-disabled",
	Severity: lint.Error,
	Doc: `interface endpoint without private DNS

The task looks up the public name of the service. Without private DNS that name
resolves to public addresses and the endpoint is never used; from a subnet
without a way to the internet nothing answers. Both languages leave private DNS
off unless it is asked for. The task stops with ResourceInitializationError or
CannotPullContainerError, and the address in the message is a public one:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 52.…:443: i/o timeout
~~~

Terraform, before: the attribute is false or missing. After:

~~~hcl
resource "aws_vpc_endpoint" "ecr_dkr" {
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-west-1.ecr.dkr"
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}
~~~

CloudFormation, after:

~~~yaml
EcrDkr:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Interface
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.dkr
    SubnetIds: [!Ref PrivateSubnet]
    SecurityGroupIds: [!Ref EndpointGroup]
    PrivateDnsEnabled: true
~~~`,
	Check: checkPrivateDNSDisabled,
}

func checkPrivateDNSDisabled(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.PrivateDNSOff) {
		f := finding.New(g, fmt.Sprintf("private DNS is off for %s, so public addresses answer for %s, and no way leads there from %s",
			finding.Endpoints(g), lint.Hosts(g.Proofs), finding.Subnets(g.Proofs)))
		f.Label = "private DNS is off"
		f.Mend = "turn private DNS on for " + finding.Endpoints(g)
		f.Related = finding.TaskPlaces(g.Proofs, "resolves past the endpoint")
		f.Identity = finding.Endpoints(g)
		f.Change = lint.TurnOn(g.Cause.Subject.Endpoint.Resource, network.EndpointPrivateDNS, g.Cause.Subject.Endpoint.PrivateDNS)
		pass.Report(f)
	}
}
