package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules/finding"
)

// MissingS3Endpoint reports VPCs whose tasks download image layers from S3 and
// find no endpoint for it.
var MissingS3Endpoint = &lint.Rule{
	ID:       "TR202",
	Name:     "missing-s3-endpoint",
	Severity: lint.Error,
	Doc: `no endpoint for S3 where the task has no other way

ECR keeps image layers in S3: the task gets its token and manifest from ECR and
downloads the layers from a bucket of AWS's. With endpoints for ECR alone it hangs
at that last step and stops with:

~~~text
CannotPullContainerError: … failed to copy: httpReadSeeker: failed open: … Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/…": dial tcp …:443: i/o timeout
~~~

A gateway endpoint costs nothing. It is a route: associate it with the route
table of the task's subnets.

Terraform, after:

~~~hcl
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.eu-west-1.s3"
  route_table_ids   = [aws_route_table.private.id]
}
~~~

CloudFormation, after:

~~~yaml
S3:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Gateway
    ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
    RouteTableIds: [!Ref PrivateRouteTable]
~~~

An endpoint that is declared and whose count, for_each or condition keeps it from
being created is reported at the endpoint.`,
	Check: checkMissingS3Endpoint,
}

func checkMissingS3Endpoint(pass *lint.Pass) {
	finding.ReportMissing(pass, func(service string) bool { return service == "s3" }, func(g *lint.Group) string {
		return fmt.Sprintf("add a gateway endpoint for s3 to %s and associate it with %s", finding.VPCs(g), finding.Tables(g))
	})
}
