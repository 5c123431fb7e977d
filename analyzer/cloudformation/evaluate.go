package cloudformation

import (
	"slices"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// eval returns the value of a node: absent for null and AWS::NoValue.
func (in *instance) eval(n *node) iac.Value {
	if !in.enter(n) {
		return in.exhausted(n)
	}
	defer in.leave()
	switch n.kind {
	case boolean:
		return iac.Bool(n.isTrue(), in.at(n))
	case number:
		return iac.NumberValue(iac.Number(n.text), in.at(n))
	case text:
		return in.literal(n)
	case sequence:
		return in.list(n)
	case mapping:
		if name, arg, ok := n.intrinsic(); ok {
			if v, ok := in.intrinsic(n, name, arg); ok {
				return v
			}
		}
		return in.object(n)
	default:
		return iac.Absent(in.at(n))
	}
}

// literal returns the value of a string as it is written.
func (in *instance) literal(n *node) iac.Value {
	at := in.at(n)
	if i := in.tmpl.cdk.zone(n.text); i >= 0 {
		region, _ := in.deployment.region.Text()
		zones, _ := in.load.facts.zonesOf(region, at).Items()
		return zones[i]
	}
	if in.tmpl.cdk.isDummy(n.text) {
		in.tmpl.cdk.dummy = true
		return in.unknown(n, "CDK lookup `"+n.text+"`",
			"`"+n.text+"` stands for a lookup that CDK has not made: "+lookUp)
	}
	return iac.TextValue(in.resolveDynamic(iac.Text{{Literal: n.text}}, at), at)
}

func (in *instance) object(n *node) iac.Value {
	fields := make([]iac.Field, 0, len(n.entries))
	entries, partial := in.expand(n.entries)
	for _, e := range entries {
		if e.key == "Fn::Transform" {
			partial = in.transform(e.value).Unknown()
			continue
		}
		v := in.eval(readable(e))
		if v.IsAbsent() {
			continue
		}
		fields = append(fields, iac.Field{Name: e.key, Value: in.headed(e, v), Range: e.at(in.tmpl.file)})
	}
	return iac.Object(fields, partial, in.at(n))
}

// headed returns the value of an entry, an object that begins on a line below
// its key from the key on: what is not in it is missed there, and the first
// line of it says something else.
func (in *instance) headed(e entry, v iac.Value) iac.Value {
	at := e.at(in.tmpl.file)
	if v.IsObject() && v.Range == in.at(e.value) && at.Start.Line < v.Range.Start.Line {
		v.Range = at
	}
	return v
}

// readable returns the value of an entry, user data before it is encoded: what
// it says is of interest, and a reference in it would be lost.
func readable(e entry) *node {
	if arg, ok := e.value.call("Fn::Base64"); ok && e.key == "UserData" {
		return arg
	}
	return e.value
}

// list returns a sequence without the items that are absent. One that may be
// absent makes the list longer than is known.
func (in *instance) list(n *node) iac.Value {
	items := make([]iac.Value, 0, len(n.items))
	var partial *iac.Unknown
	for _, item := range n.items {
		v := in.eval(item)
		switch u := v.Unknown(); {
		case v.IsAbsent():
		case u != nil && in.optional[u]:
			partial = u
		default:
			items = append(items, v)
		}
	}
	return iac.List(items, partial, in.at(n))
}

// intrinsic evaluates the call n of the function called name; ok is false if
// it is no call but an object with one entry of that name.
func (in *instance) intrinsic(n *node, name string, arg *node) (v iac.Value, ok bool) {
	switch name {
	case "Ref":
		return in.ref(n, arg), true
	case "Condition":
		return iac.Value{}, false
	case "Fn::GetAtt":
		return in.getAtt(n, arg), true
	case "Fn::Sub":
		return in.sub(n, arg), true
	case "Fn::Join":
		return in.join(n, arg), true
	case "Fn::Split":
		return in.split(n, arg), true
	case "Fn::Select":
		return in.selectItem(n, arg), true
	case "Fn::If":
		return in.ifElse(n, arg), true
	case "Fn::FindInMap":
		return in.findInMap(n, arg), true
	case "Fn::GetAZs":
		return in.getAZs(n, arg), true
	case "Fn::Cidr":
		return in.cidr(n, arg), true
	case "Fn::ImportValue":
		return in.importValue(n, arg), true
	case "Fn::Base64":
		return in.base64(n, arg), true
	case "Fn::Length":
		return in.length(n, arg), true
	case "Fn::ToJsonString":
		return in.toJSON(n, arg), true
	case "Fn::Transform":
		return in.transform(arg), true
	case "Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals":
		return in.truth(n), true
	}
	return in.fail(n, "`%s` is no function of CloudFormation", name), true
}

// ref returns what !Ref gives: a pseudo parameter, a parameter or the identity
// of a resource.
func (in *instance) ref(n, arg *node) iac.Value {
	name, v, ok := in.nameOf(arg)
	switch {
	case ok:
		return in.reference(n, name)
	case v.Unknown() != nil:
		return in.unknown(n, "what is called "+v.Unknown().Name, v.Unknown().Why)
	}
	return in.fail(n, "`Ref` takes the name of a parameter or resource")
}

// nameOf returns the name that a node is. AWS::LanguageExtensions lets it be
// composed by functions; v is what they give if that is no name.
func (in *instance) nameOf(n *node) (name string, v iac.Value, ok bool) {
	if name, ok := n.scalar(); ok {
		return name, iac.Value{}, true
	}
	if _, _, call := n.intrinsic(); !call {
		return "", iac.Value{}, false
	}
	v = in.eval(n)
	name, ok = v.Str()
	return name, v, ok
}

// reference returns what the name of a parameter or resource stands for.
func (in *instance) reference(n *node, name string) iac.Value {
	if v, ok := in.pseudo(name); ok {
		v.Range = in.at(n)
		return v
	}
	if e, ok := in.tmpl.root.get("Parameters").entry(name); ok {
		origin := iac.Origin{Name: "parameter " + name, Range: in.given(e)}
		return in.through(n, in.parameter(e), origin)
	}
	if d := in.byID[name]; d != nil {
		return iac.TextValue(in.refShape(d.resource), in.at(n))
	}
	if in.transformed() {
		return in.unknown(n, name, in.addedBy(name))
	}
	return in.fail(n, "`!Ref %s` names no resource or parameter", name)
}

// arguments returns the items of a call's argument if there are from least to
// most of them.
func arguments(arg *node, least, most int) ([]*node, bool) {
	if arg.kind != sequence || len(arg.items) < least || len(arg.items) > most {
		return nil, false
	}
	return arg.items, true
}

// textOfNode returns a node's value as text; ok is false if it is a list, an
// object or absent.
func (in *instance) textOfNode(n *node) (t iac.Text, v iac.Value, ok bool) {
	v = in.eval(n)
	t, ok = v.Text()
	return t, v, ok
}

// joined returns a text made of others as the value at n, which came to its
// place through what they came through.
func (in *instance) joined(n *node, t iac.Text, from []iac.Value) iac.Value {
	if !in.spend(n, size(t)/16) {
		return in.exhausted(n)
	}
	v := iac.TextValue(in.resolveDynamic(t, in.at(n)), in.at(n))
	v.Trail = trails(from)
	return v
}

// size returns how many bytes a text holds, a symbolic part counted as a few.
func size(t iac.Text) int {
	n := 0
	for _, p := range t {
		n += len(p.Literal) + 16
	}
	return n
}

// trails returns what the values came through, each once.
func trails(from []iac.Value) []iac.Origin {
	var all []iac.Origin
	for _, v := range from {
		for _, o := range v.Trail {
			if !slices.Contains(all, o) && len(all) < maxTrail {
				all = append(all, o)
			}
		}
	}
	return all
}
