package network

import (
	"strings"

	"github.com/taskreach/taskreach/analyzer/aws"
	"github.com/taskreach/taskreach/analyzer/iac"
)

// A PrefixList is a set of CIDR blocks with an id: one of AWS's, for the
// public addresses of a service in a region, or a customer's own.
type PrefixList struct {
	Node
	Service string   // s3; empty for a list that is not AWS's
	Region  iac.Text // of the service
	IPv6    bool

	Blocks  []Block
	Partial *iac.Unknown // why there may be more blocks than these
}

var (
	listEntries   = iac.Named("entry", "Entries")
	listEntryCIDR = iac.Named("cidr", "Cidr")
	listName      = iac.Named("name", "")
	listFilter    = iac.Named("filter", "")
	listOfService = iac.Named("prefix_list_id", "")
)

var prefixListKind = kind{[]string{"aws_ec2_managed_prefix_list", "AWS::EC2::PrefixList"}, func(b *builder, r *iac.Resource) {
	l := &PrefixList{Node: declare(r)}
	b.lists.add(r, l)
	items, partial := r.Attr(listEntries).Items()
	for _, item := range items {
		l.Blocks = append(l.Blocks, block(item.Read(listEntryCIDR, r.Language)))
	}
	l.Partial = partial
	if why := r.MayDiffer(listEntries); why != nil && len(items) > 0 {
		l.Partial = why
	}
}}

var prefixListEntryKind = kind{[]string{"aws_ec2_managed_prefix_list_entry"}, func(b *builder, r *iac.Resource) {
	why, created := maybe(r)
	if !created {
		return
	}
	b.link(func() {
		l := b.lists.get(r.Attr(iac.Named("prefix_list_id", "")))
		if l == nil {
			return
		}
		l.Blocks = append(l.Blocks, block(r.Attr(listEntryCIDR)))
		l.Partial = either(l.Partial, why)
	})
}}

// prefixList returns the prefix list that v names: a declared one, that of the
// service of a declared endpoint, one read by name, or one of AWS's by id.
func (b *builder) prefixList(v iac.Value) *PrefixList {
	r, attr := v.Ref()
	if r != nil {
		if ep := b.endpoints.declared[r]; ep != nil && attr == listOfService.In(r.Language) && ep.Service != "" {
			return b.serviceList(ep.Service, ep.Region)
		}
		if r.Data {
			if service, region := listByName(r); service != "" {
				return b.serviceList(service, region)
			}
		}
	}
	if id, known := v.Str(); known {
		if l, ok := aws.ServiceListByID(id); ok {
			return b.serviceList(l.Service, iac.Text{{Literal: l.Region}})
		}
	}
	return b.lists.get(v)
}

// serviceList returns the AWS-managed list of a service in a region.
func (b *builder) serviceList(service string, region iac.Text) *PrefixList {
	name := "com.amazonaws." + region.String() + "." + service
	l := b.serviceLists[name]
	if l == nil {
		l = &PrefixList{Node: Node{Address: name}, Service: service, Region: region}
		l.Service, l.IPv6 = strings.TrimPrefix(service, "ipv6."), strings.HasPrefix(service, "ipv6.")
		b.serviceLists[name] = l
	}
	return l
}

// listByName returns the service and region of the AWS-managed prefix list
// that a data source reads by its name.
func listByName(r *iac.Resource) (service string, region iac.Text) {
	if r.Type != "aws_prefix_list" && r.Type != "aws_ec2_managed_prefix_list" {
		return "", nil
	}
	name, ok := r.Attr(listName).Text()
	if !ok || r.Attr(listName).IsAbsent() {
		name = nameFilter(r)
	}
	return serviceOf(name)
}

// nameFilter returns the value of the filter on prefix-list-name.
func nameFilter(r *iac.Resource) iac.Text {
	filters, _ := r.Attr(listFilter).Items()
	for _, f := range filters {
		if n, _ := f.Get("name").Str(); n != "prefix-list-name" {
			continue
		}
		if values, partial := f.Get("values").Items(); len(values) == 1 && partial == nil {
			t, _ := values[0].Text()
			return t
		}
	}
	return nil
}
