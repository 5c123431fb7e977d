package cloudformation

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A candidate is an export that an import may mean, given what its stack is
// called.
type candidate struct {
	export
	stack   string       // the name that the export's stack must have, or
	through *iac.Unknown // what must turn out to be that name
}

// assumes reports whether something must be assumed for the candidate to be
// the one.
func (c candidate) assumes() bool { return c.stack != "" || c.through != nil }

// candidates returns the exports called name or, if there are none, those that
// would be if their stacks had a certain name.
func (in *instance) candidates(name iac.Text) []candidate {
	var exact, assumed []candidate
	for _, e := range in.load.exports {
		c, ok := e.meant(name)
		switch {
		case !ok || !in.mayImport(e) || !in.created(e):
		case !c.assumes():
			exact = append(exact, c)
		case e.in.root() != in.root():
			assumed = append(assumed, c)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return assumed
}

// meant returns the export as the one that is imported under a name, and
// whether it can be.
func (e export) meant(name iac.Text) (candidate, bool) {
	if equal, known := name.Equal(e.name); known {
		return candidate{export: e}, equal
	}
	symbol := e.in.deployment.name.Unknown()
	if symbol == nil || e.in.parent != nil {
		return candidate{}, false
	}
	before, after, found := cutPart(e.name, symbol)
	prefix, prefixOK := before.Literal()
	suffix, suffixOK := after.Literal()
	if !found || !prefixOK || !suffixOK || prefix+suffix == "" {
		return candidate{}, false
	}
	if literal, ok := name.Literal(); ok {
		rest, hasPrefix := strings.CutPrefix(literal, prefix)
		stack, hasSuffix := strings.CutSuffix(rest, suffix)
		return candidate{export: e, stack: stack}, hasPrefix && hasSuffix && stack != ""
	}
	us := name.Unknowns()
	if len(us) != 1 {
		return candidate{}, false
	}
	before, after, _ = cutPart(name, us[0])
	p, prefixOK := before.Literal()
	s, suffixOK := after.Literal()
	return candidate{export: e, through: us[0]}, prefixOK && suffixOK && p == prefix && s == suffix
}

// cutPart slices t around its first part that is u.
func cutPart(t iac.Text, u *iac.Unknown) (before, after iac.Text, found bool) {
	for i, p := range t {
		if p.Unknown == u {
			return t[:i], t[i+1:], true
		}
	}
	return t, nil, false
}

// narrow returns those of the candidates that can serve the most of what the
// template imports. Two stacks cannot export the same name: if one template
// has all the names and another has some, the other is not what is deployed.
func (in *instance) narrow(found []candidate) []candidate {
	if len(found) < 2 {
		return found
	}
	var best []candidate
	most := 0
	for _, c := range found {
		n := in.coverage(c)
		if n > most {
			best, most = nil, n
		}
		if n == most {
			best = append(best, c)
		}
	}
	return best
}

// coverage returns how many of the template's imports the stack of a candidate
// exports, under the same assumption.
func (in *instance) coverage(c candidate) int {
	n := 0
	for _, name := range in.importNames() {
		for _, e := range in.load.exports {
			if e.in.root() != c.in.root() {
				continue
			}
			if other, ok := e.meant(name); ok && other.stack == c.stack && other.through == c.through {
				n++
				break
			}
		}
	}
	return n
}

// importNames returns the names of all imports in the template.
func (in *instance) importNames() []iac.Text {
	if in.imports != nil {
		return in.imports
	}
	before := len(in.problems)
	in.imports = []iac.Text{}
	seen := map[string]bool{}
	var walk func(n *node)
	walk = func(n *node) {
		if arg, ok := n.call("Fn::ImportValue"); ok {
			if t, _, ok := in.textOfNode(arg); ok && !seen[t.String()] {
				seen[t.String()] = true
				in.imports = append(in.imports, t)
			}
		}
		for _, item := range n.items {
			walk(item)
		}
		for _, e := range n.entries {
			walk(e.value)
		}
	}
	walk(in.tmpl.root)
	in.problems = in.problems[:before] // they show where the imports are used
	return in.imports
}

// assume notes and reports what must be assumed for an import to be the
// candidate. Where that contradicts an assumption made before, ok is false and
// the import unknown.
func (in *instance) assume(n *node, name iac.Text, c candidate) (v iac.Value, ok bool) {
	symbol, template := c.in.deployment.name.Unknown(), c.in.tmpl.name
	key, assumption := symbol, c.stack
	if c.through != nil {
		key, assumption = c.through, template
	}
	if before, ok := in.load.assumed[key]; ok && before != assumption {
		why := fmt.Sprintf("import `%s` may come from `%s` or `%s`: pass --stack-name", name, before, template)
		if c.through == nil {
			why = fmt.Sprintf("import `%s` needs the stack of `%s` to be called `%s`, and it is taken to be `%s`: pass --stack-name",
				name, template, assumption, before)
		}
		in.report(iac.UnknownInput, in.at(n), "%s", why)
		return in.unknown(n, "import "+name.String(), why), false
	}
	in.load.assumed[key] = assumption
	switch {
	case !in.first("assuming " + template + " " + assumption):
	case c.through != nil:
		in.report(iac.UnknownInput, in.at(n), "import `%s` is taken from `%s`, assuming that %s names its stack: pass --parameters FILE and --stack-name %s=NAME",
			name, template, c.through.Name, template)
	default:
		in.report(iac.UnknownInput, in.at(n), "import `%s` is taken from `%s`, assuming that its stack is called `%s`: pass --stack-name %s=%s",
			name, template, c.stack, template, c.stack)
	}
	return iac.Value{}, true
}

// mayImport reports whether the export may be in the account and region that
// the stack is in.
func (in *instance) mayImport(e export) bool {
	for _, pair := range [][2]iac.Value{
		{in.deployment.region, e.in.deployment.region},
		{in.deployment.account, e.in.deployment.account},
	} {
		if equal, known := equalValues(pair[0], pair[1]); known && !equal {
			return false
		}
	}
	return true
}

// created reports whether the output may be there: its own condition is not
// known to be false.
func (in *instance) created(e export) bool {
	condition := e.output.value.get("Condition")
	if condition == nil {
		return true
	}
	name, _ := condition.scalar()
	b, known := e.in.condition(name, condition).Bool()
	return b || !known
}
