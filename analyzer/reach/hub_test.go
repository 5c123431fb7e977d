package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
)

const tokenHost = "api.ecr.eu-west-1.amazonaws.com"

// spoke returns a site whose one endpoint is in another VPC, the hub, and whose
// private zone answers with it. Nothing joins the two VPCs.
func spoke(lang iac.Language) *site {
	s := &site{stack: &stack{lang: lang}}
	s.vpc, s.hub = s.stack.vpc("main", "10.0.0.0/16"), s.stack.vpc("hub", "10.1.0.0/16")
	zone := field{"availability_zone", "AvailabilityZone", region + "a"}
	s.app, s.other = s.subnet("app", s.vpc, "10.0.1.0/24", zone), s.subnet("ends", s.hub, "10.1.2.0/24", zone)
	s.table, s.otherTable = s.stack.table("app", s.vpc), s.stack.table("ends", s.hub)
	s.associate("app", s.app, s.table)
	s.associate("ends", s.other, s.otherTable)
	s.task, s.ends = s.bareGroup("task", s.vpc), s.bareGroup("ends", s.hub)
	s.setRules(s.ends, false, https("10.0.0.0/16"))
	s.setRules(s.task, true, https("10.1.0.0/16"))
	s.api = s.interfaceEndpoint("api", s.hub, "ecr.api", ids(s.other), ids(groupID(s.ends)))
	s.private(s.api, false)
	s.record("api", s.zone("zone", tokenHost, s.vpc), tokenHost, s.api)
	s.where = placement{subnets: ids(s.app), groups: ids(groupID(s.task)), publicIP: false}
	return s
}

// peered joins the spoke and its hub by a peering connection.
func peered(lang iac.Language) *site {
	s := spoke(lang)
	s.gateway = s.add("aws_vpc_peering_connection", "AWS::EC2::VPCPeeringConnection", "pcx",
		field{"vpc_id", "VpcId", s.vpc}, field{"peer_vpc_id", "PeerVpcId", s.hub}, field{"auto_accept", "", true})
	s.there = s.route("there", s.table, "10.1.0.0/16", toPeering(s.gateway))
	s.back = s.route("back", s.otherTable, "10.0.0.0/16", toPeering(s.gateway))
	return s
}

// transited joins the spoke and its hub by a transit gateway with its default
// table.
func transited(lang iac.Language) *site {
	s := spoke(lang)
	s.gateway = s.add("aws_ec2_transit_gateway", "AWS::EC2::TransitGateway", "tgw")
	s.attach("spoke", s.vpc, s.app)
	s.attach("hub", s.hub, s.other)
	s.there = s.route("there", s.table, "0.0.0.0/0", toTransit(s.gateway))
	s.back = s.route("back", s.otherTable, "10.0.0.0/8", toTransit(s.gateway))
	return s
}

func (s *site) attach(name string, vpc, subnet *iac.Resource, more ...field) *iac.Resource {
	return s.add("aws_ec2_transit_gateway_vpc_attachment", "AWS::EC2::TransitGatewayAttachment", name+"_attachment", append([]field{
		{"transit_gateway_id", "TransitGatewayId", s.gateway}, {"vpc_id", "VpcId", vpc}, {"subnet_ids", "SubnetIds", ids(subnet)},
	}, more...)...)
}

// TestSharedEndpoint: an endpoint of another VPC, which a hand-made private zone
// leads to (AWS whitepaper "Building a Scalable and Secure Multi-VPC AWS Network
// Infrastructure", "Centralized access to VPC private endpoints").
func TestSharedEndpoint(t *testing.T) {
	const blocked = "blocked route/peer-not-routed"
	try(t, spoke, []change{{"nothing joins the VPCs", nil, "ecr.api", blocked, 0}})
	try(t, peered, []change{
		{"peered", nil, "ecr.api", "reachable", 0},
		{"no route there", func(s *site) { s.drop(s.there) }, "ecr.api", blocked, 0},
		{"no route back", func(s *site) { s.drop(s.back) }, "ecr.api", blocked, 0},
		{"the endpoint's subnet just outside the route", func(s *site) {
			s.set(s.there, field{"destination_cidr_block", "DestinationCidrBlock", "10.1.3.0/24"})
		}, "ecr.api", blocked, 0},
		{"half of the endpoint's subnet", func(s *site) {
			s.set(s.there, field{"destination_cidr_block", "DestinationCidrBlock", "10.1.2.0/25"})
		}, "ecr.api", "unknown", 0},
		{"both halves", func(s *site) {
			s.set(s.there, field{"destination_cidr_block", "DestinationCidrBlock", "10.1.2.0/25"})
			s.route("upper", s.table, "10.1.2.128/25", toPeering(s.gateway))
		}, "ecr.api", "reachable", 0},
		{"a longer route elsewhere", func(s *site) {
			igw, _ := s.internetGateway("igw", s.vpc)
			s.route("longer", s.table, "10.1.2.0/24", toGateway(igw))
		}, "ecr.api", blocked, 0},
		{"to an appliance", func(s *site) {
			s.drop(s.there)
			s.route("appliance", s.table, "10.1.0.0/16", target{"network_interface_id", "NetworkInterfaceId", "eni-1"})
		}, "ecr.api", "unknown", 0},
		{"joins other VPCs", func(s *site) {
			s.set(s.gateway, field{"peer_vpc_id", "PeerVpcId", s.stack.vpc("third", "10.2.0.0/16")})
		}, "ecr.api", blocked, 0},
		{"not in the files", func(s *site) {
			s.drop(s.there)
			s.route("outside", s.table, "10.1.0.0/16", toPeering(external("pcx")))
		}, "ecr.api", "unknown", 0},
		{"not accepted in the files", func(s *site) {
			s.set(s.gateway, field{"auto_accept", "", nil}, field{"", "PeerOwnerId", "210987654321"})
		}, "ecr.api", "unknown", 0},
		{"accepted on its own", func(s *site) {
			s.set(s.gateway, field{"auto_accept", "", nil})
			s.add("aws_vpc_peering_connection_accepter", "", "accepter", field{"vpc_peering_connection_id", "", s.gateway}, field{"auto_accept", "", true})
		}, "ecr.api", "reachable", terraform},
		{"existence unknown", func(s *site) { s.gateway.Exists = external("peering") }, "ecr.api", "unknown", 0},
		{"not created", func(s *site) { s.gateway.Exists = iac.Bool(false, s.gateway.Range) }, "ecr.api", blocked, 0},
		{"the endpoint's group refuses", func(s *site) { s.setRules(s.ends, false, https("10.2.0.0/16")) }, "ecr.api", "blocked ingress/ingress-refused", 0},
		{"the task's group refuses", func(s *site) { s.setRules(s.task, true, https("10.0.0.0/16")) }, "ecr.api", "blocked egress/egress-refused", 0},
		{"groups by reference, which hold over peering", func(s *site) {
			s.setRules(s.task, true, https(s.ends))
			s.setRules(s.ends, false, https(s.task))
		}, "ecr.api", "reachable", 0},
		{"groups by reference, between two regions", func(s *site) {
			s.set(s.gateway, field{"peer_region", "PeerRegion", "us-east-1"})
			s.setRules(s.ends, false, https(s.task))
		}, "ecr.api", "unknown", 0},
		{"the hub's network ACL refuses", func(s *site) {
			s.associateACL("acl", s.other, s.networkACL("acl", s.hub, entry{100, false, "deny", 443, 443, "10.0.0.0/16"}, entry{200, false, "allow", 0, 65535, "0.0.0.0/0"}))
		}, "ecr.api", "blocked acl-in/acl-refused acl-reply/acl-refused", 0},
		{"everything blocks at once", func(s *site) {
			s.drop(s.there)
			s.setRules(s.task, true)
			s.setRules(s.ends, false)
		}, "ecr.api", "blocked route/peer-not-routed egress/egress-refused ingress/ingress-refused", 0},
		{"a default route by a NAT gateway does not lead there", func(s *site) {
			s.drop(s.there)
			public := s.subnet("public", s.vpc, "10.0.9.0/24")
			out := s.stack.table("public", s.vpc)
			s.associate("public", public, out)
			igw, _ := s.internetGateway("igw", s.vpc)
			s.route("public_out", out, "0.0.0.0/0", toGateway(igw))
			s.route("nat_out", s.table, "0.0.0.0/0", toNAT(s.natGateway("nat", public)))
		}, "ecr.api", blocked, 0},
	})
	table := func(s *site, name string) *iac.Resource {
		return s.add("aws_ec2_transit_gateway_route_table", "AWS::EC2::TransitGatewayRouteTable", name, field{"transit_gateway_id", "TransitGatewayId", s.gateway})
	}
	join := func(s *site, kind, name string, attachment, table *iac.Resource) {
		tf, cfn := "aws_ec2_transit_gateway_route_table_"+kind, map[string]string{
			"association": "AWS::EC2::TransitGatewayRouteTableAssociation", "propagation": "AWS::EC2::TransitGatewayRouteTablePropagation",
		}[kind]
		s.add(tf, cfn, name, field{"transit_gateway_attachment_id", "TransitGatewayAttachmentId", attachment}, field{"transit_gateway_route_table_id", "TransitGatewayRouteTableId", table})
	}
	// tables gives the gateway two tables: one for spokes, one for the hub.
	tables := func(propagate bool) func(*site) {
		return func(s *site) {
			s.set(s.gateway, field{"default_route_table_association", "DefaultRouteTableAssociation", "disable"}, field{"default_route_table_propagation", "DefaultRouteTablePropagation", "disable"})
			spokes, hubs := table(s, "spokes"), table(s, "hubs")
			spoke, hub := s.find("spoke_attachment"), s.find("hub_attachment")
			join(s, "association", "a1", spoke, spokes)
			join(s, "association", "a2", hub, hubs)
			join(s, "propagation", "p1", spoke, hubs)
			if propagate {
				join(s, "propagation", "p2", hub, spokes)
			}
		}
	}
	route := func(cidr, to string) func(*site) {
		return func(s *site) {
			tables(false)(s)
			fields := []field{{"destination_cidr_block", "DestinationCidrBlock", cidr}, {"transit_gateway_route_table_id", "TransitGatewayRouteTableId", s.find("spokes")}}
			if to == "" {
				fields = append(fields, field{"blackhole", "Blackhole", true})
			} else {
				fields = append(fields, field{"transit_gateway_attachment_id", "TransitGatewayAttachmentId", s.find(to)})
			}
			s.add("aws_ec2_transit_gateway_route", "AWS::EC2::TransitGatewayRoute", "static", fields...)
		}
	}
	try(t, transited, []change{
		{"default table", nil, "ecr.api", "reachable", 0},
		{"hub not attached", func(s *site) { s.drop(s.find("hub_attachment")) }, "ecr.api", blocked, 0},
		{"spoke not attached", func(s *site) { s.drop(s.find("spoke_attachment")) }, "ecr.api", blocked, 0},
		{"gateway not in the files", func(s *site) {
			s.drop(s.there)
			s.route("outside", s.table, "10.0.0.0/8", toTransit(external("tgw")))
		}, "ecr.api", "unknown", 0},
		{"no default table", func(s *site) {
			s.set(s.gateway, field{"default_route_table_association", "DefaultRouteTableAssociation", "disable"})
		}, "ecr.api", blocked, 0},
		{"default table without propagation", func(s *site) {
			s.set(s.gateway, field{"default_route_table_propagation", "DefaultRouteTablePropagation", "disable"})
		}, "ecr.api", blocked, 0},
		{"default table unknown", func(s *site) {
			s.set(s.gateway, field{"default_route_table_association", "DefaultRouteTableAssociation", unknown("default")})
		}, "ecr.api", "unknown", 0},
		{"two tables, propagated", tables(true), "ecr.api", "reachable", 0},
		{"two tables, not propagated", tables(false), "ecr.api", blocked, 0},
		{"static route to the hub", route("10.1.0.0/16", "hub_attachment"), "ecr.api", "reachable", 0},
		{"static default route to the hub", route("0.0.0.0/0", "hub_attachment"), "ecr.api", "reachable", 0},
		{"static route back to the spoke", route("10.1.0.0/16", "spoke_attachment"), "ecr.api", blocked, 0},
		{"black hole", route("10.1.2.0/24", ""), "ecr.api", blocked, 0},
		{"route beside the endpoint's subnet", route("10.1.3.0/24", "hub_attachment"), "ecr.api", blocked, 0},
		{"attached in another zone only", func(s *site) {
			b := s.subnet("b", s.vpc, "10.0.2.0/24", field{"availability_zone", "AvailabilityZone", region + "b"})
			s.set(s.find("spoke_attachment"), field{"subnet_ids", "SubnetIds", ids(b)})
		}, "ecr.api", blocked, 0},
		{"attached in a zone that is not known", func(s *site) {
			b := s.subnet("b", s.vpc, "10.0.2.0/24")
			s.set(s.find("spoke_attachment"), field{"subnet_ids", "SubnetIds", ids(b)})
		}, "ecr.api", "unknown", 0},
		{"network ACL where packets leave the gateway", func(s *site) {
			tgw := s.subnet("tgw", s.hub, "10.1.9.0/28", field{"availability_zone", "AvailabilityZone", region + "a"})
			s.set(s.find("hub_attachment"), field{"subnet_ids", "SubnetIds", ids(tgw)})
			s.associateACL("acl", tgw, s.networkACL("acl", s.hub))
		}, "ecr.api", "unknown", 0},
		{"the endpoint's rule refers to a group, which the gateway does not support by default", func(s *site) { s.setRules(s.ends, false, https(s.task)) }, "ecr.api", "blocked ingress/ingress-refused", 0},
		{"the endpoint's rule refers to a group, which the gateway supports", func(s *site) {
			s.setRules(s.ends, false, https(s.task))
			s.set(s.gateway, references)
		}, "ecr.api", "unknown", 0},
		{"the endpoint's rule refers to a group, which an attachment does not support", func(s *site) {
			s.setRules(s.ends, false, https(s.task))
			s.set(s.gateway, references)
			s.set(s.find("hub_attachment"), field{"security_group_referencing_support", "", "disable"}, field{"", "Options", []field{{"", "SecurityGroupReferencingSupport", "disable"}}})
		}, "ecr.api", "blocked ingress/ingress-refused", 0},
		{"the endpoint's rule refers to a group, and peering may carry it", func(s *site) {
			s.setRules(s.ends, false, https(s.task))
			s.add("aws_vpc_peering_connection", "AWS::EC2::VPCPeeringConnection", "pcx",
				field{"vpc_id", "VpcId", s.vpc}, field{"peer_vpc_id", "PeerVpcId", s.hub}, field{"auto_accept", "", true})
		}, "ecr.api", "unknown", 0},
		{"the task's rule refers to a group, which no gateway supports", func(s *site) {
			s.setRules(s.task, true, https(s.ends))
			s.set(s.gateway, references)
		}, "ecr.api", "blocked egress/egress-refused", 0},
		{"no route back", func(s *site) { s.drop(s.back) }, "ecr.api", blocked, 0},
	})
}

// references lets rules refer to groups across a transit gateway.
var references = field{"security_group_referencing_support", "SecurityGroupReferencingSupport", "enable"}

// find returns the resource of the stack with the name.
func (s *stack) find(name string) *iac.Resource {
	like := s.detached("x", "x", name)
	for _, r := range s.resources {
		if r.Address == r.Type+like.Address[1:] || r.Address == like.Address {
			return r
		}
	}
	panic("no resource is named " + name)
}
