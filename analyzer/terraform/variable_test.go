package terraform_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

func TestVariablePrecedence(t *testing.T) {
	const main = `
variable "v" { default = "default" }
resource "aws_test" "x" { v = var.v }
`
	// Each source is added to those before it and wins over them.
	files := map[string]string{"main.tf": main}
	opts := terraform.Options{}
	steps := []struct {
		want string
		add  func()
	}{
		{"default", func() {}},
		{"env", func() { opts.Env = map[string]string{"v": "env"} }},
		{"tfvars", func() { files["terraform.tfvars"] = `v = "tfvars"` }},
		{"tfvars.json", func() { files["terraform.tfvars.json"] = `{"v": "tfvars.json"}` }},
		{"auto b", func() { files["b.auto.tfvars"] = `v = "auto b"` }},
		{"auto b", func() { files["a.auto.tfvars"] = `v = "auto a"` }},
		{"auto json", func() { files["c.auto.tfvars.json"] = `{"v": "auto json"}` }},
		{"file one", func() {
			files["vars/one.tfvars"] = `v = "file one"`
			opts.Given = []terraform.Given{{File: "vars/one.tfvars"}}
		}},
		{"file two", func() {
			files["vars/two.tfvars"] = `v = "file two"`
			opts.Given = append(opts.Given, terraform.Given{File: "two.tfvars", InStack: true}, terraform.Given{File: "vars/two.tfvars"})
		}},
		{"in stack", func() { files["two.tfvars"] = `v = "in stack"`; opts.Given = opts.Given[:2] }},
		{"var", func() { opts.Given = append(opts.Given, terraform.Given{Name: "v", Text: "var"}) }},
		{"file one", func() { opts.Given = append(opts.Given, terraform.Given{File: "vars/one.tfvars"}) }},
	}
	for _, step := range steps {
		step.add()
		s := stackOf(t, files, opts)
		wantNoProblems(t, s)
		if got := show(find(t, s, "aws_test.x").Body.Get("v")); got != step.want {
			t.Errorf("v = %s, want %s", got, step.want)
		}
	}
}

// What stands in the part of a file of values that cannot be read is not known:
// the variable that may have its value there has neither its default nor the
// value of a source before.
func TestValuesReadInPart(t *testing.T) {
	const main = `
variable "v" { default = "default" }
variable "a" { default = "other" }
resource "aws_test" "x" {
  v = var.v
  a = var.a
}
`
	tests := []struct {
		name, file, text string
		given            []terraform.Given
		v, a             string
	}{
		{"a text without an end", "terraform.tfvars", "b = \"x\nv = \"file\"\n", nil, "?var.v", "other"},
		{"no assignment", "x.auto.tfvars", "v: \"file\"\n", nil, "?var.v", "other"},
		{"JSON without an end", "x.auto.tfvars.json", `{"v": "file",`, nil, "?var.v", "other"},
		{"JSON with escapes", "x.auto.tfvars.json", `{"\u0076": "file",`, nil, "?var.v", "?var.a"},
		{"a value on the command line", "terraform.tfvars", "b = \"x\nv = \"file\"\n", []terraform.Given{{Name: "v", Text: "given"}}, "given", "other"},
		{"a value read before the rest", "terraform.tfvars", "v = \"file\"\nb = \"x\n", nil, "file", "other"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": main, tt.file: tt.text}, terraform.Options{Given: tt.given, Env: map[string]string{"v": "env"}})
			if len(s.Problems) == 0 || s.Problems[0].Range.File != tt.file {
				t.Errorf("problems: %v, want one of %s", s.Problems, tt.file)
			}
			body := find(t, s, "aws_test.x").Body
			if got := show(body.Get("v")); got != tt.v {
				t.Errorf("v = %s, want %s", got, tt.v)
			}
			if got := show(body.Get("a")); got != tt.a {
				t.Errorf("a = %s, want %s", got, tt.a)
			}
			if u := body.Get("v").Unknown(); u != nil && !strings.Contains(u.Why, tt.file) {
				t.Errorf("why: %s, want the name of %s", u.Why, tt.file)
			}
		})
	}
}

func TestVariableText(t *testing.T) {
	tests := []struct {
		name, declaration, text, want string
	}{
		{"string that looks like a list", `type = string`, `["a"]`, `["a"]`},
		{"untyped", ``, `["a"]`, `["a"]`},
		{"number", `type = number`, `8`, `8`},
		{"bool", `type = bool`, `true`, `true`},
		{"list", `type = list(string)`, `["a", "b"]`, `[a b]`},
		{"map", `type = map(number)`, `{ a = 1 }`, `{a=1}`},
		{"any", `type = any`, `[1, "b"]`, `[1 b]`},
		{"object", `type = object({ a = optional(string, "d") })`, `{}`, `{a=d}`},
		{"list of anything", `type = list`, `["a"]`, `[a]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": `
variable "v" {
  ` + tt.declaration + `
}
resource "aws_test" "x" { v = var.v }
`}, terraform.Options{Given: []terraform.Given{{Name: "v", Text: tt.text}, {Name: "nobody", Text: "1"}}})
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Body.Get("v")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
		})
	}
}

// Terraform 1 refuses a type constraint in quotes, which is read all the same;
// in JSON it is how one is written.
func TestVariableQuotedType(t *testing.T) {
	const (
		outdated = "parse-error main.tf:1: the file is in the syntax of Terraform 0.11, which later releases refuse; it is read as it was meant"
		quotes   = "parse-error main.tf:1: the type constraint `list(string)` stands in quotes: remove them"
	)
	tests := []struct {
		name, file, text, want string
		problems               []string
	}{
		{"string of 0.11", "main.tf", `variable "v" { type = "string" }`, `["8"]`, []string{outdated}},
		{"list of 0.11", "main.tf", `variable "v" { type = "list" }`, `[8]`, []string{outdated}},
		{"none of 0.11", "main.tf", `variable "v" { type = "list(string)" }`, `[8]`, []string{quotes}},
		{"no quotes", "main.tf", `variable "v" { type = list(string) }`, `[8]`, nil},
		{"JSON", "main.tf.json", `{"variable": {"v": {"type": "list(string)"}}}`, `[8]`, nil},
		{"list in JSON", "main.tf.json", `{"variable": {"v": {"type": "list"}}}`, `[8]`, nil},
		{"string in JSON", "main.tf.json", `{"variable": {"v": {"type": "string"}}}`, `["8"]`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{
				tt.file:   tt.text,
				"test.tf": `resource "aws_test" "x" { v = var.v }`,
			}, terraform.Options{Given: []terraform.Given{{Name: "v", Text: `["8"]`}}})
			if diff := cmp.Diff(tt.problems, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if got := show(find(t, s, "aws_test.x").Body.Get("v")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
		})
	}
}

func TestVariableConversion(t *testing.T) {
	tests := []struct{ name, declaration, want string }{
		{"string to number", "type = number\n default = \"8\"", `8`},
		{"number to string", "type = string\n default = 8", `8`},
		{"tuple to set", "type = set(string)\n default = [\"b\", \"a\", \"b\"]", `[a b]`},
		{"null", "type = string\n default = null", `null`},
		{"object drops extras", "type = object({ a = string })\n default = { a = 1, b = 2 }", `{a=1}`},
		{"nested optional", "type = list(object({ a = optional(object({ b = optional(number, 3) }), {}) }))\n default = [{}]", `[{a={b=3}}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": `
variable "v" {
  ` + tt.declaration + `
}
resource "aws_test" "x" { v = var.v }
`}, terraform.Options{})
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Body.Get("v")); got != tt.want {
				t.Errorf("v = %s, want %s", got, tt.want)
			}
		})
	}
}

func TestVariableNullable(t *testing.T) {
	s := stackOf(t, map[string]string{
		"main.tf": `
module "m" {
  source = "./m"
  a      = null
  b      = null
}
`,
		"m/main.tf": `
variable "a" { default = "d" }
variable "b" {
  default  = "d"
  nullable = false
}
resource "aws_test" "x" {
  a = var.a
  b = var.b
}
`,
	}, terraform.Options{})
	wantNoProblems(t, s)
	if got := show(find(t, s, "module.m.aws_test.x").Body); got != `{a=null b=d}` {
		t.Errorf("body = %s", got)
	}
}
