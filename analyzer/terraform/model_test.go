package terraform_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// recorded is what Terraform made of a configuration with the real module:
// attributes that concern networks and tasks, references by address.
type recorded struct {
	Config    []string
	Resources map[string]map[string]any
	Outputs   map[string]any
}

func TestModelsAgreeWithRecordedFacts(t *testing.T) {
	names, err := filepath.Glob("testdata/models/*.json")
	if err != nil || len(names) == 0 {
		t.Fatalf("no recorded facts: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".json"), func(t *testing.T) {
			want := readRecorded(t, name)
			// A resource in place of each output shows its value.
			config := strings.ReplaceAll(strings.Join(want.Config, "\n"), `output "`, `resource "aws_output" "`)
			stack := loadModels(t, config)
			for _, p := range stack.Problems {
				t.Errorf("%s:%d: %s", p.Range.File, p.Range.Start.Line, p.Message)
			}
			got, outputs := map[string]map[string]any{}, map[string]any{}
			for _, r := range stack.Resources {
				if r.Type == "aws_output" {
					name := strings.TrimPrefix(r.Address, "aws_output.")
					if _, recorded := want.Outputs[name]; recorded {
						outputs[name] = plain(r.Body.Get("value"))
					}
					continue
				}
				attrs, wanted := want.Resources[r.Address]
				exists, known := r.Exists.Bool()
				if r.Data || known && !exists || !wanted && !recordedType(want, r.Type) {
					continue
				}
				if !known {
					t.Errorf("%s may or may not exist", r.Address)
				}
				got[r.Address] = attributes(r, attrs)
			}
			if diff := cmp.Diff(normal(want.Resources), normal(got)); diff != "" {
				t.Errorf("resources differ from the real module's (-real +model):\n%s", diff)
			}
			if diff := cmp.Diff(normal(want.Outputs), normal(outputs)); diff != "" {
				t.Errorf("outputs differ from the real module's (-real +model):\n%s", diff)
			}
		})
	}
}

func readRecorded(t *testing.T, name string) recorded {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var r recorded
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func loadModels(t *testing.T, config string) *iac.Stack {
	t.Helper()
	tree := source.NewTree(fstest.MapFS{"main.tf": {Data: []byte(config)}})
	return terraform.Load(t.Context(), tree, ".", terraform.Options{Region: "us-east-1", Account: "123456789012"})
}

// recordedType reports whether there is a fact about a resource of that type.
func recordedType(r recorded, typ string) bool {
	for address := range r.Resources {
		if strings.HasPrefix(address, typ+".") || strings.Contains(address, "."+typ+".") {
			return true
		}
	}
	return false
}

// attributes returns the attributes of r that are recorded.
func attributes(r *iac.Resource, recorded map[string]any) map[string]any {
	out := map[string]any{}
	for name := range recorded {
		v := plain(r.Body.Get(name))
		if s, ok := v.(string); ok && name == "container_definitions" {
			var parsed any
			if json.Unmarshal([]byte(s), &parsed) == nil {
				v = parsed
			}
		}
		switch name {
		case "action", "default_action":
			v = forwarded(r.Body.Get(name))
		case "load_balancer_arn", "listener_arn":
			v = first(forwarded(r.Body.Get(name)))
		}
		out[name] = v
	}
	return out
}

// forwarded returns the addresses of what v refers to: target groups are
// listed in more than one way.
func forwarded(v iac.Value) []any {
	var out []any
	for _, r := range v.Refs() {
		out = append(out, r.Address)
	}
	return out
}

func first(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

// plain returns v as JSON has it, with references as ${address.attribute}.
func plain(v iac.Value) any {
	if v.IsAbsent() {
		return nil
	}
	if text, ok := v.Text(); ok {
		var b strings.Builder
		for _, p := range text {
			if p.Resource != nil {
				fmt.Fprintf(&b, "${%s}", p)
			} else {
				b.WriteString(p.String())
			}
		}
		return b.String()
	}
	if fields, _ := v.Fields(); fields != nil {
		m := map[string]any{}
		for _, f := range fields {
			m[f.Name] = plain(f.Value)
		}
		return m
	}
	items, _ := v.Items()
	list := []any{}
	for _, item := range items {
		list = append(list, plain(item))
	}
	return list
}

// normal returns v without what means nothing: order, empty values, and
// whether a scalar is a string.
func normal(v any) any {
	switch v := v.(type) {
	case map[string]map[string]any:
		m := map[string]any{}
		for k, e := range v {
			m[k] = normal(e)
			if m[k] == nil {
				m[k] = map[string]any{}
			}
		}
		return m
	case map[string]any:
		m := map[string]any{}
		for k, e := range v {
			if n := normal(e); n != nil {
				m[k] = n
			}
		}
		if len(m) == 0 {
			return nil
		}
		return m
	case []any:
		if len(v) == 0 {
			return nil
		}
		var list []any
		for _, e := range v {
			list = append(list, normal(e))
		}
		slices.SortFunc(list, func(a, b any) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		return list
	case nil:
		return nil
	}
	if s := fmt.Sprint(v); s != "" && s != "false" {
		return s
	}
	return nil
}
