package snapshot

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// policy returns a policy, which the API tells as a text of JSON, as an object;
// as the text that it is where it is none.
func policy(s string, at source.Range) iac.Value {
	var v any
	if s == "" || json.Unmarshal([]byte(s), &v) != nil {
		return optional(s, at)
	}
	return valueOf(v, at)
}

// valueOf returns a value of JSON.
func valueOf(v any, at source.Range) iac.Value {
	switch x := v.(type) {
	case string:
		return iac.String(x, at)
	case bool:
		return iac.Bool(x, at)
	case float64:
		return iac.NumberValue(iac.Number(strconv.FormatFloat(x, 'f', -1, 64)), at)
	case []any:
		items := make([]iac.Value, len(x))
		for i, item := range x {
			items[i] = valueOf(item, at)
		}
		return iac.List(items, nil, at)
	case map[string]any:
		var fields []iac.Field
		for _, key := range slices.Sorted(maps.Keys(x)) {
			fields = append(fields, field(key, valueOf(x[key], at)))
		}
		return iac.Object(fields, nil, at)
	}
	return iac.Absent(at)
}
