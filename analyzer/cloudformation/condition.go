package cloudformation

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// condition returns the value of the condition called name, a boolean or
// unknown, for its use at n.
func (in *instance) condition(name string, n *node) iac.Value {
	e, ok := in.conditionEntry(name)
	if !ok {
		if in.transformed() {
			return in.unknown(n, "condition "+name, in.addedBy(name))
		}
		return in.fail(n, "no condition is called `%s`", name)
	}
	return in.once("condition `"+name+"`", e.keyAt(in.tmpl.file), func() iac.Value {
		v := in.truth(e.value)
		if u := v.Unknown(); u != nil {
			why := fmt.Sprintf("condition `%s` is not decided: %s", name, u.Why)
			c := &iac.Unknown{Name: "condition " + name, Why: why, Range: e.at(in.tmpl.file)}
			return iac.UnknownValue(in.load.follows(c, u), v.Range)
		}
		return v
	})
}

// conditionEntry returns the declaration of a condition, which a loop may make.
func (in *instance) conditionEntry(name string) (entry, bool) {
	if in.conditions == nil {
		in.conditions = map[string]entry{}
		entries, _ := in.expand(in.tmpl.section("Conditions"))
		for _, e := range entries {
			in.conditions[e.key] = e
		}
	}
	e, ok := in.conditions[name]
	return e, ok
}

// truth returns the value of a condition function.
func (in *instance) truth(n *node) iac.Value {
	if !in.enter(n) {
		return in.exhausted(n)
	}
	defer in.leave()
	name, arg, ok := n.intrinsic()
	if !ok {
		if b, known := in.eval(n).Bool(); known && n.kind == boolean {
			return iac.Bool(b, in.at(n))
		}
		return in.fail(n, "a condition is one of `Fn::And`, `Fn::Equals`, `Fn::Not`, `Fn::Or` and `Condition`")
	}
	switch name {
	case "Condition":
		condition, ok := arg.scalar()
		if !ok {
			return in.fail(n, "`Condition` takes the name of a condition")
		}
		return in.condition(condition, n)
	case "Fn::Equals":
		return in.equals(n, arg)
	case "Fn::Not":
		return in.not(n, arg)
	case "Fn::And":
		return in.all(n, arg, true)
	case "Fn::Or":
		return in.all(n, arg, false)
	}
	v := in.eval(n)
	if b, known := v.Bool(); known {
		return iac.Bool(b, in.at(n))
	}
	if v.Unknown() != nil {
		return v
	}
	return in.fail(n, "`%s` is no condition", name)
}

func (in *instance) not(n, arg *node) iac.Value {
	if items, ok := arguments(arg, 1, 1); ok {
		arg = items[0]
	} else if arg.kind == sequence {
		return in.fail(n, "`Fn::Not` takes one condition")
	}
	v := in.truth(arg)
	if b, known := v.Bool(); known {
		return iac.Bool(!b, in.at(n))
	}
	return v
}

// all returns the conjunction of conditions, or their disjunction if want is
// false. One that differs from want settles it, whatever the others are.
func (in *instance) all(n, arg *node, want bool) iac.Value {
	items, ok := arguments(arg, 1, maxNodes)
	if !ok {
		return in.fail(n, "`Fn::And` and `Fn::Or` take a list of conditions")
	}
	var open []*iac.Unknown
	for _, item := range items {
		v := in.truth(item)
		if b, known := v.Bool(); !known {
			open = append(open, v.Unknown())
		} else if b != want {
			return iac.Bool(!want, in.at(n))
		}
	}
	if len(open) == 0 {
		return iac.Bool(want, in.at(n))
	}
	last := open[len(open)-1]
	u := &iac.Unknown{Name: last.Name, Why: last.Why, Range: last.Range}
	return iac.UnknownValue(in.load.follows(u, open...), in.at(n))
}

func (in *instance) equals(n, arg *node) iac.Value {
	items, ok := arguments(arg, 2, 2)
	if !ok {
		return in.fail(n, "`Fn::Equals` takes two values")
	}
	a, b := in.eval(items[0]), in.eval(items[1])
	equal, known := equalValues(a, b)
	if known {
		return iac.Bool(equal, in.at(n))
	}
	if in.differ(a, b) || in.differ(b, a) {
		return iac.Bool(false, in.at(n))
	}
	in.compares(a, b)
	in.compares(b, a)
	for _, v := range []iac.Value{a, b} {
		if us := v.Unknowns(); len(us) > 0 {
			return iac.UnknownValue(us[0], in.at(n))
		}
	}
	return in.unknown(n, "the comparison", "what it compares is known after deploy")
}

// differ reports whether a is a parameter without a value that cannot be given
// the value b.
func (in *instance) differ(a, b iac.Value) bool {
	s, known := b.Str()
	return known && a.Unknown() != nil && !in.mayBe(a.Unknown(), s)
}

// compares notes that a condition asks whether a is b.
func (in *instance) compares(a, b iac.Value) {
	if s, known := b.Str(); known && a.Unknown() != nil {
		in.load.compares(a.Unknown(), s)
	}
}

// equalValues reports whether two values are equal for CloudFormation, to
// which true and "true" are the same, and whether that is known.
func equalValues(a, b iac.Value) (equal, known bool) {
	s, sOK := a.Text()
	t, tOK := b.Text()
	if sOK && tOK {
		return equalTexts(s, t)
	}
	if !a.IsList() || !b.IsList() {
		return a.IsAbsent() && b.IsAbsent(), !a.IsObject() && !b.IsObject() && a.Unknown() == nil && b.Unknown() == nil
	}
	as, aPartial := a.Items()
	bs, bPartial := b.Items()
	if aPartial != nil || bPartial != nil {
		return false, false
	}
	if len(as) != len(bs) {
		return false, true
	}
	equal, known = true, true
	for i := range as {
		e, k := equalValues(as[i], bs[i])
		if k && !e {
			return false, true
		}
		known = known && k
	}
	return equal, known
}

// equalTexts compares texts whose unknown parts may turn out to be empty, as a
// parameter may.
func equalTexts(s, t iac.Text) (equal, known bool) {
	equal, known = s.Equal(t)
	if known && !equal && hasUnknown(s, t) {
		emptied, same := withoutUnknown(s).Equal(withoutUnknown(t))
		if emptied || !same {
			return false, false
		}
	}
	return equal, known
}

func hasUnknown(texts ...iac.Text) bool {
	for _, t := range texts {
		for _, p := range t {
			if p.Unknown != nil {
				return true
			}
		}
	}
	return false
}

func withoutUnknown(t iac.Text) iac.Text {
	var out iac.Text
	for _, p := range t {
		if p.Unknown == nil {
			out = append(out, p)
		}
	}
	return out
}

// ifElse returns the branch of Fn::If that its condition chooses.
func (in *instance) ifElse(n, arg *node) iac.Value {
	items, ok := arguments(arg, 3, 3)
	if !ok {
		return in.fail(n, "`Fn::If` takes a condition and two values")
	}
	name, ok := items[0].scalar()
	var condition iac.Value
	if ok {
		condition = in.condition(name, items[0])
	} else {
		condition = in.truth(items[0])
	}
	if b, known := condition.Bool(); known && b {
		return in.eval(items[1])
	} else if known {
		return in.eval(items[2])
	}
	return in.undecided(n, condition.Unknown(), in.eval(items[1]), in.eval(items[2]))
}

// undecided returns what is certain of two branches between which nothing
// decides.
func (in *instance) undecided(n *node, why *iac.Unknown, a, b iac.Value) iac.Value {
	if equal, known := equalValues(a, b); equal && known {
		return a
	}
	u := in.load.follows(&iac.Unknown{Name: why.Name, Why: why.Why, Range: why.Range, Choice: true}, why)
	if a.IsList() && b.IsList() {
		return iac.List(common(a, b), u, in.at(n))
	}
	if a.IsObject() && b.IsObject() {
		return in.merged(n, u, a, b)
	}
	if a.IsAbsent() || b.IsAbsent() || in.optional[a.Unknown()] || in.optional[b.Unknown()] {
		in.optional[u] = true
	}
	return iac.UnknownValue(u, in.at(n))
}

// merged returns an object with the fields of both branches, each as far as it
// is certain.
func (in *instance) merged(n *node, why *iac.Unknown, a, b iac.Value) iac.Value {
	as, aPartial := a.Fields()
	bs, bPartial := b.Fields()
	other := make(map[string]iac.Value, len(bs))
	for _, f := range bs {
		other[f.Name] = f.Value
	}
	var fields []iac.Field
	for _, f := range as {
		f.Value = in.undecided(n, why, f.Value, other[f.Name])
		delete(other, f.Name)
		fields = append(fields, f)
	}
	for _, f := range bs {
		if _, ok := other[f.Name]; ok {
			f.Value = in.undecided(n, why, iac.Absent(f.Range), f.Value)
			fields = append(fields, f)
		}
	}
	partial := aPartial
	if partial == nil {
		partial = bPartial
	}
	return iac.Object(fields, partial, in.at(n))
}

// maxPairs is how many pairs of items are compared to find what two lists have
// in common.
const maxPairs = 1_000_000

// common returns the items that are in both lists, or none of lists that are
// too long to tell.
func common(a, b iac.Value) []iac.Value {
	as, _ := a.Items()
	bs, _ := b.Items()
	if len(as)*len(bs) > maxPairs {
		return nil
	}
	var both []iac.Value
	for _, x := range as {
		for _, y := range bs {
			if equal, known := equalValues(x, y); equal && known {
				both = append(both, x)
				break
			}
		}
	}
	return both
}
