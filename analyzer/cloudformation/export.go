package cloudformation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A label is the name of an export or import, taken apart once since each
// import is held against each export.
type label struct {
	text  iac.Text
	fixed bool // it is literal

	// The whole of a fixed label is its prefix. One with a single unknown part
	// is that part between a prefix and a suffix, one with several has open
	// between the two.
	prefix, suffix string
	symbol         *iac.Unknown
	open           iac.Text
}

func labelOf(t iac.Text) label {
	l := label{text: t}
	if l.prefix, l.fixed = t.Literal(); l.fixed {
		return l
	}
	us := t.Unknowns()
	if len(us) != 1 {
		l.prefix, l.open, l.suffix = trimLiterals(t)
		return l
	}
	before, after := cutPart(t, us[0])
	prefix, prefixOK := before.Literal()
	suffix, suffixOK := after.Literal()
	if prefixOK && suffixOK {
		l.prefix, l.suffix, l.symbol = prefix, suffix, us[0]
	}
	return l
}

// trimLiterals cuts the literal text at both ends off t.
func trimLiterals(t iac.Text) (prefix string, open iac.Text, suffix string) {
	if len(t) > 0 && t[0].Resource == nil && t[0].Unknown == nil {
		prefix, t = t[0].Literal, t[1:]
	}
	if last := len(t) - 1; last >= 0 && t[last].Resource == nil && t[last].Unknown == nil {
		suffix, t = t[last].Literal, t[:last]
	}
	return prefix, t, suffix
}

// cutPart slices t around its first part that is u.
func cutPart(t iac.Text, u *iac.Unknown) (before, after iac.Text) {
	for i, p := range t {
		if p.Unknown == u {
			return t[:i], t[i+1:]
		}
	}
	return t, nil
}

// An export is an output of a stack that other stacks can import.
type export struct {
	label
	in     *instance
	output entry
}

// collectExports adds the exports of a stack and of all below it.
func (l *loader) collectExports(root *instance) {
	root.walk(func(in *instance) {
		for _, e := range in.outputEntries() {
			name := e.value.get("Export").get("Name")
			if name == nil {
				continue
			}
			if t, _, ok := in.textOfNode(name); ok {
				l.exports[root] = append(l.exports[root], export{labelOf(t), in, e})
			}
		}
	})
}

// importValue returns what Fn::ImportValue gives: the value of the one output
// among all templates that is exported under the name.
func (in *instance) importValue(n, arg *node) iac.Value {
	name, v, ok := in.textOfNode(arg)
	if !ok {
		return in.fail(n, "`Fn::ImportValue` takes the name of an export, not `%s`", v)
	}
	all := in.settled(in.candidates(labelOf(name)))
	found := in.settled(in.narrow(all))
	if len(found) == 1 {
		in.prefer(n, name, found[0], all)
	}
	switch {
	case len(found) == 0:
		if v, ok := in.supposed("export " + name.String()); ok {
			return iac.String(strings.Join(textsOf(v), ","), in.at(n))
		}
		return in.notExported(n, name)
	case len(found) > 1:
		return in.severalExport(n, name, found)
	case found[0].assumes():
		if v, ok := in.assume(n, name, found[0]); !ok {
			return v
		}
	}
	return in.imported(n, found[0].export)
}

// severalExport returns the value of an import that may be any of several.
func (in *instance) severalExport(n *node, name iac.Text, found []candidate) iac.Value {
	var templates []string
	for _, c := range found {
		if name := "`" + c.in.tmpl.name + "`"; !slices.Contains(templates, name) {
			templates = append(templates, name)
		}
	}
	all := strings.Join(templates, ", ")
	why := fmt.Sprintf("several scanned templates export `%s`: %s", name, all)
	if found[0].assumes() {
		why = fmt.Sprintf("several scanned templates may export `%s`: %s: pass --stack-name or --parameters", name, all)
	}
	if in.first("several " + all) {
		in.report(iac.UnknownInput, in.at(n), "%s", why)
	}
	v := in.unknown(n, "import "+name.String(), why)
	in.load.ambiguities[v.Unknown()] = in.ambiguity(found)
	for _, c := range found {
		in.load.ambiguous[v.Unknown()] = append(in.load.ambiguous[v.Unknown()], c.export)
	}
	return v
}

// imported returns the value of an export for its use at n.
func (in *instance) imported(n *node, e export) iac.Value {
	in.checkOrder(n, e)
	in.load.links = append(in.load.links, [2]*instance{in.top, e.in.top})
	return in.outputOf(n, e.in, e.output)
}

// outputOf returns the value of an output of another stack for its use at n.
func (in *instance) outputOf(n *node, of *instance, e entry) iac.Value {
	value, ok := e.value.entry("Value")
	if !ok {
		return in.unknown(n, "output "+e.key, "output `"+e.key+"` has no `Value`")
	}
	v := of.once("output `"+e.key+"`", e.keyAt(of.tmpl.file), func() iac.Value {
		v := of.eval(value.value)
		if !isFlat(v) {
			return of.fail(value.value, "output `%s` is not a string", e.key)
		}
		return v
	})
	origin := iac.Origin{Name: "output " + e.key + " of " + of.tmpl.name, Range: value.at(of.tmpl.file)}
	return in.through(n, v, origin)
}

// notExported returns the value of an import that no template exports.
func (in *instance) notExported(n *node, name iac.Text) iac.Value {
	if us := name.Unknowns(); len(us) > 0 {
		return in.unknown(n, "import "+name.String(), "the name of the import is not known: "+us[0].Why)
	}
	why := fmt.Sprintf("no scanned template exports `%s`", name)
	if in.first(why) {
		in.report(iac.UnknownInput, in.at(n), "%s", why)
	}
	return in.unknown(n, "import "+name.String(), why)
}

// published returns the outputs of the roots, as other languages read them.
func (l *loader) published(roots []*instance) []iac.Output {
	var out []iac.Output
	for _, root := range roots {
		before := len(root.problems)
		for _, e := range root.outputEntries() {
			value, ok := e.value.entry("Value")
			if !ok {
				continue
			}
			o := iac.Output{Stack: root.deployment.name, Name: e.key, Value: root.outputOf(value.value, root, e)}
			if name := e.value.get("Export").get("Name"); name != nil {
				if t, _, ok := root.textOfNode(name); ok {
					o.Export = iac.TextValue(t, root.at(name))
				}
			}
			out = append(out, o)
		}
		root.problems = root.problems[:before] // what imports an output complains
	}
	return out
}
