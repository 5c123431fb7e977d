package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// S3PrivateDNSInboundOnly reports S3 interface endpoints whose private names no
// task gets as an answer.
var S3PrivateDNSInboundOnly = &lint.Rule{
	ID:       "TR305",
	Name:     "s3-private-dns-inbound-only",
	Severity: lint.Error,
	Doc: `S3 interface endpoint whose private names are for inbound resolvers only

Unless told otherwise, private DNS of an S3 interface endpoint answers only what
comes in through Route 53 Resolver inbound endpoints, that is, from premises.
Tasks in the VPC go on resolving S3 to public addresses, for which the API asks for
a gateway endpoint beside it. Without one the image layers cannot be downloaded:

~~~text
CannotPullContainerError: … failed to copy: httpReadSeeker: failed open: … Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/…": dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_vpc_endpoint" "s3" {
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  # …
}
~~~

After, beside it:

~~~hcl
resource "aws_vpc_endpoint" "s3_gateway" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.eu-west-1.s3"
  route_table_ids   = [aws_route_table.private.id]
}
~~~

CloudFormation, after, beside it:

~~~yaml
S3Gateway:
  Type: AWS::EC2::VPCEndpoint
  Properties:
    VpcId: !Ref Vpc
    VpcEndpointType: Gateway
    ServiceName: !Sub com.amazonaws.${AWS::Region}.s3
    RouteTableIds: [!Ref PrivateRouteTable]
~~~

Or have the private names answered for everyone: in Terraform a dns_options block
with private_dns_only_for_inbound_resolver_endpoint = false, in CloudFormation
DnsOptions with PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers.`,
	Check: checkS3PrivateDNSInboundOnly,
}

func checkS3PrivateDNSInboundOnly(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.S3InboundOnly) {
		f := finding.New(g, fmt.Sprintf("the private names of %s are for inbound resolvers only, so public addresses answer for %s, and no way leads there from %s",
			finding.Endpoints(g), lint.Hosts(g.Proofs), finding.Subnets(g.Proofs)))
		f.Label = "answers inbound resolvers only"
		f.Mend = fmt.Sprintf("add a gateway endpoint for s3 on %s, or have %s answer all resolvers", finding.Tables(g), finding.Endpoints(g))
		f.Related = finding.TaskPlaces(g.Proofs, "resolves past the endpoint")
		f.Identity = finding.Endpoints(g)
		pass.Report(f)
	}
}
