package terraform_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

func TestBlocks(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"blocks", "ingress {\n from_port = 1\n}\ningress {\n from_port = 2\n}", `{ingress=[{from_port=1} {from_port=2}]}`},
		{"attribute as blocks", `ingress = [{ from_port = 1 }]`, `{ingress=[{from_port=1}]}`},
		{"nested", "a {\n b {\n c = 1\n }\n}", `{a=[{b=[{c=1}]}]}`},
		{"dynamic", "dynamic \"ingress\" {\n for_each = [1, 2]\n content {\n from_port = ingress.value\n n = ingress.key\n }\n}", `{ingress=[{from_port=1 n=0} {from_port=2 n=1}]}`},
		{"iterator", "dynamic \"ingress\" {\n for_each = { a = 1 }\n iterator = it\n content {\n p = \"${it.key}${it.value}\"\n }\n}", `{ingress=[{p=a1}]}`},
		{"dynamic set", "dynamic \"x\" {\n for_each = toset([\"a\"])\n content {\n p = \"${x.key}${x.value}\"\n }\n}", `{x=[{p=aa}]}`},
		{"nested dynamic", "dynamic \"x\" {\n for_each = [[1, 2]]\n content {\n dynamic \"y\" {\n for_each = x.value\n content {\n v = y.value\n }\n }\n }\n}", `{x=[{y=[{v=1} {v=2}]}]}`},
		{"static and dynamic", "x {\n p = 0\n}\ndynamic \"x\" {\n for_each = [1]\n content {\n p = x.value\n }\n}", `{x=[{p=0} {p=1}]}`},
		{"dynamic over none", "dynamic \"x\" {\n for_each = []\n content {}\n}", `{x=null}`},
		{"dynamic over unknown", "x {\n p = 0\n}\ndynamic \"x\" {\n for_each = var.ids\n content {\n p = x.value\n }\n}", `{x=[{p=0} …var.ids]}`},
		{"conditional dynamic", "dynamic \"x\" {\n for_each = var.on ? [1] : []\n content {\n p = x.value\n }\n}", `{x=[…var.on]}`},
		{"meta-arguments", "provider = aws\n depends_on = [aws_vpc.main]\n lifecycle {\n create_before_destroy = true\n }\n provisioner \"local-exec\" {\n command = \"x\"\n }\n a = 1", `{a=1}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{"main.tf": world + "resource \"aws_test\" \"x\" {\n" + tt.body + "\n}\n"}, terraform.Options{})
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_test.x").Body); got != tt.want {
				t.Errorf("body = %s, want %s", got, tt.want)
			}
		})
	}
}

func TestIgnoredChanges(t *testing.T) {
	for text, want := range map[string][]string{
		`ignore_changes = all`:                               {"all"},
		`ignore_changes = [desired_count, tags["x"]]`:        {"desired_count", "tags"},
		`ignore_changes = ["task_definition"]`:               {"task_definition"},
		`create_before_destroy = true`:                       nil,
		"ignore_changes = [\n ingress[0].from_port,\n ]":     {"ingress.from_port"},
		`ignore_changes = [container_definitions, "a.b[0]"]`: {"container_definitions", "a.b"},
		`ignore_changes = ["a.0.b", a[0], a["k"].b, a.0.b]`:  {"a.b", "a", "a.b", "a.b"},
	} {
		s := stackOf(t, map[string]string{"main.tf": "resource \"aws_test\" \"x\" {\n lifecycle {\n " + text + "\n }\n}"}, terraform.Options{})
		if diff := cmp.Diff(want, find(t, s, "aws_test.x").Ignored); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestContainerDefinitions(t *testing.T) {
	const decoded = `[{name=app image=repo:1 environment=[{name=ID value=aws_vpc.main.id}] portMappings=[{containerPort=80}]}]`
	const text = `[{"name": "app", "image": "repo:1", "environment": [{"name": "ID", "value": "${aws_vpc.main.id}"}], "portMappings": [{"containerPort": 80}]}]`
	files := func(attr, more string) map[string]string {
		return map[string]string{
			"main.tf":  "resource \"aws_vpc\" \"main\" {}\nresource \"aws_ecs_task_definition\" \"t\" {\n  container_definitions = " + attr + "\n}\n" + more,
			"app.json": strings.ReplaceAll(text, "${aws_vpc.main.id}", "vpc"),
			"app.tpl":  strings.ReplaceAll(text, "aws_vpc.main.id", "id"),
			"m/main.tf": `
variable "id" {}
locals { env = [{ name = "ID", value = var.id }] }
output "json" { value = jsonencode([{ name = "app", image = "repo:1", environment = local.env, portMappings = [{ containerPort = 80 }] }]) }
`,
		}
	}
	tests := []struct{ name, attr, more, want string }{
		{
			"jsonencode", `jsonencode([{ image = "repo:1", name = "app", environment = [{ name = "ID", value = aws_vpc.main.id }], portMappings = [{ containerPort = 80 }] }])`, "",
			`[{environment=[{name=ID value=aws_vpc.main.id}] image=repo:1 name=app portMappings=[{containerPort=80}]}]`,
		},
		{"heredoc", "<<EOF\n" + text + "\nEOF", "", decoded},
		{"file", `file("${path.module}/app.json")`, "", strings.ReplaceAll(decoded, "aws_vpc.main.id", "vpc")},
		{"templatefile", `templatefile("app.tpl", { id = aws_vpc.main.id })`, "", decoded},
		{"template_file", `data.template_file.t.rendered`, "data \"template_file\" \"t\" {\n template = file(\"app.tpl\")\n vars = { id = aws_vpc.main.id }\n}", decoded},
		{"local", `local.c`, `locals { c = jsonencode([{ name = "app" }]) }`, `[{name=app}]`},
		{
			"module", `module.m.json`, "module \"m\" {\n source = \"./m\"\n id = aws_vpc.main.id\n}",
			`[{environment=[{name=ID value=aws_vpc.main.id}] image=repo:1 name=app portMappings=[{containerPort=80}]}]`,
		},
		{"list of texts", `"[${join(",", [jsonencode({ name = "a" }), jsonencode({ name = "b" })])}]"`, "", `[{name=a} {name=b}]`},
		{"unknown number", `"[{\"cpu\": ${var.cpu}, \"name\": \"a\"}]"`, `variable "cpu" {}`, `[{cpu=?var.cpu name=a}]`},
		{"unknown list", `jsonencode([{ name = "a", environment = var.env }])`, `variable "env" { type = list(any) }`, `[{environment=?var.env name=a}]`},
		{"unknown image", `jsonencode([{ image = var.image }])`, `variable "image" { type = string }`, `[{image=?var.image}]`},
		{"unknown tag", `jsonencode([{ image = "repo:${var.tag}" }])`, `variable "tag" {}`, `[{image=repo:${var.tag}}]`},
		{"unknown as a whole", `var.c`, `variable "c" {}`, `?var.c`},
		{"conditional", `jsonencode([var.on ? { name = "a" } : { name = "b" }])`, `variable "on" { type = bool }`, `[?var.on]`},
		{"key case is kept", `jsonencode([{ Name = "a", logConfiguration = { logDriver = "awslogs" } }])`, "", `[{Name=a logConfiguration={logDriver=awslogs}}]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, files(tt.attr, tt.more), terraform.Options{})
			wantNoProblems(t, s)
			if got := show(find(t, s, "aws_ecs_task_definition.t").Body.Get("container_definitions")); got != tt.want {
				t.Errorf("container definitions = %s, want %s", got, tt.want)
			}
		})
	}
	t.Run("not JSON", func(t *testing.T) {
		s := stackOf(t, files("\"[{name: 1}]\"", ""), terraform.Options{})
		want := []string{"evaluation-error main.tf:3: `container_definitions` is not valid JSON: a property name in quotes is expected"}
		if diff := cmp.Diff(want, problems(s)); diff != "" {
			t.Errorf("problems (-want +got):\n%s", diff)
		}
		v := find(t, s, "aws_ecs_task_definition.t").Body.Get("container_definitions")
		if v.Unknown() == nil {
			t.Errorf("container definitions = %s, want unknown", show(v))
		}
	})
}

// textAt returns the text of the files that v stands at.
func textAt(files map[string]string, v iac.Value) string {
	return files[v.Range.File][v.Range.Start.Byte:v.Range.End.Byte]
}

const rangesMain = `
variable "cidr" { default = "10.0.0.0/16" }
variable "given" { type = string }
variable "map" { default = { a = { b = "deep" } } }
locals {
  ports = [443, 8443]
  image = "repo:1"
  env   = merge({ A = "1" }, { B = "2" })
}
module "m" {
  source = "./m"
  port   = local.ports[1]
  list   = ["x", "y"]
}
resource "aws_test" "x" {
  literal = "lit"
  cidr    = var.cidr
  given   = var.given
  list    = ["a", local.image]
  port    = local.ports[0]
  cond    = true ? var.cidr : "no"
  deep    = var.map.a.b
  env     = local.env
  output  = module.m.out
  all     = [for p in local.ports : p]
  concat  = concat(["first"], local.ports)
  try     = try(local.none.x, "second")
  lookup  = lookup(local.env, "B", "")
}
resource "aws_ecs_task_definition" "t" {
  container_definitions = jsonencode([{
    name  = "app"
    image = local.image
  }])
}
resource "aws_ecs_task_definition" "h" {
  container_definitions = <<EOF
[
  {
    "name": "app",
    "image": "${local.image}",
    "essential": true
  }
]
EOF
}
resource "aws_ecs_task_definition" "f" { container_definitions = file("c.json") }
resource "aws_ecs_task_definition" "p" { container_definitions = templatefile("c.tpl", { image = local.image }) }
resource "aws_each" "e" {
  for_each = { k = { port = 1234 } }
  port     = each.value.port
}
resource "aws_sets" "s" {
  for_each = toset(["a", "b"])
  key      = each.key
  value    = each.value
  set      = toset(["y", "x"])
  legacy   = ["${local.ports}", "z"]
}
resource "aws_dyn" "d" {
  dynamic "ingress" {
    for_each = local.ports
    content {
      port = ingress.value
    }
  }
}
`

func TestRanges(t *testing.T) {
	files := map[string]string{
		"main.tf":          rangesMain,
		"terraform.tfvars": "given = \"from tfvars\"\n",
		"c.json":           "[\n  {\"name\": \"app\",\n   \"image\": \"in file\"}\n]\n",
		"c.tpl":            "[\n  {\"name\": \"app\",\n   \"image\": \"${image}\"}\n]\n",
		"m/main.tf": `
variable "port" {}
variable "list" {}
locals { p = var.port }
resource "aws_test" "x" {
  port   = local.p
  second = var.list[1]
}
output "out" { value = "output" }
`,
	}
	s := stackOf(t, files, terraform.Options{})
	wantNoProblems(t, s)
	tests := []struct{ address, path, want, file, trail string }{
		{"aws_test.x", "literal", `"lit"`, "main.tf", ""},
		{"aws_test.x", "cidr", `"10.0.0.0/16"`, "main.tf", "var.cidr"},
		{"aws_test.x", "given", `"from tfvars"`, "terraform.tfvars", "var.given"},
		{"aws_test.x", "list", `["a", local.image]`, "main.tf", ""},
		{"aws_test.x", "list.1", `"repo:1"`, "main.tf", "local.image"},
		{"aws_test.x", "port", `443`, "main.tf", "local.ports"},
		{"aws_test.x", "cond", `"10.0.0.0/16"`, "main.tf", "var.cidr"},
		{"aws_test.x", "deep", `"deep"`, "main.tf", "var.map"},
		{"aws_test.x", "env.B", `"2"`, "main.tf", "local.env"},
		{"aws_test.x", "output", `"output"`, "m/main.tf", "module.m.out"},
		{"aws_test.x", "all.1", `8443`, "main.tf", "local.ports"},
		{"aws_test.x", "concat.2", `8443`, "main.tf", "local.ports"},
		{"aws_test.x", "concat.0", `"first"`, "main.tf", ""},
		{"aws_test.x", "try", `"second"`, "main.tf", ""},
		{"aws_test.x", "lookup", `"2"`, "main.tf", "local.env"},
		{"module.m.aws_test.x", "port", `8443`, "main.tf", "local.p var.port local.ports"},
		{"module.m.aws_test.x", "second", `"y"`, "main.tf", "var.list"},
		{"aws_ecs_task_definition.t", "container_definitions.0.name", `"app"`, "main.tf", ""},
		{"aws_ecs_task_definition.t", "container_definitions.0.image", `"repo:1"`, "main.tf", "local.image"},
		{"aws_ecs_task_definition.h", "container_definitions.0.name", `"app"`, "main.tf", ""},
		{"aws_ecs_task_definition.h", "container_definitions.0.image", `"${local.image}"`, "main.tf", ""},
		{"aws_ecs_task_definition.h", "container_definitions.0.essential", `true`, "main.tf", ""},
		{"aws_ecs_task_definition.f", "container_definitions.0.image", `"in file"`, "c.json", ""},
		{"aws_ecs_task_definition.p", "container_definitions.0.name", `"app"`, "c.tpl", ""},
		{"aws_ecs_task_definition.p", "container_definitions.0.image", `"${image}"`, "c.tpl", ""},
		{`aws_each.e["k"]`, "port", `1234`, "main.tf", ""},
		{`aws_sets.s["b"]`, "key", `"b"`, "main.tf", ""},
		{`aws_sets.s["b"]`, "value", `"b"`, "main.tf", ""},
		{`aws_sets.s["b"]`, "set.1", `"y"`, "main.tf", ""},
		{`aws_sets.s["b"]`, "legacy.1", `8443`, "main.tf", "local.ports"},
		{"aws_dyn.d", "ingress.1.port", `8443`, "main.tf", "local.ports"},
	}
	for _, tt := range tests {
		v := at(find(t, s, tt.address).Body, tt.path)
		if got := textAt(files, v); got != tt.want || v.Range.File != tt.file {
			t.Errorf("%s.%s stands at %s in %s, want %s in %s", tt.address, tt.path, got, v.Range.File, tt.want, tt.file)
		}
		var trail []string
		for _, o := range v.Trail {
			trail = append(trail, o.Name)
		}
		if got := strings.Join(trail, " "); got != tt.trail {
			t.Errorf("%s.%s came through %q, want %q", tt.address, tt.path, got, tt.trail)
		}
	}
}

// at returns the value at a path of names and indexes, as it was emitted.
func at(v iac.Value, path string) iac.Value {
	for step := range strings.SplitSeq(path, ".") {
		if step >= "0" && step <= "9" {
			items, _ := v.Items()
			v = items[step[0]-'0']
			continue
		}
		fields, _ := v.Fields()
		i := slices.IndexFunc(fields, func(f iac.Field) bool { return f.Name == step })
		v = fields[i].Value
	}
	return v
}

func TestExistence(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
variable "off" { default = false }
variable "on" { type = bool }
resource "aws_a" "always" {}
resource "aws_a" "off" {
  count = var.off ? 1 : 0
  x     = "kept"
}
resource "aws_a" "empty" {
  for_each = {}
  x        = each.key
}
resource "aws_a" "maybe" {
  count = var.on ? 1 : 0
  x     = count.index
}
resource "aws_a" "maps" {
  for_each = var.on ? { a = 1 } : {}
  x        = each.value
  y        = "${each.key}-y"
}
resource "aws_a" "refers" {
  count = 0
  x     = aws_a.off[0].x
}
`}, terraform.Options{})
	wantNoProblems(t, s)
	var got []string
	for _, r := range s.Resources {
		got = append(got, r.Address+" "+show(r.Exists)+" "+r.Exists.Range.String()+" "+show(r.Body))
	}
	want := []string{
		"aws_a.always true main.tf:4 {}",
		"aws_a.off false main.tf:6 {x=kept}",
		"aws_a.empty false main.tf:10 {x=?each}",
		"aws_a.maybe ?var.on main.tf:14 {x=?var.on}",
		"aws_a.maps ?var.on main.tf:18 {x=?var.on y=${var.on}-y}",
		"aws_a.refers false main.tf:23 {x=?aws_a.off[0].x}",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
}
