package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A NATGateway lends a public address to packets of private ones.
type NATGateway struct {
	Node
	Subnet       *Subnet   // nil for a regional gateway
	VPC          *VPC      // of a regional gateway
	Connectivity iac.Value // public or private
	Mode         iac.Value // zonal or regional
}

// In returns the VPC that the gateway is in, or nil.
func (n *NATGateway) In() *VPC {
	if n.VPC == nil && n.Subnet != nil {
		return n.Subnet.VPC
	}
	return n.VPC
}

var natGatewayKind = kind{[]string{"aws_nat_gateway", "AWS::EC2::NatGateway"}, func(b *builder, r *iac.Resource) {
	n := &NATGateway{
		Node:         declare(r),
		Connectivity: r.Attr(iac.Named("connectivity_type", "ConnectivityType")).Or("public"),
		Mode:         r.Attr(iac.Named("availability_mode", "AvailabilityMode")).Or("zonal"),
	}
	b.nats.add(r, n)
	if !n.Missing {
		b.graph.NATGateways = append(b.graph.NATGateways, n)
	}
	b.link(func() {
		n.Subnet = b.subnets.get(r.Attr(associationSubnet))
		n.VPC = b.vpcOf(r.Attr(vpcID))
	})
}}
