package network

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A reference to a prefix list is a route of the table to each block of the list
// (Amazon VPC Transit Gateways guide, "Prefix list references").
var transitListKind = kind{[]string{"aws_ec2_transit_gateway_prefix_list_reference"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.in(closing, func() {
		t, l := b.transitTableOf(r.Attr(transitTable)), b.prefixList(r.Attr(iac.Named("prefix_list_id", "")))
		if t == nil || l == nil {
			return
		}
		t.Partial = either(t.Partial, l.External, l.Partial)
		for _, to := range l.Blocks {
			t.Routes = append(t.Routes, b.transitRoute(r, to, why))
		}
	})
}}

// transitRoute reads where a route of a transit gateway leads.
func (b *builder) transitRoute(r *iac.Resource, to Block, why *iac.Unknown) TransitRoute {
	route := TransitRoute{Destination: to, Range: r.Range, Maybe: why}
	hole, known := r.Attr(transitBlackhole).Or(false).Bool()
	if !hole {
		route.Attachment = b.attachments.get(r.Attr(transitAttachment))
	}
	if !known {
		route.Maybe = either(why, undecided(r.Attr(transitBlackhole)))
	}
	return route
}

// What joins a transit gateway to other networks than VPCs has a route in its
// default table for whatever these announce (Amazon VPC Transit Gateways guide,
// "Route propagation").
var transitAnnounceKind = kind{
	[]string{"aws_vpn_connection", "AWS::EC2::VPNConnection", "aws_ec2_transit_gateway_connect", "AWS::EC2::TransitGatewayConnect", "aws_dx_gateway_association"},
	func(b *builder, r *iac.Resource) {
		id := r.Attr(transitID)
		if id.IsAbsent() {
			id = r.Attr(iac.Named("associated_gateway_id", ""))
		}
		if _, created := maybe(r); !created || id.IsAbsent() {
			return
		}
		b.link(func() {
			if g := b.transits.get(id); g != nil && g.defaultTable != nil {
				g.defaultTable.Partial = either(g.defaultTable.Partial, &iac.Unknown{
					Name: r.Address, Range: r.Range,
					Why: fmt.Sprintf("which routes `%s` announces to %s is not in the files", r.Address, g.Address),
				})
			}
		})
	},
}

// The default table of a transit gateway may be made another one.
var transitDefaultKind = kind{
	[]string{"aws_ec2_transit_gateway_default_route_table_association", "aws_ec2_transit_gateway_default_route_table_propagation"},
	func(b *builder, r *iac.Resource) {
		if _, created := maybe(r); !created {
			return
		}
		b.link(func() {
			g := b.transits.get(r.Attr(transitID))
			if g == nil {
				return
			}
			other := iac.UnknownValue(&iac.Unknown{
				Name: r.Address, Range: r.Range,
				Why: fmt.Sprintf("`%s` makes another table of %s the default one, which is not followed", r.Address, g.Address),
			}, r.Range)
			g.associate, g.propagate = other, other
		})
	},
}
