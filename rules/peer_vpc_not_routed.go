package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// PeerVPCNotRouted reports names that lead to addresses of another VPC to which
// no route leads, or from which none leads back.
var PeerVPCNotRouted = &lint.Rule{
	ID:       "TR108",
	Name:     "peer-vpc-not-routed",
	Severity: lint.Error,
	Doc: `name that leads to another VPC, without routes between the two

Endpoints that several VPCs share stand in one of them. A private hosted zone gives
the others their addresses, but nothing routes between VPCs by itself: the table of
the task's subnet needs a route to the peering connection or transit gateway, the
table of the endpoint's subnet one back, and a transit gateway tables of its own that
lead both ways. Without them packets are lost and the task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp 10.1.2.34:443: i/o timeout
~~~

Terraform, before: a zone of the hub that is associated with the VPC, and no route.
After:

~~~hcl
resource "aws_route" "to_hub" {
  route_table_id            = aws_route_table.private.id
  destination_cidr_block    = aws_vpc.hub.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.hub.id
}

resource "aws_route" "from_hub" {
  route_table_id            = aws_route_table.hub.id
  destination_cidr_block    = aws_vpc.main.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.hub.id
}
~~~

CloudFormation, after:

~~~yaml
ToHub:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref PrivateTable
    DestinationCidrBlock: !GetAtt Hub.CidrBlock
    VpcPeeringConnectionId: !Ref Peering
FromHub:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref HubTable
    DestinationCidrBlock: !GetAtt Vpc.CidrBlock
    VpcPeeringConnectionId: !Ref Peering
~~~`,
	Check: checkPeerVPCNotRouted,
}

func checkPeerVPCNotRouted(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.PeerNotRouted) {
		f := finding.New(g, fmt.Sprintf("%s, and `%s` leads there", finding.Reasons(g), g.Proofs[0].Need.Host))
		f.Label = "does not lead to the other VPC"
		f.Mend = fmt.Sprintf("add routes between %s and what %s leads to, both ways", finding.Subnets(g.Proofs), lint.Hosts(g.Proofs))
		f.Related = finding.TaskPlaces(g.Proofs, "runs here")
		for _, p := range g.Proofs[:1] {
			if p.Through != nil {
				f.Related = append(f.Related, finding.At(p.Through.Range, p.Through.Address+" is in the other VPC")...)
			}
		}
		f.Identity = finding.Reasons(g)
		pass.Report(f)
	}
}
