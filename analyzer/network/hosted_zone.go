package network

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A Zone is a private hosted zone: what it does not hold does not exist for
// the VPCs that it is associated with.
type Zone struct {
	Node
	Name    iac.Text
	VPCs    []*VPC
	Records []Record
	Partial *iac.Unknown // why there may be more records
}

// A Record is a record set of a hosted zone that answers with addresses or
// with another name.
type Record struct {
	Name     iac.Text
	Endpoint *Endpoint // the endpoint that an alias leads to
	Alias    bool
	Value    iac.Value // addresses or names, where it is no such alias
	Range    source.Range
	Maybe    *iac.Unknown
}

var (
	zoneName   = iac.Named("name", "Name")
	zoneVPCs   = iac.Named("vpc", "VPCs")
	zoneVPC    = iac.Named("vpc_id", "VPCId")
	zoneID     = iac.Named("zone_id", "HostedZoneId")
	recordType = iac.Named("type", "Type")
	recordName = iac.Named("name", "Name")
	aliasName  = iac.Named("alias.name", "AliasTarget.DNSName")
	recordData = iac.Named("records", "ResourceRecords")
	recordSets = iac.Named("", "RecordSets")
	zoneNamed  = iac.Named("", "HostedZoneName")
)

var zoneKind = kind{[]string{"aws_route53_zone", "AWS::Route53::HostedZone"}, func(b *builder, r *iac.Resource) {
	z := &Zone{Node: declare(r)}
	z.Name, _ = r.Attr(zoneName).Text()
	b.zones.add(r, z)
	b.link(func() {
		items, _ := r.Attr(zoneVPCs).Items()
		for _, item := range items {
			if vpc := b.vpcOf(item.Read(zoneVPC, r.Language)); vpc != nil {
				z.VPCs = append(z.VPCs, vpc)
			}
		}
	})
	b.in(closing, func() {
		if len(z.VPCs) > 0 && !z.Missing {
			b.graph.Zones = append(b.graph.Zones, z)
		}
	})
}}

var zoneAssociationKind = kind{[]string{"aws_route53_zone_association"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		z, vpc := b.zones.get(r.Attr(zoneID)), b.vpcOf(r.Attr(vpcID))
		switch {
		case z == nil || vpc == nil:
		case why != nil || z.External != nil:
			vpc.Resolving = append(vpc.Resolving, either(why, z.External))
		default:
			z.VPCs = append(z.VPCs, vpc)
		}
	})
}}

var recordKind = kind{[]string{"aws_route53_record", "AWS::Route53::RecordSet"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() { b.record(r.Body, r, r.Range, why) })
}}

var recordGroupKind = kind{[]string{"AWS::Route53::RecordSetGroup"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		items, partial := r.Attr(recordSets).Items()
		for _, item := range items {
			b.record(item, r, item.Range, why)
		}
		for _, z := range b.zonesOf(r.Body, r.Language) {
			z.Partial = either(z.Partial, partial)
		}
	})
}}

// record reads one record set, which names its zone itself or is in the group r
// that does.
func (b *builder) record(v iac.Value, r *iac.Resource, at source.Range, why *iac.Unknown) {
	kind, known := v.Read(recordType, r.Language).Str()
	if known && kind != "A" && kind != "CNAME" {
		return
	}
	zones := b.zonesOf(v, r.Language)
	if len(zones) == 0 {
		zones = b.zonesOf(r.Body, r.Language)
	}
	rec := Record{Range: at, Maybe: why, Value: v.Read(recordData, r.Language)}
	rec.Name, _ = v.Read(recordName, r.Language).Text()
	alias := v.Read(aliasName, r.Language)
	rec.Alias = !alias.IsAbsent()
	if rec.Alias {
		rec.Value = alias
	}
	for _, ref := range rec.Value.Refs() {
		if ep := b.endpoints.declared[ref]; ep != nil {
			rec.Endpoint = ep
		}
	}
	for _, z := range zones {
		z.Records = append(z.Records, rec)
	}
}

// zonesOf returns the zones that v names: the one with an id, or those with a
// name, be it with the root's dot or without.
func (b *builder) zonesOf(v iac.Value, l iac.Language) []*Zone {
	if z := b.zones.get(v.Read(zoneID, l)); z != nil {
		return []*Zone{z}
	}
	name, _ := v.Read(zoneNamed, l).Text()
	if len(name) == 0 {
		return nil
	}
	var zones []*Zone
	for _, r := range b.resources {
		if z := b.zones.declared[r]; z != nil && sameName(z.Name, name) {
			zones = append(zones, z)
		}
	}
	return zones
}

// sameName reports whether two domain names are known to be one.
func sameName(a, b iac.Text) bool {
	x, y := Labels(a), Labels(b)
	return slices.EqualFunc(x, y, func(x, y iac.Text) bool {
		equal, known := x.Equal(y)
		return known && equal
	})
}

// Addresses returns the IPv4 addresses that the record answers with, and
// whether they are known: those of an alias, of a name or of a list that is not
// whole are not.
func (r Record) Addresses() (as []netip.Addr, known bool) {
	items, partial := r.Value.Items()
	if s, one := r.Value.Str(); one && len(items) == 0 {
		items = []iac.Value{iac.String(s, r.Range)}
	}
	for _, item := range items {
		s, _ := item.Str()
		a, err := netip.ParseAddr(strings.TrimSpace(s))
		if err != nil || !a.Is4() {
			return nil, false
		}
		as = append(as, a)
	}
	return as, partial == nil && !r.Alias && len(as) > 0
}

// Labels returns a domain name as its labels, without the root's.
func Labels(name iac.Text) []iac.Text {
	labels := name.Split(".")
	if s, known := labels[len(labels)-1].Literal(); known && strings.TrimSpace(s) == "" {
		labels = labels[:len(labels)-1]
	}
	return labels
}
