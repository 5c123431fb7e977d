package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A NATGateway lends a public address to packets of private ones.
type NATGateway struct {
	Node
	Subnet       *Subnet   // nil for a regional gateway
	VPC          *VPC      // of a regional gateway
	Connectivity iac.Value // public or private
	Mode         iac.Value // zonal or regional

	// Zones are those that a regional gateway is confined to; it follows the
	// VPC's subnets if there are none. ZonesMore says why there may be more.
	Zones     []iac.Text
	ZonesMore *iac.Unknown
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
	n.readZones(r)
	b.nats.add(r, n)
	if !n.Missing {
		b.graph.NATGateways = append(b.graph.NATGateways, n)
	}
	b.link(func() {
		n.Subnet = b.subnets.get(r.Attr(associationSubnet))
		n.VPC = b.vpcOf(r.Attr(vpcID))
	})
}}

// readZones reads the zones of a regional gateway in manual mode (EC2 API
// reference, CreateNatGateway, AvailabilityZoneAddresses).
func (n *NATGateway) readZones(r *iac.Resource) {
	items, partial := r.Attr(iac.Named("availability_zone_address", "AvailabilityZoneAddresses")).Items()
	n.ZonesMore = partial
	for _, item := range items {
		zone := item.Read(subnetZone, r.Language)
		if zone.IsAbsent() {
			zone = item.Read(subnetZoneID, r.Language)
		}
		text, _ := zone.Text()
		n.Zones = append(n.Zones, text)
	}
}
