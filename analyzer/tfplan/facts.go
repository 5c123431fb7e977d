package tfplan

import (
	"maps"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// Facts are what a plan knows and the files of its root module do not say:
// plain JSON, without anything sensitive.
type Facts struct {
	Variables map[string]any            // of the root, by name
	Keys      map[string][]any          // of the instances of a resource or module, by its address without key
	Values    map[string]map[string]any // what is known of each resource instance, by address
	Added     map[string]map[string]any // of that, what others have added to it
	Ids       map[string][2]string      // address and attribute, by the text of it
	Problems  []iac.Problem
}

// Destroys reports whether nothing is left of what the document plans for, as
// with -destroy.
func (d *Document) Destroys() bool {
	changes := d.plan.ResourceChanges
	return len(changes) > 0 && !slices.ContainsFunc(changes, func(c *tfjson.ResourceChange) bool {
		return c != nil && c.Change != nil && c.Mode == tfjson.ManagedResourceMode && !c.Change.Actions.Delete()
	})
}

// Declared returns the addresses of the resources and modules that the root
// module of the plan declares, sorted: aws_vpc.a, module.c. A state does not
// tell them.
func (d *Document) Declared() []string {
	if d.plan.Config == nil || d.plan.Config.RootModule == nil {
		return nil
	}
	var out []string
	for _, r := range d.plan.Config.RootModule.Resources {
		if r != nil && r.Mode == tfjson.ManagedResourceMode {
			out = append(out, r.Address)
		}
	}
	for name := range d.plan.Config.RootModule.ModuleCalls {
		out = append(out, "module."+name)
	}
	slices.Sort(out)
	return out
}

// Facts returns what the document knows.
func (d *Document) Facts() Facts {
	b := newBuilder(d, Options{})
	f := Facts{
		Variables: map[string]any{}, Keys: map[string][]any{}, Problems: d.problems,
		Values: map[string]map[string]any{}, Added: map[string]map[string]any{}, Ids: map[string][2]string{},
	}
	for name, v := range d.plan.Variables {
		if v != nil && !d.isSensitive(name) {
			f.Variables[name] = v.Value
		}
	}
	for text, parts := range b.identities {
		f.Ids[text] = [2]string{parts[0].Resource.Address, parts[0].Attr}
	}
	for _, in := range b.all {
		f.Values[in.Address], f.Added[in.Address] = b.knownOf(in)
	}
	b.root.keys("", f.Keys)
	return f
}

// knownOf returns the attributes of in that are known and not sensitive, and
// of those that its configuration does not set what others have added.
func (b *builder) knownOf(in *instance) (values, added map[string]any) {
	values, added = map[string]any{}, map[string]any{}
	for name, v := range in.values {
		if v == nil || anyTrue(in.unknown[name]) || anyTrue(in.marks[name]) {
			continue
		}
		values[name] = v
		if _, is := mirrorOf(in.Type, name); is && in.expression(name) == nil {
			if v := b.unmirrored(in, name); !isNothing(v) {
				added[name] = v
			}
		}
	}
	return values, added
}

// keys adds the keys of the instances in m and in the modules below it. Prefix
// is what their addresses begin with.
func (m *module) keys(prefix string, out map[string][]any) {
	for _, address := range sortedKeys(m.resources) {
		for _, in := range m.resources[address] {
			out[prefix+address] = append(out[prefix+address], in.key)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.children)) {
		base := prefix + "module." + name
		for _, c := range m.children[name] {
			out[base] = append(out[base], c.key)
			c.keys(base+suffix(c.key)+".", out)
		}
	}
}
