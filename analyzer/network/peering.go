package network

import "github.com/taskreach/taskreach/analyzer/iac"

// A Peering is a connection of two VPCs. It carries what is for an address of
// one of them and comes from the other, nothing else (VPC Peering guide, "VPC
// peering limitations").
type Peering struct {
	Node
	Ends    [2]*VPC      // nil for one that is not known
	Pending *iac.Unknown // why it may not have been accepted
	Regions bool         // the two VPCs are in two regions
}

// Between reports whether the connection joins the two VPCs, and whether that
// is known.
func (p *Peering) Between(a, b *VPC) (joined, known bool) {
	if p.Ends == [2]*VPC{a, b} || p.Ends == [2]*VPC{b, a} {
		return true, true
	}
	if p.External != nil {
		return false, false
	}
	for _, end := range p.Ends {
		if end == nil || end.External != nil || a.mayBeAt(end) || b.mayBeAt(end) {
			return false, false
		}
	}
	return false, true
}

// mayBeAt reports whether v, of which nothing may be known, may be the end.
func (v *VPC) mayBeAt(end *VPC) bool { return v == nil || v.MayBe(&end.Node) != nil }

var (
	peerVPC    = iac.Named("peer_vpc_id", "PeerVpcId")
	peerRegion = iac.Named("peer_region", "PeerRegion")
	peerOwner  = iac.Named("peer_owner_id", "PeerOwnerId")
	peerRole   = iac.Named("", "PeerRoleArn")
	peerAccept = iac.Named("auto_accept", "")
	peeringID  = iac.Named("vpc_peering_connection_id", "VpcPeeringConnectionId")
)

var peeringKind = kind{[]string{"aws_vpc_peering_connection", "AWS::EC2::VPCPeeringConnection"}, func(b *builder, r *iac.Resource) {
	p := &Peering{Node: declare(r), Regions: !r.Attr(peerRegion).IsAbsent()}
	p.Pending = pending(r)
	b.peerings.add(r, p)
	if p.Missing {
		return
	}
	b.graph.Peerings = append(b.graph.Peerings, p)
	b.link(func() { p.Ends = [2]*VPC{b.vpcOf(r.Attr(vpcID)), b.vpcOf(r.Attr(peerVPC))} })
}}

// pending says why the connection may wait to be accepted, or nil.
// CloudFormation waits until it is active, which takes a role of the owner of
// the other VPC where that is another account (AWS::EC2::VPCPeeringConnection).
func pending(r *iac.Resource) *iac.Unknown {
	accepted, _ := r.Attr(peerAccept).Bool()
	if r.Language == iac.CloudFormation {
		accepted = r.Attr(peerOwner).IsAbsent() || !r.Attr(peerRole).IsAbsent()
	}
	if accepted {
		return nil
	}
	return &iac.Unknown{
		Name: r.Address, Range: r.Range,
		Why: "whether `" + r.Address + "` has been accepted is not in the files",
	}
}

var peeringAccepterKind = kind{[]string{"aws_vpc_peering_connection_accepter"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	accept, _ := r.Attr(peerAccept).Bool()
	if !created || why != nil || !accept {
		return
	}
	b.link(func() {
		if p := b.peerings.get(r.Attr(peeringID)); p != nil {
			p.Pending = nil
		}
	})
}}
