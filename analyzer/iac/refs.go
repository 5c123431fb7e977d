package iac

import "slices"

// WithRefs returns v with references to the resources that renamed gives in
// place of those to its keys.
func (v Value) WithRefs(renamed map[*Resource]*Resource) Value {
	return v.Mapped(func(t Text) Text { return t.withRefs(renamed) })
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
