package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A data source can look up what the stack itself declares. Where one resource
// certainly has all that is asked for, the data source stands for it: were
// there another, the lookup would fail. The join is made after evaluation, of
// what has left the evaluator, so that no lookup can wait for itself.

// joinRounds is how many lookups can depend on each other.
const joinRounds = 3

// joinable returns the type of the managed resources that a data source of the
// given type looks up, and whether it looks up a list of them.
func joinable(kind string) (managed []string, list bool) {
	switch kind {
	case "aws_vpc":
		return []string{"aws_vpc", "aws_default_vpc"}, false
	case "aws_subnet", "aws_security_group", "aws_route_table", "aws_iam_role":
		return []string{kind}, false
	case "aws_subnets", "aws_subnet_ids":
		return []string{"aws_subnet"}, true
	}
	return nil, false
}

// join has data sources stand for the resources that they look up, and reports
// whether there are new ones.
func (e *evaluator) join(all []*instance) bool {
	found := false
	for _, d := range all {
		kinds, list := joinable(d.res.kind)
		if !d.res.data || kinds == nil || e.joins[d.iac] {
			continue
		}
		var matches []*iac.Resource
		for _, m := range all {
			if !m.res.data && slices.Contains(kinds, m.res.kind) && isTrue(m.iac.Exists) && e.looksUp(d.iac, m.iac) {
				matches = append(matches, m.iac)
			}
		}
		for _, m := range e.opts.Outside {
			if slices.Contains(kinds, m.Type) && e.looksUp(d.iac, m) {
				matches = append(matches, m)
			}
		}
		switch {
		case list && len(matches) > 0:
			e.standForAll(d, matches)
		case !list && len(matches) == 1:
			e.standFor(d.iac, matches[0])
		default:
			continue
		}
		e.joins[d.iac] = true
		found = true
	}
	return found
}

// standFor replaces what is asked of the data source d by what m has.
func (e *evaluator) standFor(d, m *iac.Resource) {
	for _, t := range e.tokens.list {
		if t.part.Resource == d {
			e.tokens.joins[t.part] = attributeOf(m, t.part.Attr)
		}
	}
	for key, u := range e.unknowns {
		if t, ok := m.Body.Get(key.name).Text(); key.res == d && ok {
			e.tokens.joins[iac.Part{Unknown: u}] = t
			e.joined[u] = m.Body.Get(key.name)
		}
	}
}

// attributeOf returns the attribute of m: as it is written if that is not a
// name of m itself.
func attributeOf(m *iac.Resource, attr string) iac.Text {
	if t, ok := m.Body.Get(attr).Text(); ok && attr != "id" && attr != "arn" && attr != "name" {
		return t
	}
	return iac.Text{{Resource: m, Attr: attr}}
}

// standForAll replaces the ids that the data source d finds by those of the
// resources ms. There may be more, which others have made.
func (e *evaluator) standForAll(d *instance, ms []*iac.Resource) {
	u := d.readAtApply("ids")
	more := &iac.Unknown{
		Name: u.Name, Range: u.Range,
		Why: "`" + d.iac.Address + "` is read at apply, and may find more subnets than the files declare",
	}
	items := make([]iac.Value, len(ms))
	for n, m := range ms {
		items[n] = iac.TextValue(iac.Text{{Resource: m, Attr: "id"}}, d.iac.Header)
	}
	e.joined[u] = iac.List(items, more, d.iac.Header)
}

// looksUp reports whether the data source d certainly finds m.
func (e *evaluator) looksUp(d, m *iac.Resource) bool {
	if m.ID == "" && !same(d.Region, m.Region) || differs(d.Region, m.Region) ||
		m.ID == "" && !same(d.Account, m.Account) || differs(d.Account, m.Account) || m.Ignores(iac.Named("tags", "")) {
		return false
	}
	fields, partial := d.Body.Fields()
	asked := false
	for _, f := range fields {
		switch {
		case f.Value.IsAbsent() || f.Name == "state" || f.Name == "region":
		case !e.meets(f, m):
			return false
		default:
			asked = true
		}
	}
	return asked && partial == nil
}

// meets reports whether m certainly meets one argument of a data source.
func (e *evaluator) meets(f iac.Field, m *iac.Resource) bool {
	switch f.Name {
	case "id", "route_table_id":
		return same(f.Value, identity(m))
	case "vpc_id", "cidr_block", "availability_zone", "name":
		return same(f.Value, m.Body.Get(f.Name))
	case "subnet_id":
		return e.routes(m, f.Value)
	case "default":
		wanted, known := f.Value.Bool()
		return known && wanted == (m.Type == "aws_default_vpc")
	case "tags":
		tags, partial := f.Value.Fields()
		return partial == nil && !slices.ContainsFunc(tags, func(tag iac.Field) bool {
			return !same(tag.Value, field(m.Body.Get("tags"), tag.Name))
		})
	case "filter":
		filters, partial := f.Value.Items()
		return partial == nil && !slices.ContainsFunc(filters, func(x iac.Value) bool { return !e.passes(x, m) })
	}
	return false
}

// passes reports whether m certainly passes a filter block.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
func (e *evaluator) passes(filter iac.Value, m *iac.Resource) bool {
	name, known := filter.Get("name").Str()
	values, _ := filter.Get("values").Items()
	have, ok := filtered(name, m)
	return known && slices.ContainsFunc(values, func(v iac.Value) bool {
		if name == "association.subnet-id" {
			return e.routes(m, v)
		}
		return ok && (same(v, have) || like(v, have))
	})
}

// filtered returns what a filter of that name looks at in m.
func filtered(name string, m *iac.Resource) (iac.Value, bool) {
	if tag, ok := strings.CutPrefix(name, "tag:"); ok {
		return field(m.Body.Get("tags"), tag), true
	}
	switch name {
	case "vpc-id":
		if strings.HasSuffix(m.Type, "_vpc") {
			return identity(m), true
		}
		return m.Body.Get("vpc_id"), true
	case "subnet-id", "group-id", "route-table-id":
		return identity(m), true
	case "cidr", "cidr-block", "cidrBlock", "cidr-block-association.cidr-block":
		return m.Body.Get("cidr_block"), true
	case "availability-zone", "availabilityZone":
		return m.Body.Get("availability_zone"), true
	case "map-public-ip-on-launch", "mapPublicIpOnLaunch":
		return m.Body.Get("map_public_ip_on_launch").Or(false), true
	case "group-name":
		return m.Body.Get("name"), true
	case "state":
		return iac.String("available", source.Range{}), true
	case "is-default", "isDefault":
		return iac.Bool(m.Type == "aws_default_vpc", source.Range{}), true
	}
	return iac.Value{}, false
}

// field returns the field of an object by its whole name, dots included.
func field(object iac.Value, name string) iac.Value {
	fields, _ := object.Fields()
	for _, f := range fields {
		if f.Name == name {
			return f.Value
		}
	}
	return iac.Value{}
}

// identity returns the id of m as others refer to it.
func identity(m *iac.Resource) iac.Value {
	return iac.TextValue(iac.Text{{Resource: m, Attr: "id"}}, m.Header)
}

// same reports whether two values are certainly the same text.
func same(a, b iac.Value) bool {
	s, ok := a.Text()
	t, too := b.Text()
	equal, known := spelled(s).Equal(spelled(t))
	return ok && too && equal && known
}

// differs reports whether two values are certainly not the same text.
func differs(a, b iac.Value) bool {
	s, ok := a.Text()
	t, too := b.Text()
	equal, known := s.Equal(t)
	return ok && too && !equal && known
}

// spelled returns the text with the ids that are known for references.
func spelled(t iac.Text) iac.Text {
	if len(t) == 1 && t[0].Resource != nil && t[0].Resource.ID != "" && (t[0].Attr == "" || t[0].Attr == "id") {
		return iac.Text{{Literal: t[0].Resource.ID}}
	}
	return t
}

// like reports whether the text have is one that the wildcards in v stand for.
func like(v, have iac.Value) bool {
	pattern, known := v.Str()
	text, too := have.Str()
	if !known || !too || strings.ContainsAny(pattern+text, `/[]\`) {
		return false
	}
	matched, err := path.Match(pattern, text)
	return matched && err == nil
}

// routes reports whether the route table m is associated with the subnet.
func (e *evaluator) routes(m *iac.Resource, subnet iac.Value) bool {
	return slices.ContainsFunc(e.emitted, func(r *iac.Resource) bool {
		return r.Type == "aws_route_table_association" && isTrue(r.Exists) &&
			same(r.Body.Get("subnet_id"), subnet) && same(r.Body.Get("route_table_id"), identity(m))
	})
}
