package terraform_test

import "strings"

// generateWorld returns the world of the seed: networks, groups, endpoints and
// tasks, with a module below it, and parameters that show single expressions.
func generateWorld(seed uint64) generated {
	g := newGenerator(seed)
	w := generated{files: map[string]string{}}
	var b strings.Builder
	w.inputs = g.variables(&b)
	g.locals(&b, "local")
	w.files["inner/main.tf"] = g.inner()
	g.calls(&b)
	if g.chance(60) {
		b.WriteString(g.deepCall(w.files))
	}
	parts := []func() string{g.maybe, g.network, g.group, g.listed, g.endpoint, g.tasks, g.volumes, g.heredocs, g.providerFunctions, g.service, g.harmless}
	for _, part := range parts {
		if g.chance(70) {
			b.WriteString(part())
		}
	}
	for i := range 4 {
		s := g.any()
		b.WriteString(g.f("resource \"aws_ssm_parameter\" \"p%d\" {\n  name  = \"p%d\"\n  type  = \"String\"\n  insecure_value = jsonencode(try(%s, \"ERR\"))\n}\n", i, i, g.expr(s, 3)))
	}
	w.files["main.tf"] = b.String()
	if g.chance(50) {
		w.files["twin.tf.json"] = g.twin()
	}
	if g.chance(40) {
		w.files["change_override.tf"] = g.override()
	}
	w.files["task.tpl"] = "[\n%{ for i, c in containers ~}\n%{ if i > 0 },%{ endif }{ \"name\": \"${c}\", \"image\": ${jsonencode(image)}, \"essential\": ${on} }\n%{ endfor ~}\n]\n"
	return w
}

// sortType returns s as a type constraint.
func sortType(s sort) string {
	return [...]string{
		"string", "number", "bool", "list(string)", "list(number)", "map(string)",
		"object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = \"1\" }), cidrs = optional(list(string)) })",
	}[s]
}

func (g *generator) variables(b *strings.Builder) []variableValue {
	var values []variableValue
	for s := text; s <= record; s++ {
		name := "v" + string('a'+rune(s))
		def := ""
		if g.chance(50) {
			def = "\n  default = " + g.literal(s)
		}
		if def != "" && g.chance(30) {
			def += "\n  nullable = false"
		}
		typ := "\n  type = " + sortType(s)
		if s != record && g.chance(15) {
			typ = "\n  type = any"
		}
		b.WriteString("variable \"" + name + "\" {" + typ + def + "\n}\n")
		if def == "" || g.chance(50) {
			value := g.literal(s)
			if s == record && g.chance(50) {
				value = `{ name = "short" }`
			}
			values = append(values, variableValue{name, value})
		}
		g.declare(s, "var."+name)
	}
	return values
}

func (g *generator) locals(b *strings.Builder, prefix string) {
	b.WriteString("locals {\n")
	for i := range 4 {
		s := g.any()
		name := g.f("%s%d", prefix, i)
		b.WriteString(g.f("  %s = %s\n", name, g.safe(s, 3)))
		g.declare(s, "local."+name)
	}
	b.WriteString("}\n")
}

// inner returns a module with one variable of each kind and outputs that are
// made of them.
func (g *generator) inner() string {
	outer := g.names
	defer func() { g.names = outer }()
	g.names = map[sort][]string{}
	var b strings.Builder
	b.WriteString("variable \"name\" { type = string }\nvariable \"items\" {\n  type    = list(string)\n  default = [\"i\"]\n}\n")
	b.WriteString("variable \"opts\" {\n  type    = " + sortType(record) + "\n  default = { name = \"def\" }\n}\n")
	g.declare(text, "var.name")
	g.declare(texts, "var.items")
	g.declare(record, "var.opts")
	g.locals(&b, "in")
	b.WriteString("resource \"aws_ssm_parameter\" \"item\" {\n  for_each = toset(" + g.safe(texts, 2) + ")\n  name     = \"i-${each.key}\"\n  type     = \"String\"\n")
	g.in(func() {
		g.declare(text, "each.key")
		b.WriteString("  insecure_value = jsonencode(try(" + g.expr(text, 2) + ", \"ERR\"))\n}\n")
	})
	b.WriteString("output \"text\" { value = " + g.safe(text, 2) + " }\n")
	b.WriteString("output \"list\" { value = " + g.safe(texts, 2) + " }\n")
	b.WriteString("output \"map\" { value = " + g.safe(table, 2) + " }\n")
	b.WriteString("output \"keys\" { value = keys(aws_ssm_parameter.item) }\n")
	b.WriteString("output \"values\" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }\n")
	return b.String()
}

// calls writes the calls of the inner module, once, by count and by for_each.
func (g *generator) calls(b *strings.Builder) {
	args := func() string {
		out := "  source = \"./inner\"\n  name   = " + g.safe(text, 2) + "\n"
		if g.chance(50) {
			out += "  items  = " + g.safe(texts, 2) + "\n"
		}
		if g.chance(40) {
			out += "  opts   = { name = " + g.safe(text, 1) + ", port = " + g.pick("null", "1", g.whole(9, 1)) + " }\n"
		}
		return out
	}
	b.WriteString("module \"one\" {\n" + args() + "}\n")
	b.WriteString("module \"many\" {\n  count  = " + g.whole(2, 2) + "\n")
	g.in(func() {
		g.declare(number, "count.index")
		b.WriteString(args() + "}\n")
	})
	b.WriteString("module \"each\" {\n  for_each = " + g.safe(table, 2) + "\n")
	g.in(func() {
		g.declare(text, "each.key")
		g.declare(text, "each.value")
		b.WriteString(args() + "}\n")
	})
	for _, x := range []string{
		"module.one.text", "try(module.many[0].text, \"no\")", "try(one(module.many[*].text), \"many\")",
		"try(values(module.each)[0].text, \"none\")", "join(\"+\", [for k, m in module.each : \"${k}=${m.text}\"])",
	} {
		g.declare(text, x)
	}
	for _, x := range []string{
		"module.one.list", "module.many[*].text", "flatten(module.many[*].list)", "values(module.each)[*].text",
		"flatten([for m in module.each : m.keys])", "module.one.values", "concat([], module.many.*.values...)", "keys(module.each)",
	} {
		g.declare(texts, x)
	}
	g.declare(table, "module.one.map")
	g.declare(table, "{ for k, m in module.each : k => m.text }")
	g.declare(table, "merge(module.many[*].map...)")
}
