package tfplan

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"
)

// maxFeeds is how many references are followed for one attribute.
const maxFeeds = 10_000

// A feed is what the value of an expression can come from that is not known
// yet. What only apply knows comes from something that only apply knows.
type feed struct {
	from []origin

	// exact says that the value is made of just these, each once, as far as
	// references tell: each names one instance, or all those of one count.
	exact bool

	// splat says that a reference takes all instances of a block: beside
	// another one, a function may choose between the two.
	splat bool

	// opaque says that the value can come from elsewhere too: a data source
	// that is read at apply.
	opaque bool
}

// An origin is an attribute of an instance, or with no attribute the instance
// as a whole.
type origin struct {
	in    *instance
	attr  string
	known bool // its text is known already
}

func (f *feed) add(o origin) {
	if !slices.Contains(f.from, o) {
		f.from = append(f.from, o)
	}
}

// join adds what g has to f.
func (f *feed) join(g feed) {
	for _, o := range g.from {
		f.add(o)
	}
	f.exact = f.exact && g.exact
	f.splat = f.splat || g.splat
	f.opaque = f.opaque || g.opaque
}

// A view is where references are read: a module instance, and the key of the
// resource or module call whose expression it is.
type view struct {
	module *module
	each   *tfjson.Expression // of for_each, where there is one
	key    any
	peers  []any // the keys of all instances beside it
	trip   *trip
}

// A trip is what has been seen on the way to what one attribute comes from.
type trip struct {
	steps   int
	modules map[*module]bool // of which everything is taken already
}

func newTrip() *trip { return &trip{modules: map[*module]bool{}} }

// below returns the view of an expression in m, which something in v refers to.
func (v view) below(m *module) view { return view{module: m, trip: v.trip} }

// feedOf returns what the expression with these references can come from.
func (b *builder) feedOf(v view, refs []string) feed {
	f := feed{exact: true}
	if v.trip.steps++; v.trip.steps > maxFeeds {
		return feed{opaque: true}
	}
	outer := outermost(refs)
	paired := v.key != nil && (slices.Contains(outer, "each.key") || slices.Contains(outer, "count.index"))
	giving, other := 0, 0
	for _, r := range outer {
		g := b.referred(v, steps(r), paired)
		if len(g.from) > 0 {
			giving++
		} else {
			other++
		}
		f.join(g)
	}
	if giving > 1 && (other > 0 || f.splat) {
		f.exact = false // a condition may choose between them, or coalescelist
	}
	return f
}

// referred returns what one reference can come from. Paired says that the key
// of the instance is referred to beside it.
func (b *builder) referred(v view, path []step, paired bool) feed {
	if len(path) < 2 {
		return feed{exact: true}
	}
	switch path[0].name {
	case "count", "path", "terraform", "tofu", "self":
		return feed{exact: true}
	case "each":
		if path[1].name == "key" || v.each == nil || v.each.ExpressionData == nil {
			return feed{exact: true}
		}
		f := b.feedOf(view{module: v.module, trip: v.trip}, v.each.References)
		f.exact = false
		return f
	case "var":
		return b.fromVariable(v, path[1].name)
	case "local":
		return b.fromModule(v.below(v.module))
	case "module":
		return b.fromOutput(v, path[1:], paired)
	case "data":
		if len(path) < 3 {
			return feed{exact: true}
		}
		return b.fromResource(v, "data."+path[1].name+"."+path[2].name, path[2:], paired)
	}
	return b.fromResource(v, path[0].name+"."+path[1].name, path[1:], paired)
}

// fromVariable returns what a variable of the module can come from. Those of
// the root are known.
func (b *builder) fromVariable(v view, name string) feed {
	m := v.module
	if m.parent == nil {
		return feed{exact: isNothing(b.variable(name))}
	}
	if m.call == nil {
		return feed{opaque: true}
	}
	x := m.call.Expressions[name]
	if x == nil || x.ExpressionData == nil {
		def := m.config != nil && m.config.Variables[name] != nil
		return feed{exact: def && isNothing(m.config.Variables[name].Default)}
	}
	if len(x.References) == 0 {
		return feed{exact: isNothing(x.ConstantValue)}
	}
	peers := m.parent.children[nameOf(m)]
	return b.feedOf(view{
		module: m.parent, each: m.call.ForEachExpression, key: m.key, peers: keysOf(peers), trip: v.trip,
	}, x.References)
}

// isNothing reports whether a known value adds nothing to a list that it may be
// joined to: a switch, or what is empty.
func isNothing(v any) bool {
	switch x := v.(type) {
	case nil, bool:
		return true
	case string:
		return x == ""
	case []any:
		return len(x) == 0
	case map[string]any:
		return len(x) == 0
	}
	return false
}

func nameOf(m *module) string {
	for name, all := range m.parent.children {
		if slices.Contains(all, m) {
			return name
		}
	}
	return ""
}

func keysOf(all []*module) []any {
	keys := make([]any, len(all))
	for i, m := range all {
		keys[i] = m.key
	}
	return keys
}

// fromOutput returns what the output of a called module can come from; path
// begins with its name.
func (b *builder) fromOutput(v view, path []step, paired bool) feed {
	all := v.module.called(path[0])
	several := len(all) > 1
	if several && paired {
		if same := pair(v, keysOf(all)); same >= 0 {
			all, several = all[same:same+1], false
		}
	}
	f := feed{exact: !several}
	for _, m := range all {
		if m.config == nil {
			f.opaque = true
			continue
		}
		f.join(b.fromOutputs(v.below(m), path[1:]))
	}
	return f
}

// fromOutputs returns what the output that path begins with can come from, or
// all of them.
func (b *builder) fromOutputs(v view, path []step) feed {
	if len(path) > 0 {
		o := v.module.config.Outputs[path[0].name]
		if o == nil || o.Expression == nil || o.Expression.ExpressionData == nil {
			return feed{}
		}
		f := b.feedOf(v, o.Expression.References)
		f.exact = f.exact && len(path) == 1 && !path[0].keyed
		return f
	}
	f := feed{}
	for _, name := range sortedKeys(v.module.config.Outputs) {
		if o := v.module.config.Outputs[name]; o != nil && o.Expression != nil && o.Expression.ExpressionData != nil {
			f.join(b.feedOf(v, o.Expression.References))
		}
	}
	return f
}

// pair returns the index in keys of the key of the view, where its peers have
// just these keys: what is indexed by each.key or count.index then has one
// instance for each.
func pair(v view, keys []any) int {
	if len(keys) != len(v.peers) {
		return -1
	}
	for _, k := range v.peers {
		if !slices.Contains(keys, k) {
			return -1
		}
	}
	return slices.Index(keys, v.key)
}

// fromResource returns what a reference to the resource with that address can
// come from; path begins with its name.
func (b *builder) fromResource(v view, address string, path []step, paired bool) feed {
	all := v.module.resources[address]
	f := feed{exact: true}
	if path[0].keyed {
		all = slices.Clone(all)
		all = slices.DeleteFunc(all, func(in *instance) bool { return in.key != path[0].key })
	} else if len(all) > 1 {
		keys := make([]any, len(all))
		for i, in := range all {
			keys[i] = in.key
		}
		if same := pair(v, keys); paired && same >= 0 {
			all = all[same : same+1]
		} else {
			_, counted := all[0].key.(int)
			f.exact = counted && !paired
		}
	}
	if len(all) > 0 {
		f.splat = all[0].key != nil && !path[0].keyed && !paired
	}
	attr := ""
	if len(path) > 1 {
		attr = path[1].name
	}
	for _, in := range all {
		b.originate(&f, in, attr)
	}
	return f
}

// originate adds the attribute of in, or in as a whole, to the feed.
func (b *builder) originate(f *feed, in *instance, attr string) {
	o := origin{in: in, attr: attr}
	switch {
	case attr == "":
		o.known = len(in.unknown) == 0
	case !anyTrue(in.unknown[attr]):
		o.known = true
		if id, _ := in.values[attr].(string); !isIdentity(id) {
			f.exact = f.exact && isNothing(in.values[attr])
			return
		}
	}
	if (in.Data || carries(in.Type)) && !o.known {
		f.opaque = true
	}
	f.add(o)
}

// anyTrue reports whether v or anything in it is true.
func anyTrue(v any) bool {
	switch x := v.(type) {
	case bool:
		return x
	case []any:
		return slices.ContainsFunc(x, anyTrue)
	case map[string]any:
		for _, item := range x {
			if anyTrue(item) {
				return true
			}
		}
	}
	return false
}

// fromModule returns what anything in the module can come from: its resources,
// what it is given, and all that is in the modules that it calls.
func (b *builder) fromModule(v view) feed {
	f := feed{}
	if v.trip.modules[v.module] {
		return f
	}
	v.trip.modules[v.module] = true
	b.everything(&f, v.module)
	if v.module.config != nil && v.module.parent != nil {
		for _, name := range sortedKeys(v.module.config.Variables) {
			f.join(b.fromVariable(v, name))
		}
	}
	f.exact = false
	return f
}

// everything adds the resources of m and of the modules below it to the feed.
func (b *builder) everything(f *feed, m *module) {
	for _, address := range sortedKeys(m.resources) {
		for _, in := range m.resources[address] {
			b.originate(f, in, "")
		}
	}
	for _, name := range sortedKeys(m.children) {
		for _, c := range m.children[name] {
			b.everything(f, c)
		}
	}
}
