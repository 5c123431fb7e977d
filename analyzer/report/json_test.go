package report_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/taskreach/taskreach/analyzer/report"
)

func TestJSON(t *testing.T) {
	schema := compiled(t, "../../docs/json-output.schema.json")
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "json", w.result(), report.Style{})
			validate(t, schema, got)
			switch w.name {
			case "broken", "unknown", "troubled", "no stacks", "remark", "fixed":
				golden(t, "json/"+w.name+".json", got)
			}
		})
	}
}

// The schema must not hold for what merely looks like the output.
func TestJSONSchemaRefuses(t *testing.T) {
	schema := compiled(t, "../../docs/json-output.schema.json")
	good := written(t, "json", broken(), report.Style{})
	tests := []struct{ name, old, new string }{
		{"a field that is missing", `"fixable": false`, `"fix": false`},
		{"a list that is null", `"problems": []`, `"problems": null`},
		{"another verdict", `"verdict": "reachable"`, `"verdict": "maybe"`},
		{"another version", `"version": 1,`, `"version": 2,`},
		{"a path with backslashes", `../infra/ecs.tf`, `..\\infra\\ecs.tf`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(good, tt.old, tt.new, 1)
			if bad == good {
				t.Fatalf("the output does not hold %s", tt.old)
			}
			if err := schema.Validate(decoded(t, bad)); err == nil {
				t.Error("the schema holds")
			}
		})
	}
}

func compiled(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// validate checks text against a schema and for null, which no format writes.
func validate(t *testing.T, schema *jsonschema.Schema, text string) {
	t.Helper()
	v := decoded(t, text)
	if err := schema.Validate(v); err != nil {
		t.Errorf("%v\n%s", err, text)
	}
	if path := null(v, "$"); path != "" {
		t.Errorf("null at %s", path)
	}
}

// null returns where in v a null is, or nothing.
func null(v any, path string) string {
	switch v := v.(type) {
	case nil:
		return path
	case map[string]any:
		for name, member := range v {
			if found := null(member, path+"."+name); found != "" {
				return found
			}
		}
	case []any:
		for _, item := range v {
			if found := null(item, path+"[]"); found != "" {
				return found
			}
		}
	case json.Number, string, bool:
	}
	return ""
}
