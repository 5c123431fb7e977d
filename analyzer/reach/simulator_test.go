package reach_test

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// This file is the second opinion on the prover: a naive simulator that sends
// one concrete packet and its reply at a time through a concrete network, as
// AWS's documents say. It shares nothing with the prover: it reads a world,
// from which the resources for the prover are written too (world_test.go).

// A world is a small network with every fact settled. Things refer to each
// other by index; noIndex is none.
type world struct {
	lang      iac.Language
	access    string // the mode of VPC Block Public Access; empty if it is not set
	vpcs      []simVPC
	subnets   []simSubnet
	tables    []simTable
	nats      []simNAT
	gateways  []simGateway
	endpoints []simEndpoint
	groups    []simGroup
	acls      []simACL
	zones     []simZone
	joined    simJoin
	firewall  []simBarrier
	hub       bool   // the second VPC is meant to have the way to the internet
	shared    string // the service whose endpoint is in the other VPC, if any is meant to be
	task      simTask
	six       bool   // the task's subnet has IPv6 addresses alone
	dns64     bool   // and names without get some
	order     uint64 // seeds the order of the resources
	hidden    []fact // what the files do not say
}

const noIndex = -1

type simVPC struct {
	support, hostnames bool // the DNS attributes
	attached           bool // an internet gateway is
	defaultGroup       int  // the group that is adopted as the default one
	defaultACL         int  // likewise
	mainTable          int  // likewise
}

// A simJoin is what joins the first two VPCs.
type simJoin struct {
	by         string  // peering, transit or nothing
	attached   [2]bool // to the transit gateway, by the first subnet of the VPC
	propagated [2]bool // the VPC's block is a route of the transit gateway
	egress     int     // the VPC that its default route leads to, if any
	references bool    // it lets rules refer to groups
}

type simSubnet struct{ vpc, table, acl int }

type simTable struct {
	vpc    int
	routes []simRoute
}

type simRoute struct {
	cidr string
	to   string // igw, nat, peering (another VPC's), join, nothing
	nat  int
}

type simNAT struct {
	vpc, subnet       int // the subnet of a regional gateway is noIndex
	private, outgoing bool
	outside           bool // not in the files; outgoing says whether it works
}

type simGateway struct {
	vpc    int
	tables []int
	region string
}

type simEndpoint struct {
	vpc         int
	service     string
	subnets     []int
	groups      []int
	private     bool // private DNS
	inboundOnly bool
	missing     bool
}

type simGroup struct {
	vpc             int
	standalone      bool // the rules are resources of their own
	silent          bool // nothing is written of egress
	ingress, egress []simRule
}

type simRule struct {
	protocol string
	from, to int
	cidr     string // or
	group    int    // or
	list     string // s3, or the CIDR blocks of a customer's list
}

type simACL struct {
	vpc     int
	entries []simEntry
}

type simEntry struct {
	number   int
	egress   bool
	allow    bool
	from, to int
	cidr     string
	missing  bool
}

type simZone struct {
	vpc     int
	name    string
	records []simRecord
	missing bool
}

// A simBarrier is a rule of DNS Firewall for the VPC of the task, in their order.
type simBarrier struct {
	allow  bool
	domain string // *, or *. and a domain
}

type simRecord struct {
	name     string
	endpoint int
}

type simTask struct {
	subnet int
	groups []int
	public bool
}

// The public addresses that names resolve to. Those of S3 are in the prefixes
// of its prefix list. Each has some on both sides of every public block that a
// world uses, since no file tells which addresses a service has.
var (
	s3Addresses    = addresses("52.216.10.1", "52.92.7.1", "3.5.64.1", "176.34.0.1")
	otherAddresses = addresses("52.216.10.9", "52.94.5.1", "3.248.0.1", "176.32.100.1")
	sixAddresses   = addresses("2600:9000::1", "2a05:d018::1")
	s3Prefixes     = []netip.Prefix{
		netip.MustParsePrefix("52.216.0.0/15"), netip.MustParsePrefix("52.92.0.0/17"), netip.MustParsePrefix("3.5.0.0/16"), netip.MustParsePrefix("176.34.0.0/16"),
	}
)

// The ports that a client picks for its end: of the kernel, and of a NAT
// gateway (VPC user guide, "Ephemeral ports"); both ends, and both sides of
// every bound that a world uses.
var (
	clientPorts = []int{32768, 39999, 40000, 60999}
	natPorts    = []int{1024, 39999, 40000, 65535}
)

func addresses(ss ...string) []netip.Addr {
	var as []netip.Addr
	for _, s := range ss {
		as = append(as, netip.MustParseAddr(s))
	}
	return as
}

// A peer is one end of a connection: an address, and the interface's subnet
// and groups where it is in a VPC.
type peer struct {
	address netip.Addr
	subnet  int
	groups  []int
	made    netip.Addr // by DNS64 from the address
}

// seen is the address of the peer as the task's side of a NAT gateway sees it.
func (p peer) seen() netip.Addr {
	if p.made.IsValid() {
		return p.made
	}
	return p.address
}

// A trip is one attempt: who connects to whom, from which ports.
type trip struct {
	w            *world
	src, dst     peer
	port         int
	client, nat  int
	lost         []string // where it was lost, each hop once
	undocumented bool     // AWS's documents do not say what happens
}

func (t *trip) lose(hop string) {
	if !slices.Contains(t.lost, hop) {
		t.lost = append(t.lost, hop)
	}
}

// A tally is what became of every attempt.
type tally struct {
	arrived, lost int
	// everywhere are the hops where every attempt was lost.
	everywhere   []string
	undocumented bool
}

// simulate sends every attempt that the task may make for the need.
func (w *world) simulate(service string, port int) tally {
	all := tally{undocumented: w.chained()}
	count := func(t *trip) {
		all.undocumented = all.undocumented || t.undocumented
		if len(t.lost) == 0 {
			all.arrived++
			all.everywhere = nil
			return
		}
		if all.lost == 0 && all.arrived == 0 {
			all.everywhere = t.lost
		}
		all.lost++
		all.everywhere = slices.DeleteFunc(slices.Clone(all.everywhere), func(hop string) bool { return !slices.Contains(t.lost, hop) })
	}
	dsts, resolved := w.resolve(service)
	if w.six && w.vpcs[0].support && len(w.zones)+len(w.firewall) > 0 {
		return tally{undocumented: true} // what they answer to those without IPv4 is left open
	}
	if !resolved || w.six && !w.dns64 && service == "ecr.dkr" && len(w.zones) == 0 && !w.private(dsts) {
		return tally{lost: 1, everywhere: []string{"dns"}}
	}
	if w.six {
		dsts = w.sixPeers(service, dsts)
		// So is what endpoints do, and whether a name has IPv6 addresses.
		all.undocumented = all.undocumented || w.private(dsts) || !w.dns64 && service != "ecr.dkr"
	}
	for _, src := range w.interfaces(w.task.subnet, w.taskGroups()) {
		for _, dst := range dsts {
			for _, client := range clientPorts {
				for _, nat := range natPorts {
					t := &trip{w: w, src: src, dst: dst, port: port, client: client, nat: nat}
					t.send()
					count(t)
					if dst.subnet != noIndex {
						break // no NAT on the way
					}
				}
			}
		}
	}
	return all
}

// sixPeers are the peers as a task without IPv4 addresses them. The names of
// the registry and of its bucket have IPv4 addresses alone, for which DNS64
// makes up others; of other names that is not known.
func (w *world) sixPeers(service string, dsts []peer) []peer {
	if w.private(dsts) {
		return dsts
	}
	var ps []peer
	for _, d := range dsts {
		if w.dns64 {
			made := netip.MustParseAddr("64:ff9b::").As16()
			four := d.address.As4()
			copy(made[12:], four[:])
			d.made = netip.AddrFrom16(made)
			ps = append(ps, d)
		}
	}
	if service != "ecr.dkr" && service != "s3" {
		ps = append(ps, public(sixAddresses)...)
	}
	return ps
}

// private reports whether one of the peers is in a VPC.
func (w *world) private(ps []peer) bool {
	return slices.ContainsFunc(ps, func(p peer) bool { return p.subnet != noIndex })
}

// chained reports whether a NAT gateway's own table leads to another one: what
// becomes of the packets is not documented.
func (w *world) chained() bool {
	for i, n := range w.nats {
		if n.subnet == noIndex || w.tableOf(n.subnet) == noIndex {
			continue
		}
		for _, r := range w.tables[w.tableOf(n.subnet)].routes {
			if r.to == "nat" && r.nat != i {
				return true
			}
		}
	}
	return false
}

// interfaces returns the addresses that an interface in the subnet may have:
// the first and the last that AWS gives out.
func (w *world) interfaces(subnet int, groups []int) []peer {
	if w.six && subnet == w.task.subnet {
		return []peer{{address: netip.MustParseAddr("2a05:d018:1::4"), subnet: subnet, groups: groups}}
	}
	base := w.subnetCIDR(subnet).Addr().As4()
	var ps []peer
	for _, last := range []byte{4, 254} {
		base[3] = last
		ps = append(ps, peer{address: netip.AddrFrom4(base), subnet: subnet, groups: groups})
	}
	return ps
}

func (w *world) taskGroups() []int {
	return w.orDefault(w.task.groups, w.subnets[w.task.subnet].vpc)
}

// orDefault returns the groups, or the VPC's default one if there are none.
// A default group that is not adopted is numbered below zero.
func (w *world) orDefault(groups []int, vpc int) []int {
	switch {
	case len(groups) > 0:
		return groups
	case w.vpcs[vpc].defaultGroup != noIndex:
		return []int{w.vpcs[vpc].defaultGroup}
	}
	return []int{-10 - vpc}
}

var simHosts = map[string]string{
	"ecr.api": "api.ecr.R.amazonaws.com", "ecr.dkr": "123456789012.dkr.ecr.R.amazonaws.com",
	"s3": "prod-R-starport-layer-bucket.s3.R.amazonaws.com", "logs": "logs.R.amazonaws.com",
	"dockerhub": "registry-1.docker.io",
}

// managedZones are the names of the private zones that AWS makes for an
// endpoint with private DNS: each with a record for itself and for all below.
var managedZones = map[string]string{
	"ecr.api": "api.ecr.R.amazonaws.com", "ecr.dkr": "dkr.ecr.R.amazonaws.com",
	"s3": "s3.R.amazonaws.com", "logs": "logs.R.amazonaws.com",
}

func managed(e simEndpoint) string { return strings.ReplaceAll(managedZones[e.service], "R", region) }

// resolve looks the service's host up from the task's VPC. The zone with the
// longest name that the host ends with answers, be it that the name does not
// exist; without one the name is public. Private zones need both DNS
// attributes (VPC user guide, "DNS attributes in your VPC").
func (w *world) resolve(service string) (dsts []peer, resolved bool) {
	host := strings.ReplaceAll(simHosts[service], "R", region)
	vpc := w.subnets[w.task.subnet].vpc
	if !w.vpcs[vpc].support {
		return nil, false
	}
	for _, b := range w.firewall {
		if b.domain == "*" || strings.HasSuffix(host, strings.TrimPrefix(b.domain, "*")) {
			if !b.allow {
				return nil, false
			}
			break
		}
	}
	longest, answer, found := "", noIndex, false
	consider := func(zone string, endpoint int) {
		if (host == zone || strings.HasSuffix(host, "."+zone)) && len(zone) > len(longest) {
			longest, answer, found = zone, endpoint, true
		}
	}
	if w.vpcs[vpc].hostnames {
		for i, e := range w.endpoints {
			if w.captures(e, vpc) {
				consider(managed(e), i)
			}
		}
		for _, z := range w.zones {
			if z.vpc == vpc && !z.missing {
				consider(z.name, z.lookup(host))
			}
		}
	}
	switch {
	case found && answer == noIndex:
		return nil, false
	case found:
		e := w.endpoints[answer]
		for _, s := range e.subnets {
			dsts = append(dsts, w.interfaces(s, w.orDefault(e.groups, e.vpc))...)
		}
		return dsts, len(dsts) > 0
	case service == "s3":
		return public(s3Addresses), true
	}
	return public(otherAddresses), true
}

func public(as []netip.Addr) []peer {
	var ps []peer
	for _, a := range as {
		ps = append(ps, peer{address: a, subnet: noIndex})
	}
	return ps
}

// captures reports whether the endpoint's managed zone is there and answers
// tasks: an endpoint without subnets has no addresses to answer with.
func (w *world) captures(e simEndpoint, vpc int) bool {
	return e.vpc == vpc && !e.missing && e.private && len(e.subnets) > 0 && (e.service != "s3" || !e.inboundOnly)
}

// lookup returns the endpoint that the zone answers with: a record of the very
// name, else the wildcard with the longest name (RFC 4592).
func (z simZone) lookup(host string) int {
	endpoint, longest := noIndex, -1
	for _, r := range z.records {
		below, wildcard := strings.CutPrefix(r.name, "*.")
		switch {
		case r.name == host:
			return r.endpoint
		case wildcard && strings.HasSuffix(host, "."+below) && len(below) > longest:
			endpoint, longest = r.endpoint, len(below)
		}
	}
	return endpoint
}

// send sends the request and its reply.
func (t *trip) send() {
	if !t.w.admits(t.src.groups, true, t.port, t.dst) {
		t.lose("egress")
	}
	if t.dst.subnet != noIndex {
		t.sendToInterface()
		return
	}
	t.sendToPublic()
}

// sendToInterface crosses the borders of both subnets, both ways; traffic
// within a subnet crosses none (VPC user guide, "Network ACLs").
func (t *trip) sendToInterface() {
	if !t.w.admits(t.dst.groups, false, t.port, t.src) {
		t.lose("ingress")
	}
	if t.src.subnet == t.dst.subnet {
		return
	}
	if t.w.subnets[t.src.subnet].vpc != t.w.subnets[t.dst.subnet].vpc {
		t.join(t.src, t.dst)
		t.join(t.dst, t.src)
	}
	t.cross("acl-out", t.src.subnet, true, t.dst.address, t.port)
	t.cross("acl-in", t.dst.subnet, false, t.src.address, t.port)
	t.cross("acl-reply far", t.dst.subnet, true, t.src.address, t.client)
	t.cross("acl-reply near", t.src.subnet, false, t.dst.address, t.client)
}

// join leaves the VPC of one interface for that of another: by a route to what
// joins the two.
func (t *trip) join(from, to peer) {
	here, there := t.w.subnets[from.subnet].vpc, t.w.subnets[to.subnet].vpc
	r := t.w.lookup(from.subnet, to.address)
	if r.to == "nat" && !t.w.nats[r.nat].outside && t.w.nats[r.nat].subnet != noIndex && t.w.nats[r.nat].subnet != from.subnet {
		// What is for a private address goes on by the table of the gateway's subnet.
		if past := t.w.lookup(t.w.nats[r.nat].subnet, to.address); past.to == "igw" || past.to == "nothing" {
			r = past
		}
	}
	switch {
	case r.to == "nat", r.to == "peering":
		t.undocumented = true
	case r.to != "join":
		t.lose("route")
	case t.w.joined.by == "transit":
		if !t.w.joined.attached[here] || !t.w.joined.attached[there] || !t.w.joined.propagated[there] && t.w.joined.egress != there {
			t.lose("route")
		}
		t.undocumented = t.undocumented || t.w.joined.references && t.w.refers(t.dst.groups) || t.w.filteredJoin()
	}
}

// refers reports whether a rule of the groups for what comes in refers to a group
// of another VPC: of endpoints, whether it holds where a transit gateway supports
// references is not documented.
func (w *world) refers(groups []int) bool {
	return slices.ContainsFunc(groups, func(g int) bool {
		return g >= 0 && slices.ContainsFunc(w.groups[g].ingress, func(r simRule) bool { return r.group != noIndex && w.groups[r.group].vpc != w.groups[g].vpc })
	})
}

// filteredJoin reports whether a subnet by which a VPC is attached has a network
// ACL of its own.
func (w *world) filteredJoin() bool {
	for vpc := range w.vpcs[:2] {
		s := w.subnetsIn(vpc)
		if w.joined.attached[vpc] && (w.subnets[s[0]].acl != noIndex || w.vpcs[vpc].defaultACL != noIndex) {
			return true
		}
	}
	return false
}

func (t *trip) sendToPublic() {
	t.cross("acl-out", t.src.subnet, true, t.dst.seen(), t.port)
	t.cross("acl-reply near", t.src.subnet, false, t.dst.seen(), t.client)
	if t.w.six {
		t.sendSix()
		return
	}
	s := t.w.subnets[t.src.subnet]
	switch r := t.w.lookup(t.src.subnet, t.dst.address); r.to {
	case "s3":
	case "igw":
		if !t.w.vpcs[s.vpc].attached || !t.w.task.public || t.w.access == "block-bidirectional" || t.w.access == "block-ingress" {
			t.lose("route")
		}
	case "nat":
		t.throughNAT(r.nat)
	case "join":
		t.throughHub(s.vpc)
	default:
		t.lose("route")
	}
}

// sendSix leaves a subnet without IPv4: by a NAT gateway, which translates what
// DNS64 has made up, or by an internet gateway, which every IPv6 address can use
// and nothing that was made up.
func (t *trip) sendSix() {
	s, made := t.w.subnets[t.src.subnet], t.dst.made.IsValid()
	switch r := t.w.lookup(t.src.subnet, t.dst.seen()); {
	case r.to == "nat" && made:
		t.throughNAT(r.nat)
	case r.to == "nat", r.to == "join", r.to == "peering":
		t.undocumented = true
	case r.to == "egress-only" && !made:
		if t.w.access == "block-bidirectional" {
			t.lose("route")
		}
	case r.to == "igw" && !made:
		if !t.w.vpcs[s.vpc].attached || t.w.access == "block-bidirectional" || t.w.access == "block-ingress" {
			t.lose("route")
		}
	default:
		t.lose("route")
	}
}

// throughHub goes on by the transit gateway, which hands packets over in the
// subnet that the other VPC is attached by. Its NAT gateway lends them an
// address, and replies go back by the table of the NAT gateway's subnet. An
// internet gateway has no address for them.
func (t *trip) throughHub(here int) {
	j := t.w.joined
	t.undocumented = t.undocumented || t.w.filteredJoin()
	switch {
	case j.by != "transit", !j.attached[here]:
		t.lose("route")
		return
	case j.egress == noIndex:
		// Another stack may add the route, unless the hub is in the files.
		there := func(n simNAT) bool { return n.vpc != here && j.attached[n.vpc] }
		t.undocumented = t.undocumented || !slices.ContainsFunc(t.w.nats, there)
		t.lose("route")
		return
	case j.egress == here:
		t.lose("route")
		return
	}
	switch r := t.w.lookup(t.w.subnetsIn(j.egress)[0], t.dst.address); r.to {
	case "nat":
		t.throughNAT(r.nat)
		switch n := t.w.nats[r.nat]; {
		case n.outside:
		case n.subnet == noIndex:
			t.undocumented = true
		default:
			t.join(peer{subnet: n.subnet}, t.src)
		}
	case "s3", "join":
		t.undocumented = true
	default:
		t.lose("route")
	}
}

// throughNAT goes on from the NAT gateway's own subnet, with an address of the
// gateway.
func (t *trip) throughNAT(gateway int) {
	n := t.w.nats[gateway]
	if t.w.access == "block-bidirectional" {
		t.lose("route")
	}
	switch {
	case n.outside:
		if !n.outgoing {
			t.lose("route")
		}
		return
	case n.subnet == noIndex:
		if !t.w.vpcs[n.vpc].attached {
			t.lose("route")
		}
		return
	}
	switch r := t.w.lookup(n.subnet, t.dst.address); {
	case r.to == "s3", r.to == "join":
		t.undocumented = true
	case r.to != "igw", n.private, !t.w.vpcs[n.vpc].attached:
		t.lose("route")
	}
	if n.subnet != t.src.subnet {
		t.cross("nat acl-in", n.subnet, false, t.src.address, t.port)
		t.cross("nat acl-reply out", n.subnet, true, t.src.address, t.client)
	}
	t.cross("nat acl-out", n.subnet, true, t.dst.address, t.port)
	t.cross("nat acl-reply in", n.subnet, false, t.dst.address, t.nat)
}

// lookup returns the route of the subnet's table with the longest prefix for a
// public address. A gateway endpoint is a route to each prefix of its service.
func (w *world) lookup(subnet int, to netip.Addr) simRoute {
	table := w.tableOf(subnet)
	best, bits := simRoute{to: "nothing"}, -1
	if table == noIndex {
		return best
	}
	for _, g := range w.gateways {
		for _, p := range s3Prefixes {
			if slices.Contains(g.tables, table) && g.region == region && slices.Contains(s3Addresses, to) && p.Contains(to) {
				best, bits = simRoute{to: "s3"}, p.Bits()
			}
		}
	}
	for _, r := range w.tables[table].routes {
		if p := netip.MustParsePrefix(r.cidr); p.Contains(to) && p.Bits() >= bits {
			best, bits = r, p.Bits()
		}
	}
	return best
}

func (w *world) tableOf(subnet int) int {
	s := w.subnets[subnet]
	if s.table != noIndex {
		return s.table
	}
	return w.vpcs[s.vpc].mainTable
}

// admits reports whether one of the groups has a rule for the port and the
// other end.
func (w *world) admits(groups []int, egress bool, port int, p peer) bool {
	for _, g := range groups {
		if g < 0 {
			// A default group: it admits itself, and lets everything out.
			if egress || slices.Contains(p.groups, g) {
				return true
			}
			continue
		}
		for _, r := range w.rulesOf(g, egress) {
			if w.severed(g, r, egress) {
				continue
			}
			if r.matches(port, p) {
				return true
			}
		}
	}
	return false
}

// severed reports whether the rule of the group refers to one of another VPC,
// beyond a transit gateway that does not let such rules hold: never for what goes
// out, and for what comes in only if it is told to.
func (w *world) severed(group int, r simRule, egress bool) bool {
	return r.group != noIndex && w.groups[r.group].vpc != w.groups[group].vpc && w.joined.by == "transit" && (egress || !w.joined.references)
}

// rulesOf returns the rules of a group. CloudFormation's groups let everything
// out until one rule is listed or added; Terraform's never do.
func (w *world) rulesOf(g int, egress bool) []simRule {
	group := w.groups[g]
	if !egress {
		return group.ingress
	}
	unsaid := group.silent || group.standalone && len(group.egress) == 0
	if unsaid && w.lang == iac.CloudFormation {
		return []simRule{{protocol: "-1", cidr: "0.0.0.0/0", group: noIndex}, {protocol: "-1", cidr: "::/0", group: noIndex}}
	}
	if group.silent {
		return nil
	}
	return group.egress
}

func (r simRule) matches(port int, p peer) bool {
	switch r.protocol {
	case "-1":
	case "tcp":
		if port < r.from || port > r.to {
			return false
		}
	default:
		return false
	}
	switch {
	case r.group != noIndex:
		return p.subnet != noIndex && slices.Contains(p.groups, r.group)
	case r.list == "s3":
		return slices.Contains(s3Addresses, p.seen())
	case r.list != "":
		return slices.ContainsFunc(strings.Split(r.list, " "), func(cidr string) bool { return within(cidr, p.seen()) })
	}
	return within(r.cidr, p.seen())
}

func within(cidr string, a netip.Addr) bool { return netip.MustParsePrefix(cidr).Contains(a) }

// cross asks the network ACL of a subnet to let one packet through. The first
// entry that matches decides, by number; what matches none is denied.
func (t *trip) cross(hop string, subnet int, egress bool, other netip.Addr, port int) {
	s := t.w.subnets[subnet]
	acl := s.acl
	if acl == noIndex {
		acl = t.w.vpcs[s.vpc].defaultACL
	}
	if acl == noIndex {
		return // the default one, as AWS makes it
	}
	entries := slices.Clone(t.w.acls[acl].entries)
	slices.SortStableFunc(entries, func(a, b simEntry) int { return a.number - b.number })
	for _, e := range entries {
		if e.missing || e.egress != egress || port < e.from || port > e.to || !within(e.cidr, other) {
			continue
		}
		if !e.allow {
			t.lose(hop)
		}
		return
	}
	t.lose(hop)
}
