package network_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/source"
)

var at = source.Range{File: "main.tf"}

// declared returns a Terraform resource with attributes given as pairs of a
// name and a value: a string, a bool, an int, a resource (its id), a reference
// to another attribute, a list, an object or an unknown.
func declared(kind, name string, pairs ...any) *iac.Resource {
	return &iac.Resource{
		Type: kind, Address: kind + "." + name, Language: iac.Terraform,
		Body: object(pairs...), Range: at, Header: at, Region: iac.String("eu-west-1", at),
	}
}

func object(pairs ...any) iac.Value {
	var fields []iac.Field
	for i := 0; i < len(pairs); i += 2 {
		fields = append(fields, iac.Field{Name: pairs[i].(string), Value: value(pairs[i+1]), Range: at})
	}
	return iac.Object(fields, nil, at)
}

type attribute struct {
	of   *iac.Resource
	attr string
}

func value(x any) iac.Value {
	switch x := x.(type) {
	case iac.Value:
		return x
	case string:
		return iac.String(x, at)
	case bool:
		return iac.Bool(x, at)
	case int:
		return iac.Absent(at).Or(x)
	case *iac.Resource:
		return value(attribute{x, "id"})
	case attribute:
		return iac.TextValue(iac.Text{{Resource: x.of, Attr: x.attr}}, at)
	case *iac.Unknown:
		return iac.UnknownValue(x, at)
	case []any:
		var items []iac.Value
		for _, item := range x {
			items = append(items, value(item))
		}
		return iac.List(items, nil, at)
	}
	return iac.Absent(at)
}

func list(xs ...any) []any { return xs }

// both builds the graph of the resources in their order and in the opposite
// one, and has check look at each.
func both(t *testing.T, rs []*iac.Resource, check func(t *testing.T, g *network.Graph)) {
	t.Helper()
	t.Run("in order", func(t *testing.T) { check(t, network.Build(rs)) })
	t.Run("backwards", func(t *testing.T) {
		var back []*iac.Resource
		for i := len(rs) - 1; i >= 0; i-- {
			back = append(back, rs[i])
		}
		check(t, network.Build(back))
	})
}

// TestAdoptedDefaultGroup: the group that a stack adopts is the VPC's default
// one wherever it is referred to.
func TestAdoptedDefaultGroup(t *testing.T) {
	vpc := declared("aws_vpc", "main", "cidr_block", "10.0.0.0/16")
	adopted := declared("aws_default_security_group", "default", "vpc_id", vpc,
		"ingress", list(object("protocol", "-1", "from_port", 0, "to_port", 0, "self", true)))
	endpoint := declared("aws_vpc_endpoint", "logs", "vpc_id", vpc, "service_name", "com.amazonaws.eu-west-1.logs",
		"vpc_endpoint_type", "Interface", "security_group_ids", list(adopted))
	bare := declared("aws_vpc_endpoint", "ssm", "vpc_id", vpc, "service_name", "com.amazonaws.eu-west-1.ssm", "vpc_endpoint_type", "Interface")
	rule := declared("aws_vpc_security_group_egress_rule", "out", "security_group_id", attribute{vpc, "default_security_group_id"},
		"ip_protocol", "tcp", "from_port", 443, "to_port", 443, "referenced_security_group_id", adopted)
	both(t, []*iac.Resource{rule, endpoint, bare, adopted, vpc}, func(t *testing.T, g *network.Graph) {
		group := g.VPCs[0].DefaultGroup
		for _, ep := range g.Endpoints {
			if len(ep.Groups) != 1 || ep.Groups[0] != group {
				t.Errorf("groups of %s = %v, want the default group", ep.Address, ep.Groups)
			}
		}
		if len(group.Ingress.List) != 1 || group.Ingress.List[0].Peer.Group != group {
			t.Errorf("ingress = %+v, want one rule for itself", group.Ingress.List)
		}
		if len(group.Egress.List) != 1 || group.Egress.List[0].Peer.Group != group {
			t.Errorf("egress = %+v, want the rule added by the VPC's attribute, for the group itself", group.Egress.List)
		}
	})
}

// TestMainTable: attributes of a VPC name the table that came with it, also
// where another one is made the main one.
func TestMainTable(t *testing.T) {
	vpc := declared("aws_vpc", "main", "cidr_block", "10.0.0.0/16")
	first := declared("aws_default_route_table", "first", "default_route_table_id", attribute{vpc, "default_route_table_id"})
	second := declared("aws_route_table", "second", "vpc_id", vpc)
	swap := declared("aws_main_route_table_association", "swap", "vpc_id", vpc, "route_table_id", second)
	route := declared("aws_route", "out", "route_table_id", attribute{vpc, "main_route_table_id"}, "destination_cidr_block", "0.0.0.0/0", "gateway_id", "igw-1")
	subnet := declared("aws_subnet", "app", "vpc_id", vpc, "cidr_block", "10.0.1.0/24")
	both(t, []*iac.Resource{route, subnet, swap, first, second, vpc}, func(t *testing.T, g *network.Graph) {
		if got := g.Subnets[0].Table.Address; got != second.Address {
			t.Errorf("table of the subnet = %s, want %s", got, second.Address)
		}
		for _, table := range g.RouteTables {
			want := 0
			if table.Address == first.Address {
				want = 1
			}
			if len(table.Routes) != want {
				t.Errorf("%s has %d routes, want %d", table.Address, len(table.Routes), want)
			}
		}
	})
}

// TestTableOfSubnet is what associations make of a subnet's table.
func TestTableOfSubnet(t *testing.T) {
	vpc := declared("aws_vpc", "main", "cidr_block", "10.0.0.0/16")
	subnet := declared("aws_subnet", "app", "vpc_id", vpc, "cidr_block", "10.0.1.0/24")
	a, b := declared("aws_route_table", "a", "vpc_id", vpc), declared("aws_route_table", "b", "vpc_id", vpc)
	associate := func(table *iac.Resource, exists any) *iac.Resource {
		r := declared("aws_route_table_association", "x", "subnet_id", subnet, "route_table_id", table)
		r.Exists = value(exists)
		return r
	}
	unknown := &iac.Unknown{Name: "var.on", Why: "variable `on` has no value"}
	const main = "main route table of aws_vpc.main"
	tests := []struct {
		name         string
		associations []*iac.Resource
		table, maybe string
		external     bool
	}{
		{"none", nil, main, "", false},
		{"one", []*iac.Resource{associate(a, nil)}, a.Address, "", false},
		{"one that is not created", []*iac.Resource{associate(a, false)}, main, "", false},
		{"one perhaps", []*iac.Resource{associate(a, unknown)}, main, a.Address, false},
		{"the same twice", []*iac.Resource{associate(a, nil), associate(a, nil)}, a.Address, "", false},
		{"two", []*iac.Resource{associate(a, nil), associate(b, nil)}, "", "", true},
		{"one, and another perhaps", []*iac.Resource{associate(a, nil), associate(b, unknown)}, a.Address, "", false},
		{"either perhaps", []*iac.Resource{associate(a, unknown), associate(b, unknown)}, "", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			both(t, append(tt.associations, vpc, subnet, a, b), func(t *testing.T, g *network.Graph) {
				s := g.Subnets[0]
				if got := s.Table.External != nil; got != tt.external {
					t.Fatalf("table %s external: %t, want %t", s.Table.Address, got, tt.external)
				}
				if !tt.external && s.Table.Address != tt.table {
					t.Errorf("table = %s, want %s", s.Table.Address, tt.table)
				}
				maybe := ""
				if s.MaybeTable != nil {
					maybe = s.MaybeTable.Address
				}
				if maybe != tt.maybe {
					t.Errorf("table perhaps = %q, want %q", maybe, tt.maybe)
				}
			})
		})
	}
}

// TestPropagation makes a table partial whatever comes first.
func TestPropagation(t *testing.T) {
	vpc := declared("aws_vpc", "main", "cidr_block", "10.0.0.0/16")
	table := declared("aws_route_table", "app", "vpc_id", vpc)
	vpn := declared("aws_vpn_gateway_route_propagation", "vpn", "route_table_id", table, "vpn_gateway_id", "vgw-1")
	both(t, []*iac.Resource{vpn, table, vpc}, func(t *testing.T, g *network.Graph) {
		if g.RouteTables[0].Partial == nil {
			t.Error("the table is complete, want it partial")
		}
	})
}

// TestEndpointService reads service names of every kind of text.
func TestEndpointService(t *testing.T) {
	region := &iac.Unknown{Name: "var.region", Why: "variable `region` has no value"}
	text := func(parts ...iac.Part) iac.Value { return iac.TextValue(parts, at) }
	tests := []struct {
		name            string
		service         any
		want, wantPlace string
		open            int
	}{
		{"of the region", "com.amazonaws.eu-west-1.ecr.api", "ecr.api", "eu-west-1", 0},
		{"in China", "cn.com.amazonaws.cn-north-1.ecr.dkr", "ecr.dkr", "cn-north-1", 0},
		{"in a region that is not known", text(iac.Part{Literal: "com.amazonaws."}, iac.Part{Unknown: region}, iac.Part{Literal: ".s3"}), "s3", "${var.region}", 0},
		{"that is not known", text(iac.Part{Literal: "com.amazonaws.eu-west-1."}, iac.Part{Unknown: region}), "", "", 1},
		{"that is not known at all", region, "", "", 1},
		{"of somebody else", "com.example.service", "", "", 0},
		{"of somebody else by PrivateLink, its end unknown", text(iac.Part{Literal: "com.amazonaws.vpce.eu-west-1."}, iac.Part{Unknown: region}), "", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vpc := declared("aws_vpc", "main", "cidr_block", "10.0.0.0/16")
			g := network.Build([]*iac.Resource{vpc, declared("aws_vpc_endpoint", "x", "vpc_id", vpc, "service_name", tt.service)})
			ep := g.Endpoints[0]
			if ep.Service != tt.want || ep.Region.String() != tt.wantPlace {
				t.Errorf("service %q in %q, want %q in %q", ep.Service, ep.Region, tt.want, tt.wantPlace)
			}
			if got := len(g.VPCs[0].Open); got != tt.open {
				t.Errorf("the VPC is open for %d reasons, want %d", got, tt.open)
			}
		})
	}
}

// TestEndpointAssociations: subnets, groups and tables come from four kinds of
// resource.
func TestEndpointAssociations(t *testing.T) {
	vpc := declared("aws_vpc", "main", "cidr_block", "10.0.0.0/16")
	a, b := declared("aws_subnet", "a", "vpc_id", vpc), declared("aws_subnet", "b", "vpc_id", vpc)
	c := declared("aws_subnet", "c", "vpc_id", vpc)
	group := declared("aws_security_group", "g", "vpc_id", vpc)
	ep := declared("aws_vpc_endpoint", "x", "vpc_id", vpc, "service_name", "com.amazonaws.eu-west-1.logs", "vpc_endpoint_type", "Interface",
		"subnet_ids", list(a), "subnet_configuration", list(object("subnet_id", b, "ipv4", "10.0.0.9")))
	more := declared("aws_vpc_endpoint_subnet_association", "c", "vpc_endpoint_id", ep, "subnet_id", c)
	for _, replace := range []bool{false, true} {
		guard := declared("aws_vpc_endpoint_security_group_association", "g", "vpc_endpoint_id", ep, "security_group_id", group, "replace_default_association", replace)
		both(t, []*iac.Resource{guard, more, ep, group, a, b, c, vpc}, func(t *testing.T, g *network.Graph) {
			e := g.Endpoints[0]
			got := map[string]bool{}
			for _, s := range e.Subnets {
				got[s.Address] = true
			}
			if diff := cmp.Diff(map[string]bool{a.Address: true, b.Address: true, c.Address: true}, got); diff != "" {
				t.Errorf("subnets (-want +got):\n%s", diff)
			}
			want := 2 // the default group stays beside one that does not replace it
			if replace {
				want = 1
			}
			if len(e.Groups) != want {
				t.Errorf("with replace %t the endpoint has %d groups, want %d", replace, len(e.Groups), want)
			}
		})
	}
}

// TestExternal: what is declared elsewhere is one node for each reference.
func TestExternal(t *testing.T) {
	u := &iac.Unknown{Name: "var.vpc_id", Why: "variable `vpc_id` has no value"}
	other := &iac.Unknown{Name: "var.other", Why: "variable `other` has no value"}
	g := network.Build([]*iac.Resource{
		declared("aws_subnet", "a", "vpc_id", u), declared("aws_subnet", "b", "vpc_id", u),
		declared("aws_subnet", "c", "vpc_id", other), declared("aws_subnet", "d", "vpc_id", "vpc-1"), declared("aws_subnet", "e", "vpc_id", "vpc-1"),
	})
	vpcs := map[*network.VPC]int{}
	for _, s := range g.Subnets {
		vpcs[s.VPC]++
		if s.VPC.External == nil || s.Table.External == nil || s.ACL.External == nil {
			t.Errorf("%s: the VPC, its main table and its default ACL are declared, want them external", s.Address)
		}
	}
	if len(vpcs) != 3 || vpcs[g.Subnets[0].VPC] != 2 || vpcs[g.Subnets[3].VPC] != 2 {
		t.Errorf("the subnets are in %d VPCs: %v", len(vpcs), vpcs)
	}
}
