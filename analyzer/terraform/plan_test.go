package terraform_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// Each folder of testdata/plan is a root module with the plan that Terraform
// 1.11.4 makes of it with version 5 of the AWS provider: for each resource
// what `terraform show -json` has under planned_values, of the attributes that
// the configuration sets. What only apply knows is not in it.
func TestPlans(t *testing.T) {
	folders, err := filepath.Glob("testdata/plan/*/plan.json")
	if err != nil || len(folders) < 12 {
		t.Fatalf("%d recorded plans, error %v", len(folders), err)
	}
	for _, file := range folders {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var plan map[string]map[string]any
			if err := json.Unmarshal(b, &plan); err != nil {
				t.Fatal(err)
			}
			tree, err := source.OpenTree(dir)
			if err != nil {
				t.Fatal(err)
			}
			s := terraform.Load(context.Background(), tree, ".", terraform.Options{})
			wantNoProblems(t, s)
			comparePlan(t, plan, s)
		})
	}
}

func comparePlan(t *testing.T, plan map[string]map[string]any, s *iac.Stack) {
	t.Helper()
	compared := 0
	for _, r := range s.Resources {
		exists, known := r.Exists.Bool()
		if !known {
			t.Errorf("%s: its existence is unknown", r.Address)
		}
		want, planned := plan[r.Address]
		if r.Data || !exists {
			if planned {
				t.Errorf("%s is planned, and does not exist here", r.Address)
			}
			continue
		}
		if !planned {
			t.Errorf("%s is not in the plan", r.Address)
			continue
		}
		delete(plan, r.Address)
		for attr, v := range want {
			compared++
			if got := r.Body.Get(attr); !agrees(got, v) {
				text, _ := json.Marshal(v)
				t.Errorf("%s.%s = %s, planned %s", r.Address, attr, show(got), text)
			}
		}
	}
	for address := range plan {
		t.Errorf("%s is planned, and is not here", address)
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// agrees reports whether the value got is what was planned. A plan has sets in
// an order of its own, leaves out what it does not know, and shows the
// provider's own zero values in blocks.
func agrees(got iac.Value, want any) bool {
	switch w := want.(type) {
	case nil:
		return true // null or not known
	case bool:
		b, known := got.Bool()
		return known && b == w
	case float64:
		s, known := got.Str()
		n, err := strconv.ParseFloat(s, 64)
		return known && err == nil && n == w
	case string:
		if got.IsObject() || got.IsList() {
			var decoded any
			return json.Unmarshal([]byte(w), &decoded) == nil && agrees(got, decoded)
		}
		s, known := got.Str()
		return known && s == w
	case []any:
		return agreeItems(got, w)
	case map[string]any:
		return agreeFields(got, w)
	}
	return false
}

func agreeItems(got iac.Value, want []any) bool {
	items, partial := got.Items()
	if partial != nil || len(items) != len(want) {
		return false
	}
	rest := slices.Clone(want)
	for _, item := range items {
		i := slices.IndexFunc(rest, func(w any) bool { return agrees(item, w) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return true
}

func agreeFields(got iac.Value, want map[string]any) bool {
	fields, partial := got.Fields()
	if partial != nil || !got.IsObject() {
		return false
	}
	seen := map[string]bool{}
	for _, f := range fields {
		seen[f.Name] = true
		if f.Value.IsAbsent() && isZero(want[f.Name]) {
			continue
		}
		if w, ok := want[f.Name]; ok && !agrees(f.Value, w) {
			return false
		}
	}
	for name, w := range want {
		if !seen[name] && !isZero(w) {
			return false
		}
	}
	return true
}

func isZero(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case float64:
		return v == 0
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}
