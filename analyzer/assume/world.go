package assume

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A world is made of facts, one resource after the other.
type world struct {
	facts Facts
	set   *Set
	vpcs  map[string]*vpcParts // by name
}

// vpcParts are the resources of an assumed VPC that others refer to.
type vpcParts struct {
	VPC
	resource *iac.Resource
	inside   *iac.Resource // the subnet that its endpoints are in
	gateway  *iac.Resource // internet gateway, nil until it is needed
	nat      *iac.Resource // likewise
	tables   []iac.Value   // all route tables
}

// add adds a resource. One that has an id of its own can be referred to by it.
func (w *world) add(kind, address, id string, at source.Range, fields ...iac.Field) *iac.Resource {
	r := &iac.Resource{
		Address: address, Type: kind, Language: iac.Terraform, ID: id,
		Exists: iac.Bool(true, at), Body: iac.Object(fields, nil, at), Range: at, Header: at,
	}
	w.set.add(r)
	return r
}

func field(name string, v iac.Value) iac.Field {
	return iac.Field{Name: name, Value: v, Range: v.Range}
}

func text(name, s string, at source.Range) iac.Field { return field(name, iac.String(s, at)) }

// ref returns a reference to r.
func ref(r *iac.Resource, at source.Range) iac.Value {
	return iac.TextValue(iac.Text{{Resource: r}}, at)
}

// unsaid returns the value of what is not said of a thing.
func unsaid(name, what, key string, at source.Range) iac.Value {
	return iac.UnknownValue(&iac.Unknown{
		Name: what + " of " + name, Range: at,
		Why: fmt.Sprintf("what is assumed of `%s` does not say its %s: add `%s:`", name, what, key),
	}, at)
}

// cidr returns the nth CIDR block, or that there is none.
func cidr(name string, cidrs []source.Text, n int, at source.Range) iac.Value {
	if n < len(cidrs) {
		return iac.String(cidrs[n].Value, cidrs[n].At)
	}
	return unsaid(name, "CIDR block", "cidr", at)
}

// vpc adds a VPC with its main route table, and the subnet that its endpoints
// are in.
func (w *world) vpc(v VPC) {
	name, at := v.Name.Value, v.Name.At
	p := &vpcParts{VPC: v}
	p.resource = w.add("aws_vpc", name, idOf("vpc-", name, 0), at,
		field("cidr_block", cidr(name, v.CIDRs, 0, at)),
		field("enable_dns_support", iac.Bool(true, at)), field("enable_dns_hostnames", iac.Bool(true, at)))
	w.vpcs[name] = p
	for n := 1; n < len(v.CIDRs); n++ {
		w.add("aws_vpc_ipv4_cidr_block_association", v.CIDRs[n].Value+" of "+name, "", v.CIDRs[n].At,
			field("vpc_id", ref(p.resource, at)), field("cidr_block", cidr(name, v.CIDRs, n, at)))
	}
	main := w.table(p, "main route table of "+name, v.Routing, at)
	w.add("aws_main_route_table_association", "main route table of "+name, "", at,
		field("vpc_id", ref(p.resource, at)), field("route_table_id", ref(main, at)))
	p.inside = w.add("aws_subnet", "a subnet of "+name, "", at,
		field("vpc_id", ref(p.resource, at)), field("cidr_block", cidr(name, v.CIDRs, 0, at)))
	if !v.Complete {
		w.open(p)
	}
}

// open says that a VPC may hold more than is said.
func (w *world) open(p *vpcParts) {
	name, at := p.Name.Value, p.Name.At
	more := w.add("assumption", "rest of "+name, "", at, field("vpc_id", ref(p.resource, at)))
	more.Unseen = &iac.Unknown{
		Name: name, Range: at,
		Why: fmt.Sprintf("what is assumed of `%s` may not be all: add `complete: true` if it is", name),
	}
}

// table adds a route table of a VPC whose default route leads where the routing
// says.
func (w *world) table(p *vpcParts, address string, routing Routing, at source.Range) *iac.Resource {
	var routes iac.Value
	switch routing {
	case Isolated:
		routes = iac.List(nil, nil, at)
	case NAT:
		routes = defaultRoute("nat_gateway_id", w.natGateway(p), at)
	case Public:
		routes = defaultRoute("gateway_id", w.internetGateway(p), at)
	default:
		routes = unsaid(p.Name.Value, "routing", "routing", at)
	}
	t := w.add("aws_route_table", address, "", at, field("vpc_id", ref(p.resource, at)), field("route", routes))
	p.tables = append(p.tables, ref(t, at))
	return t
}

func defaultRoute(target string, r *iac.Resource, at source.Range) iac.Value {
	route := iac.Object([]iac.Field{text("cidr_block", "0.0.0.0/0", at), field(target, ref(r, at))}, nil, at)
	return iac.List([]iac.Value{route}, nil, at)
}

func (w *world) internetGateway(p *vpcParts) *iac.Resource {
	if p.gateway == nil {
		at := p.Name.At
		p.gateway = w.add("aws_internet_gateway", "internet gateway of "+p.Name.Value, "", at, field("vpc_id", ref(p.resource, at)))
	}
	return p.gateway
}

// natGateway returns the NAT gateway of a VPC, which is in a public subnet.
func (w *world) natGateway(p *vpcParts) *iac.Resource {
	if p.nat != nil {
		return p.nat
	}
	name, at := p.Name.Value, p.Name.At
	subnet := w.add("aws_subnet", "public subnet of "+name, "", at,
		field("vpc_id", ref(p.resource, at)), field("cidr_block", cidr(name, p.CIDRs, 0, at)))
	p.nat = w.add("aws_nat_gateway", "NAT gateway of "+name, "", at, field("subnet_id", ref(subnet, at)))
	table := w.table(p, "public route table of "+name, Public, at)
	w.associate(subnet, table, at)
	return p.nat
}

func (w *world) associate(subnet, table *iac.Resource, at source.Range) {
	w.add("aws_route_table_association", table.Address, "", at,
		field("subnet_id", ref(subnet, at)), field("route_table_id", ref(table, at)))
}

// subnets adds the subnets that a name stands for.
func (w *world) subnets(s Subnet) {
	name, at := s.Name.Value, s.Name.At
	p, size := w.vpcs[s.VPC.Value], s.size()
	if p == nil && s.Routing != "" { // of its VPC nothing else is known
		if s.VPC.Value == "" {
			s.VPC = source.Text{Value: "the VPC of " + name, At: at}
		}
		w.vpc(VPC{Name: s.VPC})
		p = w.vpcs[s.VPC.Value]
	}
	if len(s.CIDRs) == 0 && p != nil && len(p.CIDRs) == 1 {
		// Each lies somewhere in the block of the VPC. What holds for all of that
		// holds for it.
		s.CIDRs = slices.Repeat(p.CIDRs, size)
	}
	var table *iac.Resource
	if s.Routing != "" {
		table = w.table(p, "route table of "+name, s.Routing, at)
	}
	for n := range size {
		address := name
		if size > 1 {
			address += "[" + strconv.Itoa(n) + "]"
		}
		subnet := w.add("aws_subnet", address, idOf("subnet-", name, n), at,
			field("vpc_id", w.vpcRef(s.VPC, name, at)), field("cidr_block", cidr(name, s.CIDRs, n, at)))
		if table != nil {
			w.associate(subnet, table, at)
		}
	}
}

// vpcRef returns a reference to the VPC of something.
func (w *world) vpcRef(vpc source.Text, of string, at source.Range) iac.Value {
	switch p := w.vpcs[vpc.Value]; {
	case p != nil:
		return ref(p.resource, vpc.At)
	case vpc.Value != "":
		return iac.String(vpc.Value, vpc.At)
	}
	return unsaid(of, "VPC", "vpc", at)
}

// endpoints adds the endpoints of a VPC, when all of its route tables are
// there.
func (w *world) endpoints(p *vpcParts) {
	var group *iac.Resource
	for _, e := range p.Endpoints {
		at := e.Service.At
		fields := []iac.Field{
			field("vpc_id", ref(p.resource, at)), text("vpc_endpoint_type", e.Type, at),
			field("service_name", w.serviceName(e.Service)),
		}
		if e.Type == "Gateway" {
			fields = append(fields, field("route_table_ids", iac.List(p.tables, nil, at)))
		} else {
			if group == nil {
				group = w.admitting(p)
			}
			fields = append(fields, field("private_dns_enabled", iac.Bool(!e.PublicDNS, at)),
				field("subnet_ids", iac.List([]iac.Value{ref(p.inside, at)}, nil, at)),
				field("security_group_ids", iac.List([]iac.Value{ref(group, at)}, nil, at)))
		}
		w.add("aws_vpc_endpoint", e.Service.Value+" endpoint of "+p.Name.Value, "", at, fields...)
	}
}

// serviceName returns the name of the endpoint service in the region of the
// stack.
func (w *world) serviceName(service source.Text) iac.Value {
	return iac.TextValue(iac.Text{
		{Literal: "com.amazonaws."}, {Unknown: w.set.region}, {Literal: "." + service.Value},
	}, service.At)
}

// admitting adds the security group of the endpoints of a VPC, which admits
// what comes.
func (w *world) admitting(p *vpcParts) *iac.Resource {
	at := p.Name.At
	all := []Permission{{Protocol: "-1", Peer: "0.0.0.0/0", At: at}}
	return w.add("aws_security_group", "security group of the endpoints of "+p.Name.Value, "", at,
		field("vpc_id", ref(p.resource, at)),
		field("ingress", w.permissions(&all, "", "", at)), field("egress", w.permissions(&all, "", "", at)))
}

func (w *world) group(g Group) {
	name, at := g.Name.Value, g.Name.At
	w.add("aws_security_group", name, idOf("sg-", name, 0), at,
		field("vpc_id", w.vpcRef(g.VPC, name, at)),
		field("ingress", w.permissions(g.Ingress, name, "ingress", at)),
		field("egress", w.permissions(g.Egress, name, "egress", at)))
}

// permissions returns the rules of a group in one direction.
func (w *world) permissions(ps *[]Permission, name, direction string, at source.Range) iac.Value {
	if ps == nil {
		return unsaid(name, direction+" rules", direction, at)
	}
	items := []iac.Value{}
	for _, p := range *ps {
		fields := []iac.Field{text("protocol", p.Protocol, p.At)}
		if p.Protocol != "-1" {
			fields = append(fields, text("from_port", strconv.Itoa(p.From), p.At), text("to_port", strconv.Itoa(p.To), p.At))
		}
		peer, attr := p.Peer, "security_groups"
		switch {
		case strings.Contains(peer, "/"):
			attr = "cidr_blocks"
		case strings.HasPrefix(peer, "pl-"):
			attr = "prefix_list_ids"
		default:
			peer = idOf("sg-", peer, 0)
		}
		list := iac.List([]iac.Value{iac.String(peer, p.At)}, nil, p.At)
		items = append(items, iac.Object(append(fields, field(attr, list)), nil, p.At))
	}
	return iac.List(items, nil, at)
}
