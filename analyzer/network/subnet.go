package network

import (
	"fmt"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A Subnet is a range of addresses of a VPC in one availability zone.
type Subnet struct {
	Node
	VPC  *VPC
	CIDR Block
	IPv6 Block // its IPv6 addresses
	Zone iac.Text

	MapPublicIP iac.Value // whether instances get a public address; Fargate tasks do not
	IPv6Only    iac.Value
	DNS64       iac.Value // whether names without IPv6 addresses get some

	// PublicAccess is true where an exclusion opens the subnet although VPC
	// Block Public Access closes the VPC.
	PublicAccess iac.Value

	Table *RouteTable // the associated one, else the VPC's main route table
	// MaybeTable takes the place of Table where an association exists, which is
	// not known; TableMaybe says why.
	MaybeTable *RouteTable
	TableMaybe *iac.Unknown

	ACL    *ACL // the associated one, else the VPC's default network ACL
	tables []association
}

// An association gives a subnet a route table, if it exists.
type association struct {
	table *RouteTable
	why   *iac.Unknown // why it may not exist
}

var subnetKind = kind{[]string{"aws_subnet", "AWS::EC2::Subnet"}, (*builder).subnet}

// A default subnet is adopted from the default VPC, which no stack declares.
var defaultSubnetKind = kind{[]string{"aws_default_subnet"}, func(b *builder, r *iac.Resource) {
	b.subnet(r)
	b.subnets.declared[r].External = &iac.Unknown{
		Name: r.Address, Range: r.Range,
		Why: "the default subnet of the account exists before this stack: its route table is not in the files",
	}
}}

var (
	subnetZone     = iac.Named("availability_zone", "AvailabilityZone")
	subnetZoneID   = iac.Named("availability_zone_id", "AvailabilityZoneId")
	subnetMapIP    = iac.Named("map_public_ip_on_launch", "MapPublicIpOnLaunch")
	subnetIPv6     = iac.Named("ipv6_cidr_block", "Ipv6CidrBlock")
	subnetDNS64    = iac.Named("enable_dns64", "EnableDns64")
	subnetIPv6Only = iac.Named("ipv6_native", "Ipv6Native")
)

func (b *builder) subnet(r *iac.Resource) {
	s := &Subnet{
		Node:        declare(r),
		CIDR:        block(r.Attr(CIDRBlock)),
		IPv6:        block(r.Attr(subnetIPv6)),
		MapPublicIP: r.Attr(subnetMapIP).Or(false),
		IPv6Only:    r.Attr(subnetIPv6Only).Or(false),
		DNS64:       r.Attr(subnetDNS64).Or(false),
	}
	zone := r.Attr(subnetZone)
	if zone.IsAbsent() {
		zone = r.Attr(subnetZoneID)
	}
	s.Zone, _ = zone.Text()
	b.subnets.add(r, s)
	if !s.Missing {
		b.graph.Subnets = append(b.graph.Subnets, s)
	}
	b.link(func() { s.VPC = b.vpcOf(r.Attr(vpcID)) })
}

// reserved is how many addresses of each subnet AWS keeps for itself (VPC user
// guide, "Subnet CIDR blocks").
const reserved = 5

// Addresses returns how many IPv4 addresses the subnet has for interfaces, and
// whether that is known.
func (s *Subnet) Addresses() (n int, known bool) {
	only, settled := s.IPv6Only.Bool()
	if s.External != nil || only || !settled || !s.CIDR.Prefix.IsValid() || !s.CIDR.Prefix.Addr().Is4() {
		return 0, false
	}
	return 1<<(32-s.CIDR.Prefix.Bits()) - reserved, true
}

// settle gives the subnet the main route table and the default network ACL of
// its VPC as they stand at the end of the build, where no association says
// otherwise.
func (s *Subnet) settle() {
	s.settleTable()
	if s.VPC == nil {
		return
	}
	if s.Table == nil {
		s.Table = s.VPC.MainTable
	}
	if s.ACL == nil {
		s.ACL = s.VPC.DefaultACL
	}
}

// associate notes that the subnet has the table, or why it may have it.
func (s *Subnet) associate(t *RouteTable, why *iac.Unknown) {
	if !slices.Contains(s.tables, association{t, why}) {
		s.tables = append(s.tables, association{t, why})
	}
}

// associated reports whether an association exists for certain. There can be no
// second one.
func (s *Subnet) associated() bool {
	return slices.ContainsFunc(s.tables, func(a association) bool { return a.why == nil })
}

// settleTable takes the route table from the associations. A subnet can have
// only one, so that beside one that exists no other does.
func (s *Subnet) settleTable() {
	sure := slices.DeleteFunc(slices.Clone(s.tables), func(a association) bool { return a.why != nil })
	all := s.tables
	if len(sure) > 0 {
		all = sure
	}
	switch {
	case len(all) == 0:
	case len(all) > 1:
		s.Table = &RouteTable{Node: s.several("route tables", all[0].why)}
	case all[0].why != nil:
		s.MaybeTable, s.TableMaybe = all[0].table, all[0].why
	default:
		s.Table = all[0].table
	}
}

// several is what the subnet has where it is associated with several of what it
// can have one of.
func (s *Subnet) several(what string, why *iac.Unknown) Node {
	return Node{Address: what + " of " + s.Address, Range: s.Range, External: either(why, &iac.Unknown{
		Name: s.Address, Range: s.Range,
		Why: fmt.Sprintf("`%s` is associated with several %s, and only one can be", s.Address, what),
	})}
}

// filter gives the subnet a network ACL.
func (s *Subnet) filter(a *ACL) {
	if s.ACL != nil && s.ACL != a {
		a = &ACL{Node: s.several("network ACLs", nil)}
	}
	s.ACL = a
}

// SameZone reports whether two subnets are in one availability zone, and
// whether that is known. Two elements of one list of zones are two zones.
func (s *Subnet) SameZone(t *Subnet) (same, known bool) {
	if s == t {
		return true, true
	}
	if len(s.Zone) == 0 || len(t.Zone) == 0 {
		return false, false
	}
	if equal, known := s.Zone.Equal(t.Zone); known {
		return equal, true
	}
	if len(s.Zone) != 1 || len(t.Zone) != 1 {
		return false, false
	}
	a, b := s.Zone[0], t.Zone[0]
	if a.Resource != nil && a.Resource == b.Resource {
		return a.Attr == b.Attr, true
	}
	return false, a.Unknown != nil && b.Unknown != nil && a.Unknown.List != nil && a.Unknown.List == b.Unknown.List
}
