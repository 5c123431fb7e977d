package cloudformation

import (
	"fmt"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// An export is an output of a stack that other stacks can import.
type export struct {
	in     *instance
	name   iac.Text
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
				l.exports = append(l.exports, export{in, t, e})
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
	var found []export
	for _, e := range in.load.exports {
		if equal, known := name.Equal(e.name); equal && known && in.mayImport(e) && in.created(e) {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		found = in.assume(n, name)
	}
	switch len(found) {
	case 0:
		return in.notExported(n, name)
	case 1:
		return in.imported(n, found[0])
	}
	var names []string
	for _, e := range found {
		names = append(names, "`"+e.in.tmpl.name+"`")
	}
	why := fmt.Sprintf("several scanned templates export `%s`: %s", name, strings.Join(names, ", "))
	in.report(iac.UnknownInput, in.at(n), "%s", why)
	return in.unknown(n, "import "+name.String(), why)
}

// imported returns the value of an export for its use at n.
func (in *instance) imported(n *node, e export) iac.Value {
	in.load.links = append(in.load.links, [2]*instance{in.root(), e.in.root()})
	return in.outputOf(n, e.in, e.output)
}

// outputOf returns the value of an output of another stack for its use at n.
func (in *instance) outputOf(n *node, of *instance, e entry) iac.Value {
	value, ok := e.value.entry("Value")
	if !ok {
		return in.unknown(n, "output "+e.key, "output `"+e.key+"` has no `Value`")
	}
	// The chain of references goes on in the other stack, and its limit too.
	root, other := in.root(), of.root()
	if root != other {
		other.chain += root.chain
		defer func() { other.chain -= root.chain }()
	}
	v := of.once("output `"+e.key+"`", e.keyAt(of.tmpl.file), func() iac.Value { return of.eval(value.value) })
	origin := iac.Origin{Name: "output " + e.key + " of " + of.tmpl.name, Range: value.at(of.tmpl.file)}
	return through(v, in.at(n), origin)
}

// notExported returns the value of an import that no template exports.
func (in *instance) notExported(n *node, name iac.Text) iac.Value {
	if us := hasUnknown(name); us {
		for _, p := range name {
			if p.Unknown != nil {
				return in.unknown(n, "import "+name.String(), "the name of the import is not known: "+p.Unknown.Why)
			}
		}
	}
	why := fmt.Sprintf("no scanned template exports `%s`", name)
	in.report(iac.UnknownInput, in.at(n), "%s", why)
	return in.unknown(n, "import "+name.String(), why)
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

// assume returns the one export whose name would be the one imported if its
// stack had a certain name, which nothing says. That is reported, and so is
// known to whoever reads the result.
func (in *instance) assume(n *node, name iac.Text) []export {
	literal, ok := name.Literal()
	if !ok {
		return nil
	}
	var found []export
	var stack string
	for _, e := range in.load.exports {
		if s, ok := e.stackName(literal); ok && e.in.root() != in.root() && in.mayImport(e) && in.created(e) {
			found, stack = append(found, e), s
		}
	}
	if len(found) != 1 {
		return nil
	}
	symbol := found[0].in.deployment.name.Unknown()
	if before, ok := in.load.assumed[symbol]; ok && before != stack {
		return nil
	}
	in.load.assumed[symbol] = stack
	template := found[0].in.tmpl.name
	in.report(iac.UnknownInput, in.at(n), "import `%s` is taken from `%s`, assuming its stack is called `%s`: pass --stack-name %s=%s",
		literal, template, stack, template, stack)
	return found
}

// stackName returns the name that the export's stack must have for the export
// to be called literal.
func (e export) stackName(literal string) (string, bool) {
	symbol := e.in.deployment.name.Unknown()
	if symbol == nil || e.in.parent != nil {
		return "", false
	}
	before, after, found := cutPart(e.name, symbol)
	prefix, prefixOK := before.Literal()
	suffix, suffixOK := after.Literal()
	if !found || !prefixOK || !suffixOK || len(prefix)+len(suffix) == 0 {
		return "", false
	}
	rest, ok := strings.CutPrefix(literal, prefix)
	if !ok {
		return "", false
	}
	stack, ok := strings.CutSuffix(rest, suffix)
	return stack, ok && stack != ""
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
