package rules

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// MissingNATGateway reports private subnets in a VPC with an internet gateway
// and nothing that would lead them to it.
var MissingNATGateway = &lint.Rule{
	ID:       "TR104",
	Name:     "missing-nat-gateway",
	Severity: lint.Error,
	Doc: `private subnet in a VPC without a NAT gateway

The VPC has an internet gateway. The task runs in a subnet whose route table has
no default route, the VPC has no NAT gateway that could be its target, and no
endpoint carries the traffic. The task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before: a private route table without routes. After:

~~~hcl
resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.nat.id
}

resource "aws_route" "private_default" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}
~~~

CloudFormation, after:

~~~yaml
NatGateway:
  Type: AWS::EC2::NatGateway
  Properties:
    SubnetId: !Ref PublicSubnet
    AllocationId: !GetAtt NatAddress.AllocationId
PrivateDefaultRoute:
  Type: AWS::EC2::Route
  Properties:
    RouteTableId: !Ref PrivateRouteTable
    DestinationCidrBlock: 0.0.0.0/0
    NatGatewayId: !Ref NatGateway
~~~

Endpoints for ECR, S3 and CloudWatch Logs do as well, and keep the traffic off
the internet.`,
	Check: checkMissingNATGateway,
}

func checkMissingNATGateway(pass *lint.Pass) {
	for _, g := range pass.Causes(finding.ByPlace, reach.MissingNAT) {
		gateway := g.Cause.Subject.VPC.InternetGateways[0]
		f := finding.New(g, fmt.Sprintf("there is no default route in %s of %s, and %s has %s but no NAT gateway to lead one to",
			finding.Tables(g), finding.Subnets(g.Proofs), finding.VPCs(g), gateway.Address))
		if public(g.Proofs) {
			f.Message = fmt.Sprintf("%s %s: there is no default route in %s of %s, and %s, which the task's public address is for, waits for one",
				lint.Subject(g.Proofs), lint.Cannot(g.Proofs), finding.Tables(g), finding.Subnets(g.Proofs), gateway.Address)
		}
		f.Label = "no default route"
		f.Mend = "add a NAT gateway in a public subnet and a default route to it, or endpoints for what the task needs"
		if public(g.Proofs) {
			f.Mend = fmt.Sprintf("lead a default route of %s to %s, or add a NAT gateway or endpoints", finding.Tables(g), gateway.Address)
		}
		f.Related = append(finding.At(gateway.Range, gateway.Address+" serves public addresses only"), finding.SubnetPlaces(g.Proofs, "uses this route table")...)
		f.Identity = finding.Tables(g)
		pass.Report(f)
	}
}

// public reports whether all of the flows leave with a public address.
func public(proofs []*reach.Proof) bool {
	return !slices.ContainsFunc(proofs, func(p *reach.Proof) bool {
		on, known := p.ENI.PublicIP.Bool()
		return !on || !known
	})
}
