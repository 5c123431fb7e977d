package iac

import "slices"

// WithRefs returns v with references to the resources that renamed gives in
// place of those to its keys.
func (v Value) WithRefs(renamed map[*Resource]*Resource) Value {
	switch x := v.v.(type) {
	case Text:
		v.v = x.withRefs(renamed)
	case list:
		items := make([]Value, len(x.items))
		for i, item := range x.items {
			items[i] = item.WithRefs(renamed)
		}
		v.v = list{items, x.partial}
	case object:
		fields := slices.Clone(x.fields)
		for i := range fields {
			fields[i].Value = fields[i].Value.WithRefs(renamed)
		}
		v.v = object{fields, x.partial}
	}
	return v
}

func (t Text) withRefs(renamed map[*Resource]*Resource) Text {
	out := t
	for i, p := range t {
		r, ok := renamed[p.Resource]
		if !ok || p.Resource == nil {
			continue
		}
		if &out[0] == &t[0] {
			out = slices.Clone(t)
		}
		out[i].Resource = r
	}
	return out
}
