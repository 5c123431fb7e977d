package tfplan

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// leastSecret is the length in bytes from which on a secret is looked for
// within other texts: shorter ones are in everything.
const leastSecret = 4

// secrets are the texts that a document marks as sensitive.
type secrets struct {
	whole map[string]bool // each of them
	parts []string        // those to be looked for within others, longest first
}

func (s *secrets) none() bool { return len(s.whole) == 0 }

// in reports whether text is a secret or holds one.
func (s *secrets) in(text string) bool {
	return s.whole[text] || slices.ContainsFunc(s.parts, func(p string) bool { return strings.Contains(text, p) })
}

// findSecrets returns the texts that the document marks as sensitive: values
// of sensitive variables, and of attributes under sensitive_values. A document
// within a text, such as container definitions, is sensitive as a whole where
// one value in it is; only that value is looked for in others.
func (d *Document) findSecrets() *secrets {
	s := &secrets{whole: map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(d.plan.Variables)) {
		if d.isSensitive(name) && d.plan.Variables[name] != nil {
			s.addAll(d.plan.Variables[name].Value)
		}
	}
	for _, v := range d.allValues() {
		eachResource(v, func(r *tfjson.StateResource) {
			var marks any
			if json.Unmarshal(r.SensitiveValues, &marks) == nil {
				s.addMarked(asAny(r.AttributeValues), marks)
			}
		})
		for _, name := range slices.Sorted(maps.Keys(v.Outputs)) {
			if o := v.Outputs[name]; o != nil && o.Sensitive {
				s.addAll(o.Value)
			}
		}
	}
	slices.SortFunc(s.parts, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	s.parts = slices.Compact(s.parts)
	return s
}

// isSensitive reports whether the variable of the root called name is declared
// sensitive.
func (d *Document) isSensitive(name string) bool {
	if d.plan.Config == nil || d.plan.Config.RootModule == nil {
		return false
	}
	v := d.plan.Config.RootModule.Variables[name]
	return v != nil && v.Sensitive
}

// allValues returns the values that the document has, planned and prior.
func (d *Document) allValues() []*tfjson.StateValues {
	var all []*tfjson.StateValues
	if d.plan.PlannedValues != nil {
		all = append(all, d.plan.PlannedValues)
	}
	if s := d.plan.PriorState; s != nil && s.Values != nil {
		all = append(all, s.Values)
	}
	return all
}

// eachResource calls f with every resource of v, in the order of the document.
func eachResource(v *tfjson.StateValues, f func(*tfjson.StateResource)) {
	var walk func(m *tfjson.StateModule)
	walk = func(m *tfjson.StateModule) {
		if m == nil {
			return
		}
		for _, r := range m.Resources {
			if r != nil {
				f(r)
			}
		}
		for _, c := range m.ChildModules {
			walk(c)
		}
	}
	walk(v.RootModule)
}

// addMarked adds the texts of v that marks, of its shape, says are sensitive.
func (s *secrets) addMarked(v, marks any) {
	switch m := marks.(type) {
	case bool:
		if m {
			s.addAll(v)
		}
	case []any:
		items, _ := v.([]any)
		for i := range min(len(items), len(m)) {
			s.addMarked(items[i], m[i])
		}
	case map[string]any:
		fields, _ := v.(map[string]any)
		for _, k := range slices.Sorted(maps.Keys(m)) {
			s.addMarked(fields[k], m[k])
		}
	}
}

func (s *secrets) addAll(v any) {
	switch x := v.(type) {
	case string:
		s.add(x)
	case json.Number:
		s.add(x.String())
	case []any:
		for _, item := range x {
			s.addAll(item)
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			s.addAll(x[k])
		}
	}
}

func (s *secrets) add(text string) {
	if text == "" {
		return
	}
	s.whole[text] = true
	if len(text) >= leastSecret && !isDocumentText(text) {
		s.parts = append(s.parts, text)
	}
}

func asAny(m map[string]any) any {
	if m == nil {
		return nil
	}
	return m
}
