package terraform

import (
	"encoding/json"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// encodeJSONFunction returns jsonencode(), which makes most of what tasks and
// policies are read from. It writes what cty's writes, which is left what is
// not known as a whole.
func encodeJSONFunction() function.Function {
	return dynamicFunction([]function.Parameter{anything("val")}, nil, func(args []cty.Value) (cty.Value, error) {
		b, ok := appendJSON(nil, args[0])
		if !ok {
			return stdlib.JSONEncode(args[0])
		}
		return cty.StringVal(string(b)), nil
	})
}

// appendJSON appends v to b, and returns false where something in v has no
// JSON: it is unknown or infinite.
func appendJSON(b []byte, v cty.Value) (out []byte, ok bool) {
	t := v.Type()
	switch {
	case !v.IsKnown():
		return b, false
	case v.IsNull():
		return append(b, "null"...), true
	case t == cty.String:
		return appendJSONText(b, v.AsString()), true
	case t == cty.Number:
		f := v.AsBigFloat()
		if f.IsInf() {
			return b, false
		}
		return append(b, decimal(f)...), true
	case t == cty.Bool && v.True():
		return append(b, "true"...), true
	case t == cty.Bool:
		return append(b, "false"...), true
	case !v.CanIterateElements():
		return b, false
	}
	return appendJSONItems(b, v, t.IsObjectType() || t.IsMapType())
}

// appendJSONItems appends the list or, if it has keys, the map v to b. Its
// elements come in the order of their keys.
func appendJSONItems(b []byte, v cty.Value, keys bool) (out []byte, ok bool) {
	brackets := "[]"
	if keys {
		brackets = "{}"
	}
	b = append(b, brackets[0])
	first := true
	for it := v.ElementIterator(); it.Next(); first = false {
		k, item := it.Element()
		if !first {
			b = append(b, ',')
		}
		if keys {
			b = append(appendJSONText(b, k.AsString()), ':')
		}
		if b, ok = appendJSON(b, item); !ok {
			return b, false
		}
	}
	return append(b, brackets[1]), true
}

func appendJSONText(b []byte, s string) []byte {
	if strings.IndexFunc(s, isEscaped) < 0 {
		return append(append(append(b, '"'), s...), '"')
	}
	text, _ := json.Marshal(s) // which no string fails
	return append(b, text...)
}

// isEscaped reports whether r is, or may be, written in JSON as something else.
func isEscaped(r rune) bool {
	return r < ' ' || r > '~' || r == '"' || r == '\\' || r == '<' || r == '>' || r == '&'
}
