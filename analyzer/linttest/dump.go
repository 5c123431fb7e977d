package linttest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/network"
)

// Dump returns the graph as text: every node with what it says, in an order and
// with names that are the same in both languages, and without places.
func Dump(g *network.Graph) string {
	var lines []string
	add := func(n *network.Node, kind string, facts ...string) {
		lines = append(lines, fmt.Sprintf("%s %s%s: %s\n", kind, Canonical(n.Address), state(n), strings.Join(facts, "; ")))
	}
	for _, v := range g.VPCs {
		add(&v.Node, "vpc", "cidrs "+list(v.CIDRs, blockName), "dns "+v.DNSSupport.String()+" "+v.DNSHostnames.String(),
			"servers "+Canonical(v.DNSServers.String()), "gateways "+list(v.InternetGateways, address[*network.InternetGateway]),
			"main "+Canonical(v.MainTable.Address), "open "+unknowns(v.Open), "resolving "+unknowns(v.Resolving), "public access "+v.PublicAccess.String())
		lines = append(lines, group(v.DefaultGroup), acl(v.DefaultACL))
	}
	for _, s := range g.Subnets {
		add(&s.Node, "subnet", "vpc "+name(s.VPC), "cidr "+blockName(s.CIDR), "zone "+s.Zone.String(),
			"table "+name(s.Table), "acl "+name(s.ACL))
	}
	for _, t := range g.RouteTables {
		add(&t.Node, "table", "vpc "+name(t.VPC), "routes "+list(t.Routes, route),
			"endpoints "+list(t.GatewayEndpoints, address[*network.Endpoint]), unknown(t.Partial))
	}
	for _, ep := range g.Endpoints {
		lines = append(lines, endpoint(ep))
	}
	for _, sg := range g.SecurityGroups {
		lines = append(lines, group(sg))
	}
	for _, n := range g.NATGateways {
		add(&n.Node, "nat", "subnet "+name(n.Subnet), "vpc "+name(n.VPC), n.Connectivity.String(), n.Mode.String())
	}
	for _, a := range g.NetworkACLs {
		lines = append(lines, acl(a))
	}
	for _, z := range g.Zones {
		add(&z.Node, "zone", z.Name.String(), "vpcs "+list(z.VPCs, address[*network.VPC]), "records "+list(z.Records, record))
	}
	slices.Sort(lines)
	return strings.Join(slices.Compact(lines), "")
}

// A member is a node of the graph.
type member interface {
	*network.VPC | *network.Subnet | *network.RouteTable | *network.ACL | *network.Endpoint |
		*network.SecurityGroup | *network.InternetGateway
}

// address returns the canonical name of a node.
func address[N member](n N) string {
	switch n := any(n).(type) {
	case *network.VPC:
		return Canonical(n.Address)
	case *network.Subnet:
		return Canonical(n.Address)
	case *network.RouteTable:
		return Canonical(n.Address)
	case *network.ACL:
		return Canonical(n.Address)
	case *network.Endpoint:
		return Canonical(n.Address)
	case *network.SecurityGroup:
		return Canonical(n.Address)
	case *network.InternetGateway:
		return Canonical(n.Address)
	}
	return ""
}

// name is address for what may not be there.
func name[N member](n N) string {
	if n == nil {
		return "none"
	}
	return address(n)
}

// list returns the items' texts, sorted: order has no meaning in the graph.
func list[T any](items []T, text func(T) string) string {
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = text(item)
	}
	slices.Sort(texts)
	return "[" + strings.Join(texts, ", ") + "]"
}

func state(n *network.Node) string {
	switch {
	case n.External != nil:
		return " (external)"
	case n.Missing:
		return " (missing)"
	case n.Maybe != nil:
		return " (maybe)"
	}
	return ""
}

func unknown(u *iac.Unknown) string {
	if u == nil {
		return "whole"
	}
	return "partial"
}

func unknowns(us []*iac.Unknown) string { return fmt.Sprint(len(us)) }

func blockName(b network.Block) string { return Canonical(b.String()) }

func route(r network.Route) string {
	to := r.Destination.String()
	if r.List != nil {
		to = listName(r.List)
	}
	return fmt.Sprintf("%s to %s (%d)%s", to, Canonical(r.Target.Address), r.Target.Kind, maybe(r.Maybe))
}

func maybe(u *iac.Unknown) string {
	if u == nil {
		return ""
	}
	return " maybe"
}

func listName(l *network.PrefixList) string {
	if l.Service != "" {
		return fmt.Sprintf("list of %s in %s", l.Service, l.Region)
	}
	return "list " + Canonical(l.Address) + list(l.Blocks, blockName)
}

func endpoint(ep *network.Endpoint) string {
	return fmt.Sprintf("endpoint %s%s: type %d; %s in %s; vpc %s; subnets %s %s; groups %s %s; tables %s %s; private dns %s; inbound only %s; policy %t\n",
		Canonical(ep.Address), state(&ep.Node), ep.Type, ep.Service, ep.Region, name(ep.VPC),
		list(ep.Subnets, address[*network.Subnet]), unknown(ep.SubnetsMore), list(ep.Groups, address[*network.SecurityGroup]), unknown(ep.GroupsMore),
		list(ep.RouteTables, address[*network.RouteTable]), unknown(ep.TablesMore), ep.PrivateDNS, ep.InboundOnly, !ep.Policy.IsAbsent())
}

func group(g *network.SecurityGroup) string {
	return fmt.Sprintf("group %s%s: vpc %s; in %s; out %s\n", Canonical(g.Address), state(&g.Node), name(g.VPC), permissions(g.Ingress), permissions(g.Egress))
}

func permissions(p network.Permissions) string {
	return list(p.List, func(p network.Permission) string { return ports(p.Ports) + " " + peer(p.Peer) + maybe(p.Maybe) }) + " " + unknown(p.Partial)
}

func ports(p network.Ports) string {
	switch {
	case p.Unknown != nil:
		return "unknown ports"
	case p.None:
		return "no tcp port"
	}
	return fmt.Sprintf("%d-%d", p.From, p.To)
}

func peer(p network.Peer) string {
	switch {
	case p.Group != nil:
		return Canonical(p.Group.Address)
	case p.List != nil:
		return listName(p.List)
	case p.Unknown != nil:
		return "unknown"
	}
	return blockName(p.Block)
}

func acl(a *network.ACL) string {
	entries := list(a.Entries, func(e network.ACLEntry) string {
		return fmt.Sprintf("%05d egress %t allow %t %s %s%s", e.Number, e.Egress, e.Allow, ports(e.Ports), blockName(e.Block), maybe(e.Maybe))
	})
	return fmt.Sprintf("acl %s%s: default %t; %s %s\n", Canonical(a.Address), state(&a.Node), a.Default, entries, unknown(a.Partial))
}

func record(r network.Record) string {
	return fmt.Sprintf("%s to %s%s", Canonical(r.Name.String()), name(r.Endpoint), maybe(r.Maybe))
}
