// Package assume knows what the user says of things that the files do not show:
// the values of inputs, VPCs with their endpoints, subnets with their routing,
// security groups with their rules. It makes resources of them, which the
// network of a stack is built from like any other. It knows neither language
// nor verdicts: what is proved with its help is proved if the user is right.
package assume

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Facts are all that is assumed. A name is the id that AWS has given the thing,
// or an input that stands for it: var.vpc_id, Parameter VpcId, a data source
// such as data.aws_vpc.main, an attribute of one, an output of a module that is
// not on disk, or export NAME.
type Facts struct {
	Values  []Value
	VPCs    []VPC
	Subnets []Subnet
	Groups  []Group
}

// A Value is that of an input.
type Value struct {
	Name  source.Text
	Items []string // of a list; else the one text, as the command line takes it
	List  bool
}

// A VPC is one that no file declares.
type VPC struct {
	Name      source.Text
	CIDRs     []source.Text
	Endpoints []Endpoint
	Subnets   []source.Text // names of those that have its routing
	Routing   Routing       // of all subnets that are not said to have another
	Complete  bool          // it has no endpoint that is not said
}

// An Endpoint is one of a VPC, for a service by its short name: ecr.api. An
// interface endpoint admits the whole VPC, a gateway endpoint is on every route
// table that is assumed.
type Endpoint struct {
	Service   source.Text
	Type      string // Interface or Gateway
	PublicDNS bool   // private DNS is off
}

// Gateways are the services that have gateway endpoints (VPC user guide,
// "Gateway endpoints").
var gateways = []string{"s3", "dynamodb"}

// EndpointType returns the type that an endpoint for a service has unless it is
// said.
func EndpointType(service string) string {
	if slices.Contains(gateways, service) {
		return "Gateway"
	}
	return "Interface"
}

// A Routing is where the default route of a subnet leads.
type Routing string

// The routings. The zero Routing says that it is not known.
const (
	Isolated Routing = "isolated" // nowhere: there is none
	NAT      Routing = "nat"      // to a NAT gateway in a public subnet
	Public   Routing = "public"   // to an internet gateway
)

// A Subnet is one that no file declares, or several that are alike.
type Subnet struct {
	Name    source.Text
	VPC     source.Text // the name of an assumed VPC, or an id
	CIDRs   []source.Text
	Count   int // how many the name stands for; 0 for as many as CIDRs, or some
	Routing Routing
}

// A Group is a security group that no file declares.
type Group struct {
	Name            source.Text
	VPC             source.Text
	Ingress, Egress *[]Permission // nil where nothing is said
}

// A Permission is what a rule of a security group admits.
type Permission struct {
	Protocol string // tcp, udp, -1
	From, To int    // ports
	Peer     string // a CIDR block, the id of a prefix list, a group's name or id
	At       source.Range
}

// some is how many subnets an input stands for that is a list, where neither a
// count nor CIDR blocks say: every region has so many zones, and who takes the
// third element of the list finds one.
const some = 3

// size returns how many subnets the name stands for.
func (s Subnet) size() int {
	switch {
	case isID(s.Name.Value):
		return 1
	case s.Count > 0:
		return s.Count
	case len(s.CIDRs) > 0:
		return len(s.CIDRs)
	}
	return some
}

// isID reports whether a name is the id that AWS gives a VPC, subnet or group.
func isID(name string) bool {
	return strings.HasPrefix(name, "vpc-") || strings.HasPrefix(name, "subnet-") || strings.HasPrefix(name, "sg-")
}

// idOf returns the id of the nth thing that a name stands for: the name itself
// if it is one, else one that is made up and always the same.
func idOf(prefix, name string, n int) string {
	if isID(name) {
		return name
	}
	const digits = 17
	sum := sha256.Sum256([]byte(name + " " + strconv.Itoa(n)))
	return prefix + hex.EncodeToString(sum[:])[:digits]
}

// IsZero reports whether nothing is assumed.
func (f Facts) IsZero() bool {
	return len(f.Values)+len(f.VPCs)+len(f.Subnets)+len(f.Groups) == 0
}

// inputs returns the values of all inputs that are assumed: texts, and lists of
// them. An input that stands for a VPC, for subnets or a group has their ids.
func (f Facts) inputs() map[string]iac.Value {
	in := inputs{}
	for _, v := range f.VPCs {
		in.thing(v.Name, []string{idOf("vpc-", v.Name.Value, 0)}, false)
		in.attribute(v.Name, "cidr_block", first(v.CIDRs))
	}
	for _, s := range f.subnets() {
		var ids []string
		for n := range s.size() {
			ids = append(ids, idOf("subnet-", s.Name.Value, n))
		}
		in.thing(s.Name, ids, true)
		if s.Count == 0 && len(s.CIDRs) == 0 {
			in.loosen(s.Name)
		}
		in.attribute(s.Name, "cidr_block", first(s.CIDRs))
		in.attribute(s.Name, "vpc_id", f.vpcID(s.VPC.Value))
	}
	for _, g := range f.Groups {
		in.thing(g.Name, []string{idOf("sg-", g.Name.Value, 0)}, false)
		in.attribute(g.Name, "vpc_id", f.vpcID(g.VPC.Value))
	}
	for _, v := range f.Values {
		in[v.Name.Value] = listOf(v.Items, v.List, v.Name.At)
	}
	return in
}

// inputs are values by the names of inputs.
type inputs map[string]iac.Value

// thing notes the ids of what an input stands for.
func (in inputs) thing(name source.Text, ids []string, several bool) {
	data, attribute := DataSource(name.Value)
	switch {
	case isID(name.Value):
	case data == "" || attribute != "":
		in[name.Value] = listOf(ids, several, name.At)
	default:
		in[data+".ids"] = listOf(ids, true, name.At)
		in[data+".id"] = iac.String(ids[0], name.At)
	}
}

// loosen marks the list of what an input stands for as one of a length that
// nobody said.
func (in inputs) loosen(name source.Text) {
	if items, _ := in[name.Value].Items(); len(items) > 0 {
		in[name.Value] = iac.List(items, &iac.Unknown{Name: name.Value, Why: "how many there are is not said", Range: name.At}, name.At)
	}
}

// attribute notes an attribute of what a data source stands for.
func (in inputs) attribute(name source.Text, attr, value string) {
	if data, more := DataSource(name.Value); data != "" && more == "" && value != "" {
		in[data+"."+attr] = iac.String(value, name.At)
	}
}

func listOf(texts []string, list bool, at source.Range) iac.Value {
	if !list {
		return iac.String(strings.Join(texts, ","), at)
	}
	items := make([]iac.Value, len(texts))
	for i, s := range texts {
		items[i] = iac.String(s, at)
	}
	return iac.List(items, nil, at)
}

func first(texts []source.Text) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0].Value
}

// vpcID returns the id of the VPC of that name; empty for no name.
func (f Facts) vpcID(name string) string {
	if name == "" {
		return ""
	}
	return idOf("vpc-", name, 0)
}

// subnets returns the subnets that are assumed, those included that are said to
// be in a VPC and nothing else.
func (f Facts) subnets() []Subnet {
	all := slices.Clone(f.Subnets)
	for _, v := range f.VPCs {
		for _, name := range v.Subnets {
			if !slices.ContainsFunc(all, func(s Subnet) bool { return s.Name.Value == name.Value }) {
				all = append(all, Subnet{Name: name, VPC: v.Name})
			}
		}
	}
	return all
}

// DataSource returns the address of the data source that a name begins with,
// module path and index included, and the attribute that follows; both are
// empty if it begins with none.
func DataSource(name string) (address, attribute string) {
	at := strings.Index("."+name, ".data.")
	if at < 0 || at > 0 && !strings.HasPrefix(name, "module.") {
		return "", ""
	}
	rest, dots := name[at:], 0
	quoted := false
	for i, c := range rest {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '.' && !quoted:
			if dots++; dots == 3 {
				return name[:at+i], rest[i+1:]
			}
		}
	}
	if dots < 2 {
		return "", ""
	}
	return name, ""
}

// A Set is what is made of facts, and of snapshots: resources that no file of
// the user's declares. It is read-only once made.
type Set struct {
	resources []*iac.Resource
	byID      map[string]*iac.Resource // those that have an id
	has       map[*iac.Resource]bool
	region    *iac.Unknown // in the values of the resources, the region of the stack that they are seen from
	entries   []entry
	inputs    map[string]iac.Value
	listed    map[string]bool
}

// List notes that all subnets of the VPC with the id are in the set.
func (s *Set) List(vpc string) { s.listed[vpc] = true }

// Listed returns the ids of the VPCs all of whose subnets are in the set.
func (s *Set) Listed() map[string]bool { return s.listed }

// Inputs returns the values of all inputs that are assumed, by their names:
// var.NAME, Parameter NAME, export NAME, an attribute of a data source.
func (s *Set) Inputs() map[string]iac.Value { return s.inputs }

// NewSet returns the resources that the facts come to.
func NewSet(f Facts) *Set {
	w := &world{facts: f, vpcs: map[string]*vpcParts{}, set: &Set{
		byID: map[string]*iac.Resource{}, has: map[*iac.Resource]bool{}, entries: f.entries(), inputs: f.inputs(), listed: map[string]bool{},
		region: &iac.Unknown{
			Name: "region", Why: "the region of what is assumed is that of the stack, which is not known: pass --region",
		},
	}}
	for _, v := range f.VPCs {
		w.vpc(v)
	}
	for _, s := range f.subnets() {
		w.subnets(s)
	}
	for _, g := range f.Groups {
		w.group(g)
	}
	for _, v := range f.VPCs {
		w.endpoints(w.vpcs[v.Name.Value])
	}
	return w.set
}

// Add adds resources that belong together, such as a VPC of a snapshot with all
// that is in it, and what is said of them; what has no name is not told.
func (s *Set) Add(says iac.Assumption, resources []*iac.Resource) {
	e := entry{Assumption: says}
	for _, r := range resources {
		s.add(r)
		if r.ID != "" {
			e.ids = append(e.ids, r.ID)
		}
	}
	if says.Name != "" {
		s.entries = append(s.entries, e)
	}
}

// Has reports whether the set has something with the id.
func (s *Set) Has(id string) bool { return s.byID[id] != nil }

func (s *Set) add(r *iac.Resource) {
	s.resources = append(s.resources, r)
	s.has[r] = true
	if r.ID != "" {
		s.byID[r.ID] = r
	}
}

// Resources returns all resources of the set that have an id.
func (s *Set) Resources() []*iac.Resource {
	var named []*iac.Resource
	for _, r := range s.resources {
		if r.ID != "" {
			named = append(named, r)
		}
	}
	return named
}
