package reach_test

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// This file writes a world down as resources, but for the facts that it hides.

// A written world is the resources of one, by their place in the world.
type written struct {
	*stack
	w                                             *world
	vpcs, gateways, subnets, tables, nats, groups []*iac.Resource
	endpoints                                     []*iac.Resource
	join                                          *iac.Resource // what joins two VPCs
	lists                                         int
}

// write returns the world as a stack, and where its task runs.
func (w *world) write() (*stack, placement) {
	x := &written{stack: &stack{lang: w.lang}, w: w}
	x.writeVPCs()
	for i, s := range w.subnets {
		x.subnets = append(x.subnets, x.subnet(name("subnet", i), x.vpcs[s.vpc], w.subnetCIDR(i).String(), field{"availability_zone", "AvailabilityZone", region + "a"}))
	}
	if w.six {
		x.set(x.subnets[w.task.subnet], field{"cidr_block", "CidrBlock", nil}, field{"ipv6_native", "Ipv6Native", true}, field{"enable_dns64", "EnableDns64", w.dns64})
		x.set(x.subnets[w.task.subnet], field{"ipv6_cidr_block", "Ipv6CidrBlock", "2a05:d018:1::/64"})
	}
	x.writeJoin()
	x.writeGroups()
	x.writeNATs()
	x.writeTables()
	x.writeEndpoints()
	x.writeACLs()
	x.writeZones()
	x.writeFirewall()
	p := placement{subnets: ids(x.subnets[w.task.subnet]), groups: x.groupIDs(w.task.groups), publicIP: w.task.public}
	if w.hides(fact{kind: "public address"}) {
		p.publicIP = unknown("public")
	}
	x.resources = shuffled(x.resources, w.order)
	return x.stack, p
}

// exists writes down whether the resource is created: unknown if the fact is
// hidden.
func (x *written) exists(r *iac.Resource, f fact, created bool) {
	r.Exists = x.value(x.known(created, f), source.Range{File: "stack"})
}

// known returns the value, or an unknown one if the fact is hidden.
func (x *written) known(value any, f fact) any {
	if x.w.hides(f) {
		return unknown(f.String())
	}
	return value
}

func (x *written) writeVPCs() {
	if x.w.access != "" {
		x.add("aws_vpc_block_public_access_options", "AWS::EC2::VPCBlockPublicAccessOptions", "access",
			field{"internet_gateway_block_mode", "InternetGatewayBlockMode", x.w.access})
	}
	for i, v := range x.w.vpcs {
		vpc := x.vpc(name("vpc", i), "10."+string(rune('0'+i))+".0.0/16",
			field{"", "", nil})
		x.set(vpc,
			field{"enable_dns_support", "EnableDnsSupport", x.known(v.support, fact{kind: "DNS support", i: i})},
			field{"enable_dns_hostnames", "EnableDnsHostnames", x.known(v.hostnames, fact{kind: "DNS hostnames", i: i})})
		x.vpcs = append(x.vpcs, vpc)
		igw := x.add("aws_internet_gateway", "AWS::EC2::InternetGateway", name("igw", i))
		x.gateways = append(x.gateways, igw)
		attached := fact{kind: "attachment", i: i}
		switch {
		case !v.attached && !x.w.hides(attached):
		case x.lang == iac.Terraform && !x.w.hides(attached):
			x.set(igw, field{"vpc_id", "", vpc})
		default:
			x.exists(x.add("aws_internet_gateway_attachment", "AWS::EC2::VPCGatewayAttachment", name("attach", i),
				field{"internet_gateway_id", "InternetGatewayId", igw}, field{"vpc_id", "VpcId", vpc}), attached, v.attached)
		}
	}
}

func (x *written) writeJoin() {
	switch x.w.joined.by {
	case "peering":
		x.join = x.add("aws_vpc_peering_connection", "AWS::EC2::VPCPeeringConnection", "join",
			field{"vpc_id", "VpcId", x.vpcs[1]}, field{"peer_vpc_id", "PeerVpcId", x.vpcs[0]}, field{"auto_accept", "", true})
	case "transit":
		x.join = x.add("aws_ec2_transit_gateway", "AWS::EC2::TransitGateway", "join", field{"default_route_table_propagation", "DefaultRouteTablePropagation", "disable"},
			field{"default_route_table_association", "DefaultRouteTableAssociation", "disable"})
		if x.w.joined.references {
			x.set(x.join, references)
		}
		table := x.add("aws_ec2_transit_gateway_route_table", "AWS::EC2::TransitGatewayRouteTable", "joins", field{"transit_gateway_id", "TransitGatewayId", x.join})
		for vpc, attached := range x.w.joined.attached {
			if !attached {
				continue
			}
			a := x.add("aws_ec2_transit_gateway_vpc_attachment", "AWS::EC2::TransitGatewayAttachment", name("joined", vpc), field{"transit_gateway_id", "TransitGatewayId", x.join},
				field{"vpc_id", "VpcId", x.vpcs[vpc]}, field{"subnet_ids", "SubnetIds", ids(x.subnets[x.w.subnetsIn(vpc)[0]])})
			between := []field{{"transit_gateway_attachment_id", "TransitGatewayAttachmentId", a}, {"transit_gateway_route_table_id", "TransitGatewayRouteTableId", table}}
			x.add("aws_ec2_transit_gateway_route_table_association", "AWS::EC2::TransitGatewayRouteTableAssociation", name("associated", vpc), between...)
			if x.w.joined.propagated[vpc] {
				x.add("aws_ec2_transit_gateway_route_table_propagation", "AWS::EC2::TransitGatewayRouteTablePropagation", name("propagated", vpc), between...)
			}
			if x.w.joined.egress == vpc {
				x.add("aws_ec2_transit_gateway_route", "AWS::EC2::TransitGatewayRoute", "egress", append(between, field{"destination_cidr_block", "DestinationCidrBlock", "0.0.0.0/0"})...)
			}
		}
	}
}

func (x *written) writeGroups() {
	for i, g := range x.w.groups {
		if x.w.vpcs[g.vpc].defaultGroup == i {
			x.groups = append(x.groups, x.add("aws_default_security_group", "", name("group", i), field{"vpc_id", "", x.vpcs[g.vpc]}))
			if g.standalone {
				x.groups[i].Ignored = []string{"all"} // else it removes what it does not list
			}
			continue
		}
		x.groups = append(x.groups, x.bareGroup(name("group", i), x.vpcs[g.vpc]))
	}
	for i, g := range x.w.groups {
		hidden := fact{kind: "rules", i: i}
		switch {
		case x.w.hides(hidden):
			x.set(x.groups[i], field{"ingress", "SecurityGroupIngress", unknown("ingress")}, field{"egress", "SecurityGroupEgress", unknown("egress")})
		case g.standalone:
			for j, r := range g.ingress {
				x.standalone(name(name("in", i)+"x", j), x.groups[i], false, x.ruleOf(r))
			}
			for j, r := range g.egress {
				x.standalone(name(name("out", i)+"x", j), x.groups[i], true, x.ruleOf(r))
			}
		default:
			x.setRules(x.groups[i], false, x.rulesOf(i, g.ingress)...)
			if !g.silent {
				x.setRules(x.groups[i], true, x.rulesOf(i, g.egress)...)
			}
		}
	}
}

func (x *written) rulesOf(group int, rs []simRule) []admission {
	var out []admission
	for _, r := range rs {
		written := x.ruleOf(r)
		if r.group == group && x.lang == iac.Terraform {
			written.peer = self{}
		}
		out = append(out, written)
	}
	return out
}

func (x *written) ruleOf(r simRule) admission {
	out := admission{protocol: r.protocol, from: r.from, to: r.to, peer: r.cidr}
	switch {
	case r.group != noIndex:
		out.peer = x.groups[r.group]
	case r.list == "s3":
		out.peer = prefixList{"pl-6da54004"}
	case r.list != "":
		out.peer = prefixList{x.list(name("list", x.lists), strings.Split(r.list, " ")...)}
		x.lists++
	}
	return out
}

func (x *written) groupIDs(groups []int) []any {
	var list []any
	for _, g := range groups {
		list = append(list, groupID(x.groups[g]))
	}
	return list
}

func (x *written) writeNATs() {
	for i, n := range x.w.nats {
		var more []field
		if n.private {
			more = append(more, field{"connectivity_type", "ConnectivityType", "private"})
		}
		if n.subnet == noIndex && !n.outside {
			more = append(more, field{"availability_mode", "AvailabilityMode", "regional"}, field{"vpc_id", "VpcId", x.vpcs[n.vpc]})
			x.nats = append(x.nats, x.natGateway(name("nat", i), nil, more...))
			continue
		}
		if n.outside {
			x.nats = append(x.nats, nil)
			continue
		}
		x.nats = append(x.nats, x.natGateway(name("nat", i), x.subnets[n.subnet], more...))
	}
}

func (x *written) writeTables() {
	for i, t := range x.w.tables {
		if x.w.vpcs[t.vpc].mainTable == i {
			x.tables = append(x.tables, x.add("aws_default_route_table", "", name("table", i),
				field{"default_route_table_id", "", attr{x.vpcs[t.vpc], "default_route_table_id", ""}}))
		} else {
			x.tables = append(x.tables, x.table(name("table", i), x.vpcs[t.vpc]))
		}
		var inline []any
		for j, r := range t.routes {
			to := x.targetOf(t, i, j)
			six := strings.Contains(r.cidr, ":")
			switch {
			case i%2 == 0 && x.lang == iac.Terraform && six:
				inline = append(inline, []field{{"ipv6_cidr_block", "", r.cidr}, {"cidr_block", "", ""}, {to.tf, "", to.id}})
			case i%2 == 0 && x.lang == iac.Terraform:
				inline = append(inline, []field{{"cidr_block", "", r.cidr}, {to.tf, "", to.id}})
			case six:
				x.set(x.route(name(name("route", i)+"x", j), x.tables[i], nil, to), field{"destination_ipv6_cidr_block", "DestinationIpv6CidrBlock", r.cidr})
			default:
				x.route(name(name("route", i)+"x", j), x.tables[i], r.cidr, to)
			}
		}
		if len(inline) > 0 {
			x.set(x.tables[i], field{"route", "", inline})
		}
	}
	for i, s := range x.w.subnets {
		hidden := fact{kind: "association", i: i}
		if s.table != noIndex {
			x.exists(x.associate(name("assoc", i), x.subnets[i], x.tables[s.table]), hidden, true)
		}
	}
}

func (x *written) targetOf(t simTable, i, j int) target {
	r := t.routes[j]
	hidden := fact{kind: "target", i: i, j: j}
	switch r.to {
	case "igw":
		return toGateway(x.gateways[t.vpc])
	case "nat":
		if x.w.hides(hidden) {
			return toNAT(external("nat"))
		}
		return toNAT(x.nats[r.nat])
	case "egress-only":
		return target{"egress_only_gateway_id", "EgressOnlyInternetGatewayId", "eigw-1"}
	case "join":
		if x.w.joined.by == "transit" {
			return toTransit(x.join)
		}
		return toPeering(x.join)
	case "peering":
		return toPeering(external("peering"))
	}
	return target{"", "", nil}
}

func (x *written) writeEndpoints() {
	for i, g := range x.w.gateways {
		var tables []any
		for _, t := range g.tables {
			tables = append(tables, x.tables[t])
		}
		ep := x.gatewayEndpoint(name("gw", i), x.vpcs[g.vpc], tables)
		if x.apart(i) {
			x.set(ep, field{"route_table_ids", "", nil})
			for j, t := range tables {
				x.add("aws_vpc_endpoint_route_table_association", "", name(name("gw", i)+"x", j), field{"vpc_endpoint_id", "", ep}, field{"route_table_id", "", t})
			}
		}
		x.set(ep, field{"service_name", "ServiceName", "com.amazonaws." + g.region + ".s3"})
		x.exists(ep, fact{kind: "gateway endpoint", i: i}, true)
	}
	for i, e := range x.w.endpoints {
		var subnets []any
		for _, s := range e.subnets {
			subnets = append(subnets, x.subnets[s])
		}
		ep := x.interfaceEndpoint(name("ep", i), x.vpcs[e.vpc], e.service, subnets, x.groupIDs(e.groups))
		x.set(ep,
			field{"private_dns_enabled", "PrivateDnsEnabled", x.known(e.private, fact{kind: "private DNS", i: i})},
			field{"subnet_ids", "SubnetIds", x.known(subnets, fact{kind: "endpoint subnets", i: i})})
		x.exists(ep, fact{kind: "endpoint", i: i}, !e.missing)
		if x.apart(i) && !x.w.hides(fact{kind: "endpoint subnets", i: i}) {
			x.writeAssociations(ep, name("ep", i), subnets, x.groupIDs(e.groups))
		}
		if e.service == "s3" && !e.inboundOnly {
			x.set(ep, field{"dns_options", "DnsOptions", []field{
				{"private_dns_only_for_inbound_resolver_endpoint", "", false}, {"", "PrivateDnsOnlyForInboundResolverEndpoint", "AllResolvers"},
			}})
		}
		x.endpoints = append(x.endpoints, ep)
	}
}

func (x *written) writeACLs() {
	for i, a := range x.w.acls {
		var acl *iac.Resource
		if x.w.vpcs[a.vpc].defaultACL == i {
			acl = x.add("aws_default_network_acl", "", name("acl", i),
				field{"default_network_acl_id", "", attr{x.vpcs[a.vpc], "default_network_acl_id", ""}})
			acl.Ignored = []string{"all"} // else it removes what it does not list
		} else {
			acl = x.networkACL(name("acl", i), x.vpcs[a.vpc])
		}
		for j, e := range a.entries {
			action := "deny"
			if e.allow {
				action = "allow"
			}
			hidden := fact{kind: "entry", i: i, j: j}
			r := x.entry(name(name("entry", i)+"x", j), acl, entry{
				number: e.number, egress: e.egress, from: e.from, to: e.to, cidr: e.cidr,
				action: x.known(action, fact{kind: "action", i: i, j: j}),
			})
			if strings.Contains(e.cidr, ":") {
				x.set(r, field{"cidr_block", "CidrBlock", nil}, field{"ipv6_cidr_block", "Ipv6CidrBlock", e.cidr})
			}
			x.exists(r, hidden, !e.missing)
		}
		var listed []any
		for s, subnet := range x.w.subnets {
			switch {
			case subnet.acl == i && x.apart(i):
				listed = append(listed, x.subnets[s])
			case subnet.acl == i:
				x.associateACL(name("aclassoc", s), x.subnets[s], acl)
			}
		}
		if len(listed) > 0 {
			x.set(acl, field{"subnet_ids", "", listed})
		}
	}
}

// apart reports whether the i-th of a kind is written in the other of the ways
// that Terraform has for it.
func (x *written) apart(i int) bool { return x.lang == iac.Terraform && i%2 == 1 }

// writeAssociations gives the endpoint its subnets and groups by resources of
// their own.
func (x *written) writeAssociations(ep *iac.Resource, label string, subnets, groups []any) {
	x.set(ep, field{"subnet_ids", "", nil}, field{"security_group_ids", "", nil})
	for i, s := range subnets {
		x.add("aws_vpc_endpoint_subnet_association", "", name(label+"s", i), field{"vpc_endpoint_id", "", ep}, field{"subnet_id", "", s})
	}
	for i, g := range groups {
		x.add("aws_vpc_endpoint_security_group_association", "", name(label+"g", i), field{"vpc_endpoint_id", "", ep},
			field{"security_group_id", "", g}, field{"replace_default_association", "", i == 0})
	}
}

func (x *written) writeZones() {
	for i, z := range x.w.zones {
		zone := x.zone(name("zone", i), z.name, x.vpcs[z.vpc])
		x.exists(zone, fact{kind: "zone", i: i}, !z.missing)
		for j, r := range z.records {
			x.record(name(name("record", i)+"x", j), zone, r.name, x.endpoints[r.endpoint])
		}
	}
}

func (x *written) writeFirewall() {
	var rules []barrier
	for _, b := range x.w.firewall {
		r := barrier{action: "BLOCK", domains: ids(b.domain), answer: "NXDOMAIN"}
		if b.allow {
			r = barrier{action: "ALLOW", domains: ids(b.domain)}
		}
		rules = append(rules, r)
	}
	if len(rules) > 0 {
		x.barriers(x.vpcs[0], rules...)
	}
}

func (w *world) hides(f fact) bool { return slices.Contains(w.hidden, f) }
