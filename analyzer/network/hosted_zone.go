package network

import (
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
	if kind, _ := r.Attr(recordType).Str(); !created || kind != "A" && kind != "CNAME" && kind != "" {
		return
	}
	b.link(func() {
		id := r.Attr(zoneID)
		if id.IsAbsent() {
			return
		}
		z := b.zones.get(id)
		if z == nil {
			return
		}
		rec := Record{Range: r.Range, Maybe: why, Value: r.Attr(recordData)}
		rec.Name, _ = r.Attr(recordName).Text()
		alias := r.Attr(aliasName)
		if alias.IsAbsent() {
			alias = rec.Value
		} else {
			rec.Value = alias
		}
		for _, ref := range alias.Refs() {
			if ep := b.endpoints.declared[ref]; ep != nil {
				rec.Endpoint = ep
			}
		}
		z.Records = append(z.Records, rec)
	})
}}

// Resolver rules and DNS Firewall rule groups change answers in ways that the
// graph does not model.
var resolverAssociationKind = kind{
	[]string{"aws_route53_resolver_rule_association", "AWS::Route53Resolver::ResolverRuleAssociation"},
	resolving(iac.Named("vpc_id", "VPCId"), "a Resolver rule is associated with the VPC: it may send names elsewhere"),
}

var dnsFirewallKind = kind{
	[]string{"aws_route53_resolver_firewall_rule_group_association", "AWS::Route53Resolver::FirewallRuleGroupAssociation"},
	resolving(iac.Named("vpc_id", "VpcId"), "a DNS Firewall rule group is associated with the VPC: it may block names"),
}

func resolving(vpc iac.Name, why string) func(*builder, *iac.Resource) {
	return func(b *builder, r *iac.Resource) {
		if _, created := maybe(r); !created {
			return
		}
		b.link(func() {
			if v := b.vpcOf(r.Attr(vpc)); v != nil {
				v.Resolving = append(v.Resolving, &iac.Unknown{Name: r.Address, Why: why, Range: r.Range})
			}
		})
	}
}

// Labels returns a domain name as its labels, without the root's.
func Labels(name iac.Text) []iac.Text {
	labels := name.Split(".")
	if s, known := labels[len(labels)-1].Literal(); known && strings.TrimSpace(s) == "" {
		labels = labels[:len(labels)-1]
	}
	return labels
}
