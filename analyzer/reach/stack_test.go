package reach_test

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/ecs"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
)

const region = "eu-west-1"

// A stack is the resources of a test under construction, in one language. Its
// methods add resources in the words of the network.
type stack struct {
	lang      iac.Language
	resources []*iac.Resource
}

// languages are what every fact that both can say is tried in.
var languages = []struct {
	name string
	lang iac.Language
}{{"terraform", iac.Terraform}, {"cloudformation", iac.CloudFormation}}

// A field is one attribute in both vocabularies; an empty name leaves it out.
// Values are strings, booleans, ints, resources (their id), attr, lists ([]any
// and []field lists), objects ([]field), unknowns and iac.Values.
type field struct {
	tf, cfn string
	value   any
}

// An attr is an attribute of a resource other than its id.
type attr struct {
	of      *iac.Resource
	tf, cfn string
}

// add makes a resource and adds it to the stack.
func (s *stack) add(tf, cfn, name string, fields ...field) *iac.Resource {
	r := s.detached(tf, cfn, name, fields...)
	s.resources = append(s.resources, r)
	return r
}

// detached makes a resource that is not in the stack.
func (s *stack) detached(tf, cfn, name string, fields ...field) *iac.Resource {
	n := len(s.resources) + 1
	r := &iac.Resource{
		Type: tf, Address: tf + "." + name, Language: s.lang,
		Range: source.Range{
			File:  "stack",
			Start: source.Pos{Line: n, Byte: n * 1000}, End: source.Pos{Line: n, Byte: n*1000 + 999},
		},
	}
	if s.lang == iac.CloudFormation {
		r.Type, r.Address = cfn, strings.ReplaceAll(name, "_", "")
	}
	r.Header = r.Range
	r.Region = iac.String(region, r.Range)
	r.Account = iac.String("123456789012", r.Range)
	for _, f := range fields { // a later one counts
		s.set(r, f)
	}
	return r
}

// set gives the resource further attributes, which replace those of the same
// name; without a value they are taken away.
func (s *stack) set(r *iac.Resource, fields ...field) {
	more, _ := s.value(fields, r.Range).Fields()
	old, partial := r.Body.Fields()
	all := slices.DeleteFunc(slices.Clone(old), func(f iac.Field) bool {
		return slices.ContainsFunc(fields, func(m field) bool { return f.Name == iac.Named(m.tf, m.cfn).In(s.lang) })
	})
	r.Body = iac.Object(append(all, more...), partial, r.Range)
}

// drop takes the resources out of the stack.
func (s *stack) drop(rs ...*iac.Resource) {
	s.resources = slices.DeleteFunc(slices.Clone(s.resources), func(r *iac.Resource) bool { return slices.Contains(rs, r) })
}

func (s *stack) value(x any, at source.Range) iac.Value {
	switch x := x.(type) {
	case iac.Value:
		return x
	case string:
		return iac.String(x, at)
	case bool:
		return iac.Bool(x, at)
	case int:
		return iac.Absent(at).Or(x)
	case *iac.Unknown:
		return iac.UnknownValue(x, at)
	case *iac.Resource:
		return s.value(attr{x, "id", "Ref"}, at)
	case attr:
		name := iac.Named(x.tf, x.cfn).In(s.lang)
		return iac.TextValue(iac.Text{{Resource: x.of, Attr: name}}, at)
	case []any:
		items := make([]iac.Value, 0, len(x))
		for _, item := range x {
			items = append(items, s.value(item, at))
		}
		return iac.List(items, nil, at)
	case []field:
		var fs []iac.Field
		for _, f := range x {
			name := iac.Named(f.tf, f.cfn).In(s.lang)
			if name == "" || f.value == nil {
				continue
			}
			fs = append(fs, iac.Field{Name: name, Value: s.value(f.value, at), Range: at})
		}
		return iac.Object(fs, nil, at)
	}
	return iac.Absent(at)
}

// unknown is a fact that the files do not decide.
func unknown(name string) *iac.Unknown {
	return &iac.Unknown{Name: name, Why: "`" + name + "` has no value: pass --var", Range: s0}
}

// external returns the value of an input that is not given: the id of something
// that is declared elsewhere, since what files declare cannot be handed to them.
func external(name string) iac.Value {
	u := unknown(name)
	u.Input = true
	return iac.UnknownValue(u, s0)
}

// ids returns resources, attrs or values as a list.
func ids[T any](xs ...T) []any {
	list := make([]any, 0, len(xs))
	for _, x := range xs {
		list = append(list, x)
	}
	return list
}

func (s *stack) vpc(name, cidr string, more ...field) *iac.Resource {
	return s.add("aws_vpc", "AWS::EC2::VPC", name, append([]field{
		{"cidr_block", "CidrBlock", cidr},
		{"enable_dns_support", "EnableDnsSupport", true},
		{"enable_dns_hostnames", "EnableDnsHostnames", true},
	}, more...)...)
}

func (s *stack) subnet(name string, vpc any, cidr string, more ...field) *iac.Resource {
	return s.add("aws_subnet", "AWS::EC2::Subnet", name, append([]field{
		{"vpc_id", "VpcId", vpc}, {"cidr_block", "CidrBlock", cidr},
	}, more...)...)
}

func (s *stack) table(name string, vpc any, more ...field) *iac.Resource {
	return s.add("aws_route_table", "AWS::EC2::RouteTable", name, append([]field{{"vpc_id", "VpcId", vpc}}, more...)...)
}

func (s *stack) associate(name string, subnet, table any) *iac.Resource {
	return s.add("aws_route_table_association", "AWS::EC2::SubnetRouteTableAssociation", name,
		field{"subnet_id", "SubnetId", subnet}, field{"route_table_id", "RouteTableId", table})
}

// A target is where a route leads: the attribute for a kind of gateway, and
// the gateway.
type target struct {
	tf, cfn string
	id      any
}

func toGateway(id any) target { return target{"gateway_id", "GatewayId", id} }
func toNAT(id any) target     { return target{"nat_gateway_id", "NatGatewayId", id} }
func toPeering(id any) target {
	return target{"vpc_peering_connection_id", "VpcPeeringConnectionId", id}
}
func toTransit(id any) target { return target{"transit_gateway_id", "TransitGatewayId", id} }

func (s *stack) route(name string, table any, cidr any, to target) *iac.Resource {
	return s.add("aws_route", "AWS::EC2::Route", name,
		field{"route_table_id", "RouteTableId", table}, field{"destination_cidr_block", "DestinationCidrBlock", cidr},
		field{to.tf, to.cfn, to.id})
}

// internetGateway adds an internet gateway that is attached to the VPC. It
// returns the resource that attaches, too: in Terraform the gateway itself.
func (s *stack) internetGateway(name string, vpc any) (gateway, attachment *iac.Resource) {
	gateway = s.add("aws_internet_gateway", "AWS::EC2::InternetGateway", name, field{"vpc_id", "", vpc})
	if s.lang == iac.Terraform {
		return gateway, gateway
	}
	return gateway, s.add("", "AWS::EC2::VPCGatewayAttachment", name+"_attachment",
		field{"", "InternetGatewayId", gateway}, field{"", "VpcId", vpc})
}

func (s *stack) natGateway(name string, subnet any, more ...field) *iac.Resource {
	return s.add("aws_nat_gateway", "AWS::EC2::NatGateway", name, append([]field{
		{"subnet_id", "SubnetId", subnet}, {"allocation_id", "AllocationId", "eipalloc-1"},
	}, more...)...)
}

// An admission is one entry of a security group. Its peer is a CIDR block as a
// string, a group, a prefixList or an unknown.
type admission struct {
	protocol string // tcp if empty
	from, to int
	peer     any
}

// A prefixList is the id of one.
type prefixList struct{ id any }

// self is the group that a rule belongs to, in the form Terraform has for it.
type self struct{}

func https(peer any) admission { return admission{from: 443, to: 443, peer: peer} }
func all(peer any) admission   { return admission{protocol: "-1", peer: peer} }

// A ruleForm is the names under which a kind of rule has its parts.
type ruleForm struct {
	protocol, from, to, cidr, cidr6, group, list iac.Name
	lists                                        bool // the peers are lists in Terraform
}

func inlineForm(egress bool) ruleForm {
	f := ruleForm{
		protocol: iac.Named("protocol", "IpProtocol"), from: iac.Named("from_port", "FromPort"), to: iac.Named("to_port", "ToPort"),
		cidr: iac.Named("cidr_blocks", "CidrIp"), cidr6: iac.Named("ipv6_cidr_blocks", "CidrIpv6"), group: iac.Named("security_groups", "SourceSecurityGroupId"),
		list: iac.Named("prefix_list_ids", "SourcePrefixListId"), lists: true,
	}
	if egress {
		f.group.CloudFormation, f.list.CloudFormation = "DestinationSecurityGroupId", "DestinationPrefixListId"
	}
	return f
}

func standaloneForm(egress bool) ruleForm {
	f := inlineForm(egress)
	f.protocol.Terraform, f.cidr.Terraform, f.cidr6.Terraform, f.lists = "ip_protocol", "cidr_ipv4", "cidr_ipv6", false
	f.group.Terraform, f.list.Terraform = "referenced_security_group_id", "prefix_list_id"
	return f
}

func (s *stack) rule(r admission, f ruleForm) []field {
	protocol := r.protocol
	if protocol == "" {
		protocol = "tcp"
	}
	fs := []field{{f.protocol.Terraform, f.protocol.CloudFormation, protocol}}
	if protocol != "-1" || f.lists && s.lang == iac.Terraform {
		fs = append(fs, field{f.from.Terraform, f.from.CloudFormation, r.from}, field{f.to.Terraform, f.to.CloudFormation, r.to})
	}
	name, peer := f.cidr, r.peer
	if cidr, ok := peer.(string); ok && strings.Contains(cidr, ":") {
		name = f.cidr6
	}
	switch p := r.peer.(type) {
	case self:
		return append(fs, field{"self", "", true})
	case *iac.Resource, attr:
		name = f.group
		if g, ok := p.(*iac.Resource); ok {
			peer = groupID(g)
		}
	case prefixList:
		name, peer = f.list, p.id
	}
	if f.lists && s.lang == iac.Terraform {
		peer = ids(peer)
	}
	return append(fs, field{name.Terraform, name.CloudFormation, peer})
}

// groupID is how other resources refer to a security group.
func groupID(g *iac.Resource) attr { return attr{g, "id", "GroupId"} }

// rules returns inline rules as a list. No rules at all are written as a rule
// that matches nothing where an empty list would mean everything.
func (s *stack) rules(egress bool, rs ...admission) []any {
	var list []any
	for _, r := range rs {
		list = append(list, s.rule(r, inlineForm(egress)))
	}
	if len(rs) == 0 && egress && s.lang == iac.CloudFormation {
		list = append(list, s.rule(admission{protocol: "icmp", from: 252, to: 86, peer: "255.255.255.255/32"}, inlineForm(true)))
	}
	return list
}

// group adds a security group with inline rules.
func (s *stack) group(name string, vpc any, ingress, egress []admission) *iac.Resource {
	g := s.bareGroup(name, vpc)
	s.setRules(g, false, ingress...)
	s.setRules(g, true, egress...)
	return g
}

// bareGroup adds a security group without any rule attribute.
func (s *stack) bareGroup(name string, vpc any) *iac.Resource {
	return s.add("aws_security_group", "AWS::EC2::SecurityGroup", name, field{"vpc_id", "VpcId", vpc})
}

func (s *stack) setRules(g *iac.Resource, egress bool, rs ...admission) {
	if egress {
		s.set(g, field{"egress", "SecurityGroupEgress", s.rules(true, rs...)})
	} else {
		s.set(g, field{"ingress", "SecurityGroupIngress", s.rules(false, rs...)})
	}
}

// standalone adds a rule that is a resource of its own.
func (s *stack) standalone(name string, g any, egress bool, r admission) *iac.Resource {
	if group, ok := g.(*iac.Resource); ok {
		g = groupID(group)
	}
	fs := append(s.rule(r, standaloneForm(egress)), field{"security_group_id", "GroupId", g})
	if egress {
		return s.add("aws_vpc_security_group_egress_rule", "AWS::EC2::SecurityGroupEgress", name, fs...)
	}
	return s.add("aws_vpc_security_group_ingress_rule", "AWS::EC2::SecurityGroupIngress", name, fs...)
}

func (s *stack) interfaceEndpoint(name string, vpc any, service string, subnets, groups []any, more ...field) *iac.Resource {
	fs := []field{
		{"vpc_id", "VpcId", vpc},
		{"service_name", "ServiceName", "com.amazonaws." + region + "." + service},
		{"vpc_endpoint_type", "VpcEndpointType", "Interface"},
		{"private_dns_enabled", "PrivateDnsEnabled", true},
		{"subnet_ids", "SubnetIds", subnets},
	}
	if len(groups) > 0 {
		fs = append(fs, field{"security_group_ids", "SecurityGroupIds", groups})
	}
	return s.add("aws_vpc_endpoint", "AWS::EC2::VPCEndpoint", name, append(fs, more...)...)
}

func (s *stack) gatewayEndpoint(name string, vpc any, tables []any, more ...field) *iac.Resource {
	return s.add("aws_vpc_endpoint", "AWS::EC2::VPCEndpoint", name, append([]field{
		{"vpc_id", "VpcId", vpc},
		{"service_name", "ServiceName", "com.amazonaws." + region + ".s3"},
		{"vpc_endpoint_type", "VpcEndpointType", "Gateway"},
		{"route_table_ids", "RouteTableIds", tables},
	}, more...)...)
}

// An entry is one numbered rule of a network ACL.
type entry struct {
	number   int
	egress   bool
	action   any // allow or deny
	from, to int
	cidr     string
}

// networkACL adds a network ACL with entries that are resources of their own.
func (s *stack) networkACL(name string, vpc any, entries ...entry) *iac.Resource {
	a := s.add("aws_network_acl", "AWS::EC2::NetworkAcl", name, field{"vpc_id", "VpcId", vpc})
	for i, e := range entries {
		s.entry(name+"_"+string(rune('a'+i)), a, e)
	}
	return a
}

func (s *stack) entry(name string, acl any, e entry) *iac.Resource {
	return s.add("aws_network_acl_rule", "AWS::EC2::NetworkAclEntry", name,
		field{"network_acl_id", "NetworkAclId", acl}, field{"rule_number", "RuleNumber", e.number},
		field{"egress", "Egress", e.egress}, field{"rule_action", "RuleAction", e.action},
		field{"protocol", "Protocol", "6"}, field{"cidr_block", "CidrBlock", e.cidr},
		field{"from_port", "", e.from}, field{"to_port", "", e.to},
		field{"", "PortRange", []field{{"", "From", e.from}, {"", "To", e.to}}})
}

func (s *stack) associateACL(name string, subnet, acl any) *iac.Resource {
	return s.add("aws_network_acl_association", "AWS::EC2::SubnetNetworkAclAssociation", name,
		field{"subnet_id", "SubnetId", subnet}, field{"network_acl_id", "NetworkAclId", acl})
}

func (s *stack) zone(name, domain string, vpc any) *iac.Resource {
	return s.add("aws_route53_zone", "AWS::Route53::HostedZone", name,
		field{"name", "Name", domain}, field{"vpc", "VPCs", ids([]field{{"vpc_id", "VPCId", vpc}})})
}

// record adds an alias to an endpoint's regional name.
func (s *stack) record(name string, zone any, domain string, endpoint *iac.Resource) *iac.Resource {
	to := s.value(attr{endpoint, "dns_entry", "DnsEntries"}, endpoint.Range)
	return s.add("aws_route53_record", "AWS::Route53::RecordSet", name,
		field{"zone_id", "HostedZoneId", zone}, field{"name", "Name", domain}, field{"type", "Type", "A"},
		field{"alias", "AliasTarget", []field{{"name", "DNSName", to}}})
}

// list adds a customer's prefix list.
func (s *stack) list(name string, cidrs ...string) *iac.Resource {
	var entries []any
	for _, c := range cidrs {
		entries = append(entries, []field{{"cidr", "Cidr", c}})
	}
	return s.add("aws_ec2_managed_prefix_list", "AWS::EC2::PrefixList", name, field{"entry", "Entries", entries})
}

// A placement is where the task of a test runs.
type placement struct {
	subnets, groups any
	publicIP        any
}

// prove builds the graph of the stack and proves one need from the placement,
// in each of its subnets.
func (s *stack) prove(p placement, n ecs.Need) []*reach.Proof {
	g := network.Build(s.resources)
	at := source.Range{File: "stack", Start: source.Pos{Line: 1, Byte: 1}, End: source.Pos{Line: 1, Byte: 2}}
	task := s.detached("aws_ecs_service", "AWS::ECS::Service", "api")
	t := &ecs.Task{
		Address: task.Address, Resource: task, Launch: ecs.Fargate, Definition: &ecs.Definition{Address: "task definition"},
		Region: iac.Text{{Literal: region}},
		ENI:    g.ENI(s.value(p.subnets, at), s.value(p.groups, at), s.value(p.publicIP, at)),
		Needs:  []ecs.Need{n},
	}
	for _, other := range []string{"ecr.api", "ecr.dkr", "s3", "logs"} {
		if other != n.Name {
			t.Needs = append(t.Needs, need(other)) // what the network around it is for
		}
	}
	return slices.DeleteFunc(reach.Prove([]*ecs.Task{t}, g), func(p *reach.Proof) bool { return p.Need.Name != n.Name })
}

// need returns the need for an AWS service in the stack's region.
func need(service string) ecs.Need {
	hosts := map[string]string{
		"ecr.api": "api.ecr." + region + ".amazonaws.com",
		"ecr.dkr": "123456789012.dkr.ecr." + region + ".amazonaws.com",
		"s3":      "prod-" + region + "-starport-layer-bucket.s3." + region + ".amazonaws.com",
		"logs":    "logs." + region + ".amazonaws.com",
	}
	if service == "dockerhub" {
		return ecs.Need{Name: service, Host: iac.Text{{Literal: "registry-1.docker.io"}}, Port: 443, AtStart: true}
	}
	return ecs.Need{
		Name: service, Service: service, Host: iac.Text{{Literal: hosts[service]}}, Port: 443,
		Region: iac.Text{{Literal: region}}, AtStart: true,
	}
}

// s0 is the place of values that are made apart from a resource.
var s0 = source.Range{File: "stack"}
