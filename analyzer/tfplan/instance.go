package tfplan

import (
	"encoding/json"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// An instance is one resource instance of the document.
type instance struct {
	*iac.Resource
	module *module
	config *tfjson.ConfigResource // nil in a state
	key    any                    // int or string; nil without count and for_each

	values  map[string]any
	unknown map[string]any // what of the values only apply knows
	marks   map[string]any // what of the values is sensitive
}

// A module is one module instance.
type module struct {
	key       any
	parent    *module                // nil for the root
	call      *tfjson.ModuleCall     // likewise
	config    *tfjson.ConfigModule   // nil in a state
	resources map[string][]*instance // by address without module and key
	children  map[string][]*module   // by name
}

func newModule(parent *module, key any) *module {
	return &module{parent: parent, key: key, resources: map[string][]*instance{}, children: map[string][]*module{}}
}

// child returns the instance of the called module that s names, which it adds
// where there is none yet.
func (m *module) child(s step) *module {
	for _, c := range m.children[s.name] {
		if c.key == s.key {
			return c
		}
	}
	c := newModule(m, s.key)
	if m.config != nil {
		if c.call = m.config.ModuleCalls[s.name]; c.call != nil {
			c.config = c.call.Module
		}
	}
	m.children[s.name] = append(m.children[s.name], c)
	return c
}

// called returns the instances of the called module that s names. One without
// count and for_each has one instance even where that has no resources.
func (m *module) called(s step) []*module {
	if m.config == nil || m.config.ModuleCalls[s.name] == nil {
		return nil
	}
	c := m.config.ModuleCalls[s.name]
	if c.CountExpression == nil && c.ForEachExpression == nil {
		m.child(step{name: s.name})
	}
	all := m.children[s.name]
	if !s.keyed {
		return all
	}
	i := slices.IndexFunc(all, func(c *module) bool { return c.key == s.key })
	if i < 0 {
		return nil
	}
	return all[i : i+1]
}

// declared returns the configuration of the resource of the module with that
// address.
func (m *module) declared(address string) *tfjson.ConfigResource {
	if m.config == nil {
		return nil
	}
	for _, r := range m.config.Resources {
		if r != nil && r.Address == address {
			return r
		}
	}
	return nil
}

// place returns the module that the resource with that address is in, and the
// rest of the address.
func (m *module) place(address string) (*module, []step) {
	all := steps(address)
	for len(all) > 2 && all[0].name == "module" {
		m, all = m.child(all[1]), all[2:]
	}
	return m, all
}

// instances returns the resources that the plan or state has: those planned,
// and the data sources that were read before.
func (b *builder) instances() []*instance {
	var all []*instance
	seen := map[string]bool{}
	for i, values := range b.doc.allValues() {
		prior := values != b.doc.plan.PlannedValues && i > 0 || b.doc.plan.PlannedValues == nil
		eachResource(values, func(r *tfjson.StateResource) {
			isData := r.Mode == tfjson.DataResourceMode
			if seen[r.Address] || r.DeposedKey != "" || prior && !isData {
				return
			}
			seen[r.Address] = true
			all = append(all, b.instance(r))
		})
	}
	return all
}

func (b *builder) instance(r *tfjson.StateResource) *instance {
	m, rest := b.root.place(r.Address)
	own := r.Type + "." + r.Name
	isData := r.Mode == tfjson.DataResourceMode
	if isData {
		own = "data." + own
	}
	in := &instance{module: m, values: r.AttributeValues, config: m.declared(own)}
	if len(rest) > 0 {
		in.key = rest[len(rest)-1].key
	}
	if err := json.Unmarshal(r.SensitiveValues, &in.marks); err != nil {
		in.marks = nil
	}
	s := b.doc.layout.spot(r.Address)
	in.Resource = &iac.Resource{
		Address: r.Address, Type: r.Type, Language: iac.Terraform, Data: isData,
		Exists: iac.Bool(true, s.header), Range: s.whole, Header: s.header,
	}
	in.Unseen = in.Behind()
	if c := b.changes[r.Address]; c != nil {
		in.unknown, _ = c.AfterUnknown.(map[string]any)
		if in.values == nil {
			in.values, _ = c.After.(map[string]any)
		}
	}
	m.resources[own] = append(m.resources[own], in)
	return in
}

// changesOf returns what is planned for each resource, by address. What is
// planned for an object that was deposed is not of the resource.
func changesOf(p *tfjson.Plan) map[string]*tfjson.Change {
	out := map[string]*tfjson.Change{}
	for _, c := range p.ResourceChanges {
		if c != nil && c.Change != nil && c.DeposedKey == "" {
			out[c.Address] = c.Change
		}
	}
	return out
}
