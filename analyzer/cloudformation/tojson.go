package cloudformation

import (
	"bytes"
	"encoding/json"

	"github.com/taskreach/taskreach/analyzer/iac"
)

// toJSON returns what Fn::ToJsonString gives: a text in which references and
// unknown strings keep their place.
func (in *instance) toJSON(n, arg *node) iac.Value {
	v := in.eval(arg)
	t, ok := appendJSON(nil, v)
	if !ok {
		return in.derived(n, "JSON of ", v)
	}
	return in.joined(n, t, []iac.Value{v})
}

// appendJSON appends v as JSON; ok is false if it holds something that is not
// known to be a string.
func appendJSON(t iac.Text, v iac.Value) (iac.Text, bool) {
	if v.Unknown() != nil {
		return t, false
	}
	if v.IsObject() {
		return appendObject(t, v)
	}
	if v.IsList() {
		items, partial := v.Items()
		ok := partial == nil
		t = append(t, iac.Part{Literal: "["})
		for i, item := range items {
			if i > 0 {
				t = append(t, iac.Part{Literal: ","})
			}
			var itemOK bool
			t, itemOK = appendJSON(t, item)
			ok = ok && itemOK
		}
		return append(t, iac.Part{Literal: "]"}), ok
	}
	parts, ok := v.Text()
	if !v.IsString() {
		return append(t, parts...), ok
	}
	t = append(t, iac.Part{Literal: `"`})
	for _, p := range parts {
		if p.Resource == nil && p.Unknown == nil {
			p.Literal = escapeJSON(p.Literal)
		}
		t = append(t, p)
	}
	return append(t, iac.Part{Literal: `"`}), ok
}

func appendObject(t iac.Text, v iac.Value) (iac.Text, bool) {
	fields, partial := v.Fields()
	ok := partial == nil
	t = append(t, iac.Part{Literal: "{"})
	for i, f := range fields {
		key := `"` + escapeJSON(f.Name) + `":`
		if i > 0 {
			key = "," + key
		}
		t = append(t, iac.Part{Literal: key})
		var fieldOK bool
		t, fieldOK = appendJSON(t, f.Value)
		ok = ok && fieldOK
	}
	return append(t, iac.Part{Literal: "}"}), ok
}

// escapeJSON returns s as it stands between the quotes of a JSON string.
func escapeJSON(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return s
	}
	return b.String()[1 : b.Len()-2]
}
