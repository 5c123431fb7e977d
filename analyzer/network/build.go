package network

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A builder makes the nodes of every resource first and joins them after, when
// every node that can be referred to exists.
type builder struct {
	graph     *Graph
	resources []*iac.Resource
	links     [phases][]func()
	strays    []stray

	vpcs          nodes[VPC, *VPC]
	subnets       nodes[Subnet, *Subnet]
	tables        nodes[RouteTable, *RouteTable]
	endpoints     nodes[Endpoint, *Endpoint]
	groups        nodes[SecurityGroup, *SecurityGroup]
	nats          nodes[NATGateway, *NATGateway]
	gateways      nodes[InternetGateway, *InternetGateway]
	lists         nodes[PrefixList, *PrefixList]
	acls          nodes[ACL, *ACL]
	zones         nodes[Zone, *Zone]
	inspectors    []*Firewall
	dhcp          nodes[dhcpOptions, *dhcpOptions]
	fileSystems   nodes[FileSystem, *FileSystem]
	balancers     nodes[LoadBalancer, *LoadBalancer]
	targetGroups  nodes[TargetGroup, *TargetGroup]
	peerings      nodes[Peering, *Peering]
	transits      nodes[TransitGateway, *TransitGateway]
	attachments   nodes[TransitAttachment, *TransitAttachment]
	transitTables nodes[TransitTable, *TransitTable]
	rules         nodes[ResolverRule, *ResolverRule]
	domainLists   nodes[domainList, *domainList]
	firewalls     nodes[firewallRules, *firewallRules]
	servers       map[*iac.Resource]*Server
	serviceLists  map[string]*PrefixList
}

func newBuilder(resources []*iac.Resource) *builder {
	b := &builder{graph: &Graph{}, resources: resources, serviceLists: map[string]*PrefixList{}, servers: map[*iac.Resource]*Server{}}
	b.graph.b = b
	return b
}

// A phase is a part of the joining that needs all of the earlier ones.
type phase int

const (
	adopting phase = iota // a resource takes the place of a default that AWS made
	listing               // rules and routes are read from what they are part of
	joining               // everything else
	closing               // what is not decided spreads
	phases
)

// link has f run once every node exists.
func (b *builder) link(f func()) { b.in(joining, f) }

// in has f run in a phase: the order of resources in the files means nothing,
// so what depends on other resources having been read waits for a later one.
func (b *builder) in(p phase, f func()) { b.links[p] = append(b.links[p], f) }

// declare returns the common part of the node for r.
func declare(r *iac.Resource) Node {
	n := Node{Address: r.Address, Resource: r, Range: r.Range}
	exists, known := r.Exists.Bool()
	switch {
	case r.Exists.IsAbsent():
	case !known:
		n.Maybe = r.Exists.Unknown()
	case !exists:
		n.Missing = true
	}
	return n
}

// maybe returns why r may not exist, or nil; created is false where r is known
// not to exist.
func maybe(r *iac.Resource) (why *iac.Unknown, created bool) {
	n := declare(r)
	return n.Maybe, !n.Missing
}

// nodes are the nodes of one kind by what the files refer to them by: a
// declared resource, or something declared elsewhere, of which there is one
// node for each distinct reference.
type nodes[T any, P interface {
	*T
	node() *Node
}] struct {
	declared map[*iac.Resource]P
	external map[iac.Part]P
}

func (n *nodes[T, P]) add(r *iac.Resource, p P) {
	if n.declared == nil {
		n.declared = map[*iac.Resource]P{}
	}
	n.declared[r] = p
}

// get returns the node that v refers to: nil if v is absent, a node marked
// External if the files do not declare it.
func (n *nodes[T, P]) get(v iac.Value) P {
	t, ok := v.Text()
	if !ok {
		return nil
	}
	key := iac.Part{Literal: t.String()}
	if len(t) == 1 {
		key = t[0]
	}
	if p, ok := n.declared[key.Resource]; ok && key.Resource != nil {
		return p
	}
	if p, ok := n.external[key]; ok {
		return p
	}
	p := P(new(T))
	*p.node() = external(key, v)
	if n.external == nil {
		n.external = map[iac.Part]P{}
	}
	n.external[key] = p
	return p
}

// external returns the common part of a node that is declared elsewhere.
func external(key iac.Part, v iac.Value) Node {
	n := Node{Address: key.String(), Resource: key.Resource, Range: v.Range}
	id, literal := v.Str()
	n.undecided = !literal || id == ""
	switch {
	case key.Unknown != nil:
		n.Address, n.External = key.Unknown.Name, key.Unknown
	case key.Resource != nil && key.Resource.Data:
		n.Address, n.External = key.Resource.Address, readAtApply(key.Resource)
	case key.Resource != nil && key.Resource.Behind() != nil:
		why := *key.Resource.Behind()
		why.Name = key.String()
		n.External = &why
	case key.Resource != nil:
		n.External = &iac.Unknown{
			Name: key.String(), Range: key.Resource.Range,
			Why: fmt.Sprintf("what `%s` stands for is only known after apply", key),
		}
	case key.Literal == "":
		n.External = &iac.Unknown{Name: "empty text", Range: v.Range, Why: "an empty text stands where an id belongs"}
	default:
		n.External = &iac.Unknown{
			Name: key.Literal, Range: v.Range,
			Why: fmt.Sprintf("no scanned file declares `%s`", key.Literal),
		}
	}
	return n
}

func readAtApply(r *iac.Resource) *iac.Unknown {
	why := fmt.Sprintf("`%s` is read at apply: scan what declares it together with this stack", r.Address)
	if len(r.May) > 0 {
		why = fmt.Sprintf("`%s` is read at apply, and may find %s", r.Address, named(r.May))
	}
	if r.Type == "module" {
		why = fmt.Sprintf("`%s` is not on disk: run `terraform init`, or scan with its source", r.Address)
	}
	return &iac.Unknown{Name: r.Address, Why: why, Range: r.Range}
}

// named returns the resources as a message names them when it is about several
// stacks.
func named(rs []*iac.Resource) string {
	const few = 4
	var names []string
	for _, r := range rs {
		file := r.Range.File
		if len(r.Calls) > 0 {
			file = r.Calls[0].File // a module may be called by several
		}
		if name := fmt.Sprintf("`%s` in %s", r.Address, file); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if n := len(names); n > few+1 {
		names = append(names[:few], fmt.Sprintf("%d more", n-few))
	}
	return strings.Join(names, " or ")
}

// all returns the nodes that the items of the list v refer to. Partial says
// why there may be more than these.
func (n *nodes[T, P]) all(v iac.Value) (ps []P, partial *iac.Unknown) {
	items, partial := v.Items()
	for _, item := range items {
		if p := n.get(item); p != nil {
			ps = append(ps, p)
		}
	}
	return ps, partial
}

// unmodelled are the modules that are not on disk and what else stands for
// resources that the files do not show. What they are given tells what they may
// add to.
func (b *builder) unmodelled() []*iac.Resource {
	var ms []*iac.Resource
	for _, r := range b.resources {
		if _, created := maybe(r); created && (r.Type == "module" || r.Unseen != nil) {
			ms = append(ms, r)
		}
	}
	return ms
}

// finish marks as open what resources outside our sight may add to.
func (b *builder) finish() {
	for _, m := range b.unmodelled() {
		why := m.Unseen
		if why == nil {
			why = readAtApply(m)
		}
		for _, r := range m.Body.Refs() {
			if !m.Inert || !b.isNetwork(r) {
				b.open(r, why)
			}
		}
	}
	for _, s := range b.strays {
		b.attribute(s)
	}
	b.spread()
	for _, s := range b.graph.Subnets {
		s.settle()
	}
	for _, ep := range b.graph.Endpoints {
		ep.settle()
	}
}

// isNetwork reports whether r is a VPC or one of the parts that packets are
// routed by.
func (b *builder) isNetwork(r *iac.Resource) bool {
	return b.vpcs.declared[r] != nil || b.subnets.declared[r] != nil || b.tables.declared[r] != nil
}

// spread gives the associations of subnets that the files do not declare to
// those that they may be another name of.
func (b *builder) spread() {
	outside := slices.Collect(maps.Values(b.subnets.external))
	slices.SortFunc(outside, func(s, t *Subnet) int { return strings.Compare(s.Address, t.Address) })
	for _, out := range outside {
		for _, s := range b.graph.Subnets {
			why := out.MayBe(&s.Node)
			for _, a := range out.tables {
				if why != nil {
					s.associate(a.table, either(a.why, why))
				}
			}
		}
	}
}

// open marks the node of r as one that something unseen was given.
func (b *builder) open(r *iac.Resource, why *iac.Unknown) {
	if v := b.vpcs.declared[r]; v != nil {
		v.Open = append(v.Open, why)
		v.openMain(why)
	}
	if s := b.subnets.declared[r]; s != nil && s.VPC != nil {
		s.VPC.Open = append(s.VPC.Open, why)
		if !s.associated() {
			s.VPC.openMain(why)
		}
	}
	if t := b.tables.declared[r]; t != nil && t.Partial == nil {
		t.Partial = why
	}
	if t := b.transitTables.declared[r]; t != nil {
		t.Partial = either(t.Partial, why)
	}
	if g := b.transits.declared[r]; g != nil {
		g.defaultTable.Partial = either(g.defaultTable.Partial, why)
	}
	if g := b.groups.declared[r]; g != nil {
		g.open(why)
	}
	if z := b.zones.declared[r]; z != nil {
		z.Partial = either(z.Partial, why)
	}
	if fs := b.fileSystems.declared[r]; fs != nil {
		fs.More = either(fs.More, why)
	}
	if t := b.targetGroups.declared[r]; t != nil {
		t.More = either(t.More, why)
	}
}

// refType returns the type of the resource that v refers to.
func refType(v iac.Value) string {
	if r, _ := v.Ref(); r != nil {
		return r.Type
	}
	return ""
}
