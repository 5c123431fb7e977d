package rules

import (
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// TransitGatewayWithoutInternet reports default routes to a transit gateway that
// does not lead to the internet, or does not lead replies back.
var TransitGatewayWithoutInternet = &lint.Rule{
	ID:       "TR109",
	Name:     "transit-gateway-without-internet",
	Severity: lint.Error,
	Doc: `transit gateway that does not lead to the internet and back

The default route of the task's subnet leads to a transit gateway, behind which
the NAT gateway of another VPC is to carry what all VPCs send to the internet. Six
tables have to agree: that of the task's subnet, that of the transit gateway for the
VPC's attachment, that of the subnet by which the other VPC is attached, and that of
the NAT gateway's subnet, which needs a route to the task's subnet for replies, too;
from there the transit gateway has to lead back. One that is missing loses packets,
and the task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before: a NAT gateway in a subnet whose table has a default route alone.
After:

~~~hcl
resource "aws_route" "back" {
  route_table_id         = aws_route_table.hub_public.id
  destination_cidr_block = aws_vpc.main.cidr_block
  transit_gateway_id     = aws_ec2_transit_gateway.main.id
}
~~~

CloudFormation, after:

~~~yaml
Back:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref HubPublicTable
    DestinationCidrBlock: !GetAtt Vpc.CidrBlock
    TransitGatewayId: !Ref TransitGateway
~~~`,
	Check: checkTransitGatewayWithoutInternet,
}

func checkTransitGatewayWithoutInternet(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.TransitNotRouted) {
		f := finding.New(g, finding.Reasons(g))
		f.Label = "does not lead on"
		f.Mend = "have every table on the way lead to the NAT gateway, and every one on the way back to " + finding.Subnets(g.Proofs)
		f.Related = finding.SubnetPlaces(g.Proofs, "sends what is for the internet by the transit gateway")
		f.Identity = finding.Reasons(g)
		pass.Report(f)
	}
}
