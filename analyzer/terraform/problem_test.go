package terraform_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

func TestProblems(t *testing.T) {
	const good = "\nresource \"aws_good\" \"g\" {\n  a = 1\n}\n"
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{
			"syntax",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = \n}\n", "good.tf": good},
			[]string{"parse-error main.tf:2: expected the start of an expression, but found an invalid expression token"},
		},
		{
			"unclosed block",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = 1\n", "good.tf": good},
			[]string{"parse-error main.tf:1: there is no closing brace for this block before the end of the file"},
		},
		{
			"undeclared variable",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = var.none\n}" + good},
			[]string{"evaluation-error main.tf:2: reference to undeclared variable `none`"},
		},
		{
			"undeclared local",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = local.none\n}" + good},
			[]string{"evaluation-error main.tf:2: reference to undeclared local `none`"},
		},
		{
			"undeclared resource",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = aws_y.none.id\n}" + good},
			[]string{"evaluation-error main.tf:2: reference to undeclared resource `aws_y.none`"},
		},
		{
			"undeclared module",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = module.none.id\n}" + good},
			[]string{"evaluation-error main.tf:2: reference to undeclared module `none`"},
		},
		{
			"undeclared output",
			map[string]string{"main.tf": "module \"m\" {\n  source = \"./m\"\n}\nresource \"aws_x\" \"x\" {\n  a = module.m.none\n}" + good, "m/main.tf": "locals {\n  a = 1\n}"},
			[]string{"evaluation-error main.tf:5: module `m` has no output `none`"},
		},
		{
			"missing argument",
			map[string]string{"main.tf": "module \"m\" {\n  source = \"./m\"\n}" + good, "m/main.tf": "variable \"v\" {}\nresource \"aws_x\" \"x\" {\n  a = var.v\n}"},
			[]string{"evaluation-error main.tf:1: module `m` needs a value for its variable `v`"},
		},
		{
			"cycle of locals",
			map[string]string{"main.tf": "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_x\" \"x\" {\n  a = local.a\n}" + good},
			[]string{"evaluation-error main.tf:3: reference cycle: local.a → local.b → local.a"},
		},
		{
			"cycle of itself",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = aws_x.x.a\n}" + good},
			[]string{"evaluation-error main.tf:2: reference cycle: aws_x.x.a → aws_x.x.a"},
		},
		{
			"cycle of count",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  count = length(aws_x.x)\n}" + good},
			[]string{"evaluation-error main.tf:2: reference cycle: aws_x.x → aws_x.x"},
		},
		{
			"duplicate resource",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = 1\n}\nresource \"aws_x\" \"x\" {\n  a = 2\n}" + good},
			[]string{"evaluation-error main.tf:4: duplicate declaration of resource `aws_x.x`"},
		},
		{
			"duplicate local",
			map[string]string{"main.tf": "locals {\n  a = 1\n}\nlocals {\n  a = 2\n}" + good},
			[]string{"evaluation-error main.tf:5: duplicate declaration of local `a`"},
		},
		{
			"missing file",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = file(\"none.txt\")\n}" + good},
			[]string{"missing-file main.tf:2: none.txt is not there"},
		},
		{
			"missing template",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = templatefile(\"none.txt\", {})\n}" + good},
			[]string{"missing-file main.tf:2: none.txt is not there"},
		},
		{
			"file outside",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = file(\"../etc/passwd\")\n}" + good},
			[]string{"missing-file main.tf:2: ../etc/passwd leads out of the scan root"},
		},
		{
			"absolute file",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = file(\"/etc/passwd\")\n}" + good},
			[]string{"missing-file main.tf:2: /etc/passwd leads out of the scan root"},
		},
		{
			"missing module",
			map[string]string{"main.tf": "module \"m\" {\n  source = \"./none\"\n}" + good},
			[]string{"missing-module main.tf:2: module `m` is not there: none has no Terraform files"},
		},
		{
			"module outside",
			map[string]string{"main.tf": "module \"m\" {\n  source = \"../none\"\n}" + good},
			[]string{"missing-module main.tf:2: module `m` is not read: ../none leads out of the scan root"},
		},
		{
			"module calls itself",
			map[string]string{"main.tf": "module \"m\" {\n  source = \"./m\"\n}" + good, "m/main.tf": "module \"m\" {\n  source = \"../m\"\n}"},
			[]string{"limit-exceeded m/main.tf:1: module `m` is not analysed: it calls itself"},
		},
		{
			"unknown function",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = nothere(1)\n}" + good},
			[]string{"evaluation-error main.tf:2: there is no function named \"nothere\""},
		},
		{
			"function error",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = cidrsubnet(\"10.0.0.0/30\", 8, 0)\n}" + good},
			[]string{"evaluation-error main.tf:2: call to function \"cidrsubnet\" failed: insufficient address space to extend prefix of 30 by 8"},
		},
		{
			"instance out of range",
			map[string]string{"main.tf": "resource \"aws_x\" \"y\" {\n  count = 1\n}\nresource \"aws_x\" \"x\" {\n  a = aws_x.y[1].id\n}" + good},
			[]string{"evaluation-error main.tf:5: the instance that is referred to does not exist"},
		},
		{
			"no instance key",
			map[string]string{"main.tf": "resource \"aws_x\" \"y\" {\n  count = 1\n}\nresource \"aws_x\" \"x\" {\n  a = aws_x.y.id\n}" + good},
			[]string{"evaluation-error main.tf:5: a block with `count` or `for_each` is referred to without an instance key"},
		},
		{
			"each without for_each",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = each.key\n}" + good},
			[]string{"evaluation-error main.tf:2: `each.key` is used in a block without `for_each`"},
		},
		{
			"for_each of a list",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  for_each = [1]\n}" + good},
			[]string{"evaluation-error main.tf:2: `for_each` is neither a map nor a set of strings"},
		},
		{
			"too many instances",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  count = 1000000000\n}" + good},
			[]string{"limit-exceeded main.tf:2: a block has 1000000000 instances: more than 10000 are not analysed"},
		},
		{
			"reserved code point",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = \"\U000F0000\"\n}", "good.tf": good},
			[]string{"parse-error main.tf: main.tf is not read: it holds a private-use code point of planes 15 or 16, which are reserved"},
		},
		{
			"escaped code point",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = \"\\U000F0000\"\n}" + good},
			[]string{"parse-error main.tf:2: a string holds a private-use code point of planes 15 or 16, which are reserved"},
		},
		{
			"forged code point",
			map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = jsondecode(\"\\\"\\\\udb80\\\\udc00\\\"\")\n}" + good},
			[]string{"evaluation-error main.tf:2: the result holds a private-use code point of planes 15 or 16, which are reserved"},
		},
		{
			"wrong type",
			map[string]string{"main.tf": "variable \"v\" {\n  type = number\n  default = \"x\"\n}\nresource \"aws_x\" \"x\" {\n  a = var.v\n}" + good},
			[]string{"evaluation-error main.tf:1: the value of variable `v` is not of its type: a number is required"},
		},
		{
			"wrong type for a module",
			map[string]string{"main.tf": "module \"m\" {\n  source = \"./m\"\n  v      = \"text\"\n}" + good, "m/main.tf": "variable \"v\" {\n  type = number\n}\nresource \"aws_x\" \"x\" {\n  a = var.v\n}"},
			[]string{"evaluation-error main.tf:3: the value of variable `v` is not of its type: a number is required"},
		},
		{
			"JSON syntax",
			map[string]string{"main.tf.json": "{\n  \"resource\": }\n", "good.tf": good},
			[]string{"parse-error main.tf.json:2: not valid JSON: a value is expected"},
		},
		{"not evaluated, not reported", map[string]string{"main.tf": "locals {\n  a = local.none\n}\noutput \"o\" {\n  value = file(\"none\")\n}\nresource \"null_resource\" \"n\" {\n  a = var.none\n}" + good}, nil},
		{"branch not taken", map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = false ? file(\"none\") : \"b\"\n}" + good}, nil},
		{"not created, not reported", map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  count = 0\n  a = file(\"none\")\n}" + good}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, tt.files, terraform.Options{})
			if diff := cmp.Diff(tt.want, problems(s)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if got := show(find(t, s, "aws_good.g").Body); got != "{a=1}" {
				t.Errorf("the good resource = %s, want it whole", got)
			}
		})
	}
}

func TestFailedAttributesAreUnknown(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = var.none\n  b = \"ok\"\n}"}, terraform.Options{})
	body := find(t, s, "aws_x.x").Body
	u := body.Get("a").Unknown()
	if u == nil || u.Why != "it cannot be evaluated: reference to undeclared variable `none`" || show(body.Get("b")) != "ok" {
		t.Errorf("body = %s, reason %+v", show(body), u)
	}
}

func TestMissingFolder(t *testing.T) {
	s := terraform.Load(context.Background(), treeOf(map[string]string{"a/main.tf": ""}), "b", terraform.Options{})
	if len(s.Problems) != 1 || s.Path != "b" || s.Kind != "terraform" {
		t.Errorf("stack = %+v, want one problem", s)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := terraform.Load(ctx, treeOf(map[string]string{"main.tf": "resource \"aws_x\" \"x\" {\n  a = local.a\n}\nlocals {\n  a = 1\n}"}), ".", terraform.Options{})
	if len(s.Problems) == 0 || !strings.Contains(s.Problems[0].Message, "interrupted") {
		t.Errorf("problems = %v, want that it was interrupted", s.Problems)
	}
}

// Hostile input must end soon, and without harm.
func TestLimits(t *testing.T) {
	doubling := func(n int, first, step string) string {
		var b strings.Builder
		fmt.Fprintf(&b, "locals {\n  a0 = %s\n", first)
		for i := range n {
			fmt.Fprintf(&b, "  a%d = %s\n", i+1, strings.ReplaceAll(step, "@", fmt.Sprintf("local.a%d", i)))
		}
		fmt.Fprintf(&b, "}\nresource \"aws_x\" \"x\" {\n  a = local.a%d\n}\n", n)
		return b.String()
	}
	attribute := func(x string) string { return "resource \"aws_x\" \"x\" {\n  a = " + x + "\n}\n" }
	tests := []struct{ name, main string }{
		{"brackets", attribute(strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000))},
		{"parentheses", attribute(strings.Repeat("(", 100_000) + "1" + strings.Repeat(")", 100_000))},
		{"interpolations", attribute(strings.Repeat(`"${`, 50_000) + "1" + strings.Repeat(`}"`, 50_000))},
		{"unary", attribute(strings.Repeat("!", 200_000) + "true")},
		{"binary", attribute(strings.Repeat("1 + ", 200_000) + "1")},
		{"conditional", attribute(strings.Repeat("true ? 1 : ", 100_000) + "1")},
		{"index", attribute("var.x" + strings.Repeat("[var.x]", 100_000))},
		{"blocks", strings.Repeat("a {\n", 100_000)},
		{"template directives", attribute(`"` + strings.Repeat("%{ if true }", 50_000) + `"`)},
		{"chain of locals", doubling(5_000, "1", "@")},
		{"doubling texts", doubling(60, `"0123456789"`, `"${@}${@}"`)},
		{"doubling lists", doubling(60, `["a"]`, `concat(@, @)`)},
		{"doubling nests", doubling(60, `["a"]`, `[@, @]`)},
		{"doubling joins", doubling(60, `"0123456789"`, `join("", [@, @])`)},
		{"squaring numbers", doubling(60, `10`, `@ * @`)},
		{"huge number", attribute("1e99999999")},
		{"infinite number", attribute("1e9999999999")},
		{"huge number as text", attribute(`"${1e99999999}"`)},
		{"huge number of JSON", attribute(`"${jsondecode("1e99999999")}"`)},
		{"wide format", attribute(`format("%999999999s", "a")`)},
		{"product", attribute(`setproduct(range(1000), range(1000), range(1000))`)},
		{"nested for", attribute(`[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]`)},
		{"range", attribute(`range(0, 1000000000)`)},
		{"replace", attribute(`replace(join("", [for i in range(1000) : "aaaaaaaaaa"]), "a", join("", [for i in range(1000) : "bbbbbbbbbb"]))`)},
		{"indent", attribute("indent(1000000000, \"a\\nb\")")},
		{"YAML aliases", attribute("yamldecode(\"a: &a [x,x]\\n" + func() string {
			s := ""
			for i := range 40 {
				s += fmt.Sprintf("b%d: &b%d [*a,*a,*a]\\n", i, i)
			}
			return s
		}() + "\")")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": tt.main, "good.tf": "resource \"aws_good\" \"g\" {}"}, terraform.Options{})
			if len(s.Problems) == 0 {
				t.Error("no problem is reported")
			}
			for _, r := range s.Resources {
				_ = r.Body.Unknowns()
			}
			find(t, s, "aws_good.g")
		})
	}
	t.Run("JSON", func(t *testing.T) {
		s := stackOf(t, map[string]string{"main.tf.json": strings.Repeat(`{"a":`, 100_000)}, terraform.Options{})
		if len(s.Problems) != 1 {
			t.Errorf("problems = %v", problems(s))
		}
	})
}

func TestRoots(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		dirs  string
		want  string
	}{
		{"called module", map[string]string{"a/main.tf": "module \"m\" {\n  source = \"../m\"\n}", "m/main.tf": ""}, "a m", "a"},
		{"module of a module", map[string]string{"a/main.tf": "module \"m\" {\n  source = \"./m\"\n}", "a/m/main.tf": "module \"n\" {\n  source = \"./n\"\n}", "a/m/n/main.tf": ""}, "a a/m a/m/n", "a"},
		{"caller is not scanned", map[string]string{"a/main.tf": "module \"m\" {\n  source = \"../m\"\n}", "m/main.tf": ""}, "m", "m"},
		{"registry module", map[string]string{"a/main.tf": "module \"m\" {\n  source = \"x/m/aws\"\n}", "m/main.tf": ""}, "a m", "a m"},
		{"not a module call", map[string]string{"a/main.tf": "# module\nresource \"x\" \"y\" {\n  source = \"../m\"\n}", "m/main.tf": ""}, "a m", "a m"},
		{"JSON", map[string]string{"a/main.tf.json": `{"module": {"m": {"source": "../m"}}}`, "m/main.tf": ""}, "a m", "a"},
		{"circle", map[string]string{"a/main.tf": "module \"m\" {\n  source = \"../b\"\n}", "b/main.tf": "module \"m\" {\n  source = \"../a\"\n}"}, "a b", "a"},
		{"itself", map[string]string{"a/main.tf": "module \"m\" {\n  source = \"./\"\n}"}, "a", "a"},
		{"root of the tree", map[string]string{"main.tf": "module \"m\" {\n  source = \"./m\"\n}", "m/main.tf": ""}, ". m", "."},
		{"order", map[string]string{"b/main.tf": "", "a/main.tf": ""}, "b a", "b a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(terraform.Roots(treeOf(tt.files), strings.Fields(tt.dirs)), " ")
			if got != tt.want {
				t.Errorf("Roots(%s) = %s, want %s", tt.dirs, got, tt.want)
			}
		})
	}
}
