package reach_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// This file draws random worlds and writes them down as resources.

// A draw is a source of random choices. The first option is what a failing
// world shrinks to; all are equally likely, which rapid's own ranges are not.
type draw struct{ t *rapid.T }

func (d draw) index(n int, what string) int {
	v := rapid.Uint64().Draw(d.t, what)
	if n <= 1 || v == 0 {
		return 0
	}
	return rand.New(rand.NewPCG(v, v)).IntN(n)
}

func (d draw) yes(percent int, what string) bool { return d.index(100, what) >= 100-percent }

func one[T any](d draw, what string, options ...T) T {
	return options[d.index(len(options), what)]
}

// some returns some of the numbers, in order.
func (d draw) some(from []int, percent int, what string) []int {
	var chosen []int
	for _, i := range from {
		if d.yes(percent, what) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

func randomWorld(t *rapid.T) *world {
	d := draw{t}
	w := &world{
		lang:   one(d, "language", iac.Terraform, iac.CloudFormation),
		access: one(d, "block public access", "", "", "", "", "", "off", "block-ingress", "block-bidirectional"),
		order:  rapid.Uint64().Draw(t, "order"),
	}
	if d.yes(15, "shared endpoint") {
		w.shared = one(d, "shared service", "ecr.api", "ecr.dkr", "s3", "logs")
	}
	for range 1 + max(d.index(2, "more VPCs"), min(1, len(w.shared))) {
		w.vpcs = append(w.vpcs, simVPC{
			support: !d.yes(4, "no DNS support"), hostnames: !d.yes(10, "no DNS hostnames"), attached: d.yes(75, "internet gateway"),
			defaultGroup: noIndex, defaultACL: noIndex, mainTable: noIndex,
		})
	}
	for i := range 1 + max(d.index(4, "more subnets"), min(1, len(w.shared))) {
		vpc := 0
		if i == 1 && w.shared != "" || i > 0 && len(w.vpcs) > 1 && d.yes(20, "subnet in the other VPC") {
			vpc = 1
		}
		w.subnets = append(w.subnets, simSubnet{vpc, noIndex, noIndex})
	}
	if w.shared == "" && d.yes(15, "IPv6 alone") {
		w.six, w.dns64 = true, !d.yes(15, "no DNS64")
	}
	if w.shared == "" && !w.six && len(w.vpcs) > 1 && d.yes(50, "egress by a hub") {
		w.hub = true
		w.subnets = append(w.subnets, simSubnet{1, noIndex, noIndex}, simSubnet{1, noIndex, noIndex})
	}
	for vpc := range w.vpcs {
		w.randomGroups(d, vpc)
		w.randomACLs(d, vpc)
		w.randomTables(d, vpc)
	}
	w.randomJoin(d)
	w.randomRoutes(d)
	w.randomHub(d)
	w.randomEndpoints(d)
	w.randomZones(d)
	for range d.index(3, "rules of DNS Firewall") * d.index(2, "DNS Firewall") {
		domains := []string{"*.amazonaws.com", "*.example.com", "*", "*.docker.io", "*.ecr." + region + ".amazonaws.com"}
		w.firewall = append(w.firewall, simBarrier{d.yes(60, "allows"), one(d, "domain", domains...)})
	}
	w.task = simTask{subnet: 0, groups: w.someGroups(d, 0), public: d.yes(60, "public address")}
	return w
}

// in returns the indices of what is in a VPC.
func in[T any](xs []T, vpc int, of func(T) int) []int {
	var is []int
	for i, x := range xs {
		if of(x) == vpc {
			is = append(is, i)
		}
	}
	return is
}

func (w *world) subnetsIn(vpc int) []int {
	return in(w.subnets, vpc, func(s simSubnet) int { return s.vpc })
}

func (w *world) groupsIn(vpc int) []int {
	return in(w.groups, vpc, func(g simGroup) int { return g.vpc })
}

func (w *world) someGroups(d draw, vpc int) []int {
	gs := w.groupsIn(vpc)
	if len(gs) == 0 || d.yes(8, "the default group") {
		return nil
	}
	return slices.Compact([]int{one(d, "group", gs...), one(d, "another group", gs...)})
}

func (w *world) randomGroups(d draw, vpc int) {
	first := len(w.groups)
	n := 1 + d.index(3, "more groups")
	for i := range n {
		g := simGroup{vpc: vpc, standalone: d.yes(40, "standalone rules"), silent: d.yes(10, "no egress written")}
		g.silent = g.silent && !g.standalone
		for range d.index(3, "ingress rules") {
			g.ingress = append(g.ingress, w.randomRule(d, first, n))
		}
		for range d.index(3, "egress rules") {
			g.egress = append(g.egress, w.randomRule(d, first, n))
		}
		if w.six && d.yes(70, "IPv6 egress") {
			g.egress = append(g.egress, simRule{protocol: "tcp", from: 443, to: 443, cidr: one(d, "IPv6 block", "::/0", "::/0", "::/0", "64:ff9b::/96", "2000::/3", "fd00::/8"), group: noIndex})
		}
		if d.yes(50, "open egress") {
			g.egress = append(g.egress, simRule{protocol: "tcp", from: 443, to: 443, cidr: "0.0.0.0/0", group: noIndex})
		}
		if d.yes(50, "open ingress") {
			g.ingress = append(g.ingress, simRule{protocol: "tcp", from: 443, to: 443, cidr: one(d, "inside", fmt.Sprintf("10.%d.0.0/16", vpc), "10.0.0.0/8"), group: noIndex})
		}
		w.groups = append(w.groups, g)
		if i == 0 && w.lang == iac.Terraform && d.yes(15, "adopted default group") {
			w.vpcs[vpc].defaultGroup = first
			w.groups[first].standalone, w.groups[first].silent = false, false
		}
	}
}

// blocks are the CIDR blocks that filters may name: those of the network, those
// that hold a part of it, and public ones.
func (w *world) blocks() []string {
	bs := []string{"0.0.0.0/0", "10.0.0.0/16", "10.0.0.0/8", "10.0.0.0/24"}
	for i := range w.subnets {
		c := w.subnetCIDR(i)
		half := netip.PrefixFrom(c.Addr(), 25)
		upper := c.Addr().As4()
		upper[3] = 128
		bs = append(bs, c.String(), half.String(), netip.PrefixFrom(netip.AddrFrom4(upper), 25).String())
	}
	return append(bs, "10.1.0.0/16", "0.0.0.0/1", "128.0.0.0/1", "52.0.0.0/8", "192.168.0.0/16", "255.255.255.255/32")
}

func (w *world) randomRule(d draw, firstGroup, groups int) simRule {
	r := simRule{protocol: one(d, "protocol", "tcp", "tcp", "tcp", "-1", "udp"), group: noIndex}
	ports := one(d, "ports", [2]int{443, 443}, [2]int{443, 443}, [2]int{0, 65535}, [2]int{443, 8443}, [2]int{1, 443}, [2]int{444, 500}, [2]int{80, 442}, [2]int{0, 0})
	r.from, r.to = ports[0], ports[1]
	switch one(d, "peer", "cidr", "cidr", "group", "s3", "list") {
	case "cidr":
		r.cidr = one(d, "block", w.blocks()...)
	case "group":
		r.group = firstGroup + d.index(groups, "group")
	case "s3":
		r.list = "s3"
	case "list":
		r.list = one(d, "block", w.blocks()...) + " " + one(d, "block", w.blocks()...)
	}
	return r
}

func (w *world) randomACLs(d draw, vpc int) {
	for i := range d.index(3, "network ACLs") {
		a := simACL{vpc: vpc}
		for j := range d.index(6, "entries") {
			ports := one(d, "ports", [2]int{0, 65535}, [2]int{1024, 65535}, [2]int{443, 443}, [2]int{32768, 60999},
				[2]int{1024, 39999}, [2]int{40000, 65535}, [2]int{80, 80}, [2]int{0, 442})
			a.entries = append(a.entries, simEntry{
				number: 100 + 10*one(d, "number", j, j, j, 9-j), egress: d.yes(50, "egress"), allow: !d.yes(25, "deny"),
				from: ports[0], to: ports[1], cidr: one(d, "block", w.blocks()...),
			})
		}
		if d.yes(60, "open ACL") {
			for _, egress := range []bool{true, false} {
				a.entries = append(a.entries, simEntry{number: 300, egress: egress, allow: true, to: 65535, cidr: "0.0.0.0/0"})
			}
		}
		if w.six && d.yes(70, "IPv6 in ACL") {
			for _, egress := range []bool{true, false} {
				a.entries = append(a.entries, simEntry{number: 301, egress: egress, allow: true, to: 65535, cidr: one(d, "IPv6 entry", "::/0", "::/0", "::/0", "64:ff9b::/96")})
			}
		}
		a.entries = distinct(a.entries)
		w.acls = append(w.acls, a)
		if i == 0 && w.lang == iac.Terraform && d.yes(15, "adopted default ACL") {
			w.vpcs[vpc].defaultACL = len(w.acls) - 1
			continue
		}
		for _, s := range w.subnetsIn(vpc) {
			if d.yes(40, "subnet has ACL") {
				w.subnets[s].acl = len(w.acls) - 1
			}
		}
	}
}

// distinct keeps the first entry of each number and direction, which AWS has
// only one of.
func distinct(entries []simEntry) []simEntry {
	var kept []simEntry
	for _, e := range entries {
		if !slices.ContainsFunc(kept, func(k simEntry) bool { return k.number == e.number && k.egress == e.egress }) {
			kept = append(kept, e)
		}
	}
	return kept
}

func (w *world) randomTables(d draw, vpc int) {
	for i := range 1 + d.index(2, "more tables") {
		w.tables = append(w.tables, simTable{vpc: vpc})
		at := len(w.tables) - 1
		if i == 0 && w.lang == iac.Terraform && d.yes(25, "adopted main table") {
			w.vpcs[vpc].mainTable = at
		}
		for _, s := range w.subnetsIn(vpc) {
			if i == 0 && !d.yes(15, "main table") || d.yes(40, "subnet has table") {
				w.subnets[s].table = at
			}
		}
	}
	subnets := w.subnetsIn(vpc)
	if w.six && vpc == 0 {
		subnets = subnets[1:] // a NAT gateway has an IPv4 address
	}
	if len(subnets) > 0 && d.yes(70, "NAT gateway") {
		w.nats = append(w.nats, simNAT{
			vpc: vpc, subnet: one(d, "NAT subnet", backward(subnets)...), private: d.yes(10, "private NAT"),
		})
	}
	if w.hub && vpc == 1 && len(w.nats) == 0 {
		w.nats = append(w.nats, simNAT{vpc: 1, subnet: subnets[len(subnets)-1]})
	}
	if d.yes(10, "regional NAT") {
		w.nats = append(w.nats, simNAT{vpc: vpc, subnet: noIndex})
	}
	if d.yes(45, "S3 gateway endpoint") {
		tables := in(w.tables, vpc, func(t simTable) int { return t.vpc })
		w.gateways = append(w.gateways, simGateway{vpc, d.some(tables, 65, "associated"), one(d, "region", region, region, region, "us-east-1")})
	}
}

// randomJoin joins the two VPCs, if there are two with subnets.
func (w *world) randomJoin(d draw) {
	w.joined.egress = noIndex
	if len(w.vpcs) < 2 || len(w.subnetsIn(1)) == 0 {
		return
	}
	w.joined.by = one(d, "joined by", "peering", "transit", "")
	if w.hub && !d.yes(10, "joined otherwise") {
		w.joined.by = "transit"
	}
	for vpc := range 2 {
		w.joined.attached[vpc] = w.joined.by == "transit" && !d.yes(15, "not attached")
		w.joined.propagated[vpc] = w.joined.attached[vpc] && !d.yes(15, "not propagated")
	}
	if vpc := one(d, "egress by", 1, 1, 1, 0); w.joined.attached[vpc] && !d.yes(25, "no egress") {
		w.joined.egress = vpc
	}
	w.joined.references = d.yes(30, "references to groups")
	w.randomReferences(d)
}

// randomReferences has groups of one VPC refer to groups of the other, which
// files may do where something joins the two.
func (w *world) randomReferences(d draw) {
	for i := range w.groups {
		g := &w.groups[i]
		others := w.groupsIn(1 - g.vpc)
		if w.joined.by == "" || len(others) == 0 || g.silent || !d.yes(25, "refers to the other VPC") {
			continue
		}
		r := simRule{protocol: "tcp", from: 443, to: 443, group: one(d, "group of the other VPC", others...)}
		if d.yes(50, "egress") {
			g.egress = append(g.egress, r)
		} else {
			g.ingress = append(g.ingress, r)
		}
	}
}

// otherBlocks are the blocks of the other VPC, and of parts of it, that a table
// of the VPC may lead to what joins them.
func (w *world) otherBlocks(vpc int) []string {
	bs := []string{fmt.Sprintf("10.%d.0.0/16", 1-vpc), "10.0.0.0/8"}
	for _, s := range w.subnetsIn(1 - vpc) {
		c := w.subnetCIDR(s)
		bs = append(bs, c.String(), netip.PrefixFrom(c.Addr(), 25).String())
	}
	return bs
}

func (w *world) randomRoutes(d draw) {
	for i := range w.tables {
		t := &w.tables[i]
		var options []simRoute
		for n := range w.nats {
			if w.nats[n].vpc == t.vpc {
				options = append(options, simRoute{to: "nat", nat: n})
			}
		}
		if w.vpcs[t.vpc].attached || d.yes(10, "route to a detached gateway") {
			options = append(options, simRoute{to: "igw"})
		}
		options = append(options, options...)
		options = append(options, options...)
		if w.joined.by == "transit" {
			options = append(options, simRoute{to: "join"}, simRoute{to: "join"}, simRoute{to: "join"})
		}
		if w.hub && t.vpc == 0 && w.joined.by == "transit" {
			options = append(options, slices.Repeat([]simRoute{{to: "join"}}, 30)...)
		}
		options = append(options, simRoute{to: "peering"}, simRoute{to: "nothing"})
		for _, cidr := range []string{"0.0.0.0/0", "52.0.0.0/8", "52.216.10.0/24", "10.9.0.0/16", "128.0.0.0/1"} {
			percent := 6
			if cidr == "0.0.0.0/0" {
				percent = 75
			}
			if d.yes(percent, "route") {
				r := one(d, "target", options...)
				r.cidr = cidr
				t.routes = append(t.routes, r)
			}
		}
		if w.six {
			w.randomSixRoutes(d, t)
		}
		if w.joined.by != "" && !d.yes(20, "no route to the other VPC") {
			t.routes = append(t.routes, simRoute{to: "join", cidr: one(d, "block of the other VPC", w.otherBlocks(t.vpc)...)})
		}
	}
}

// randomHub gives the second VPC what a way to the internet for both takes, and
// the task's table a default route there; each of them mostly.
func (w *world) randomHub(d draw) {
	ours, nat := w.tableOf(w.task.subnet), slices.IndexFunc(w.nats, func(n simNAT) bool { return n.vpc == 1 && n.subnet != noIndex })
	if !w.hub || w.joined.by != "transit" || ours == noIndex || nat < 0 {
		return
	}
	there := w.subnetsIn(1)
	var inner, outer []simRoute
	if d.yes(90, "the hub leads to its NAT gateway") {
		inner = append(inner, simRoute{to: "nat", nat: nat, cidr: "0.0.0.0/0"})
	}
	if d.yes(90, "that leads out") {
		outer = append(outer, simRoute{to: "igw", cidr: "0.0.0.0/0"})
	}
	if d.yes(80, "and back") {
		outer = append(outer, simRoute{to: "join", cidr: one(d, "block of the first VPC", w.otherBlocks(1)...)})
	}
	w.tables = append(w.tables, simTable{1, inner}, simTable{1, outer})
	w.subnets[there[0]].table, w.subnets[w.nats[nat].subnet].table = len(w.tables)-2, len(w.tables)-1
	if d.yes(85, "the task's default route leads to the hub") {
		isDefault := func(r simRoute) bool { return r.cidr == "0.0.0.0/0" }
		w.tables[ours].routes = append(slices.DeleteFunc(w.tables[ours].routes, isDefault), simRoute{to: "join", cidr: "0.0.0.0/0"})
	}
}

// randomSixRoutes gives the table routes for IPv6 addresses.
func (w *world) randomSixRoutes(d draw, t *simTable) {
	for n := range w.nats {
		if w.nats[n].vpc == t.vpc && d.yes(70, "route to NAT64") {
			t.routes = append(t.routes, simRoute{to: "nat", nat: n, cidr: one(d, "NAT64 prefix", "64:ff9b::/96", "64:ff9b::/96", "64:ff9b::/64")})
			break
		}
	}
	if d.yes(70, "IPv6 default route") {
		t.routes = append(t.routes, simRoute{to: one(d, "IPv6 target", "egress-only", "egress-only", "igw", "nothing"), cidr: "::/0"})
	}
}

func (w *world) randomEndpoints(d draw) {
	if w.shared != "" {
		w.endpoints = append(w.endpoints, simEndpoint{vpc: 1, service: w.shared, subnets: w.subnetsIn(1)[:1], groups: w.someGroups(d, 1)})
	}
	for range d.index(4, "interface endpoints") {
		e := simEndpoint{
			vpc: 0, service: one(d, "service", "ecr.api", "ecr.dkr", "s3", "logs"),
			private: !d.yes(20, "no private DNS"), inboundOnly: d.yes(30, "inbound only"),
		}
		if len(w.vpcs) > 1 && d.yes(20, "in the other VPC") {
			e.vpc = 1
		}
		e.subnets = d.some(w.subnetsIn(e.vpc), 55, "endpoint subnet")
		e.groups = w.someGroups(d, e.vpc)
		if !w.conflicts(e) {
			w.endpoints = append(w.endpoints, e)
		}
	}
}

// conflicts reports whether the endpoint cannot be created next to those of
// the world: only one for a service may have private DNS.
func (w *world) conflicts(e simEndpoint) bool {
	return e.private && slices.ContainsFunc(w.endpoints, func(o simEndpoint) bool {
		return o.vpc == e.vpc && o.service == e.service && o.private && !o.missing
	})
}

// shareEndpoint has the zone of an endpoint in the other VPC answer for it here:
// the way in which networks share endpoints. It reports whether there is one.
func (w *world) shareEndpoint(d draw) bool {
	there := in(w.endpoints, 1, func(e simEndpoint) int { return e.vpc })
	if len(there) == 0 || w.shared == "" && d.yes(50, "not shared") {
		return false
	}
	i := there[0]
	z := simZone{vpc: 0, name: managed(w.endpoints[i]), records: []simRecord{{"*." + managed(w.endpoints[i]), i}, {managed(w.endpoints[i]), i}}}
	if slices.ContainsFunc(w.endpoints, func(e simEndpoint) bool { return e.vpc == 0 && e.private && managed(e) == z.name }) {
		return false
	}
	w.zones = append(w.zones, z)
	return true
}

func (w *world) randomZones(d draw) {
	if w.shareEndpoint(d) {
		return
	}
	if len(w.endpoints) == 0 || !d.yes(25, "private zone") {
		return
	}
	names := []string{"amazonaws.com", "ecr.R.amazonaws.com", "dkr.ecr.R.amazonaws.com", "api.ecr.R.amazonaws.com", "123456789012.dkr.ecr.R.amazonaws.com", "s3.R.amazonaws.com"}
	z := simZone{vpc: 0, name: strings.ReplaceAll(one(d, "zone", names...), "R", region)}
	for _, e := range w.endpoints {
		// AWS refuses an endpoint whose private name is already a zone's.
		if e.private && managed(e) == z.name {
			return
		}
	}
	for _, name := range []string{z.name, "*." + z.name, "*.dkr.ecr." + region + ".amazonaws.com", "api.ecr." + region + ".amazonaws.com"} {
		i := d.index(len(w.endpoints), "record leads to")
		if strings.HasSuffix(name, z.name) && d.yes(50, "record") {
			z.records = append(z.records, simRecord{name, i})
		}
	}
	slices.SortFunc(z.records, func(a, b simRecord) int { return strings.Compare(a.name, b.name) })
	z.records = slices.CompactFunc(z.records, func(a, b simRecord) bool { return a.name == b.name })
	w.zones = append(w.zones, z)
}

func (w *world) subnetCIDR(i int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(w.subnets[i].vpc), byte(i), 0}), 24)
}

// shuffled returns the resources in the order of the world's seed.
func shuffled(rs []*iac.Resource, seed uint64) []*iac.Resource {
	rs = slices.Clone(rs)
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(rs), func(i, j int) { rs[i], rs[j] = rs[j], rs[i] })
	return rs
}

func name(kind string, i int) string { return fmt.Sprintf("%s%d", kind, i) }

func backward(is []int) []int {
	is = slices.Clone(is)
	slices.Reverse(is)
	return is
}
