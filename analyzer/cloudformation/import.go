package cloudformation

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// A candidate is an export that an import may mean, given an assumption.
type candidate struct {
	export
	assumption
}

// An assumption is what must be so for two labels to be equal. The zero
// assumption is none.
type assumption struct {
	value string       // what the export's symbol, or what is open, must be, or
	same  *iac.Unknown // what must be equal to it
	names string       // of all that must be equal
}

// assumed is what an assumption gives a value: an unknown or, led by it, the
// text that a name leaves open.
type assumed struct {
	symbol *iac.Unknown
	open   string
}

// assumes reports whether there is anything to assume.
func (a assumption) assumes() bool { return a != assumption{} }

// candidates returns the exports that have a name or, if there are none, those
// that would have it if something is assumed.
func (in *instance) candidates(name label) []candidate {
	var exact, assumed []candidate
	for _, root := range in.load.roots {
		for _, e := range in.load.exports[root] {
			a, ok := e.meant(name)
			switch {
			case !ok || !in.mayImport(e) || !in.created(e):
			case !a.assumes():
				exact = append(exact, candidate{e, a})
			case root != in.top:
				assumed = append(assumed, candidate{e, a})
			}
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return assumed
}

// meant returns what must be so for the export to be called name, and whether
// it can be.
func (e export) meant(name label) (assumption, bool) {
	switch {
	case name.fixed && e.fixed:
		return assumption{}, name.prefix == e.prefix
	case name.fixed && e.isFree() && e.prefix+e.suffix != "":
		rest, hasPrefix := strings.CutPrefix(name.prefix, e.prefix)
		value, hasSuffix := strings.CutSuffix(rest, e.suffix)
		return assumption{value: value}, hasPrefix && hasSuffix && e.mayBe(e.symbol, value)
	case name.fixed && len(e.open) > 0 && e.prefix+e.suffix != "":
		rest, hasPrefix := strings.CutPrefix(name.prefix, e.prefix)
		value, hasSuffix := strings.CutSuffix(rest, e.suffix)
		return assumption{value: value}, hasPrefix && hasSuffix && len(e.open) <= maxOpen && len(value) <= maxSpelt && e.spells(e.open, value)
	case name.fixed || e.fixed:
		return assumption{}, false
	}
	if a, ok := e.alike(name.text); ok {
		return a, true
	}
	named := name.symbol != nil && e.namesStack() && e.prefix+e.suffix != ""
	return assumption{same: name.symbol, names: nameOf(name.symbol)}, named && name.prefix == e.prefix && name.suffix == e.suffix
}

// stackName is what the name of a stack may be.
//
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
var stackName = regexp.MustCompile(`^[a-zA-Z][-a-zA-Z0-9]{0,127}$`)

// What is tried to make a name of several unknown parts. Names of stacks have
// 128 characters at most.
const (
	maxOpen  = 5 // parts, literals between them counted
	maxSpelt = 128
)

// spells reports whether t, of which whoever deploys the export's stack
// chooses the unknown parts, may have the value s.
func (e export) spells(t iac.Text, s string) bool {
	if len(t) == 0 {
		return s == ""
	}
	u := t[0].Unknown
	if u == nil {
		rest, ok := strings.CutPrefix(s, t[0].Literal)
		return ok && t[0].Resource == nil && e.spells(t[1:], rest)
	}
	if !e.isStackName(u) && !isParameter(u) {
		return false
	}
	for i := 1; i <= len(s); i++ {
		if e.spells(t[1:], s[i:]) && e.mayBe(u, s[:i]) {
			return true
		}
	}
	return false
}

// mayBe reports whether an unknown part of the export's name may have the
// value s.
func (e export) mayBe(u *iac.Unknown, s string) bool {
	if e.isStackName(u) {
		return stackName.MatchString(s)
	}
	return s != "" && e.in.mayBe(u, s)
}

// namesStack reports whether the one unknown part of the export's name is the
// name of its stack.
func (e export) namesStack() bool { return e.symbol != nil && e.isStackName(e.symbol) }

func (e export) isStackName(u *iac.Unknown) bool {
	return e.in.parent == nil && u == e.in.deployment.name.Unknown()
}

// isFree reports whether whoever deploys the export's stack chooses the one
// unknown part of its name: the name of the stack or a parameter.
func (e export) isFree() bool { return e.namesStack() || e.symbol != nil && isParameter(e.symbol) }

func isParameter(u *iac.Unknown) bool { return strings.HasPrefix(u.Name, "parameter ") }

// alike returns what must be so for the export to have a name that differs from
// its own in the values of parameters of the same name only.
func (e export) alike(name iac.Text) (assumption, bool) {
	if len(name) != len(e.text) {
		return assumption{}, false
	}
	var must assumption
	var names []string
	for i, p := range name {
		q := e.text[i]
		switch {
		case p == q:
		case e.in.mayEqual(p.Unknown, q.Unknown):
			must.same = p.Unknown
			names = append(names, p.Unknown.Name)
		default:
			return assumption{}, false
		}
	}
	must.names = strings.Join(names, ", ")
	return must, true
}

// mayEqual reports whether two unknowns are parameters of the same name that
// may have the same value.
func (in *instance) mayEqual(a, b *iac.Unknown) bool {
	if a == nil || b == nil || a.Name != b.Name || !isParameter(a) {
		return false
	}
	d := in.load.declarations[a]
	if d == nil || d.node.get("AllowedValues") == nil {
		return true
	}
	return slices.ContainsFunc(d.node.get("AllowedValues").scalars(), func(s string) bool { return in.mayBe(b, s) })
}

func nameOf(u *iac.Unknown) string {
	if u == nil {
		return ""
	}
	return u.Name
}

// narrow returns those of the candidates that can serve the most of what the
// template imports. Two stacks cannot export the same name: if one template
// has all the names and another has some, the other is not what is deployed.
// Of those that are left it returns the nearest.
func (in *instance) narrow(found []candidate) []candidate {
	if len(found) < 2 {
		return found
	}
	best := most(found, in.coverage)
	best = most(best, func(c candidate) int { return -in.distance(c) })
	return most(best, in.likeness)
}

// likeness returns how much of the name of the file that the stack is deployed
// with is that of the candidate's: dev.json goes with dev.json.
func (in *instance) likeness(c candidate) int {
	mine, other := in.top.set.name, c.in.top.set.name
	switch {
	case mine == "" || other == "":
		return 0
	case mine == other:
		return 2
	case path.Base(mine) == path.Base(other):
		return 1
	}
	return 0
}

// most returns the candidates of the highest score.
func most(found []candidate, score func(candidate) int) []candidate {
	var best []candidate
	highest := 0
	for _, c := range found {
		n := score(c)
		if len(best) == 0 || n > highest {
			best, highest = nil, n
		}
		if n == highest {
			best = append(best, c)
		}
	}
	return best
}

// distance returns how many steps from folder to folder lead from the template
// to that of the candidate.
func (in *instance) distance(c candidate) int {
	from, to := folders(in.top.tmpl.name), folders(c.in.top.tmpl.name)
	common := 0
	for common < min(len(from), len(to)) && from[common] == to[common] {
		common++
	}
	return len(from) + len(to) - 2*common
}

// folders returns the folders that lead to a file, outermost first.
func folders(name string) []string {
	dir := path.Dir(name)
	if dir == "." {
		return nil
	}
	return strings.Split(dir, "/")
}

// coverage returns how many of the template's imports the stack of a candidate
// exports, under the same assumption.
func (in *instance) coverage(c candidate) int {
	n := 0
	for _, name := range in.importNames() {
		for _, e := range in.load.exports[c.in.top] {
			if a, ok := e.meant(name); ok && a == c.assumption {
				n++
				break
			}
		}
	}
	return n
}

// importNames returns the names of all imports in the template.
func (in *instance) importNames() []label {
	if in.imports != nil {
		return in.imports
	}
	before := len(in.problems)
	in.imports = []label{}
	seen := map[string]bool{}
	var walk func(n *node)
	walk = func(n *node) {
		if arg, ok := n.call("Fn::ImportValue"); ok {
			if t, _, ok := in.textOfNode(arg); ok && !seen[t.String()] {
				seen[t.String()] = true
				in.imports = append(in.imports, labelOf(t))
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

// assume notes and reports what is assumed for an import to be the candidate.
// Where that contradicts what was assumed before, ok is false and the import
// unknown.
func (in *instance) assume(n *node, name iac.Text, c candidate) (v iac.Value, ok bool) {
	template := c.in.tmpl.name
	key, value := assumed{c.symbol, ""}, c.value
	what := nameOf(c.symbol)
	switch {
	case c.same != nil:
		key.symbol, value, what = c.same, template, c.names
	case c.symbol == nil:
		what = "`" + c.open.String() + "`"
		key = assumed{c.open.Unknowns()[0], what}
	}
	// A parameter can be the same in any number of stacks, but name one only.
	if before, ok := in.load.assumed[key]; ok && before != value && (c.same == nil || c.namesStack()) {
		why := fmt.Sprintf("import `%s` needs %s to stand for `%s`, and it is taken to stand for `%s`: pass --stack-name or --parameters",
			name, what, value, before)
		in.report(iac.UnknownInput, in.at(n), "%s", why)
		return in.unknown(n, "import "+name.String(), why), false
	}
	if c.same != nil && !c.namesStack() {
		value = "the same"
	} else {
		in.load.assumed[key] = value
	}
	if in.first("assuming " + what + " is " + value) {
		in.report(iac.UnknownInput, in.at(n), "import `%s` is taken from `%s`, assuming that %s", name, template, c.what())
	}
	return iac.Value{}, true
}

// prefer reports why an import is taken to be one of several candidates.
func (in *instance) prefer(n *node, name iac.Text, c candidate, all []candidate) {
	var others []string
	for _, o := range all {
		if o.in.tmpl != c.in.tmpl {
			others = append(others, "`"+o.in.tmpl.name+"`")
		}
	}
	rest := strings.Join(others, ", ")
	if len(others) > 0 && in.first("preferring "+c.in.tmpl.name) {
		in.report(iac.UnknownInput, in.at(n),
			"import `%s` is taken from `%s`, which is nearer or has more of what is imported than %s", name, c.in.tmpl.name, rest)
	}
}

// what says what is assumed and how to say so for certain.
func (c candidate) what() string {
	template := c.in.tmpl.name
	switch {
	case c.same != nil && c.namesStack():
		return fmt.Sprintf("%s names its stack: pass --parameters FILE and --stack-name %s=NAME", c.same.Name, template)
	case strings.Contains(c.names, ","):
		return c.names + " are the same there: pass --parameters FILE"
	case c.same != nil:
		return c.same.Name + " is the same there: pass --parameters FILE"
	case c.symbol == nil:
		return fmt.Sprintf("`%s` is `%s` there: pass --parameters FILE", c.open, c.value)
	case c.namesStack():
		return fmt.Sprintf("its stack is called `%s`: pass --stack-name %s=%s", c.value, template, c.value)
	}
	return fmt.Sprintf("%s is `%s` there: pass --parameters FILE", c.symbol.Name, c.value)
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
