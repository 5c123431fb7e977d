package terraform_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// planOf returns what a plan knows, of which values are JSON by address.
func planOf(t *testing.T, values map[string]string) *terraform.Planned {
	t.Helper()
	p := &terraform.Planned{
		Variables: map[string]any{}, Keys: map[string][]any{}, Values: map[string]map[string]any{},
		Added: map[string]map[string]any{}, Ids: map[string][2]string{},
	}
	for address, text := range values {
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		var v map[string]any
		if err := d.Decode(&v); err != nil {
			t.Fatal(err)
		}
		p.Values[address] = v
	}
	return p
}

// What the files leave open is what was planned; what they say keeps its
// references, and stands where it stands.
func TestPlannedValues(t *testing.T) {
	const main = `
variable "given" {}
variable "extra" { default = "x" }
data "aws_vpc" "shared" {}
data "aws_subnets" "private" {}
resource "aws_vpc" "own" { cidr_block = "10.0.0.0/16" }
resource "aws_test" "x" {
%s
}
`
	tests := []struct{ name, body, planned, want string }{
		{"a variable without a value", `v = var.given`, `{}`, "from the plan"},
		{"a variable with a default", `v = var.extra`, `{}`, "y"},
		{"a data source", `v = data.aws_vpc.shared.cidr_block`, `{}`, "10.9.0.0/16"},
		{"a list of a data source", `v = [for s in data.aws_subnets.private.ids : upper(s)]`, `{}`, "[SUBNET-1 SUBNET-2]"},
		{"a function of the time", `v = timestamp()`, `{"v": "2026-01-01T00:00:00Z"}`, "2026-01-01T00:00:00Z"},
		{"a reference that is known by now", `v = aws_vpc.own.id`, `{"v": "vpc-0123456789"}`, "aws_vpc.own.id"},
		{"an id of what the files declare", `v = "vpc-0123456789"`, `{}`, "aws_vpc.own.id"},
		{"an id of anything else", `v = "vpc-9876543210"`, `{}`, "vpc-9876543210"},
		{"files that were edited since", `v = "new"`, `{"v": "old"}`, "old"},
		{"a number that is written as text", `v = "80"`, `{"v": 80}`, "80"},
		{"what cannot be evaluated", `v = nosuchfunction()`, `{"v": "fine"}`, "fine"},
		{"blocks of a set that is not known", "dynamic \"v\" {\n for_each = toset([aws_vpc.own.id])\n content { a = timestamp() }\n}", `{"v": [{"a": "t", "b": ""}]}`, "[{a=t}]"},
		{"ignored changes", "v = \"new\"\nlifecycle { ignore_changes = [v] }", `{"v": "deployed"}`, "deployed"},
		{"all changes ignored", "v = \"new\"\nlifecycle { ignore_changes = all }", `{"v": "deployed"}`, "deployed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := planOf(t, map[string]string{
				"aws_test.x":               tt.planned,
				"data.aws_vpc.shared":      `{"cidr_block": "10.9.0.0/16", "id": "vpc-1111111111"}`,
				"data.aws_subnets.private": `{"ids": ["subnet-1", "subnet-2"]}`,
			})
			p.Variables = map[string]any{"given": "from the plan", "extra": "y", "unheard-of": "z"}
			p.Ids["vpc-0123456789"] = [2]string{"aws_vpc.own", "id"}
			s := stackOf(t, map[string]string{"main.tf": strings.Replace(main, "%s", tt.body, 1)}, terraform.Options{Planned: p})
			wantNoProblems(t, s)
			r := find(t, s, "aws_test.x")
			if got := show(r.Body.Get("v")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
			if at := r.Body.Get("v").Range; at.File != "main.tf" {
				t.Errorf("v stands in %s", at)
			}
			if r.Ignores(iac.Named("v", "")) {
				t.Error("what is deployed may differ")
			}
		})
	}
}

// The instances are those of the plan where the files do not decide them or
// differ.
func TestPlannedInstances(t *testing.T) {
	const main = `
variable "given" {}
resource "aws_a" "unknown" { count = length(data.aws_x.y.z) }
data "aws_x" "y" {}
resource "aws_b" "edited" { count = 3 }
resource "aws_c" "keyed" {
  for_each = data.aws_x.y.map
  v        = each.key
}
resource "aws_d" "none" { count = data.aws_x.y.flag ? 1 : 0 }
module "m" {
  source   = "./m"
  for_each = data.aws_x.y.map
}
resource "aws_e" "all" { v = [for m in module.m : m.id] }
`
	const child = `
resource "aws_f" "x" {}
output "id" { value = aws_f.x.id }
`
	p := planOf(t, nil)
	p.Keys = map[string][]any{
		"aws_a.unknown": {0, 1}, "aws_b.edited": {0}, "aws_c.keyed": {"k"}, "aws_e.all": {nil},
		"module.m": {"a", "b"}, `module.m["a"].aws_f.x`: {nil}, `module.m["b"].aws_f.x`: {nil},
	}
	tree := source.NewTree(fstest.MapFS{"main.tf": {Data: []byte(main)}, "m/main.tf": {Data: []byte(child)}})
	s := terraform.Load(t.Context(), tree, ".", terraform.Options{Planned: p})
	wantNoProblems(t, s)
	var got []string
	for _, r := range s.Resources {
		if b, known := r.Exists.Bool(); !known {
			t.Errorf("%s may not exist", r.Address)
		} else if b && !r.Data {
			got = append(got, r.Address)
		}
	}
	want := []string{
		"aws_a.unknown[0]", "aws_a.unknown[1]", "aws_b.edited[0]", `aws_c.keyed["k"]`, "aws_e.all",
		`module.m["a"].aws_f.x`, `module.m["b"].aws_f.x`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("instances (-want +got):\n%s", diff)
	}
	if v := show(find(t, s, `aws_c.keyed["k"]`).Body.Get("v")); v != "k" {
		t.Errorf("each.key = %s", v)
	}
	if v := show(find(t, s, "aws_e.all").Body.Get("v")); v != `[module.m["a"].aws_f.x.id module.m["b"].aws_f.x.id]` {
		t.Errorf("all ids = %s", v)
	}
}

func TestDeclared(t *testing.T) {
	tree := source.NewTree(fstest.MapFS{
		"main.tf":   {Data: []byte("resource \"aws_vpc\" \"a\" {}\nmodule \"m\" {\n source = \"./m\"\n}\ndata \"aws_vpc\" \"b\" {}\n")},
		"m/main.tf": {Data: []byte(`resource "aws_vpc" "in" {}`)},
	})
	if diff := cmp.Diff([]string{"aws_vpc.a", "module.m"}, terraform.Declared(tree, ".")); diff != "" {
		t.Errorf("Declared (-want +got):\n%s", diff)
	}
	if got := terraform.Declared(tree, "nowhere"); got != nil {
		t.Errorf("a folder that is not there declares %v", got)
	}
}
