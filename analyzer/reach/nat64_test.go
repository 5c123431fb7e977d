package reach_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// translating returns a site whose task has IPv6 alone: DNS64 makes up addresses
// for names, the NAT gateway of a public subnet translates them, and an
// egress-only gateway carries the rest.
func translating(lang iac.Language) *site {
	s := open(lang)
	s.set(s.app, field{"cidr_block", "CidrBlock", nil}, field{"ipv6_native", "Ipv6Native", true}, field{"enable_dns64", "EnableDns64", true})
	s.drop(s.out)
	s.out = s.routeSix("nat64", s.table, "64:ff9b::/96", toNAT(s.nat))
	outward := s.add("aws_egress_only_internet_gateway", "AWS::EC2::EgressOnlyInternetGateway", "eigw", field{"vpc_id", "VpcId", s.vpc})
	s.there = s.routeSix("six", s.table, "::/0", target{"egress_only_gateway_id", "EgressOnlyInternetGatewayId", outward})
	s.setRules(s.task, true)
	s.letOut("::/0")
	return s
}

func (s *site) routeSix(name string, table any, cidr any, to target) *iac.Resource {
	return s.add("aws_route", "AWS::EC2::Route", name,
		field{"route_table_id", "RouteTableId", table}, field{"destination_ipv6_cidr_block", "DestinationIpv6CidrBlock", cidr},
		field{to.tf, to.cfn, to.id})
}

// letOut lets the task out to the blocks of IPv6 addresses alone.
func (s *site) letOut(cidrs ...string) {
	var rules []admission
	for _, c := range cidrs {
		rules = append(rules, https(c))
	}
	s.setRules(s.task, true, rules...)
}

// sixEntry is an entry of a network ACL for IPv6 addresses.
func (s *site) sixEntry(name string, acl *iac.Resource, e entry) {
	r := s.entry(name, acl, e)
	s.set(r, field{"cidr_block", "CidrBlock", nil}, field{"ipv6_cidr_block", "Ipv6CidrBlock", e.cidr})
}

// TestNAT64: what has IPv6 alone reaches IPv4 names by DNS64 and a NAT gateway
// (VPC user guide, "DNS64 and NAT64").
func TestNAT64(t *testing.T) {
	const refused = "blocked route/ipv4-name-only"
	for _, service := range services {
		try(t, translating, []change{{"all there, " + service, nil, service, "reachable", 0}})
	}
	try(t, translating, []change{
		{"no route to NAT64", func(s *site) { s.drop(s.out) }, "ecr.dkr", refused, 0},
		{"no route to NAT64, and names that may have IPv6 addresses", func(s *site) { s.drop(s.out) }, "logs", "unknown", 0},
		{"no route for the rest", func(s *site) { s.drop(s.there) }, "ecr.dkr", "reachable", 0},
		{"no route for the rest, and names that may have IPv6 addresses", func(s *site) { s.drop(s.there) }, "logs", "unknown", 0},
		{"no route at all", func(s *site) { s.drop(s.out, s.there) }, "logs", "blocked route/dead-route", 0},
		{"an IPv4 default route does nothing", func(s *site) {
			s.drop(s.out)
			s.route("v4", s.table, "0.0.0.0/0", toNAT(s.nat))
		}, "ecr.dkr", refused, 0},
		{"everything by the NAT gateway", func(s *site) {
			s.drop(s.out, s.there)
			s.routeSix("all", s.table, "::/0", toNAT(s.nat))
		}, "ecr.dkr", "reachable", 0},
		{"everything by the NAT gateway, and names that may have IPv6 addresses", func(s *site) {
			s.drop(s.out, s.there)
			s.routeSix("all", s.table, "::/0", toNAT(s.nat))
		}, "logs", "unknown", 0},
		{"half of the prefix", func(s *site) {
			s.set(s.out, field{"destination_ipv6_cidr_block", "DestinationIpv6CidrBlock", "64:ff9b::/97"})
		}, "ecr.dkr", "unknown", 0},
		{"a longer prefix than that", func(s *site) {
			s.set(s.out, field{"destination_ipv6_cidr_block", "DestinationIpv6CidrBlock", "64:ff9b::/64"})
		}, "ecr.dkr", "reachable", 0},
		{"an unknown prefix", func(s *site) {
			s.set(s.out, field{"destination_ipv6_cidr_block", "DestinationIpv6CidrBlock", unknown("prefix")})
		}, "ecr.dkr", "unknown", 0},
		{"the gateway has no way out", func(s *site) { s.drop(s.otherOut) }, "ecr.dkr", "blocked route/nat-no-internet", 0},
		{"the gateway is private", func(s *site) { s.set(s.nat, field{"connectivity_type", "ConnectivityType", "private"}) }, "s3", "blocked route/nat-no-internet", 0},
		{"to a transit gateway", func(s *site) {
			s.drop(s.out)
			s.routeSix("tgw", s.table, "64:ff9b::/96", toTransit(external("tgw")))
		}, "ecr.dkr", "unknown", 0},
		{"DNS64 is off", func(s *site) { s.set(s.app, field{"enable_dns64", "EnableDns64", false}) }, "ecr.dkr", "blocked dns/ipv4-name-only", 0},
		{"the group lets out IPv4 alone", func(s *site) { s.setRules(s.task, true, all("0.0.0.0/0")) }, "ecr.dkr", "blocked egress/egress-refused", 0},
		{"the group lets out what is translated alone", func(s *site) { s.letOut("64:ff9b::/96") }, "ecr.dkr", "reachable", 0},
		{"the group lets out what is translated alone, and names that may have IPv6 addresses", func(s *site) { s.letOut("64:ff9b::/96") }, "logs", "unknown", 0},
		{"the group lets out what is beside it", func(s *site) { s.letOut("64:ff9b:1::/48") }, "ecr.dkr", "blocked egress/egress-refused", 0},
		{"the group lets out an unknown block", func(s *site) {
			s.set(s.task, field{"egress", "SecurityGroupEgress", nil})
			s.standalone("block", s.task, true, https(unknown("block")))
		}, "ecr.dkr", "unknown", 0},
		{"the default rules of a group", func(s *site) { s.set(s.task, field{"egress", "SecurityGroupEgress", nil}) }, "ecr.dkr", "reachable", cloudFormation},
		{"a network ACL for IPv4 alone", func(s *site) {
			s.associateACL("acl", s.app, s.networkACL("acl", s.vpc, entry{100, false, "allow", 0, 65535, "0.0.0.0/0"}, entry{100, true, "allow", 0, 65535, "0.0.0.0/0"}))
		}, "ecr.dkr", "blocked acl-out/acl-refused acl-reply/acl-refused", 0},
		{"a network ACL for IPv6", func(s *site) {
			acl := s.networkACL("acl", s.vpc)
			s.sixEntry("in", acl, entry{100, false, "allow", 1024, 65535, "::/0"})
			s.sixEntry("out", acl, entry{100, true, "allow", 443, 443, "64:ff9b::/96"})
			s.associateACL("acl", s.app, acl)
		}, "ecr.dkr", "reachable", 0},
		{"a network ACL of the gateway's subnet for IPv4 alone", func(s *site) {
			s.associateACL("acl", s.other, s.networkACL("acl", s.vpc, entry{100, false, "allow", 0, 65535, "0.0.0.0/0"}, entry{100, true, "allow", 0, 65535, "0.0.0.0/0"}))
		}, "ecr.dkr", "blocked acl-in/acl-refused acl-reply/acl-refused", 0},
		{"a private zone may answer", func(s *site) { s.zone("zone", "example.com", s.vpc) }, "logs", "unknown", 0},
		{"something unseen may answer", func(s *site) {
			s.resources = append(s.resources, s.detached("module", "module", "endpoints", field{"vpc_id", "", s.vpc}))
		}, "ecr.dkr", "unknown", terraform},
		{"an internet gateway carries IPv6 without a public IPv4 address", func(s *site) {
			s.drop(s.there)
			s.routeSix("igw_six", s.table, "::/0", toGateway(s.igw))
		}, "logs", "reachable", 0},
		{"VPC Block Public Access for what comes in", func(s *site) {
			s.add("aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions", "bpa", field{"internet_gateway_block_mode", "InternetGatewayBlockMode", "block-ingress"})
		}, "logs", "reachable", 0},
		{"VPC Block Public Access both ways", func(s *site) {
			s.add("aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions", "bpa", field{"internet_gateway_block_mode", "InternetGatewayBlockMode", "block-bidirectional"})
		}, "logs", "blocked route/public-access-blocked", 0},
	})
}

// TestDualStackFromIPv6: an image by its dual-stack name needs no NAT64.
func TestDualStackFromIPv6(t *testing.T) {
	for _, l := range languages {
		t.Run(l.name, func(t *testing.T) {
			s := translating(l.lang)
			s.drop(s.out)
			if got := outcome(s.prove(s.where, dualStack(need("ecr.dkr")))[0]); got != "reachable" {
				t.Errorf("by the egress-only gateway: %q, want reachable", got)
			}
			s.drop(s.there)
			if got := outcome(s.prove(s.where, dualStack(need("ecr.dkr")))[0]); got != "blocked route/dead-route" {
				t.Errorf("without a route: %q, want it blocked", got)
			}
		})
	}
}

func dualStack(n ecs.Need) ecs.Need {
	n.DualStack = true
	n.Host = iac.Text{{Literal: "123456789012.dkr-ecr." + region + ".on.aws"}}
	return n
}
