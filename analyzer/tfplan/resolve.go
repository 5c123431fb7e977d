package tfplan

import (
	"fmt"
	"maps"
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// resolve returns what the leaf l, which only apply knows, refers to, as far as
// the references of its expression decide it.
func (b *builder) resolve(l leaf) iac.Value {
	identifier, several := isIdentifier(l.attr)
	if !identifier {
		return iac.UnknownValue(afterApply(l), l.at)
	}
	f := b.fit(l, b.leafFeed(l), 0)
	if !several {
		// What is not known comes from something that is not.
		f.from = slices.DeleteFunc(f.from, func(o origin) bool { return o.known })
	}
	parts := make([]iac.Value, len(f.from))
	for i, o := range f.from {
		parts[i] = iac.TextValue(iac.Text{{Resource: o.in.Resource, Attr: o.attr}}, l.at)
	}
	why := undecided(l)
	switch {
	case f.opaque || len(parts) == 0:
		return iac.UnknownValue(why, l.at)
	case !several && len(parts) == 1:
		return parts[0]
	case several && f.exact && (!l.shared || len(parts) == 1):
		return iac.List(parts, nil, l.at)
	case several && len(parts) == 1:
		// What is not known as a whole has an item that is not known.
		return iac.List(parts, why, l.at)
	}
	return iac.UnknownValue(why, l.at)
}

// leafFeed returns what the leaf l can come from.
func (b *builder) leafFeed(l leaf) feed {
	v := view{module: l.in.module, key: l.in.key, trip: newTrip()}
	for _, in := range l.in.module.resources[own(l.in)] {
		v.peers = append(v.peers, in.key)
	}
	if l.in.config != nil {
		v.each = l.in.config.ForEachExpression
	}
	f := b.feedOf(v, l.refs)
	if l.open {
		f.join(b.fromModule(v.below(v.module)))
	}
	return f
}

// own returns the address of in without its module and key.
func own(in *instance) string {
	if in.config != nil {
		return in.config.Address
	}
	return ""
}

// fit returns the feed with only what the leaf can take. An attribute that is
// given an id, such as the VPC of a subnet, is followed to where that comes
// from.
func (b *builder) fit(l leaf, f feed, depth int) feed {
	want := familyOf(l.attr)
	out := feed{exact: f.exact, splat: f.splat, opaque: f.opaque}
	for _, o := range f.from {
		switch attrs := want[o.in.Type]; {
		case o.in.Data || carries(o.in.Type):
			out.opaque = out.opaque || !o.known
			out.exact = false
		case o.attr == "" && len(attrs) > 0:
			out.add(origin{o.in, attrs[0], o.known})
		case o.attr == "":
			// Nothing that the leaf takes is in it.
		case want.takes(o.in.Type, o.attr), want == nil && (o.attr == "id" || o.attr == "arn"):
			out.add(o)
		case want != nil && slices.Contains(identifying(), o.attr) && isKind(o.in.Type):
			// An id, but of another kind of thing.
		case o.known, o.attr == "id" || o.attr == "arn":
			out.exact = false
		case depth < 3 && o.in.expression(o.attr) != nil:
			inner := leaf{in: o.in, attr: o.attr, at: l.at, refs: o.in.expression(o.attr).References}
			g := b.fit(leaf{in: o.in, attr: l.attr, at: l.at}, b.leafFeed(inner), depth+1)
			out.join(g)
		default:
			out.opaque = true
		}
	}
	return out
}

// undecided returns the fact that the references of an expression do not decide
// which resources a leaf names.
func undecided(l leaf) *iac.Unknown {
	return &iac.Unknown{
		Name: l.in.Address + "." + l.attr, Range: l.at, Choice: true,
		Why: fmt.Sprintf("the plan does not keep the expression of `%s`: put the plan beside its .tf files", l.attr),
	}
}

// afterApply returns the fact that a leaf is.
func afterApply(l leaf) *iac.Unknown {
	return &iac.Unknown{
		Name: l.in.Address + "." + l.attr, Range: l.at,
		Why: fmt.Sprintf("`%s` is known after apply: put the plan beside its .tf files", l.attr),
	}
}
