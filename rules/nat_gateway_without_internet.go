package rules

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules/finding"
)

// NATGatewayWithoutInternet reports NAT gateways that do not reach the
// internet themselves.
var NATGatewayWithoutInternet = &lint.Rule{
	ID:       "TR102",
	Name:     "nat-gateway-without-internet",
	Severity: lint.Error,
	Doc: `NAT gateway that has no way to the internet

The task's default route leads to a NAT gateway, and the NAT gateway leads
nowhere: it is in a subnet whose own default route does not lead to an internet
gateway, or it is a private one. Often it was put in the private subnet that it
is meant to serve, where its own packets come back to it. Nothing answers, and
the task stops with:

~~~text
ResourceInitializationError: unable to pull secrets or registry auth: … dial tcp …:443: i/o timeout
~~~

Terraform, before:

~~~hcl
resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.private.id
  allocation_id = aws_eip.nat.id
}
~~~

After: in a subnet whose route table leads to an internet gateway.

~~~hcl
resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.nat.id
}
~~~

CloudFormation, before:

~~~yaml
NatGateway:
  Type: AWS::EC2::NatGateway
  Properties:
    SubnetId: !Ref PrivateSubnet
    AllocationId: !GetAtt NatAddress.AllocationId
~~~

After:

~~~yaml
NatGateway:
  Type: AWS::EC2::NatGateway
  Properties:
    SubnetId: !Ref PublicSubnet
    AllocationId: !GetAtt NatAddress.AllocationId
~~~`,
	Check: checkNATGatewayWithoutInternet,
}

func checkNATGatewayWithoutInternet(pass *lint.Pass) {
	key := func(_ *reach.Proof, c reach.Cause) string { return finding.Place(c.Subject.NAT.Range) }
	for _, g := range pass.Causes(key, reach.NATNoInternet) {
		nat := g.Cause.Subject.NAT
		f := finding.New(g, finding.Reasons(g))
		f.At = nat.Range
		f.Label = "does not reach the internet"
		f.Mend = mendNAT(nat)
		f.Related = finding.At(g.Cause.At, "the default route of "+finding.Subnets(g.Proofs)+" leads here")
		if nat.Subnet != nil {
			f.Related = append(f.Related, finding.At(nat.Subnet.Range, nat.Subnet.Address+" holds the NAT gateway")...)
		}
		f.Identity = finding.Names(g.Causes, func(c reach.Cause) string { return c.Subject.NAT.Address })
		pass.Report(f)
	}
}

func mendNAT(nat *network.NATGateway) string {
	kind, _ := nat.Connectivity.Str()
	mode, _ := nat.Mode.Str()
	switch {
	case nat.Missing:
		return fmt.Sprintf("have %s created, or lead the default route elsewhere", nat.Address)
	case kind == "private":
		return fmt.Sprintf("make %s a public NAT gateway", nat.Address)
	case mode == "regional":
		return "attach an internet gateway to the VPC"
	}
	return fmt.Sprintf("put %s in a subnet whose default route leads to an attached internet gateway", nat.Address)
}
