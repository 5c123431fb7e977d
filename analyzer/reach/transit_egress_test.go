package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// centralized returns a site whose default route leads to a transit gateway, and
// that to a hub with an internet gateway and a NAT gateway in a public subnet.
// The NAT gateway stands in s.nat, its subnet in s.other, the default route of
// the subnet that the hub is attached by in s.out, the one back in s.back.
func centralized(lang iac.Language) *site {
	s := &site{stack: &stack{lang: lang}}
	zone := field{"availability_zone", "AvailabilityZone", region + "a"}
	s.vpc, s.hub = s.stack.vpc("main", "10.0.0.0/16"), s.stack.vpc("hub", "10.1.0.0/16")
	s.app, s.other = s.subnet("app", s.vpc, "10.0.1.0/24", zone), s.subnet("public", s.hub, "10.1.1.0/24", zone)
	landing := s.subnet("landing", s.hub, "10.1.9.0/28", zone)
	s.table, s.otherTable = s.stack.table("app", s.vpc), s.stack.table("public", s.hub)
	inner := s.stack.table("landing_table", s.hub)
	s.associate("app", s.app, s.table)
	s.associate("public", s.other, s.otherTable)
	s.associate("landing", landing, inner)
	s.igw, s.attachment = s.internetGateway("igw", s.hub)
	s.nat = s.natGateway("nat", s.other)
	s.gateway = s.add("aws_ec2_transit_gateway", "AWS::EC2::TransitGateway", "tgw")
	s.attach("spoke", s.vpc, s.app)
	s.attach("hub", s.hub, landing)
	s.there = s.route("there", s.table, "0.0.0.0/0", toTransit(s.gateway))
	s.out = s.route("out", inner, "0.0.0.0/0", toNAT(s.nat))
	s.otherOut = s.route("public_out", s.otherTable, "0.0.0.0/0", toGateway(s.igw))
	s.back = s.route("back", s.otherTable, "10.0.0.0/16", toTransit(s.gateway))
	s.transitRoute("default", "0.0.0.0/0", s.find("hub_attachment"))
	s.task = s.bareGroup("task", s.vpc)
	s.setRules(s.task, true, all("0.0.0.0/0"))
	s.where = placement{subnets: ids(s.app), groups: ids(groupID(s.task)), publicIP: false}
	return s
}

// transitRoute adds a route to a table of the transit gateway that stands for
// both attachments; to an attachment, or a black hole.
func (s *site) transitRoute(name, cidr string, to *iac.Resource) *iac.Resource {
	var table any = attr{s.gateway, "association_default_route_table_id", ""}
	if s.lang == iac.CloudFormation {
		table = s.transitTable()
	}
	fields := []field{{"destination_cidr_block", "DestinationCidrBlock", cidr}, {"transit_gateway_route_table_id", "TransitGatewayRouteTableId", table}}
	if to == nil {
		fields = append(fields, field{"blackhole", "Blackhole", true})
	} else {
		fields = append(fields, field{"transit_gateway_attachment_id", "TransitGatewayAttachmentId", to})
	}
	return s.add("aws_ec2_transit_gateway_route", "AWS::EC2::TransitGatewayRoute", name, fields...)
}

// transitTable returns the table of both attachments in CloudFormation, which
// has no name for the default one.
func (s *site) transitTable() *iac.Resource {
	for _, r := range s.resources {
		if r.Type == "AWS::EC2::TransitGatewayRouteTable" {
			return r
		}
	}
	s.set(s.gateway, field{"", "DefaultRouteTableAssociation", "disable"}, field{"", "DefaultRouteTablePropagation", "disable"})
	table := s.add("", "AWS::EC2::TransitGatewayRouteTable", "shared", field{"", "TransitGatewayId", s.gateway})
	for _, a := range []string{"spoke_attachment", "hub_attachment"} {
		between := []field{{"", "TransitGatewayAttachmentId", s.find(a)}, {"", "TransitGatewayRouteTableId", table}}
		s.add("", "AWS::EC2::TransitGatewayRouteTableAssociation", a+"_associated", between...)
		s.add("", "AWS::EC2::TransitGatewayRouteTablePropagation", a+"_propagated", between...)
	}
	return table
}

// TestCentralizedEgress: a default route to a transit gateway, beyond which the
// VPC of a hub has the NAT gateway for all (Amazon VPC Transit Gateways guide,
// "Centralized outbound routing to the internet").
func TestCentralizedEgress(t *testing.T) {
	const blocked = "blocked route/transit-not-routed"
	inZone := func(z string) field { return field{"availability_zone", "AvailabilityZone", region + z} }
	for _, service := range services {
		try(t, centralized, []change{{"all there, " + service, nil, service, "reachable", 0}})
	}
	try(t, centralized, []change{
		{"no default route of the transit gateway", func(s *site) { s.drop(s.find("default")) }, "logs", blocked, 0},
		{"no default route, and no hub in the files", func(s *site) {
			s.drop(s.find("default"), s.nat, s.out)
		}, "logs", "unknown", 0},
		{"no default route, and a VPN that may announce one", func(s *site) {
			s.drop(s.find("default"))
			s.add("aws_vpn_connection", "AWS::EC2::VPNConnection", "vpn", field{"transit_gateway_id", "TransitGatewayId", s.gateway})
		}, "logs", "unknown", terraform}, // CloudFormation names no default table
		{"no default route, and a VPN to another gateway", func(s *site) {
			s.drop(s.find("default"))
			s.add("aws_vpn_connection", "AWS::EC2::VPNConnection", "vpn", field{"transit_gateway_id", "TransitGatewayId", external("tgw")})
		}, "logs", blocked, 0},
		{"a prefix list as the default route", func(s *site) {
			s.drop(s.find("default"))
			s.add("aws_ec2_transit_gateway_prefix_list_reference", "", "list", field{"prefix_list_id", "", s.list("all", "0.0.0.0/1", "128.0.0.0/1")},
				field{"transit_gateway_attachment_id", "", s.find("hub_attachment")}, field{"transit_gateway_route_table_id", "", attr{s.gateway, "association_default_route_table_id", ""}})
		}, "logs", "reachable", terraform},
		{"a prefix list that is a black hole", func(s *site) {
			s.drop(s.find("default"))
			s.add("aws_ec2_transit_gateway_prefix_list_reference", "", "list", field{"prefix_list_id", "", s.list("all", "0.0.0.0/0")},
				field{"blackhole", "", true}, field{"transit_gateway_route_table_id", "", attr{s.gateway, "association_default_route_table_id", ""}})
		}, "logs", blocked, terraform},
		{"another default table", func(s *site) {
			s.add("aws_ec2_transit_gateway_default_route_table_association", "", "other", field{"transit_gateway_id", "", s.gateway}, field{"transit_gateway_route_table_id", "", external("table")})
		}, "logs", "unknown", terraform},
		{"the hub leads some addresses to a NAT gateway that leads them to itself, and the others past it", func(s *site) {
			s.drop(s.out)
			s.route("past", s.find("landing_table"), "0.0.0.0/0", toGateway(s.igw))
			s.route("some", s.find("landing_table"), "52.216.10.0/24", toNAT(s.nat))
			s.route("itself", s.otherTable, "52.216.10.0/24", toNAT(s.nat))
		}, "logs", blocked, 0},
		{"a black hole", func(s *site) {
			s.drop(s.find("default"))
			s.transitRoute("hole", "0.0.0.0/0", nil)
		}, "logs", blocked, 0},
		{"a black hole for half of the addresses", func(s *site) { s.transitRoute("hole", "0.0.0.0/1", nil) }, "logs", "unknown", 0},
		{"a black hole for private addresses", func(s *site) { s.transitRoute("hole", "10.0.0.0/8", nil) }, "logs", "reachable", 0},
		{"back to the VPC itself", func(s *site) {
			s.set(s.find("default"), field{"transit_gateway_attachment_id", "TransitGatewayAttachmentId", s.find("spoke_attachment")})
		}, "logs", blocked, 0},
		{"to an attachment that is not in the files", func(s *site) {
			s.set(s.find("default"), field{"transit_gateway_attachment_id", "TransitGatewayAttachmentId", external("attachment")})
		}, "logs", "unknown", 0},
		{"the hub is attached by no subnet", func(s *site) { s.set(s.find("hub_attachment"), field{"subnet_ids", "SubnetIds", []any{}}) }, "logs", blocked, 0},
		{"the hub is attached by subnets that are not known", func(s *site) {
			s.set(s.find("hub_attachment"), field{"subnet_ids", "SubnetIds", unknown("subnets")})
		}, "logs", "unknown", 0},
		{"the hub's VPC is not in the files", func(s *site) { s.set(s.find("hub_attachment"), field{"vpc_id", "VpcId", external("hub")}) }, "logs", "unknown", 0},
		{"the VPC is not attached", func(s *site) { s.drop(s.find("spoke_attachment")) }, "logs", blocked, 0},
		{"attached in another zone", func(s *site) {
			s.set(s.find("spoke_attachment"), field{"subnet_ids", "SubnetIds", ids(s.subnet("b", s.vpc, "10.0.2.0/24", inZone("b")))})
		}, "logs", blocked, 0},
		{"the gateway is not in the files", func(s *site) { s.set(s.there, field{"transit_gateway_id", "TransitGatewayId", external("tgw")}) }, "logs", "unknown", 0},
		{"the gateway is not created", func(s *site) { s.gateway.Exists = iac.Bool(false, s0) }, "logs", blocked, 0},
		{"no route of the hub", func(s *site) { s.drop(s.out) }, "logs", blocked, 0},
		{"the hub leads to its internet gateway", func(s *site) {
			s.set(s.out, field{"nat_gateway_id", "NatGatewayId", nil}, field{"gateway_id", "GatewayId", s.igw})
		}, "logs", blocked, 0},
		{"the hub leads to an appliance", func(s *site) {
			s.set(s.out, field{"nat_gateway_id", "NatGatewayId", nil}, field{"network_interface_id", "NetworkInterfaceId", "eni-1"})
		}, "logs", "unknown", 0},
		{"the NAT gateway has no way out", func(s *site) { s.drop(s.otherOut) }, "logs", "blocked route/nat-no-internet", 0},
		{"the NAT gateway is private", func(s *site) { s.set(s.nat, field{"connectivity_type", "ConnectivityType", "private"}) }, "logs", "blocked route/nat-no-internet", 0},
		{"no route back", func(s *site) { s.drop(s.back) }, "logs", blocked, 0},
		{"a route back for half of the subnet", func(s *site) {
			s.set(s.back, field{"destination_cidr_block", "DestinationCidrBlock", "10.0.1.0/25"})
		}, "logs", "unknown", 0},
		{"a route back beside the subnet", func(s *site) {
			s.set(s.back, field{"destination_cidr_block", "DestinationCidrBlock", "10.0.2.0/24"})
		}, "logs", blocked, 0},
		{"the transit gateway does not lead back", func(s *site) { s.transitRoute("hole", "10.0.1.0/24", nil) }, "logs", blocked, 0},
		{"a regional NAT gateway, whose table is its own", func(s *site) {
			s.set(s.nat, field{"subnet_id", "SubnetId", nil}, field{"availability_mode", "AvailabilityMode", "regional"}, field{"vpc_id", "VpcId", s.hub})
		}, "logs", "unknown", 0},
		{"VPC Block Public Access", func(s *site) {
			s.add("aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions", "bpa", field{"internet_gateway_block_mode", "InternetGatewayBlockMode", "block-bidirectional"})
		}, "logs", "blocked route/public-access-blocked", 0},
		{"VPC Block Public Access, the hub excluded", func(s *site) {
			s.add("aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions", "bpa", field{"internet_gateway_block_mode", "InternetGatewayBlockMode", "block-bidirectional"})
			s.add("aws_vpc_block_public_access_exclusion", "AWS::EC2::VPCBlockPublicAccessExclusion", "hub", field{"vpc_id", "VpcId", s.hub}, field{"internet_gateway_exclusion_mode", "InternetGatewayExclusionMode", "allow-egress"})
		}, "logs", "reachable", 0},
		{"a network ACL of the NAT gateway's subnet", func(s *site) {
			s.associateACL("acl", s.other, s.networkACL("acl", s.hub, entry{100, false, "deny", 443, 443, "10.0.0.0/16"}, entry{200, false, "allow", 0, 65535, "0.0.0.0/0"}, entry{200, true, "allow", 0, 65535, "0.0.0.0/0"}))
		}, "logs", "blocked acl-in/acl-refused", 0},
		{"a network ACL where packets leave the transit gateway", func(s *site) {
			s.associateACL("acl", s.find("landing"), s.networkACL("acl", s.hub))
		}, "logs", "unknown", 0},
		{"a gateway endpoint of the hub", func(s *site) {
			s.gatewayEndpoint("s3", s.hub, ids(s.find("landing_table")))
		}, "s3", "unknown", 0},
		{"a gateway endpoint of the hub, another service", func(s *site) {
			s.gatewayEndpoint("s3", s.hub, ids(s.find("landing_table")))
		}, "logs", "reachable", 0},
		{"a gateway endpoint of its own", func(s *site) {
			s.drop(s.there)
			s.gatewayEndpoint("s3", s.vpc, ids(s.table))
		}, "s3", "reachable", 0},
	})
	// second gives the hub a subnet in another zone, whose table leads nowhere.
	second := func(s *site) {
		b := s.subnet("b", s.hub, "10.1.10.0/28", inZone("b"))
		s.associate("b", b, s.stack.table("b", s.hub))
		s.set(s.find("hub_attachment"), field{"subnet_ids", "SubnetIds", ids(s.find("landing"), b)})
	}
	appliance := func(s *site) {
		s.set(s.find("hub_attachment"), field{"appliance_mode_support", "", "enable"}, field{"", "Options", []field{{"", "ApplianceModeSupport", "enable"}}})
	}
	try(t, centralized, []change{
		{"packets stay in their zone", second, "logs", "reachable", 0},
		{"appliance mode takes them to any", func(s *site) { second(s); appliance(s) }, "logs", "unknown", 0},
		{"appliance mode in one zone", appliance, "logs", "reachable", 0},
	})
}
