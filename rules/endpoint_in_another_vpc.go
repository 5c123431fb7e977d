package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointInAnotherVPC reports endpoints that are in a VPC where no task needs
// them, and not in that of the tasks.
var EndpointInAnotherVPC = &lint.Rule{
	ID:       "TR212",
	Name:     "endpoint-in-another-vpc",
	Severity: lint.Error,
	Doc: `endpoint in another VPC than the task

The private names of an endpoint are answered in its own VPC alone, and a gateway
endpoint is a route of its own VPC's tables. A task in another VPC resolves the
service to public addresses; without a way to those it stops with
ResourceInitializationError or CannotPullContainerError:

~~~text
CannotPullContainerError: … dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_vpc_endpoint" "logs" {
  vpc_id       = aws_vpc.shared.id
  service_name = "com.amazonaws.eu-west-1.logs"
  # …
}
~~~

After:

~~~hcl
resource "aws_vpc_endpoint" "logs" {
  vpc_id       = aws_vpc.apps.id
  service_name = "com.amazonaws.eu-west-1.logs"
  # …
}
~~~

CloudFormation, before:

~~~yaml
Logs:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref SharedVpc
    # …
~~~

After:

~~~yaml
Logs:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref AppVpc
    # …
~~~

Endpoints that several VPCs share need a private hosted zone for their names and
a route between the VPCs.`,
	Check: checkEndpointInAnotherVPC,
}

func checkEndpointInAnotherVPC(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.EndpointInOtherVPC) {
		ep := g.Cause.Subject.Endpoint
		f := finding.New(g, fmt.Sprintf("the VPC of %s is %s, and the task runs in %s", finding.Endpoints(g), ep.VPC.Address, finding.VPCs(g)))
		f.Label = "not the VPC of the task"
		f.Mend = fmt.Sprintf("move %s to %s, with subnets and security groups of that VPC", finding.Endpoints(g), finding.VPCs(g))
		f.Related = append(finding.At(ep.VPC.Range, ep.VPC.Address+" holds the endpoint"), finding.At(g.Cause.Subject.VPC.Range, finding.VPCs(g)+" holds the task")...)
		f.Related = append(f.Related, finding.TaskPlaces(g.Proofs, "depends on it")...)
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}
