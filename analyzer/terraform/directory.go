package terraform

import (
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A directory has the candidates of one type by what they have of one kind, so that
// a lookup need not be compared with all of them. Candidates are numbers in the
// list that it was made of.
type directory struct {
	have map[spelling][]int
	open []int // those of which it is not known; what is in neither has nothing
}

// A spelling is a value that equals no other one: a literal text, or a resource
// that is declared.
type spelling struct {
	text string
	ref  *iac.Resource
}

// spellingOf returns the spelling of v. It is not ok for a value that may equal
// several.
func spellingOf(v iac.Value) (s spelling, ok bool) {
	if text, known := v.Str(); known {
		return spelling{text: text}, true
	}
	r := referred(v)
	return spelling{ref: r}, r != nil && !r.Data && r.ID == ""
}

func newDirectory(cs []candidate, of func(*iac.Resource) iac.Value) *directory {
	x := &directory{have: map[spelling][]int{}}
	for n, c := range cs {
		v := of(c.Resource)
		if s, ok := spellingOf(v); ok {
			x.have[s] = append(x.have[s], n)
		} else if !v.IsAbsent() {
			x.open = append(x.open, n)
		}
	}
	return x
}

// A want is one thing that a data source asks for and that tells resources apart
// by their spelling.
type want struct {
	attr string // as filters call it
	spelling
}

// wants returns what the data source d asks for.
func wants(d *iac.Resource) []want {
	var out []want
	add := func(attr string, v iac.Value) {
		if s, ok := spellingOf(v); ok {
			out = append(out, want{attr, s})
		}
	}
	fields, _ := d.Body.Fields()
	for _, f := range fields {
		name := f.Name
		if other, ok := lookups[d.Type].by[name]; ok {
			name = other
		}
		switch name {
		case "vpc_id":
			add("vpc-id", f.Value)
		case "name", "family", "service_name":
			add(name, f.Value)
		case "tags":
			tags, _ := f.Value.Fields()
			for _, tag := range tags {
				if !hasWildcards(tag.Value) {
					add("tag:"+tag.Name, tag.Value)
				}
			}
		case "filter":
			filters, _ := f.Value.Items()
			for _, x := range filters {
				attr, known := x.Get("name").Str()
				values, partial := x.Get("values").Items()
				if !known || partial != nil || len(values) != 1 || attr != "vpc-id" && !strings.HasPrefix(attr, "tag:") {
					continue
				}
				if !hasWildcards(values[0]) {
					add(attr, values[0])
				}
			}
		}
	}
	return out
}

// hasWildcards reports whether v is a text that may stand for others.
func hasWildcards(v iac.Value) bool {
	text, _ := v.Text()
	return slices.ContainsFunc(text, func(p iac.Part) bool { return strings.ContainsAny(p.Literal, "*?") })
}

// possible returns the candidates of the type kind that may have all that is
// asked for, in their order: those that have the rarest of it.
func (rel *relation) possible(asked []want, kind string) []candidate {
	all := rel.byType[kind]
	var found []int
	indexed := false
	for _, w := range asked {
		x := rel.directoryOf(kind, w.attr)
		if have := x.have[w.spelling]; !indexed || len(have)+len(x.open) < len(found) {
			found, indexed = slices.Concat(have, x.open), true
		}
	}
	if !indexed {
		return all
	}
	slices.Sort(found)
	out := make([]candidate, len(found))
	for n, k := range found {
		out[n] = all[k]
	}
	return out
}

// directoryOf returns the directory of the candidates of the type kind by what a filter
// called attr looks at.
func (rel *relation) directoryOf(kind, attr string) *directory {
	key := [2]string{kind, attr}
	x, ok := rel.directories[key]
	if !ok {
		x = newDirectory(rel.byType[kind], func(m *iac.Resource) iac.Value { return spelledBy(attr, m) })
		rel.directories[key] = x
	}
	return x
}

// spelledBy returns what a filter called attr, or an argument of that name, looks
// at in m. Default subnets do not say which VPC they are in.
func spelledBy(attr string, m *iac.Resource) iac.Value {
	tag, isTag := strings.CutPrefix(attr, "tag:")
	switch {
	case isTag:
		return tagOf(m, tag)
	case attr != "vpc-id":
		return attributeIn(m, attr)
	case isVPC(m):
		return identity(m)
	case m.Type == "aws_default_subnet":
		return iac.UnknownValue(&iac.Unknown{Name: attr, Why: "it is in the default VPC", Range: m.Header}, m.Header)
	}
	return attributeIn(m, "vpc_id")
}
