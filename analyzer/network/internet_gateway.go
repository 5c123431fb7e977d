package network

import "github.com/taskreach/taskreach/analyzer/iac"

// An InternetGateway connects the VPCs it is attached to with the internet,
// for addresses that are public.
type InternetGateway struct {
	Node
	VPC *VPC // the one it is attached to; nil if detached
}

// AttachedTo reports whether the gateway is attached to v, and whether that is
// known.
func (g *InternetGateway) AttachedTo(v *VPC) (attached, known bool) {
	if g.VPC == v && v != nil {
		return g.Maybe == nil, g.Maybe == nil
	}
	if g.External != nil || g.VPC != nil && g.VPC.External != nil || v == nil || v.External != nil {
		return false, false
	}
	return false, true
}

var internetGatewayKind = kind{[]string{"aws_internet_gateway", "AWS::EC2::InternetGateway"}, func(b *builder, r *iac.Resource) {
	g := &InternetGateway{Node: declare(r)}
	b.gateways.add(r, g)
	b.link(func() {
		if r.Language == iac.Terraform {
			b.attach(g, r.Attr(vpcID))
		}
	})
}}

func (b *builder) attach(g *InternetGateway, id iac.Value) {
	vpc := b.vpcOf(id)
	if vpc == nil || g == nil || g.Missing {
		return
	}
	g.VPC = vpc
	vpc.InternetGateways = append(vpc.InternetGateways, g)
}

var gatewayAttachmentKind = kind{
	[]string{"aws_internet_gateway_attachment", "AWS::EC2::VPCGatewayAttachment"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		id := r.Attr(iac.Named("internet_gateway_id", "InternetGatewayId"))
		if !created || id.IsAbsent() {
			return // a virtual private gateway, perhaps
		}
		b.link(func() {
			g := b.gateways.get(id)
			if why != nil && g != nil && g.Maybe == nil {
				g.Maybe = why
			}
			b.attach(g, r.Attr(vpcID))
		})
	},
}
