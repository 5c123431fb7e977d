package snapshot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A world is made of one VPC and what is in it. Everything refers to everything
// else by its id.
type world struct {
	l         *loader
	id        string
	at        source.Range
	account   string
	region    string
	resources []*iac.Resource
	main      *iac.Resource // the VPC
}

func (w *world) add(kind, address, id string, at source.Range, fields ...iac.Field) *iac.Resource {
	r := &iac.Resource{
		Address: address, Type: kind, Language: iac.Terraform, ID: id,
		Exists: iac.Bool(true, at), Body: iac.Object(fields, nil, at), Range: at, Header: at,
	}
	if w.region != "" {
		r.Region = iac.String(w.region, at)
	}
	if w.account != "" {
		r.Account = iac.String(w.account, at)
	}
	w.resources = append(w.resources, r)
	return r
}

func field(name string, v iac.Value) iac.Field {
	return iac.Field{Name: name, Value: v, Range: v.Range}
}

func text(name, s string, at source.Range) iac.Field { return field(name, optional(s, at)) }

// optional returns a text, or nothing for an empty one.
func optional(s string, at source.Range) iac.Value {
	if s == "" {
		return iac.Absent(at)
	}
	return iac.String(s, at)
}

func list(texts []string, at source.Range) iac.Value {
	items := make([]iac.Value, len(texts))
	for i, s := range texts {
		items[i] = iac.String(s, at)
	}
	return iac.List(items, nil, at)
}

func tags(ts []tag, at source.Range) iac.Field {
	var fields []iac.Field
	for _, t := range ts {
		fields = append(fields, field(t.Key, iac.String(t.Value, at)))
	}
	return field("tags", iac.Object(fields, nil, at))
}

// lacks returns what the snapshot would tell with another document.
func (w *world) lacks(what, command string) *iac.Unknown {
	return &iac.Unknown{
		Name: what + " of " + w.id, Range: w.at,
		Why: fmt.Sprintf("the snapshot does not tell the %s of `%s`: add the output of `aws ec2 %s`", what, w.id, command),
	}
}

func (w *world) vpc(v vpc) {
	attribute := func(b *bool, name string) iac.Value {
		if b == nil {
			return iac.UnknownValue(w.lacks(name, "describe-vpc-attribute --vpc-id "+w.id+" --attribute "+name), w.at)
		}
		return iac.Bool(*b, w.at)
	}
	known := w.l.attributes[w.id]
	w.main = w.add("aws_vpc", w.id, w.id, w.at,
		text("cidr_block", v.CidrBlock, w.at), tags(v.Tags, w.at),
		field("enable_dns_support", attribute(known.dnsSupport, "enableDnsSupport")),
		field("enable_dns_hostnames", attribute(known.dnsHostnames, "enableDnsHostnames")))
	for _, a := range v.CidrBlockAssociationSet {
		if a.CidrBlock != v.CidrBlock && a.CidrBlockState.State == "associated" {
			w.add("aws_vpc_ipv4_cidr_block_association", a.CidrBlock+" of "+w.id, "", w.at,
				w.inVPC(), text("cidr_block", a.CidrBlock, w.at))
		}
	}
	if v.DhcpOptionsID != "" && v.DhcpOptionsID != "default" {
		w.dhcp(v.DhcpOptionsID)
	}
	if !w.l.listed["VpcEndpoints"] {
		more := w.add("snapshot", "rest of "+w.id, "", w.at, w.inVPC())
		more.Unseen = w.lacks("endpoints", "describe-vpc-endpoints")
	}
}

func (w *world) inVPC() iac.Field { return text("vpc_id", w.id, w.at) }

func (w *world) dhcp(id string) {
	servers := iac.UnknownValue(w.lacks("DNS servers", "describe-dhcp-options"), w.at)
	for _, o := range w.l.dhcp {
		if o.v.DhcpOptionsID != id {
			continue
		}
		servers = iac.Absent(o.at)
		for _, c := range o.v.DhcpConfigurations {
			var names []string
			for _, v := range c.Values {
				names = append(names, v.Value)
			}
			if c.Key == "domain-name-servers" {
				servers = list(names, o.at)
			}
		}
	}
	// One set of options may be that of several VPCs: its id stays out, lest it
	// joins them.
	options := w.add("aws_vpc_dhcp_options", id, "", w.at, field("domain_name_servers", servers))
	w.add("aws_vpc_dhcp_options_association", id+" of "+w.id, "", w.at,
		w.inVPC(), field("dhcp_options_id", iac.TextValue(iac.Text{{Resource: options}}, w.at)))
}

func (w *world) subnets() (n int) {
	for _, s := range w.l.subnets {
		if s.v.VpcID == w.id {
			n++
			w.add("aws_subnet", s.v.SubnetID, s.v.SubnetID, s.at, w.inVPC(),
				text("cidr_block", s.v.CidrBlock, s.at), text("availability_zone", s.v.AvailabilityZone, s.at),
				field("map_public_ip_on_launch", iac.Bool(s.v.MapPublicIPOnLaunch, s.at)),
				field("ipv6_native", iac.Bool(s.v.Ipv6Native, s.at)), tags(s.v.Tags, s.at))
		}
	}
	return n
}

// tables adds the route tables. Where the main one is not told, nothing is known
// of the subnets that are not said to have another.
func (w *world) tables() (n int) {
	hasMain := false
	for _, t := range w.l.routeTable {
		if t.v.VpcID != w.id {
			continue
		}
		n++
		var routes []iac.Value
		for _, r := range t.v.Routes {
			if v, ok := r.value(t.at); ok {
				routes = append(routes, v)
			}
		}
		id := t.v.RouteTableID
		w.add("aws_route_table", id, id, t.at, w.inVPC(), field("route", iac.List(routes, nil, t.at)), tags(t.v.Tags, t.at))
		for _, a := range t.v.Associations {
			switch {
			case a.AssociationState.State != "" && a.AssociationState.State != "associated":
			case a.Main:
				hasMain = true
				w.add("aws_main_route_table_association", id, "", t.at, w.inVPC(), text("route_table_id", id, t.at))
			case a.SubnetID != "":
				w.add("aws_route_table_association", id+" of "+a.SubnetID, "", t.at,
					text("subnet_id", a.SubnetID, t.at), text("route_table_id", id, t.at))
			}
		}
	}
	if hasMain && w.l.listed["RouteTables"] {
		return n
	}
	routes := iac.UnknownValue(w.lacks("main route table", "describe-route-tables"), w.at)
	main := w.add("aws_route_table", "main route table of "+w.id, "", w.at, w.inVPC(), field("route", routes))
	w.add("aws_main_route_table_association", "main route table of "+w.id, "", w.at,
		w.inVPC(), field("route_table_id", iac.TextValue(iac.Text{{Resource: main}}, w.at)))
	return n
}

// value returns the route as Terraform has it. The local route is in every
// table, and that of a gateway endpoint is told by the endpoint.
func (r route) value(at source.Range) (iac.Value, bool) {
	gateway, appliance := r.GatewayID, ""
	switch {
	case gateway == "local", strings.HasPrefix(gateway, "vpce-") && r.DestinationPrefixListID != "":
		return iac.Value{}, false
	case strings.HasPrefix(gateway, "vpce-"):
		gateway, appliance = "", gateway
	}
	return iac.Object([]iac.Field{
		text("cidr_block", r.DestinationCidrBlock, at), text("ipv6_cidr_block", r.DestinationIpv6CidrBlock, at),
		text("destination_prefix_list_id", r.DestinationPrefixListID, at),
		text("gateway_id", gateway, at), text("vpc_endpoint_id", appliance, at), text("nat_gateway_id", r.NatGatewayID, at),
		text("egress_only_gateway_id", r.EgressOnlyInternetGatewayID, at), text("transit_gateway_id", r.TransitGatewayID, at),
		text("vpc_peering_connection_id", r.VpcPeeringConnectionID, at), text("network_interface_id", r.NetworkInterfaceID, at),
		text("instance_id", r.InstanceID, at), text("local_gateway_id", r.LocalGatewayID, at),
		text("carrier_gateway_id", r.CarrierGatewayID, at), text("core_network_arn", r.CoreNetworkArn, at),
	}, nil, at), true
}

func (w *world) endpoints() (n int) {
	for _, e := range w.l.endpoint {
		if e.v.VpcID != w.id || !strings.EqualFold(e.v.State, "available") {
			continue
		}
		n++
		var groups []string
		for _, g := range e.v.Groups {
			groups = append(groups, g.GroupID)
		}
		id, at := e.v.VpcEndpointID, e.at
		fields := []iac.Field{
			w.inVPC(), text("service_name", e.v.ServiceName, at), text("vpc_endpoint_type", e.v.VpcEndpointType, at),
			text("service_region", otherRegion(e.v), at), field("policy", policy(e.v.PolicyDocument, at)),
			field("private_dns_enabled", iac.Bool(e.v.PrivateDNSEnabled, at)),
			field("subnet_ids", list(e.v.SubnetIDs, at)), field("security_group_ids", list(groups, at)),
			field("route_table_ids", list(e.v.RouteTableIDs, at)), text("ip_address_type", e.v.IPAddressType, at),
		}
		if o := e.v.DNSOptions; o != nil {
			inbound := iac.Absent(at)
			if o.InboundOnly != nil {
				inbound = iac.Bool(*o.InboundOnly, at)
			}
			fields = append(fields, field("dns_options", iac.Object([]iac.Field{
				text("dns_record_ip_type", recordType(o.DNSRecordIPType), at),
				field("private_dns_only_for_inbound_resolver_endpoint", inbound),
			}, nil, at)))
		}
		w.add("aws_vpc_endpoint", id, id, at, fields...)
	}
	return n
}

// recordType returns the type of the records of an endpoint's names, as it is
// asked for: service-defined is what there is unless it is.
func recordType(s string) string {
	if s == "service-defined" {
		return ""
	}
	return s
}

// otherRegion returns the region of the service of an endpoint, if its name says
// another one. The API tells it always.
func otherRegion(e endpoint) string {
	if strings.Contains(e.ServiceName, "."+e.ServiceRegion+".") {
		return ""
	}
	return e.ServiceRegion
}

func (w *world) gateways() {
	for _, g := range w.l.igws {
		if slices.ContainsFunc(g.v.Attachments, func(a struct {
			VpcID string `json:"VpcId"`
		},
		) bool {
			return a.VpcID == w.id
		}) {
			w.add("aws_internet_gateway", g.v.InternetGatewayID, g.v.InternetGatewayID, g.at, w.inVPC())
		}
	}
	for _, g := range w.l.nats {
		if g.v.VpcID != w.id || g.v.State != "available" {
			continue
		}
		fields := []iac.Field{text("connectivity_type", g.v.ConnectivityType, g.at), text("availability_mode", g.v.AvailabilityMode, g.at)}
		if g.v.AvailabilityMode == "regional" {
			fields = append(fields, w.inVPC())
		} else {
			fields = append(fields, text("subnet_id", g.v.SubnetID, g.at))
		}
		w.add("aws_nat_gateway", g.v.NatGatewayID, g.v.NatGatewayID, g.at, fields...)
	}
}

// acls adds the network ACLs. Where the default one is not told, nothing is
// known of the subnets that have no other.
func (w *world) acls() {
	hasDefault := false
	id := iac.TextValue(iac.Text{{Resource: w.main, Attr: "default_network_acl_id"}}, w.at)
	for _, a := range w.l.acl {
		if a.v.VpcID != w.id {
			continue
		}
		var subnets []string
		for _, s := range a.v.Associations {
			subnets = append(subnets, s.SubnetID)
		}
		in, out := a.v.entries(a.at)
		fields := []iac.Field{w.inVPC(), field("ingress", in), field("egress", out), field("subnet_ids", list(subnets, a.at))}
		kind := "aws_network_acl"
		if a.v.IsDefault {
			hasDefault = true
			kind, fields = "aws_default_network_acl", append(fields, field("default_network_acl_id", id))
		}
		w.add(kind, a.v.NetworkACLID, a.v.NetworkACLID, a.at, fields...)
	}
	if !hasDefault || !w.l.listed["NetworkAcls"] {
		unknown := iac.UnknownValue(w.lacks("network ACLs", "describe-network-acls"), w.at)
		w.add("aws_default_network_acl", "default network ACL of "+w.id, "", w.at,
			field("default_network_acl_id", id), field("ingress", unknown), field("egress", unknown))
	}
}

// lastRule is the number of the rule that denies what no other matches (VPC user
// guide, "Network ACL rules").
const lastRule = 32767

func (a acl) entries(at source.Range) (in, out iac.Value) {
	var ingress, egress []iac.Value
	for _, e := range a.Entries {
		if e.RuleNumber >= lastRule || e.CidrBlock == "" {
			continue
		}
		fields := []iac.Field{
			text("rule_no", strconv.Itoa(e.RuleNumber), at), text("action", e.RuleAction, at),
			text("protocol", e.Protocol, at), text("cidr_block", e.CidrBlock, at),
		}
		if e.PortRange != nil {
			fields = append(fields, text("from_port", strconv.Itoa(e.PortRange.From), at), text("to_port", strconv.Itoa(e.PortRange.To), at))
		}
		entry := iac.Object(fields, nil, at)
		if e.Egress {
			egress = append(egress, entry)
		} else {
			ingress = append(ingress, entry)
		}
	}
	return iac.List(ingress, nil, at), iac.List(egress, nil, at)
}
