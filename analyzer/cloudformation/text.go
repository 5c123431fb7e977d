package cloudformation

import (
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// sub returns what Fn::Sub gives, in its form with and without variables.
func (in *instance) sub(n, arg *node) iac.Value {
	var variables *node
	pattern := arg
	if items, ok := arguments(arg, 2, 2); ok && items[1].kind == mapping {
		pattern, variables = items[0], items[1]
	}
	s, ok := pattern.scalar()
	if !ok {
		return in.fail(n, "`Fn::Sub` takes a string, or a string and a mapping of variables")
	}
	var t iac.Text
	var from []iac.Value
	for s != "" {
		before, rest, found := strings.Cut(s, "${")
		t = append(t, iac.Part{Literal: before})
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		switch {
		case !closed:
			return in.fail(n, "`${` without `}` in `Fn::Sub`")
		case strings.HasPrefix(name, "!"):
			t = append(t, iac.Part{Literal: "${" + name[1:] + "}"})
		default:
			v := in.substitute(pattern, strings.TrimSpace(name), variables)
			part, ok := v.Text()
			if !ok {
				return in.fail(n, "`${%s}` in `Fn::Sub` is not a string", name)
			}
			t = append(t, part...)
			from = append(from, v)
		}
		s = after
	}
	return in.joined(n, t, from)
}

// substitute returns the value of ${name} in Fn::Sub.
func (in *instance) substitute(n *node, name string, variables *node) iac.Value {
	if v := variables.get(name); v != nil {
		return in.eval(v)
	}
	if id, attr, ok := strings.Cut(name, "."); ok {
		return in.attribute(n, id, attr)
	}
	return in.reference(n, name)
}

// join returns what Fn::Join gives. Where the list may be longer than known,
// the text ends in what is not known.
func (in *instance) join(n, arg *node) iac.Value {
	items, ok := arguments(arg, 2, 2)
	if !ok {
		return in.fail(n, "`Fn::Join` takes a delimiter and a list")
	}
	delimiter, ok := in.eval(items[0]).Str()
	if !ok {
		return in.fail(n, "the delimiter of `Fn::Join` is not a string")
	}
	list := in.eval(items[1])
	if list.Unknown() != nil {
		list.Range = in.at(n)
		return list
	}
	if !list.IsList() {
		return in.fail(n, "`Fn::Join` joins a list, not `%s`", list)
	}
	values, partial := list.Items()
	if partial != nil {
		values = append(values[:len(values):len(values)], iac.UnknownValue(partial, in.at(n)))
	}
	var t iac.Text
	for i, v := range values {
		part, ok := v.Text()
		if !ok {
			return in.fail(n, "item %d of `Fn::Join` is not a string", i+1)
		}
		if i > 0 {
			t = append(t, iac.Part{Literal: delimiter})
		}
		t = append(t, part...)
	}
	return in.joined(n, t, append(values, list))
}

// split returns what Fn::Split gives. A reference is taken not to hold the
// delimiter; an unknown part may, which leaves open how long the list is.
func (in *instance) split(n, arg *node) iac.Value {
	items, ok := arguments(arg, 2, 2)
	if !ok {
		return in.fail(n, "`Fn::Split` takes a delimiter and a string")
	}
	delimiter, ok := in.eval(items[0]).Str()
	if !ok || delimiter == "" {
		return in.fail(n, "the delimiter of `Fn::Split` is not a string")
	}
	t, v, ok := in.textOfNode(items[1])
	switch {
	case v.Unknown() != nil:
		v.Range = in.at(n)
		return v
	case !ok:
		return in.fail(n, "`Fn::Split` splits a string, not `%s`", v)
	}
	t = in.spread(t)
	if !in.spend(n, size(t)/16) {
		return in.exhausted(n)
	}
	return in.splitText(t, delimiter, in.at(n), v.Trail)
}

func (in *instance) splitText(t iac.Text, delimiter string, at source.Range, trail []iac.Origin) iac.Value {
	var parts []iac.Value
	var partial *iac.Unknown
	for _, part := range t.Split(delimiter) {
		v := iac.TextValue(part, at)
		v.Trail = trail
		parts = append(parts, v)
		for _, p := range part {
			if p.Unknown != nil && !in.load.facts.isDeployment(p.Unknown) {
				partial = p.Unknown
			}
		}
	}
	list := iac.List(parts, partial, at)
	list.Trail = trail
	return list
}

// selectItem returns what Fn::Select gives.
func (in *instance) selectItem(n, arg *node) iac.Value {
	items, ok := arguments(arg, 2, 2)
	if !ok {
		return in.fail(n, "`Fn::Select` takes an index and a list")
	}
	index := in.eval(items[0])
	if index.Unknown() != nil {
		index.Range = in.at(n)
		return index
	}
	i, ok := index.Int()
	if !ok || i < 0 {
		return in.fail(n, "the index of `Fn::Select` is not a number: `%s`", index)
	}
	list := in.eval(items[1])
	if u := list.Unknown(); u != nil {
		return in.unknown(n, itemName(i, u.Name), u.Why)
	}
	if r, attr := list.Ref(); r != nil {
		if entry := dnsEntry(r, attr); entry != nil {
			return iac.TextValue(entry, in.at(n))
		}
		// An attribute that is a list which only the deployment fills.
		name := r.Address + "." + attr
		return in.unknown(n, itemName(i, name), "`"+name+"` is known after deploy")
	}
	if !list.IsList() {
		return in.fail(n, "`Fn::Select` takes an item of a list, not of `%s`", list)
	}
	return in.item(n, list, i)
}

// dnsEntry returns an entry of the attribute DnsEntries of an endpoint, which is a
// hosted zone and a name with a colon between them (AWS::EC2::VPCEndpoint, return
// values). Every name of the endpoint leads to it; nil for other attributes.
func dnsEntry(r *iac.Resource, attr string) iac.Text {
	if r.Type != "AWS::EC2::VPCEndpoint" || attr != "DnsEntries" {
		return nil
	}
	part := iac.Part{Resource: r, Attr: attr}
	return iac.Text{part, {Literal: ":"}, part}
}

// item returns the item i of a list. Those behind a part that is not known may
// stand elsewhere.
func (in *instance) item(n *node, list iac.Value, i int) iac.Value {
	items, partial := list.Items()
	for j, item := range items {
		if j > i {
			break
		}
		if t, _ := item.Text(); partial != nil && holdsUnknown(t, partial) {
			return in.unknown(n, itemName(i, partial.Name), partial.Why)
		}
	}
	if i < len(items) {
		v := items[i]
		v.Range = in.at(n)
		if len(v.Trail) == 0 {
			v.Trail = list.Trail
		}
		return v
	}
	if partial != nil {
		return in.unknown(n, itemName(i, partial.Name), partial.Why)
	}
	return in.fail(n, "`Fn::Select` takes item %d of a list of %d", i, len(items))
}

func itemName(i int, list string) string { return "item " + strconv.Itoa(i) + " of " + list }

// holdsUnknown reports whether u is among the parts of t.
func holdsUnknown(t iac.Text, u *iac.Unknown) bool {
	for _, p := range t {
		if p.Unknown == u {
			return true
		}
	}
	return false
}

// resolveDynamic puts unknown parts for the {{resolve:…}} references in a text.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
func (in *instance) resolveDynamic(t iac.Text, at source.Range) iac.Text {
	const open = "{{resolve:"
	before, rest, found := t.Cut(open)
	if !found {
		return in.placeholders(t, at)
	}
	reference, after, closed := rest.Cut("}}")
	if !closed {
		return t
	}
	if name, ok := strings.CutPrefix(reference.String(), "ssm:"); ok {
		if image, public := in.publicParameter(name, at); public {
			return append(append(before, image...), in.resolveDynamic(after, at)...)
		}
	}
	u := in.load.facts.dynamicReference(open+reference.String()+"}}", at)
	out := append(before, iac.Part{Unknown: u})
	return append(out, in.resolveDynamic(after, at)...)
}

// placeholders returns a text in which {{what another tool has yet to fill in}}
// is not known. A script may have such marks of its own.
func (in *instance) placeholders(t iac.Text, at source.Range) iac.Text {
	const open = "{{"
	before, rest, found := t.Cut(open)
	name, after, closed := rest.Cut("}}")
	literal, isLiteral := name.Literal()
	if !found || !closed || !isLiteral || strings.Contains(literal, "\n") || strings.Contains(t.String(), "\n") {
		return t
	}
	u := &iac.Unknown{Name: open + literal + "}}", Why: "`" + open + literal + "}}` is for another tool to fill in: render the template first", Range: at}
	return append(append(before, iac.Part{Unknown: u}), in.placeholders(after, at)...)
}
