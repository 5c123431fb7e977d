package network

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// An EndpointType is the kind of a VPC endpoint.
type EndpointType uint8

// The types of VPC endpoint.
const (
	UnknownEndpointType EndpointType = iota
	InterfaceEndpoint
	GatewayEndpoint
	OtherEndpoint // gateway load balancer, resource, service network
)

// An Endpoint is a VPC endpoint. An interface endpoint has one network
// interface in each of its subnets, guarded by its security groups; a gateway
// endpoint is a route in each of its route tables.
type Endpoint struct {
	Node
	Type        EndpointType
	TypeUnknown *iac.Unknown
	TypeAt      source.Range
	Service     string   // short name, ecr.api; empty if not known
	ServiceText iac.Text // com.amazonaws.eu-west-1.ecr.api
	ServiceAt   source.Range
	Region      iac.Text // of the service
	CrossRegion bool     // the region is given apart from the service: another one is meant

	VPC           *VPC
	VPCAt         source.Range
	Subnets       []*Subnet
	SubnetsRange  source.Range
	SubnetsMore   *iac.Unknown // why there may be more
	Addresses     []netip.Addr // of its interfaces, where they are chosen
	Groups        []*SecurityGroup
	GroupsAt      source.Range
	GroupsMore    *iac.Unknown
	RouteTables   []*RouteTable
	RouteTablesAt source.Range
	TablesMore    *iac.Unknown

	PrivateDNS iac.Value
	// InboundOnly is whether the private names of an S3 interface endpoint are
	// answered only through inbound Resolver endpoints, which no task uses.
	InboundOnly iac.Value
	RecordType  iac.Value // which records the private names have: ipv4, ipv6, dualstack
	AddressType iac.Value // of its interfaces and names: ipv4, ipv6, dualstack
	Policy      iac.Value // absent means full access

	ownGroups bool // groups are named inline
}

var endpointKind = kind{[]string{"aws_vpc_endpoint", "AWS::EC2::VPCEndpoint"}, (*builder).endpoint}

// The attributes of endpoints that a change can mend.
var (
	EndpointTables     = iac.Named("route_table_ids", "RouteTableIds")
	EndpointPrivateDNS = iac.Named("private_dns_enabled", "PrivateDnsEnabled")
)

var (
	endpointServiceName   = iac.Named("service_name", "ServiceName")
	endpointServiceRegion = iac.Named("service_region", "ServiceRegion")
	endpointType          = iac.Named("vpc_endpoint_type", "VpcEndpointType")
	endpointSubnets       = iac.Named("subnet_ids", "SubnetIds")
	endpointSubnetConfigs = iac.Named("subnet_configuration", "")
	endpointAddress       = iac.Named("ipv4", "")
	endpointGroups        = iac.Named("security_group_ids", "SecurityGroupIds")
	endpointDNSOptions    = iac.Named("dns_options", "DnsOptions")
	endpointInboundOnly   = iac.Named("private_dns_only_for_inbound_resolver_endpoint", "PrivateDnsOnlyForInboundResolverEndpoint")
	endpointRecordType    = iac.Named("dns_record_ip_type", "DnsRecordIpType")
	endpointAddressType   = iac.Named("ip_address_type", "IpAddressType")
	endpointPolicy        = iac.Named("policy", "PolicyDocument")
	endpointID            = iac.Named("vpc_endpoint_id", "")
)

func (b *builder) endpoint(r *iac.Resource) {
	ep := &Endpoint{
		Node:        declare(r),
		PrivateDNS:  r.Deployed(EndpointPrivateDNS).Or(false),
		Policy:      r.Deployed(endpointPolicy),
		RecordType:  r.Attr(endpointDNSOptions).Read(endpointRecordType, r.Language),
		AddressType: r.Attr(endpointAddressType).Or("ipv4"),
	}
	if isEmpty(ep.Policy) {
		ep.Policy = iac.Absent(ep.Policy.Range)
	}
	ep.readService(r)
	ep.readType(r)
	ep.InboundOnly = inboundOnly(r)
	b.endpoints.add(r, ep)
	b.graph.Endpoints = append(b.graph.Endpoints, ep)
	b.link(func() { b.linkEndpoint(ep, r) })
}

func (ep *Endpoint) readService(r *iac.Resource) {
	name := r.Attr(endpointServiceName)
	ep.ServiceText, _ = name.Text()
	ep.ServiceAt = name.Range
	ep.Service, ep.Region = serviceOf(ep.ServiceText)
	if region := r.Attr(endpointServiceRegion); !region.IsAbsent() {
		ep.Region, _ = region.Text()
		ep.CrossRegion = true
	}
}

// serviceOf returns the short name of the endpoint service that t names and
// the service's region; an empty short name if it names none of AWS's.
func serviceOf(t iac.Text) (service string, region iac.Text) {
	if len(t) == 0 || t[0].Literal == "" {
		return "", nil
	}
	rest, ok := aws.CutServicePrefix(t[0].Literal)
	if !ok {
		return "", nil
	}
	region, short, found := append(iac.Text{{Literal: rest}}, t[1:]...).Cut(".")
	service, known := short.Literal()
	if !found || !known {
		return "", nil
	}
	return service, region
}

// readType reads the type, which both languages and the API default to
// Gateway.
func (ep *Endpoint) readType(r *iac.Resource) {
	v := r.Attr(endpointType).Or("Gateway")
	ep.TypeAt = v.Range
	s, known := v.Str()
	switch {
	case !known:
		ep.TypeUnknown = v.Unknown()
	case s == "Interface":
		ep.Type = InterfaceEndpoint
	case s == "Gateway":
		ep.Type = GatewayEndpoint
	default:
		ep.Type = OtherEndpoint
	}
}

// inboundOnly reads the option of the S3 interface endpoint. The API takes a
// missing option for true; the Terraform provider sends it only where a
// dns_options block exists, and then false if it is not set (provider source,
// vpc_endpoint.go; EC2 API reference, DnsOptionsSpecification).
func inboundOnly(r *iac.Resource) iac.Value {
	options := r.Attr(endpointDNSOptions)
	if options.IsAbsent() {
		return iac.Bool(true, options.Range)
	}
	if items, partial := options.Items(); len(items) == 0 && partial == nil {
		return iac.Bool(true, options.Range)
	}
	v := options.Read(endpointInboundOnly, r.Language)
	if r.Language == iac.Terraform {
		return v.Or(false)
	}
	if s, known := v.Str(); known {
		return iac.Bool(s != "AllResolvers", v.Range)
	}
	return v.Or(true)
}

func (b *builder) linkEndpoint(ep *Endpoint, r *iac.Resource) {
	ep.VPC, ep.VPCAt = b.vpcOf(r.Attr(vpcID)), r.Attr(vpcID).Range
	subnets := r.Deployed(endpointSubnets)
	ep.SubnetsRange = subnets.Range
	ss, more := b.subnets.all(subnets)
	ep.Subnets, ep.SubnetsMore = append(ep.Subnets, ss...), either(ep.SubnetsMore, more)
	configs, more := r.Deployed(endpointSubnetConfigs).Items()
	ep.SubnetsMore = either(ep.SubnetsMore, more)
	for _, c := range configs {
		if s := b.subnets.get(c.Read(associationSubnet, r.Language)); s != nil {
			ep.Subnets = append(ep.Subnets, s)
		}
		address, _ := c.Read(endpointAddress, r.Language).Str()
		if ip, err := netip.ParseAddr(address); err == nil {
			ep.Addresses = append(ep.Addresses, ip)
		}
	}
	groups := r.Deployed(endpointGroups)
	ep.GroupsAt = groups.Range
	gs, more := b.securityGroups(groups)
	ep.ownGroups = ep.ownGroups || len(gs) > 0 || more != nil
	ep.Groups, ep.GroupsMore = append(ep.Groups, gs...), either(ep.GroupsMore, more)
	tables := r.Deployed(EndpointTables)
	ep.RouteTablesAt = tables.Range
	items, more := tables.Items()
	ep.TablesMore = either(ep.TablesMore, more)
	for _, item := range items {
		ep.addTable(b.table(item))
	}
}

func (ep *Endpoint) addTable(t *RouteTable) {
	if t != nil {
		ep.RouteTables = append(ep.RouteTables, t)
		t.GatewayEndpoints = append(t.GatewayEndpoints, ep)
	}
}

// either returns the first of the reasons that is not nil.
func either(reasons ...*iac.Unknown) *iac.Unknown {
	for _, r := range reasons {
		if r != nil {
			return r
		}
	}
	return nil
}

// settle completes the endpoint when all associations are read: an interface
// endpoint without groups has the VPC's default group. To ignore changes of a
// list that nothing in the files adds to is to say that something else does.
func (ep *Endpoint) settle() {
	if len(ep.Subnets) == 0 {
		ep.SubnetsMore = either(ep.SubnetsMore, ep.Resource.MayDiffer(endpointSubnets))
	}
	if len(ep.Groups) == 0 {
		ep.GroupsMore = either(ep.GroupsMore, ep.Resource.MayDiffer(endpointGroups))
	}
	if len(ep.RouteTables) == 0 {
		ep.TablesMore = either(ep.TablesMore, ep.Resource.MayDiffer(EndpointTables))
	}
	if ep.Type == InterfaceEndpoint && !ep.ownGroups && ep.GroupsMore == nil && ep.VPC != nil && ep.VPC.DefaultGroup != nil {
		ep.Groups = append(ep.Groups, ep.VPC.DefaultGroup)
	}
	if ep.VPC == nil || ep.Missing {
		return
	}
	switch {
	case ep.Service == "" && len(ep.ServiceText) > 0 && undecidedService(ep.ServiceText):
		// It may be any service.
		ep.VPC.Open = append(ep.VPC.Open, ep.serviceUnknown())
	case ep.Type == UnknownEndpointType && ep.TypeUnknown != nil:
		ep.VPC.Open = append(ep.VPC.Open, ep.TypeUnknown)
	}
}

// serviceUnknown says why the endpoint's service is not known.
func (ep *Endpoint) serviceUnknown() *iac.Unknown {
	if us := ep.ServiceText.Unknowns(); len(us) > 0 {
		return us[0]
	}
	return &iac.Unknown{
		Name: ep.Address, Range: ep.Range,
		Why: fmt.Sprintf("the service `%s` of `%s` is only known after apply", ep.ServiceText, ep.Address),
	}
}

// undecidedService reports whether t may name any of AWS's services. Those of others
// begin with com.amazonaws.vpce.
func undecidedService(t iac.Text) bool {
	_, known := t.Literal()
	return !known && !strings.HasPrefix(t[0].Literal, "com.amazonaws.vpce.")
}

var endpointSubnetKind = kind{[]string{"aws_vpc_endpoint_subnet_association"}, func(b *builder, r *iac.Resource) {
	b.associate(r, func(ep *Endpoint, why *iac.Unknown) {
		if why != nil {
			ep.SubnetsMore = why
		} else if s := b.subnets.get(r.Attr(associationSubnet)); s != nil {
			ep.Subnets = append(ep.Subnets, s)
		}
	})
}}

var endpointGroupKind = kind{[]string{"aws_vpc_endpoint_security_group_association"}, func(b *builder, r *iac.Resource) {
	b.associate(r, func(ep *Endpoint, why *iac.Unknown) {
		if replace, _ := r.Attr(iac.Named("replace_default_association", "")).Bool(); replace {
			ep.ownGroups = true
		}
		if why != nil {
			ep.GroupsMore = why
		} else if g := b.group(r.Attr(iac.Named("security_group_id", ""))); g != nil {
			ep.Groups = append(ep.Groups, g)
		}
	})
}}

var endpointRouteTableKind = kind{[]string{"aws_vpc_endpoint_route_table_association"}, func(b *builder, r *iac.Resource) {
	b.associate(r, func(ep *Endpoint, why *iac.Unknown) {
		if why != nil {
			ep.TablesMore = why
		} else {
			ep.addTable(b.table(r.Attr(routeTableID)))
		}
	})
}}

var endpointPolicyKind = kind{[]string{"aws_vpc_endpoint_policy"}, func(b *builder, r *iac.Resource) {
	b.associate(r, func(ep *Endpoint, why *iac.Unknown) {
		ep.Policy = r.Attr(endpointPolicy)
		if why != nil {
			ep.Policy = iac.UnknownValue(why, r.Range)
		}
	})
}}

var endpointPrivateDNSKind = kind{[]string{"aws_vpc_endpoint_private_dns"}, func(b *builder, r *iac.Resource) {
	b.associate(r, func(ep *Endpoint, why *iac.Unknown) {
		ep.PrivateDNS = r.Attr(EndpointPrivateDNS)
		if why != nil {
			ep.PrivateDNS = iac.UnknownValue(why, r.Range)
		}
	})
}}

var endpointParts = []kind{endpointSubnetKind, endpointGroupKind, endpointRouteTableKind, endpointPolicyKind, endpointPrivateDNSKind}

// PartOfEndpoint reports whether a resource of the type refers to an endpoint to
// be a part of it, and not to make use of it.
func PartOfEndpoint(resourceType string) bool {
	for _, k := range endpointParts {
		if slices.Contains(k.types, resourceType) {
			return true
		}
	}
	return false
}

// associate has join run for the endpoint that the association r names. Why is
// the reason for which the association may not exist.
func (b *builder) associate(r *iac.Resource, join func(ep *Endpoint, why *iac.Unknown)) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		if ep := b.endpoints.get(r.Attr(endpointID)); ep != nil {
			join(ep, why)
		}
	})
}
