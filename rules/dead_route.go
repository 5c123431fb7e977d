package rules

import (
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// DeadRoute reports default routes to a target that leads nowhere.
var DeadRoute = &lint.Rule{
	ID:       "TR106",
	Name:     "dead-route",
	Severity: lint.Error,
	Doc: `default route to a target that leads nowhere

The default route of the task's subnet has a target that cannot carry the
traffic: an internet gateway that is not attached to the VPC, an egress-only
gateway, which carries IPv6 alone, a peering connection, beyond which no gateway
can be used, or no target at all. The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_route" "default" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  egress_only_gateway_id = aws_egress_only_internet_gateway.main.id
}
~~~

After:

~~~hcl
resource "aws_route" "default" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}
~~~

CloudFormation, before:

~~~yaml
DefaultRoute:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref AppRouteTable
    DestinationCidrBlock: 0.0.0.0/0
    EgressOnlyInternetGatewayId: !Ref EgressOnlyGateway
~~~

After:

~~~yaml
DefaultRoute:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref AppRouteTable
    DestinationCidrBlock: 0.0.0.0/0
    NatGatewayId: !Ref NatGateway
~~~`,
	Check: checkDeadRoute,
}

func checkDeadRoute(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.DeadRoute) {
		f := finding.New(g, finding.Reasons(g))
		f.Label = "leads nowhere"
		f.Mend = "lead the default route to a NAT gateway, or to an internet gateway that is attached to the VPC"
		f.Related = finding.SubnetPlaces(g.Proofs, "uses this route")
		f.Identity = finding.Tables(g)
		pass.Report(f)
	}
}
