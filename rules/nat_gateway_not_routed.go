package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// NATGatewayNotRouted reports route tables without a default route in a VPC
// that has a NAT gateway for them.
var NATGatewayNotRouted = &lint.Rule{
	ID:       "TR103",
	Name:     "nat-gateway-not-routed",
	Severity: lint.Error,
	Doc: `route table that does not lead to the NAT gateway of its VPC

The VPC has a NAT gateway, and the route table of the task's subnet has no
default route to it. A subnet that is associated with no route table has the
main one of its VPC, which leads nowhere unless a route is added to it. The task
stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}
~~~

After:

~~~hcl
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = aws_nat_gateway.main.id
  }
}
~~~

CloudFormation, before: a route table alone. After, with its route:

~~~yaml
PrivateDefaultRoute:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref PrivateRouteTable
    DestinationCidrBlock: 0.0.0.0/0
    NatGatewayId: !Ref NatGateway
~~~`,
	Check: checkNATGatewayNotRouted,
}

func checkNATGatewayNotRouted(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.NATNotRouted) {
		nat := natGatewayOf(pass.Network, g.Cause.Subject.VPC)
		f := finding.New(g, fmt.Sprintf("there is no default route in %s of %s, and %s waits for one",
			finding.Tables(g), finding.Subnets(g.Proofs), nat.Address))
		f.Label = "no default route"
		f.Mend = fmt.Sprintf("add a default route from %s to %s", finding.Tables(g), nat.Address)
		f.Related = append(finding.At(nat.Range, nat.Address+" is the NAT gateway of the VPC"), finding.SubnetPlaces(g.Proofs, "uses this route table")...)
		f.Identity = finding.Tables(g)
		pass.Report(f)
	}
}

// natGatewayOf returns the first NAT gateway of the VPC that is created.
func natGatewayOf(n *network.Graph, v *network.VPC) *network.NATGateway {
	for _, nat := range n.NATGateways {
		if nat.In() == v {
			return nat
		}
	}
	return nil
}
