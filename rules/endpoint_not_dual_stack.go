package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointNotDualStack reports IPv4 endpoints where the image names the
// dual-stack host of its registry.
var EndpointNotDualStack = &lint.Rule{
	ID:       "TR217",
	Name:     "endpoint-not-dual-stack",
	Severity: lint.Error,
	Doc: `IPv4 endpoint for a dual-stack name

A registry has two names: one below amazonaws.com with IPv4 addresses, one below
on.aws with addresses of both kinds. An endpoint answers for the second only if its
own addresses are dual-stack, and they are IPv4 unless asked for. An image that
names the second then resolves to public addresses, and the task stops with:

~~~text
CannotPullContainerError: pull image manifest has been retried 5 time(s): … dial tcp …:443: i/o timeout
~~~

Name the image by its IPv4 host, or make the endpoint dual-stack, for which its
subnets need IPv6 blocks.

Terraform, before: the attribute is missing. After:

~~~hcl
resource "aws_vpc_endpoint" "ecr_dkr" {
  ip_address_type = "dualstack"
  # …
}
~~~

CloudFormation, after:

~~~yaml
EcrDkr:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    IpAddressType: dualstack
    # …
~~~`,
	Check: checkEndpointNotDualStack,
}

func checkEndpointNotDualStack(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.EndpointNotDualStack) {
		f := finding.New(g, fmt.Sprintf("%s has IPv4 addresses only and does not answer for %s, and no other way leads there from %s",
			finding.Endpoints(g), lint.Hosts(g.Proofs), finding.Subnets(g.Proofs)))
		f.Label = "does not answer for dual-stack names"
		f.Mend = fmt.Sprintf("make %s dual-stack, or name the image by its IPv4 host", finding.Endpoints(g))
		f.Related = finding.TaskPlaces(g.Proofs, "resolves past the endpoint")
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}
