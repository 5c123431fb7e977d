package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// EndpointInAnotherRegion reports endpoints for a service in another region
// than the one that the task asks.
var EndpointInAnotherRegion = &lint.Rule{
	ID:       "TR218",
	Name:     "endpoint-in-another-region",
	Severity: lint.Error,
	Doc: `endpoint for the service of another region

The name of an endpoint service holds its region, and private DNS answers for that
region's names only. A name that was copied from a stack elsewhere answers for
nothing that the task asks, where AWS creates such an endpoint at all. The task
stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before, in eu-west-1:

~~~hcl
resource "aws_vpc_endpoint" "ecr_api" {
  service_name = "com.amazonaws.us-east-1.ecr.api"
  # …
}
~~~

After:

~~~hcl
resource "aws_vpc_endpoint" "ecr_api" {
  service_name = "com.amazonaws.eu-west-1.ecr.api"
  # …
}
~~~

CloudFormation, before:

~~~yaml
    ServiceName: com.amazonaws.us-east-1.ecr.api
~~~

After:

~~~yaml
    ServiceName: !Sub com.amazonaws.${AWS::Region}.ecr.api
~~~`,
	Check: checkEndpointInAnotherRegion,
}

func checkEndpointInAnotherRegion(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.EndpointInOtherRegion) {
		ep, need := g.Cause.Subject.Endpoint, g.Proofs[0].Need
		f := finding.New(g, fmt.Sprintf("%s answers for %s in %s, the task asks it in %s, and no other way leads there from %s",
			finding.Endpoints(g), need.Service, ep.Region, need.Region, finding.Subnets(g.Proofs)))
		f.Label = "not the region of the task"
		f.Mend = fmt.Sprintf("name the service of %s in %s", need.Region, finding.Endpoints(g))
		f.Related = finding.TaskPlaces(g.Proofs, "resolves past the endpoint")
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}
