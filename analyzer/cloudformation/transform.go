package cloudformation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// What the transforms below add has no bearing on what is declared beside it:
// SAM makes functions and their like, the others are read by us or make
// rotation functions, hooks and roles of pipelines.
const (
	languageExtensions = "AWS::LanguageExtensions"
	serverless         = "AWS::Serverless-2016-10-31"
	secretRotation     = "AWS::SecretsManager-2020-07-23"
	blueGreen          = "AWS::CodeDeployBlueGreen"
	codeStar           = "AWS::CodeStar"
)

// transforms returns the nodes that name the template's transforms.
func (in *instance) transforms() []*node {
	t := in.tmpl.root.get("Transform")
	switch {
	case t == nil:
		return nil
	case t.kind == sequence:
		return t.items
	}
	return []*node{t}
}

// transformName returns the name in a transform, which may come with
// parameters.
func transformName(n *node) string {
	if name, ok := n.scalar(); ok {
		return name
	}
	name, _ := n.get("Name").scalar()
	return name
}

// transformed reports whether a transform or a module may add to the template,
// so that a name without a declaration is no mistake.
func (in *instance) transformed() bool {
	if slices.ContainsFunc(in.declared, func(d *declared) bool { return isModule(d.resource.Type) }) {
		return true
	}
	for _, n := range in.transforms() {
		if transformName(n) != languageExtensions {
			return true
		}
	}
	return false
}

// addedBy says why a name without a declaration is no mistake.
func (in *instance) addedBy(name string) string {
	return "`" + name + "` is declared nowhere, and a transform or module that is not run may add it"
}

// isModule reports whether a type is a module of the account's registry, which
// stands for resources of its own.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html
func isModule(kind string) bool { return strings.HasSuffix(kind, "::MODULE") }

// inRegistry says why what a module of a type stands for is not known.
func inRegistry(kind string) string {
	return "module `" + kind + "` is in the account's registry: what it adds is unknown"
}

// macros returns the nodes that name transforms whose work is not known.
func (in *instance) macros() []*node {
	var macros []*node
	for _, n := range in.transforms() {
		switch transformName(n) {
		case languageExtensions, serverless, secretRotation, blueGreen, codeStar:
		default:
			macros = append(macros, n)
		}
	}
	return macros
}

func (in *instance) hasMacro() bool { return len(in.macros()) > 0 }

// checkTransforms reports the transforms whose work is not known.
func (in *instance) checkTransforms() {
	for _, n := range in.macros() {
		in.unseen = cmp.Or(in.unseen, in.more(n, "transform `%s` is not run: what it adds is unknown", transformName(n)))
	}
	for _, d := range in.declared {
		if isModule(d.resource.Type) {
			in.report(iac.UnknownInput, d.entry.keyAt(in.tmpl.file), "%s", inRegistry(d.resource.Type))
		}
	}
}

// transform returns the value of a Fn::Transform, which is what a macro makes
// of it.
func (in *instance) transform(arg *node) iac.Value {
	name := transformName(arg)
	if arg.kind == sequence && len(arg.items) == 1 {
		name = transformName(arg.items[0])
	}
	why := "transform `" + name + "` is not run: what it adds is unknown"
	in.report(iac.UnknownInput, in.at(arg), "%s", why)
	return in.unknown(arg, "transform "+name, why)
}

func isForEach(key string) bool { return strings.HasPrefix(key, "Fn::ForEach::") }

// maxCopies is how many nodes the loops of one stack may make.
const maxCopies = 200_000

// expand returns the entries of a mapping with its Fn::ForEach loops run.
// Partial says why there may be more than these.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
func (in *instance) expand(entries []entry) (out []entry, partial *iac.Unknown) {
	loops := false
	for _, e := range entries {
		loops = loops || isForEach(e.key)
	}
	if !loops {
		return entries, nil
	}
	for _, e := range entries {
		if !isForEach(e.key) {
			out = append(out, e)
			continue
		}
		made, more := in.loop(e)
		out = append(out, made...)
		partial = cmp.Or(partial, more)
	}
	return out, partial
}

// loop returns the entries that a Fn::ForEach makes. Partial says why there may
// be more than these.
func (in *instance) loop(e entry) (out []entry, partial *iac.Unknown) {
	items, ok := arguments(e.value, 3, 3)
	if !ok || items[2].kind != mapping {
		return nil, in.fail(e.value, "`Fn::ForEach` takes a name, a list and a mapping").Unknown()
	}
	name, ok := items[0].scalar()
	list := in.eval(items[1])
	values, partial := list.Items()
	if !ok || !list.IsList() && partial == nil {
		return nil, in.fail(e.value, "`Fn::ForEach` takes a name, a list and a mapping").Unknown()
	}
	if partial != nil {
		partial = in.more(items[1], "what `%s` adds is unknown: %s", e.key, partial.Why)
	}
	for _, v := range values {
		s, known := v.Str()
		if !known {
			partial = in.more(items[1], "what `%s` adds for `%s` is unknown", e.key, v)
			continue
		}
		body := in.bind(items[2], name, s)
		if body == nil {
			why := fmt.Sprintf("`Fn::ForEach` makes more than %d nodes", maxCopies)
			in.report(iac.LimitExceeded, in.at(e.value), "%s", why)
			return out, in.unknown(e.value, e.key, why).Unknown()
		}
		made, more := in.expand(body.entries)
		out, partial = append(out, made...), cmp.Or(partial, more)
	}
	return out, partial
}

// more reports why there may be more than is known.
func (in *instance) more(n *node, format string, args ...any) *iac.Unknown {
	why := fmt.Sprintf(format, args...)
	in.report(iac.UnknownInput, in.at(n), "%s", why)
	return in.unknown(n, "what is added", why).Unknown()
}

// bind returns a copy of n with the loop variable replaced, or nil if the
// stack has made too many copies.
func (in *instance) bind(n *node, name, value string) *node {
	if in.copied++; in.copied > maxCopies {
		return nil
	}
	if arg, ok := n.call("Ref"); ok && arg.isScalar() && arg.text == name {
		return &node{kind: text, text: value, start: n.start, end: n.end}
	}
	replace := strings.NewReplacer("${"+name+"}", value, "&{"+name+"}", alphanumeric(value))
	out := *n
	out.items, out.entries, out.index = nil, nil, nil
	if n.kind == text {
		out.text = replace.Replace(n.text)
	}
	for _, item := range n.items {
		c := in.bind(item, name, value)
		if c == nil {
			return nil
		}
		out.items = append(out.items, c)
	}
	for _, e := range n.entries {
		c := in.bind(e.value, name, value)
		if c == nil {
			return nil
		}
		out.entries = append(out.entries, entry{key: replace.Replace(e.key), start: e.start, end: e.end, value: c})
	}
	return &out
}

// alphanumeric returns s without what a logical id may not hold: &{name} asks
// for that.
func alphanumeric(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// outputEntries returns the entries of Outputs, its loops run.
func (in *instance) outputEntries() []entry {
	if in.outputs == nil {
		in.outputs, _ = in.expand(in.tmpl.section("Outputs"))
	}
	return in.outputs
}
