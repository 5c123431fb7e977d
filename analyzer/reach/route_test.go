package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

func (s *site) public(on any) { s.where.publicIP = on }

// lead makes the task's default route lead elsewhere.
func (s *site) lead(to target) {
	s.drop(s.out)
	s.out = s.route("out", s.table, "0.0.0.0/0", to)
}

// leadOther does the same for the subnet of the NAT gateway.
func (s *site) leadOther(to target) {
	s.drop(s.otherOut)
	s.otherOut = s.route("public_out", s.otherTable, "0.0.0.0/0", to)
}

func toFirewall(id any) target { return target{"vpc_endpoint_id", "VpcEndpointId", id} }

func maybe(r *iac.Resource) { r.Exists = external("existence") }

// unassociate has the task's subnet fall back to the main table.
func (s *site) unassociate() {
	for _, r := range s.resources {
		if r.Type == "aws_route_table_association" || r.Type == "AWS::EC2::SubnetRouteTableAssociation" {
			if r.Body.Refs()[0] == s.app {
				s.drop(r)
			}
		}
	}
}

// TestTable is which table a subnet has (VPC user guide, "Subnet route tables").
func TestTable(t *testing.T) {
	try(t, open, []change{
		{"no association, main table of the VPC", (*site).unassociate, "ecr.api", "blocked route/nat-not-routed", 0},
		{"main table adopted without routes", func(s *site) {
			s.unassociate()
			s.add("aws_default_route_table", "", "main", field{"default_route_table_id", "", attr{s.vpc, "default_route_table_id", ""}})
		}, "ecr.api", "blocked route/nat-not-routed", terraform},
		{"main table adopted, inline route", func(s *site) {
			s.unassociate()
			s.add("aws_default_route_table", "", "main", field{"default_route_table_id", "", attr{s.vpc, "default_route_table_id", ""}},
				field{"route", "", ids([]field{{"cidr_block", "", "0.0.0.0/0"}, {"nat_gateway_id", "", s.nat}})})
		}, "ecr.api", "reachable", terraform},
		{"main table's own route", func(s *site) {
			s.unassociate()
			s.route("main_out", attr{s.vpc, "main_route_table_id", ""}, "0.0.0.0/0", toNAT(s.nat))
		}, "ecr.api", "reachable", terraform},
		{"another table made the main one", func(s *site) {
			s.unassociate()
			s.add("aws_main_route_table_association", "", "main", field{"vpc_id", "", s.vpc}, field{"route_table_id", "", s.table})
		}, "ecr.api", "reachable", terraform},
		{"another table perhaps made the main one", func(s *site) {
			s.unassociate()
			maybe(s.add("aws_main_route_table_association", "", "main", field{"vpc_id", "", s.vpc}, field{"route_table_id", "", s.table}))
		}, "ecr.api", "unknown", terraform},
		{"association perhaps", func(s *site) {
			s.unassociate()
			maybe(s.associate("again", s.app, s.table))
		}, "ecr.api", "unknown", 0},
		{"association perhaps, blocked both ways", func(s *site) {
			s.unassociate()
			s.drop(s.out)
			maybe(s.associate("again", s.app, s.table))
		}, "ecr.api", "blocked route/nat-not-routed", 0},
		{"two associations", func(s *site) { s.associate("again", s.app, s.otherTable) }, "ecr.api", "unknown", 0},
		{"table declared elsewhere", func(s *site) { s.unassociate(); s.associate("again", s.app, external("table")) }, "ecr.api", "unknown", 0},
		{"table perhaps", func(s *site) { maybe(s.table) }, "ecr.api", "unknown", 0},
		{"inline route", func(s *site) {
			s.drop(s.out)
			s.set(s.table, field{"route", "", ids([]field{{"cidr_block", "", "0.0.0.0/0"}, {"nat_gateway_id", "", s.nat}})})
		}, "ecr.api", "reachable", terraform},
		{"inline route beside a route resource", func(s *site) {
			s.set(s.table, field{"route", "", ids([]field{{"cidr_block", "", "10.9.0.0/16"}, {"vpc_peering_connection_id", "", "pcx-1"}})})
		}, "ecr.api", "unknown", terraform},
		{"route, its target ignored", func(s *site) {
			s.lead(toPeering("pcx-1"))
			s.out.Ignored = []string{"vpc_peering_connection_id"}
		}, "ecr.api", "unknown", terraform},
		{"route, a target that it does not have ignored", func(s *site) { s.out.Ignored = []string{"gateway_id"} }, "ecr.api", "reachable", terraform},
		{"inline routes ignored", func(s *site) {
			s.drop(s.out)
			s.set(s.table, field{"route", "", ids([]field{{"cidr_block", "", "10.9.0.0/16"}, {"vpc_peering_connection_id", "", "pcx-1"}})})
			s.table.Ignored = []string{"route"}
		}, "ecr.api", "unknown", terraform},
	})
}

// TestDefaultRoute is step 3 for public addresses, one case a kind of target.
func TestDefaultRoute(t *testing.T) {
	try(t, open, []change{
		{"no route", func(s *site) { s.drop(s.out) }, "ecr.api", "blocked route/nat-not-routed", 0},
		{"route not created", func(s *site) { s.out.Exists = iac.Bool(false, s.out.Range) }, "ecr.api", "blocked route/nat-not-routed", 0},
		{"route perhaps", func(s *site) { maybe(s.out) }, "ecr.api", "unknown", 0},
		{"dead route perhaps", func(s *site) { s.lead(toPeering("pcx-1")); maybe(s.out) }, "ecr.api", "blocked route/dead-route", 0},
		{"peering", func(s *site) { s.lead(toPeering("pcx-1")) }, "ecr.api", "blocked route/dead-route", 0},
		{"no target", func(s *site) { s.lead(target{}) }, "ecr.api", "blocked route/dead-route", 0},
		{"egress-only gateway", func(s *site) {
			s.lead(target{"egress_only_gateway_id", "EgressOnlyInternetGatewayId", "eigw-1"})
		}, "ecr.api", "blocked route/dead-route", 0},
		{"transit gateway", func(s *site) { s.lead(toTransit("tgw-1")) }, "ecr.api", "unknown", 0},
		{"firewall", func(s *site) { s.lead(toFirewall("vpce-1")) }, "ecr.api", "unknown", 0},
		{"interface", func(s *site) { s.lead(target{"network_interface_id", "NetworkInterfaceId", "eni-1"}) }, "ecr.api", "unknown", 0},
		{"virtual private gateway", func(s *site) { s.lead(toGateway("vgw-1")) }, "ecr.api", "unknown", 0},
		{"gateway declared elsewhere", func(s *site) { s.lead(toGateway(external("gateway"))); s.public(true) }, "ecr.api", "unknown", 0},
		{"internet gateway, public address", func(s *site) { s.lead(toGateway(s.igw)); s.public(true) }, "ecr.api", "reachable", 0},
		{"internet gateway, no public address", func(s *site) { s.lead(toGateway(s.igw)) }, "ecr.api", "blocked route/no-public-address", 0},
		{"internet gateway, address of instances in the subnet", func(s *site) {
			s.lead(toGateway(s.igw))
			s.set(s.app, field{"map_public_ip_on_launch", "MapPublicIpOnLaunch", true})
		}, "ecr.api", "blocked route/no-public-address", 0},
		{"internet gateway, public address unknown", func(s *site) { s.lead(toGateway(s.igw)); s.public(unknown("public")) }, "ecr.api", "unknown", 0},
		{"internet gateway, not attached", func(s *site) {
			s.lead(toGateway(s.igw))
			s.public(true)
			s.set(s.igw, field{"vpc_id", "", nil})
			if s.attachment != s.igw {
				s.drop(s.attachment)
			}
		}, "ecr.api", "blocked route/dead-route", 0},
		{"internet gateway, attachment perhaps", func(s *site) { s.lead(toGateway(s.igw)); s.public(true); maybe(s.attachment) }, "ecr.api", "unknown", 0},
		{"internet gateway, attachment perhaps, no public address", func(s *site) { s.lead(toGateway(s.igw)); maybe(s.attachment) }, "ecr.api", "blocked route/no-public-address", 0},
		{"propagated routes, none matches", func(s *site) { s.drop(s.out); s.propagate() }, "ecr.api", "unknown", 0},
		{"propagated routes beside a static one", func(s *site) { s.propagate() }, "ecr.api", "reachable", 0},
		{"propagated routes beside a dead one", func(s *site) { s.lead(toPeering("pcx-1")); s.propagate() }, "ecr.api", "unknown", 0},
		{"narrower route for private addresses", func(s *site) { s.route("narrow", s.table, "10.9.0.0/16", toPeering("pcx-1")) }, "ecr.api", "reachable", 0},
		{"narrower route for public addresses", func(s *site) { s.route("narrow", s.table, "52.0.0.0/8", toPeering("pcx-1")) }, "ecr.api", "unknown", 0},
		{"narrower route the same way", func(s *site) { s.route("narrow", s.table, "52.0.0.0/8", toNAT(s.nat)) }, "ecr.api", "reachable", 0},
		{"two halves", func(s *site) {
			s.drop(s.out)
			s.route("low", s.table, "0.0.0.0/1", toNAT(s.nat))
			s.route("high", s.table, "128.0.0.0/1", toNAT(s.nat))
		}, "ecr.api", "reachable", 0},
		{"one half", func(s *site) { s.drop(s.out); s.route("low", s.table, "0.0.0.0/1", toNAT(s.nat)) }, "ecr.api", "unknown", 0},
		{"halves shadow the default route", func(s *site) {
			s.lead(toPeering("pcx-1"))
			s.route("low", s.table, "0.0.0.0/1", toNAT(s.nat))
			s.route("high", s.table, "128.0.0.0/1", toNAT(s.nat))
		}, "ecr.api", "reachable", 0},
		{"destination unknown", func(s *site) { s.drop(s.out); s.route("out", s.table, unknown("cidr"), toNAT(s.nat)) }, "ecr.api", "unknown", 0},
		{"prefix list of everything", func(s *site) { s.drop(s.out); s.listRoute(s.list("list", "0.0.0.0/0")) }, "ecr.api", "reachable", 0},
		{"prefix list of private blocks", func(s *site) { s.drop(s.out); s.listRoute(s.list("list", "10.0.0.0/8")) }, "ecr.api", "blocked route/nat-not-routed", 0},
		{"prefix list declared elsewhere", func(s *site) { s.drop(s.out); s.listRoute("pl-0123456789") }, "ecr.api", "unknown", 0},
		{"IPv6-only subnet", func(s *site) { s.set(s.app, field{"ipv6_native", "Ipv6Native", true}); s.letOut("::/0") }, "ecr.api", "unknown", 0},
	})
}

func (s *site) propagate() {
	s.add("aws_vpn_gateway_route_propagation", "AWS::EC2::VPNGatewayRoutePropagation", "vpn",
		field{"route_table_id", "RouteTableIds", ids(s.table)}, field{"vpn_gateway_id", "VpnGatewayId", "vgw-1"})
}

func (s *site) listRoute(list any) {
	s.add("aws_route", "AWS::EC2::Route", "list_out", field{"route_table_id", "RouteTableId", s.table},
		field{"destination_prefix_list_id", "DestinationPrefixListId", list}, field{"nat_gateway_id", "NatGatewayId", s.nat})
}

// TestNATGateway is D.7: what is behind a NAT gateway (VPC user guide, "NAT
// gateways").
func TestNATGateway(t *testing.T) {
	private := field{"connectivity_type", "ConnectivityType", "private"}
	regional := func(s *site, more ...field) {
		s.drop(s.nat)
		s.nat = s.natGateway("regional", nil, append(more, field{"availability_mode", "AvailabilityMode", "regional"}, field{"vpc_id", "VpcId", s.vpc})...)
		s.lead(toNAT(s.nat))
	}
	zones := func(zones ...any) func(*site) {
		return func(s *site) {
			var list []any
			for _, z := range zones {
				list = append(list, []field{{"availability_zone", "AvailabilityZone", z}})
			}
			s.set(s.app, field{"availability_zone", "AvailabilityZone", "eu-west-1a"})
			regional(s, field{"availability_zone_address", "AvailabilityZoneAddresses", list})
		}
	}
	try(t, open, []change{
		{"private", func(s *site) { s.set(s.nat, private) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"private, to a transit gateway", func(s *site) { s.set(s.nat, private); s.leadOther(toTransit("tgw-1")) }, "ecr.api", "unknown", 0},
		{"connectivity unknown", func(s *site) { s.set(s.nat, field{"connectivity_type", "ConnectivityType", unknown("type")}) }, "ecr.api", "unknown", 0},
		{"in a subnet without a route", func(s *site) { s.drop(s.otherOut) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"in a subnet on the main table", func(s *site) { s.set(s.nat, field{"subnet_id", "SubnetId", s.subnet("third", s.vpc, "10.0.3.0/24")}) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"in the task's own subnet", func(s *site) { s.set(s.nat, field{"subnet_id", "SubnetId", s.app}) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"in a subnet that leads to peering", func(s *site) { s.leadOther(toPeering("pcx-1")) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"in a subnet behind a firewall", func(s *site) { s.leadOther(toFirewall("vpce-1")) }, "ecr.api", "unknown", 0},
		{"in a subnet behind a transit gateway", func(s *site) { s.leadOther(toTransit("tgw-1")) }, "ecr.api", "unknown", 0},
		{"in a subnet behind another one", func(s *site) { s.leadOther(toNAT(s.natGateway("nat2", s.app))) }, "ecr.api", "unknown", 0},
		{"its route perhaps", func(s *site) { maybe(s.otherOut) }, "ecr.api", "unknown", 0},
		{"its gateway not attached", func(s *site) {
			s.set(s.igw, field{"vpc_id", "", nil})
			if s.attachment != s.igw {
				s.drop(s.attachment)
			}
		}, "ecr.api", "blocked route/nat-no-internet", 0},
		{"not created", func(s *site) { s.nat.Exists = iac.Bool(false, s.nat.Range) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"perhaps", func(s *site) { maybe(s.nat) }, "ecr.api", "unknown", 0},
		{"declared elsewhere", func(s *site) { s.lead(toNAT(external("nat"))) }, "ecr.api", "unknown", 0},
		{"subnet declared elsewhere", func(s *site) { s.set(s.nat, field{"subnet_id", "SubnetId", external("subnet")}) }, "ecr.api", "unknown", 0},
		{"regional", func(s *site) { regional(s) }, "ecr.api", "reachable", 0},
		{"regional, no internet gateway", func(s *site) { regional(s); s.drop(s.igw, s.attachment, s.otherOut) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"regional, attachment perhaps", func(s *site) { regional(s); maybe(s.attachment) }, "ecr.api", "unknown", 0},
		{"regional, private", func(s *site) { regional(s, private) }, "ecr.api", "blocked route/nat-no-internet", 0},
		{"regional, in the task's zone", zones("eu-west-1b", "eu-west-1a"), "ecr.api", "reachable", 0},
		{"regional, in another zone", zones("eu-west-1b"), "ecr.api", "blocked route/nat-no-internet", 0},
		{"regional, in a zone that is not known", zones(unknown("zone")), "ecr.api", "unknown", 0},
		{"S3 gateway endpoint on its table alone", func(s *site) { s.drop(s.otherOut); s.gatewayEndpoint("s3", s.vpc, ids(s.otherTable)) }, "s3", "unknown", 0},
	})
}

// TestBlockPublicAccess is VPC Block Public Access (EC2 API reference,
// ModifyVpcBlockPublicAccessOptions).
func TestBlockPublicAccess(t *testing.T) {
	mode := func(mode any, more ...func(*site)) func(*site) {
		return func(s *site) {
			s.add("aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions", "access",
				field{"internet_gateway_block_mode", "InternetGatewayBlockMode", mode})
			for _, f := range more {
				f(s)
			}
		}
	}
	direct := func(s *site) { s.lead(toGateway(s.igw)); s.public(true) }
	exclude := func(tf, cfn string, what any) func(*site) {
		return func(s *site) {
			s.add("aws_vpc_block_public_access_exclusion", "AWS::EC2::VPCBlockPublicAccessExclusion", "exclusion", field{tf, cfn, what})
		}
	}
	excluded := func(s *site) { exclude("vpc_id", "VpcId", s.vpc)(s) }
	try(t, open, []change{
		{"off", mode("off"), "ecr.api", "reachable", 0},
		{"off, an exclusion", mode("off", excluded), "ecr.api", "reachable", 0},
		{"ingress, NAT gateway", mode("block-ingress"), "ecr.api", "reachable", 0},
		{"ingress, public address", mode("block-ingress", direct), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, NAT gateway", mode("block-bidirectional"), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, public address", mode("block-bidirectional", direct), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, public address unknown", mode("block-bidirectional", direct, func(s *site) { s.public(unknown("public")) }), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, NAT gateway declared elsewhere", mode("block-bidirectional", func(s *site) { s.lead(toNAT(external("nat"))) }), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, NAT gateway, the VPC excluded", mode("block-bidirectional", excluded), "ecr.api", "reachable", 0},
		{"both ways, public address, the VPC excluded", mode("block-bidirectional", direct, excluded), "ecr.api", "reachable", 0},
		{"both ways, another VPC excluded", mode("block-bidirectional", func(s *site) { exclude("vpc_id", "VpcId", s.stack.vpc("hub", "10.1.0.0/16"))(s) }), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, what is excluded unknown", mode("block-bidirectional", exclude("vpc_id", "VpcId", unknown("vpc"))), "ecr.api", "unknown", 0},
		{"both ways, exclusion unknown", mode("block-bidirectional", excluded, func(s *site) { s.find("exclusion").Exists = external("on") }), "ecr.api", "unknown", 0},
		{"both ways, exclusion not created", mode("block-bidirectional", excluded, func(s *site) { s.find("exclusion").Exists = iac.Bool(false, s0) }), "ecr.api", "blocked route/public-access-blocked", 0},
		{"ingress, public address, the subnet excluded", mode("block-ingress", direct, func(s *site) { exclude("subnet_id", "SubnetId", s.app)(s) }), "ecr.api", "reachable", 0},
		{"ingress, public address, another subnet excluded", mode("block-ingress", direct, func(s *site) { exclude("subnet_id", "SubnetId", s.other)(s) }), "ecr.api", "blocked route/public-access-blocked", 0},
		{"both ways, NAT gateway, its subnet excluded", mode("block-bidirectional", func(s *site) { exclude("subnet_id", "SubnetId", s.other)(s) }), "ecr.api", "unknown", 0},
		{"unknown", mode(unknown("mode")), "ecr.api", "unknown", 0},
	})
	for _, service := range []string{"ecr.api", "s3"} {
		try(t, locked, []change{{"endpoints are not affected, " + service, mode("block-bidirectional"), service, "reachable", 0}})
	}
}

// TestGatewayEndpoint is the route to the prefix list of S3 (AWS PrivateLink
// guide, "Gateway endpoints").
func TestGatewayEndpoint(t *testing.T) {
	tables := func(tables any) func(*site) {
		return func(s *site) { s.set(s.s3, field{"route_table_ids", "RouteTableIds", tables}) }
	}
	try(t, locked, []change{
		{"on no table", tables([]any{}), "s3", "blocked route/gateway-not-associated", 0},
		{"on another table", func(s *site) { tables(ids(s.stack.table("other", s.vpc)))(s) }, "s3", "blocked route/gateway-not-associated", 0},
		{"on both", func(s *site) { tables(ids(s.stack.table("other", s.vpc), s.table))(s) }, "s3", "reachable", 0},
		{"on tables that are not known", tables(unknown("tables")), "s3", "unknown", 0},
		{"on the main table, by attribute", func(s *site) {
			s.drop(s.table)
			s.unassociate()
			tables(ids(attr{s.vpc, "main_route_table_id", ""}))(s)
		}, "s3", "reachable", terraform},
		{"by an association", func(s *site) {
			tables(nil)(s)
			s.add("aws_vpc_endpoint_route_table_association", "", "s3", field{"vpc_endpoint_id", "", s.s3}, field{"route_table_id", "", s.table})
		}, "s3", "reachable", terraform},
		{"type by default", func(s *site) { s.set(s.s3, field{"vpc_endpoint_type", "VpcEndpointType", nil}) }, "s3", "reachable", 0},
		{"type unknown", func(s *site) { s.set(s.s3, field{"vpc_endpoint_type", "VpcEndpointType", unknown("type")}) }, "s3", "unknown", 0},
		{"of another region", func(s *site) { s.set(s.s3, field{"service_name", "ServiceName", "com.amazonaws.us-east-1.s3"}) }, "s3", "blocked route/endpoint-in-other-region", 0},
		{"of another service", func(s *site) { s.set(s.s3, field{"service_name", "ServiceName", "com.amazonaws.eu-west-1.dynamodb"}) }, "s3", "blocked route/missing-endpoint", 0},
		{"not created", func(s *site) { s.s3.Exists = iac.Bool(false, s.s3.Range) }, "s3", "blocked route/endpoint-not-created", 0},
		{"perhaps", func(s *site) { maybe(s.s3) }, "s3", "unknown", 0},
		{"a longer route elsewhere", func(s *site) { s.route("narrow", s.table, "52.216.10.0/24", toPeering("pcx-1")) }, "s3", "unknown", 0},
		{"a shorter route elsewhere", func(s *site) { s.route("wide", s.table, "52.0.0.0/8", toPeering("pcx-1")) }, "s3", "reachable", 0},
		{"a default route elsewhere", func(s *site) { s.route("out", s.table, "0.0.0.0/0", toPeering("pcx-1")) }, "s3", "reachable", 0},
	})
}

// TestLocalRoute: a route longer than the local one leads through a middlebox
// first (VPC user guide, "Middlebox routing").
func TestLocalRoute(t *testing.T) {
	try(t, locked, []change{
		{"for the endpoints' subnet", func(s *site) { s.route("inspect", s.table, "10.0.2.0/24", toFirewall("vpce-1")) }, "ecr.api", "unknown", 0},
		{"for another subnet", func(s *site) { s.route("inspect", s.table, "10.0.3.0/24", toFirewall("vpce-1")) }, "ecr.api", "reachable", 0},
		{"shorter than the local one", func(s *site) { s.route("inspect", s.table, "10.0.0.0/8", toTransit("tgw-1")) }, "ecr.api", "reachable", 0},
		{"on the way back", func(s *site) {
			back := s.stack.table("back", s.vpc)
			s.associate("back", s.other, back)
			s.route("inspect", back, "10.0.1.0/24", toFirewall("vpce-1"))
		}, "ecr.api", "unknown", 0},
	})
}
