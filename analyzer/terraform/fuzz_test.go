package terraform_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// FuzzLoad loads any text as native and as JSON syntax: nothing may panic or
// run without end, and every unknown value must say why it is.
func FuzzLoad(f *testing.F) {
	f.Add(world, "{}")
	f.Add(shapesWorld, `{"resource": {"aws_a": {"b": {"c": "${[for x in [1]: x]}"}}}}`)
	f.Add(rangesMain, `{"variable": {"v": {"type": "list(string)"}}, "locals": {"a": "${var.v[0]}"}}`)
	plans, err := filepath.Glob("testdata/plan/*/*.tf*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range plans {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b), "{}")
	}
	f.Fuzz(func(t *testing.T, native, json string) {
		tree := source.NewTree(fstest.MapFS{
			"main.tf":      {Data: []byte(native)},
			"more.tf.json": {Data: []byte(json)},
			"m/main.tf":    {Data: []byte(`variable "a" {}` + "\n" + `output "o" { value = var.a }`)},
			"task.json":    {Data: []byte(`[{"name": "a"}]`)},
		})
		s := terraform.Load(context.Background(), tree, ".", terraform.Options{})
		for _, r := range s.Resources {
			for _, v := range []iac.Value{r.Body, r.Exists, r.Region, r.Account} {
				for _, u := range v.Unknowns() {
					if u.Why == "" || u.Name == "" {
						t.Errorf("%s: a fact %+v without name or reason", r.Address, u)
					}
				}
			}
		}
		terraform.Roots(tree, []string{".", "m"})
	})
}
