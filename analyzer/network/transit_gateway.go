package network

import (
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A TransitGateway routes between what is attached to it, by tables of its own.
type TransitGateway struct {
	Node
	Attachments []*TransitAttachment
	References  iac.Value // whether rules may refer to groups across it: enable or disable

	defaultTable         *TransitTable
	associate, propagate iac.Value // whether attachments get the default table by themselves
}

// A TransitAttachment joins a VPC to a transit gateway, by an interface in each
// of its subnets: one for each availability zone that it serves.
type TransitAttachment struct {
	Node
	Gateway     *TransitGateway
	VPC         *VPC
	Subnets     []*Subnet
	SubnetsMore *iac.Unknown
	Appliance   iac.Value // appliance mode: enable or disable
	References  iac.Value // whether rules may refer to groups across it, likewise

	Table      *TransitTable // that routes what comes in here; nil if there is none
	TableMaybe *iac.Unknown  // why it may be another
}

// A TransitTable is a route table of a transit gateway.
type TransitTable struct {
	Node
	Routes     []TransitRoute
	Propagated []*TransitAttachment // the blocks of whose VPCs are routes
	Partial    *iac.Unknown         // why there may be more of either
}

// A TransitRoute sends what is for its destination to an attachment.
type TransitRoute struct {
	Destination Block
	Attachment  *TransitAttachment // nil for a black hole
	Range       source.Range
	Maybe       *iac.Unknown
}

var (
	transitID          = iac.Named("transit_gateway_id", "TransitGatewayId")
	transitAttachment  = iac.Named("transit_gateway_attachment_id", "TransitGatewayAttachmentId")
	transitTable       = iac.Named("transit_gateway_route_table_id", "TransitGatewayRouteTableId")
	transitAssociates  = iac.Named("default_route_table_association", "DefaultRouteTableAssociation")
	transitPropagates  = iac.Named("default_route_table_propagation", "DefaultRouteTablePropagation")
	attachmentSubnets  = iac.Named("subnet_ids", "SubnetIds")
	attachmentAssoc    = iac.Named("transit_gateway_default_route_table_association", "")
	attachmentProp     = iac.Named("transit_gateway_default_route_table_propagation", "")
	transitDestination = iac.Named("destination_cidr_block", "DestinationCidrBlock")
	transitBlackhole   = iac.Named("blackhole", "Blackhole")
	transitReferences  = iac.Named("security_group_referencing_support", "SecurityGroupReferencingSupport")
	attachmentOptions  = iac.Named("", "Options")
	attachmentMode     = iac.Named("appliance_mode_support", "ApplianceModeSupport")
)

var transitGatewayKind = kind{[]string{"aws_ec2_transit_gateway", "AWS::EC2::TransitGateway"}, func(b *builder, r *iac.Resource) {
	g := &TransitGateway{
		Node:         declare(r),
		defaultTable: &TransitTable{Node: Node{Address: "default route table of " + r.Address, Range: r.Range}},
		associate:    r.Attr(transitAssociates).Or("enable"),
		propagate:    r.Attr(transitPropagates).Or("enable"),
		References:   r.Attr(transitReferences).Or("disable"),
	}
	b.transits.add(r, g)
}}

var transitAttachmentKind = kind{
	[]string{"aws_ec2_transit_gateway_vpc_attachment", "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment"},
	func(b *builder, r *iac.Resource) {
		a := &TransitAttachment{
			Node:       declare(r),
			Appliance:  attachmentOption(r, attachmentMode).Or("disable"),
			References: attachmentOption(r, transitReferences).Or("enable"),
		}
		b.attachments.add(r, a)
		if a.Missing {
			return
		}
		b.graph.TransitAttachments = append(b.graph.TransitAttachments, a)
		b.link(func() {
			a.Gateway, a.VPC = b.transits.get(r.Attr(transitID)), b.vpcOf(r.Attr(vpcID))
			a.Subnets, a.SubnetsMore = b.subnets.all(r.Attr(attachmentSubnets))
			if a.Gateway != nil {
				a.Gateway.Attachments = append(a.Gateway.Attachments, a)
			}
		})
		b.in(closing, func() { a.settle(r) })
	},
}

// attachmentOption reads a switch of an attachment, which CloudFormation has in
// an object of its own. The defaults are those of the EC2 API (API reference,
// CreateTransitGatewayVpcAttachmentRequestOptions).
func attachmentOption(r *iac.Resource, name iac.Name) iac.Value {
	if r.Language == iac.CloudFormation {
		return r.Attr(attachmentOptions).Read(name, r.Language)
	}
	return r.Attr(name)
}

// settle gives the attachment what it has by default: the gateway's default
// table to be routed by, and a route to it there.
func (a *TransitAttachment) settle(r *iac.Resource) {
	g := a.Gateway
	if g == nil || g.External != nil {
		a.TableMaybe = either(a.TableMaybe, a.outside(r))
		return
	}
	on, why := byDefault(g.associate, r.Attr(attachmentAssoc))
	if a.Table == nil {
		a.TableMaybe = either(a.TableMaybe, why)
		if on {
			a.Table = g.defaultTable
		}
	}
	on, why = byDefault(g.propagate, r.Attr(attachmentProp))
	g.defaultTable.Partial = either(g.defaultTable.Partial, why)
	if on {
		g.defaultTable.propagate(a, a.Maybe)
	}
}

// outside says that the tables of the gateway are not in the files.
func (a *TransitAttachment) outside(r *iac.Resource) *iac.Unknown {
	if a.Gateway != nil {
		return a.Gateway.External
	}
	return undecided(r.Attr(transitID))
}

// byDefault says whether both switches, of the gateway and of the attachment,
// are on, or why that is not known.
func byDefault(gateway, attachment iac.Value) (on bool, why *iac.Unknown) {
	mode, known := gateway.Str()
	if !known {
		return false, undecided(gateway)
	}
	wanted, known := attachment.Or(true).Bool()
	if !known && mode != "disable" {
		return false, undecided(attachment)
	}
	return wanted && mode != "disable", nil
}

func (t *TransitTable) propagate(a *TransitAttachment, why *iac.Unknown) {
	if why != nil {
		t.Partial = either(t.Partial, why)
		return
	}
	t.Propagated = append(t.Propagated, a)
}

var transitTableKind = kind{
	[]string{"aws_ec2_transit_gateway_route_table", "AWS::EC2::TransitGatewayRouteTable"},
	func(b *builder, r *iac.Resource) { b.transitTables.add(r, &TransitTable{Node: declare(r)}) },
}

// transitTableOf returns the table that v refers to, the default one of a
// gateway among them.
func (b *builder) transitTableOf(v iac.Value) *TransitTable {
	if r, attr := v.Ref(); r != nil && (attr == "association_default_route_table_id" || attr == "propagation_default_route_table_id") {
		if g := b.transits.declared[r]; g != nil {
			return g.defaultTable
		}
	}
	return b.transitTables.get(v)
}

var transitAssociationKind = kind{
	[]string{"aws_ec2_transit_gateway_route_table_association", "AWS::EC2::TransitGatewayRouteTableAssociation"},
	func(b *builder, r *iac.Resource) {
		b.joinTransit(r, func(a *TransitAttachment, t *TransitTable, why *iac.Unknown) {
			if why = either(why, t.External, t.Maybe); why != nil || a.Table != nil && a.Table != t {
				a.TableMaybe = either(a.TableMaybe, why, undecided(r.Attr(transitTable)))
			}
			a.Table = t
		})
	},
}

var transitPropagationKind = kind{
	[]string{"aws_ec2_transit_gateway_route_table_propagation", "AWS::EC2::TransitGatewayRouteTablePropagation"},
	func(b *builder, r *iac.Resource) {
		b.joinTransit(r, func(a *TransitAttachment, t *TransitTable, why *iac.Unknown) {
			t.propagate(a, either(why, a.External, a.Maybe))
		})
	},
}

// joinTransit has join run for the attachment and the table that r names. Why
// is the reason for which r may not exist.
func (b *builder) joinTransit(r *iac.Resource, join func(*TransitAttachment, *TransitTable, *iac.Unknown)) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		a, t := b.attachments.get(r.Attr(transitAttachment)), b.transitTableOf(r.Attr(transitTable))
		if a != nil && t != nil {
			join(a, t, why)
		}
	})
}

var transitRouteKind = kind{
	[]string{"aws_ec2_transit_gateway_route", "AWS::EC2::TransitGatewayRoute"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created {
			return
		}
		b.link(func() {
			t := b.transitTableOf(r.Attr(transitTable))
			if t == nil {
				return
			}
			t.Routes = append(t.Routes, b.transitRoute(r, block(r.Attr(transitDestination)), why))
		})
	},
}
