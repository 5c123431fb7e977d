package network

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A RouteTable sends packets by the longest prefix of their destination. The
// local route of the VPC is in every table and is not listed.
type RouteTable struct {
	Node
	VPC    *VPC
	Routes []Route

	// GatewayEndpoints are the gateway endpoints associated with the table:
	// each is a route to the prefix list of its service.
	GatewayEndpoints []*Endpoint

	// Partial says why there may be more routes than these.
	Partial *iac.Unknown

	listed  bool // routes may be written inline
	certain bool // are, for sure
}

// A Route sends what is for its destination to its target.
type Route struct {
	Destination Block       // zero if the destination is a prefix list
	List        *PrefixList // nil if the destination is a block
	Target      Target
	Range       source.Range
	Maybe       *iac.Unknown // why the route may not exist
}

// A TargetKind is what a route leads to.
type TargetKind uint8

// The kinds of route target. What lies behind an OtherTarget (virtual private
// gateway, appliance, …) is not modelled.
const (
	UnknownTarget TargetKind = iota
	NoTarget                 // the route names no target: nothing was created to lead to
	LocalTarget
	InternetGatewayTarget
	NATGatewayTarget
	EgressOnlyTarget
	PeeringTarget
	TransitTarget
	OtherTarget
)

// A Target is where a route leads.
type Target struct {
	Kind    TargetKind
	Address string // as its author calls it
	Gateway *InternetGateway
	NAT     *NATGateway
	Peering *Peering
	Transit *TransitGateway

	Firewall *Firewall    // whose endpoint it is
	Unknown  *iac.Unknown // why the target is not known
}

var (
	routeDestination = iac.Named("destination_cidr_block", "DestinationCidrBlock")
	routeInline      = iac.Named("cidr_block", "")
	routeList        = iac.Named("destination_prefix_list_id", "DestinationPrefixListId")
	routeTableID     = iac.Named("route_table_id", "RouteTableId")
	tableRoutes      = iac.Named("route", "")
	tablePropagating = iac.Named("propagating_vgws", "")
	defaultTableID   = iac.Named("default_route_table_id", "")
	mainTablePart    = iac.Named("main_route_table_id", "")
	defaultTablePart = iac.Named("default_route_table_id", "")
)

var routeTableKind = kind{[]string{"aws_route_table", "AWS::EC2::RouteTable"}, func(b *builder, r *iac.Resource) {
	t := b.routeTable(r)
	b.link(func() { t.VPC = b.vpcOf(r.Attr(vpcID)) })
}}

// Adopting the main route table removes every route that is not declared
// (provider documentation, aws_default_route_table).
var defaultRouteTableKind = kind{[]string{"aws_default_route_table"}, func(b *builder, r *iac.Resource) {
	t := b.routeTable(r)
	b.in(adopting, func() {
		id := r.Attr(defaultTableID)
		for _, part := range []iac.Name{defaultTablePart, mainTablePart} {
			if vpc := b.partOfVPC(id, part); vpc != nil && !t.Missing {
				t.VPC = vpc
				vpc.MainTable, vpc.firstTable = t, t
			}
		}
	})
}}

func (b *builder) routeTable(r *iac.Resource) *RouteTable {
	t := &RouteTable{Node: declare(r)}
	b.tables.add(r, t)
	if !t.Missing {
		b.graph.RouteTables = append(b.graph.RouteTables, t)
	}
	b.in(listing, func() {
		items, partial := r.Attr(tableRoutes).Items()
		why := r.MayDiffer(tableRoutes)
		for _, item := range items {
			t.Routes = append(t.Routes, b.route(item, routeInline, r.Language, why))
		}
		t.Partial, t.certain = partial, len(items) > 0 && why == nil
		t.listed = t.certain || partial != nil && why == nil
		if why != nil && len(items) > 0 {
			t.Partial = why
		}
		if vgws, _ := r.Attr(tablePropagating).Items(); len(vgws) > 0 {
			t.Partial = propagated(r)
		}
	})
	return t
}

func propagated(r *iac.Resource) *iac.Unknown {
	return &iac.Unknown{
		Name: r.Address, Range: r.Range,
		Why: "routes propagated by a virtual private gateway are only known after apply",
	}
}

var routeKind = kind{[]string{"aws_route", "AWS::EC2::Route"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		t := b.table(r.Attr(routeTableID))
		if t == nil {
			return
		}
		if t.listed {
			why = either(why, b.mixed(&Mixture{Of: &t.Node, What: "routes", Inline: t.Range}, r, t.certain && why == nil))
		}
		if differs := r.AnyMayDiffer(routeAttributes()); differs != nil {
			why, t.Partial = either(why, differs), either(t.Partial, differs)
		}
		route := b.route(r.Body, routeDestination, r.Language, why)
		route.Range = r.Range
		t.Routes = append(t.Routes, route)
		b.in(closing, func() { b.mayBeIn(t) })
	})
}}

// routeAttributes returns what decides a route that is a resource of its own.
func routeAttributes() []iac.Name {
	names := []iac.Name{routeDestination, iac.Named(ipv6Of(routeDestination.Terraform), ""), routeList}
	for _, t := range targets {
		names = append(names, t.name)
	}
	return names
}

// mayBeIn marks the tables that a route may be in whose table is not known.
func (b *builder) mayBeIn(of *RouteTable) {
	for _, t := range b.graph.RouteTables {
		if why := of.MayBe(&t.Node); why != nil {
			t.Partial = either(t.Partial, why)
		}
	}
}

// table returns the route table that v refers to, the one that came with a VPC
// among them: an attribute of the VPC is read before another table is made its
// main one.
func (b *builder) table(v iac.Value) *RouteTable {
	for _, part := range []iac.Name{mainTablePart, defaultTablePart} {
		if vpc := b.partOfVPC(v, part); vpc != nil {
			return vpc.firstTable
		}
	}
	return b.tables.get(v)
}

// route reads one route from an object that names its IPv4 destination by
// destination, and its IPv6 one likewise.
func (b *builder) route(v iac.Value, destination iac.Name, l iac.Language, why *iac.Unknown) Route {
	rt := Route{Range: v.Range, Maybe: why, Target: b.target(v, l)}
	list := v.Read(routeList, l)
	if !list.IsAbsent() {
		rt.List = b.prefixList(list)
		return rt
	}
	rt.Destination = blockOf(v.Read(destination, l), v.Read(iac.Named(ipv6Of(destination.Terraform), "DestinationIpv6CidrBlock"), l))
	return rt
}

func ipv6Of(destination string) string {
	if destination == routeInline.Terraform {
		return "ipv6_cidr_block"
	}
	return "destination_ipv6_cidr_block"
}

// isEmpty reports whether v is the empty string, which Terraform takes for
// absent in attributes of blocks.
func isEmpty(v iac.Value) bool {
	s, known := v.Str()
	return known && s == ""
}

// targets are the attributes of a route that name its target, in the order in
// which they are read.
var targets = []struct {
	name iac.Name
	kind TargetKind
}{
	{iac.Named("nat_gateway_id", "NatGatewayId"), NATGatewayTarget},
	{iac.Named("gateway_id", "GatewayId"), InternetGatewayTarget},
	{iac.Named("egress_only_gateway_id", "EgressOnlyInternetGatewayId"), EgressOnlyTarget},
	{peeringID, PeeringTarget},
	{transitID, TransitTarget},
	{iac.Named("network_interface_id", "NetworkInterfaceId"), OtherTarget},
	{iac.Named("instance_id", "InstanceId"), OtherTarget},
	{iac.Named("vpc_endpoint_id", "VpcEndpointId"), OtherTarget},
	{iac.Named("core_network_arn", "CoreNetworkArn"), OtherTarget},
	{iac.Named("carrier_gateway_id", "CarrierGatewayId"), OtherTarget},
	{iac.Named("local_gateway_id", "LocalGatewayId"), OtherTarget},
	{iac.Named("odb_network_arn", "OdbNetworkArn"), OtherTarget},
}

func (b *builder) target(v iac.Value, l iac.Language) Target {
	for _, t := range targets {
		id := v.Read(t.name, l)
		if id.IsAbsent() || isEmpty(id) {
			continue
		}
		return b.targetOf(t.kind, id)
	}
	return Target{Kind: NoTarget, Address: "nothing"}
}

func (b *builder) targetOf(k TargetKind, id iac.Value) Target {
	t := Target{Kind: k, Address: id.String()}
	if u := id.Unknown(); u != nil {
		t.Unknown = u
	}
	if r, _ := id.Ref(); r != nil {
		t.Address = r.Address
	}
	switch k {
	case NATGatewayTarget:
		if t.NAT = b.nats.get(id); t.NAT == nil {
			t.Kind, t.Unknown = UnknownTarget, undecided(id)
		}
	case InternetGatewayTarget:
		return b.gatewayTarget(t, id)
	case PeeringTarget:
		t.Peering = b.peerings.get(id)
	case TransitTarget:
		t.Transit = b.transits.get(id)
	case OtherTarget:
		if t.Firewall = b.firewallOf(id); t.Firewall != nil {
			t.Address, t.Unknown = t.Firewall.Address, nil
		}
	case UnknownTarget, NoTarget, LocalTarget, EgressOnlyTarget:
		// Nothing more is read of these.
	}
	return t
}

// gatewayTarget reads gateway_id, which names an internet gateway, a virtual
// private gateway or the local route. The EC2 API takes a NAT gateway's id there
// too, and many files write it so.
func (b *builder) gatewayTarget(t Target, id iac.Value) Target {
	s, known := id.Str()
	switch ref := refType(id); {
	case known && s == "local":
		t.Kind = LocalTarget
	case ref == "aws_nat_gateway", ref == "AWS::EC2::NatGateway":
		t.Kind, t.NAT = NATGatewayTarget, b.nats.get(id)
	case strings.HasPrefix(s, "vgw-"), ref == "aws_vpn_gateway", ref == "AWS::EC2::VPNGateway":
		t.Kind = OtherTarget
	case ref == "aws_egress_only_internet_gateway", ref == "AWS::EC2::EgressOnlyInternetGateway":
		t.Kind = EgressOnlyTarget
	default:
		t.Gateway = b.gateways.get(id)
		switch {
		case t.Gateway == nil:
			t.Kind, t.Unknown = UnknownTarget, undecided(id)
		case t.Gateway.External != nil && !strings.HasPrefix(s, "igw-") && ref != "aws_internet_gateway":
			t.Kind, t.Unknown = UnknownTarget, t.Gateway.External
		}
	}
	return t
}

var (
	associationSubnet  = iac.Named("subnet_id", "SubnetId")
	associationGateway = iac.Named("gateway_id", "")
)

var routeTableAssociationKind = kind{
	[]string{"aws_route_table_association", "AWS::EC2::SubnetRouteTableAssociation"},
	func(b *builder, r *iac.Resource) {
		why, created := maybe(r)
		if !created || !r.Attr(associationGateway).IsAbsent() {
			return
		}
		b.link(func() {
			s := b.subnets.get(r.Attr(associationSubnet))
			t := b.table(r.Attr(routeTableID))
			if s == nil || t == nil {
				return
			}
			s.associate(t, why)
		})
	},
}

var mainRouteTableKind = kind{[]string{"aws_main_route_table_association"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		vpc, t := b.vpcOf(r.Attr(vpcID)), b.table(r.Attr(routeTableID))
		if vpc == nil || t == nil {
			return
		}
		if why != nil {
			t = &RouteTable{Node: Node{Address: t.Address, Range: r.Range, External: why}}
		}
		vpc.MainTable = t
	})
}}

var propagationKind = kind{
	[]string{"aws_vpn_gateway_route_propagation", "AWS::EC2::VPNGatewayRoutePropagation"},
	func(b *builder, r *iac.Resource) {
		if _, created := maybe(r); !created {
			return
		}
		b.link(func() {
			items, _ := r.Attr(iac.Named("route_table_id", "RouteTableIds")).Items()
			for _, item := range items {
				if t := b.table(item); t != nil {
					t.Partial = propagated(r)
				}
			}
		})
	},
}
