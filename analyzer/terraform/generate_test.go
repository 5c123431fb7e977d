package terraform_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// A generated module has files, and values for its variables as expressions.
type generated struct {
	files  map[string]string
	inputs []variableValue
}

type variableValue struct{ name, value string }

// A sort is a type of expressions that the generator makes.
type sort uint8

const (
	text sort = iota
	number
	boolean
	texts   // list(string)
	numbers // list(number)
	table   // map(string)
	record  // object({ name = string, port = number, on = bool, tags = map(string), cidrs = list(string) })
)

// A generator makes Terraform text, the same for the same seed. Whatever it
// makes, a plan knows all but the attributes that AWS assigns.
type generator struct {
	rand  *rand.Rand
	names map[sort][]string // what can be referred to
	loops int
}

func newGenerator(seed uint64) *generator {
	return &generator{rand: rand.New(rand.NewPCG(seed, 11)), names: map[sort][]string{}}
}

func (g *generator) n(n int) int                    { return g.rand.IntN(n) }
func (g *generator) chance(percent int) bool        { return g.n(100) < percent }
func (g *generator) pick(options ...string) string  { return options[g.n(len(options))] }
func (g *generator) declare(s sort, name string)    { g.names[s] = append(g.names[s], name) }
func (g *generator) f(s string, args ...any) string { return fmt.Sprintf(s, args...) }
func (g *generator) in(f func()) {
	saved := map[sort][]string{}
	for s, names := range g.names {
		saved[s] = slices.Clone(names)
	}
	f()
	g.names = saved
}

// expr returns an expression of sort s, at most depth levels deep.
func (g *generator) expr(s sort, depth int) string {
	if names := g.names[s]; len(names) > 0 && (depth <= 0 || g.chance(35)) {
		return names[g.n(len(names))]
	}
	if depth <= 0 {
		return g.literal(s)
	}
	switch g.n(12) {
	case 0:
		return g.f("(%s ? %s : %s)", g.expr(boolean, depth-1), g.expr(s, depth-1), g.expr(s, depth-1))
	case 1:
		return g.f("try(%s, %s)", g.expr(s, depth-1), g.literal(s))
	case 2:
		return g.literal(s)
	case 3, 4:
		if x := g.rarer(s, depth-1); x != "" {
			return x
		}
	}
	switch s {
	case text:
		return g.textExpr(depth - 1)
	case number:
		return g.numberExpr(depth - 1)
	case boolean:
		return g.booleanExpr(depth - 1)
	case texts:
		return g.textsExpr(depth - 1)
	case numbers:
		return g.numbersExpr(depth - 1)
	case table:
		return g.tableExpr(depth - 1)
	case record:
		return g.recordExpr(depth - 1)
	}
	return "null"
}

func (g *generator) literal(s sort) string {
	switch s {
	case text:
		return g.pick(`"app"`, `"web-1"`, `""`, `"a,b,,c"`, `"10.0.0.0/16"`, `"x y"`, `"Prod"`, `"ä€"`, `"k=v"`, `"7"`, `"true"`)
	case number:
		return g.pick("0", "1", "2", "3", "-1", "7.5", "80", "443", "65535")
	case boolean:
		return g.pick("true", "false")
	case texts:
		return g.pick(`[]`, `["a"]`, `["b", "a", "b"]`, `["10.0.1.0/24", "10.0.2.0/24"]`, `["x", "", "y"]`)
	case numbers:
		return g.pick("[]", "[1, 2, 3]", "[443, 80, 443]", "[0]")
	case table:
		return g.pick(`{}`, `{ a = "1" }`, `{ Name = "n", env = "dev" }`, `{ "x/y" = "z", b = "" }`)
	case record:
		return g.pick(
			`{ name = "one", port = 80, on = true, tags = {}, cidrs = [] }`,
			`{ name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }`)
	}
	return "null"
}

func (g *generator) textExpr(d int) string {
	t := func() string { return g.expr(text, d) }
	switch g.n(24) {
	case 0:
		return g.f(`"${%s}-${%s}"`, t(), g.expr(g.primitive(), d))
	case 1:
		return g.f("upper(%s)", t())
	case 2:
		return g.f("join(%s, %s)", g.pick(`","`, `"-"`, `""`), g.expr(texts, d))
	case 3:
		// Terraform 1.11 does not know the result for an untyped null, later
		// releases of go-cty do.
		return g.f("format(%s, %s, %s)", g.pick(`"%s/%s"`, `"%s-%v"`, `"%-5s|%5s"`, `"%q %s"`), g.safe(text, d), g.safe(text, d))
	case 4:
		return g.f("replace(%s, %s, %s)", t(), g.pick(`"a"`, `"/[0-9]+/"`, `"/(\\w)\\W/"`, `"-"`), g.pick(`"_"`, `""`, `"$1"`))
	case 5:
		// Newer releases count a negative index from the end.
		return g.f("element(%s, abs(%s))", g.expr(texts, d), g.expr(number, d))
	case 6:
		return g.f("lookup(%s, %s, %s)", g.expr(table, d), t(), t())
	case 7:
		return g.f("%s[%s]", g.expr(texts, d), g.expr(number, d))
	case 8:
		return g.f("%s.name", g.expr(record, d))
	case 9:
		return g.f("coalesce(%s, %s, \"z\")", t(), t())
	case 10:
		return g.f("tostring(%s)", g.expr(g.primitive(), d))
	case 11:
		return g.f("cidrsubnet(%s, %s, %s)", g.pick(`"10.0.0.0/16"`, `"fd00::/56"`, t()), g.pick("4", "8"), g.expr(number, d))
	case 12:
		return g.f("substr(%s, %s, %s)", t(), g.expr(number, d), g.expr(number, d))
	case 13:
		return g.f("\"%%{ for %s in %s ~}\\n${%s},%%{ endfor ~}\"", "v", g.expr(texts, d), "v")
	case 14:
		return g.f(`"%%{ if %s }${%s}%%{ else }${%s}%%{ endif }"`, g.expr(boolean, d), t(), t())
	case 15:
		return g.f("one(slice(%s, 0, 1))", g.expr(texts, d))
	case 16:
		return g.f("jsonencode(%s)", g.expr(g.any(), d))
	case 17:
		return g.f("try(%s[%s], %s)", g.expr(table, d), t(), t())
	case 18:
		return g.f("trimsuffix(trimprefix(%s, \"a\"), %s)", t(), g.pick(`"1"`, `"c"`))
	case 19:
		return g.f("sha1(%s)", t())
	case 20:
		return g.f("title(lower(%s))", t())
	case 21:
		return g.f("yamlencode(%s)", g.expr(g.any(), d))
	case 22:
		return g.f("regex(%s, %s)", g.pick(`"[a-z]+"`, `"^[^-]*"`, `"\\d"`), t())
	}
	return g.f("base64encode(%s)", t())
}

func (g *generator) numberExpr(d int) string {
	num := func() string { return g.expr(number, d) }
	switch g.n(12) {
	case 0:
		if g.chance(40) {
			return g.f("(%s %s %s)", num(), g.pick("/", "%"), g.pick("2", "3", "-4")) // infinity is not analysed
		}
		return g.f("(%s %s %s)", num(), g.pick("+", "-", "*"), num())
	case 1:
		return g.f("length(%s)", g.expr(g.pickSort(text, texts, numbers, table), d))
	case 2:
		return g.f("max(%s, %s)", num(), num())
	case 3:
		return g.f("min(%s...)", g.expr(numbers, d))
	case 4:
		return g.f("element(%s, %s)", g.expr(numbers, d), g.pick("0", "1", "4"))
	case 5:
		return g.f("tonumber(%s)", g.expr(text, d))
	case 6:
		return g.f("sum(concat([0], %s))", g.expr(numbers, d))
	case 7:
		return g.f("%s.port", g.expr(record, d))
	case 8:
		return g.f("index(%s, %s)", g.expr(texts, d), g.expr(text, d))
	case 9:
		return g.f("%s(%s)", g.pick("floor", "ceil", "abs"), num())
	case 10:
		return g.f("parseint(%s, 16)", g.expr(text, d))
	}
	return g.f("(%s ? %s : %s)", g.expr(boolean, d), num(), num())
}

func (g *generator) booleanExpr(d int) string {
	switch g.n(13) {
	case 0:
		return g.f("!%s", g.expr(boolean, d))
	case 1:
		// From Terraform 1.12 on, one side can decide where the other fails.
		return g.f("(%s %s %s)", g.safe(boolean, d), g.pick("&&", "||"), g.safe(boolean, d))
	case 2:
		return g.f("(%s %s %s)", g.expr(number, d), g.pick("<", "<=", ">", ">=", "==", "!="), g.expr(number, d))
	case 3:
		s := g.any()
		return g.f("(%s %s %s)", g.expr(s, d), g.pick("==", "!="), g.expr(s, d))
	case 4:
		return g.f("contains(%s, %s)", g.expr(texts, d), g.expr(text, d))
	case 5:
		return g.f("can(%s)", g.expr(g.any(), d))
	case 6:
		return g.f("%s.on", g.expr(record, d))
	case 7:
		return g.f("%s([for v in %s : v != \"\"])", g.pick("alltrue", "anytrue"), g.expr(texts, d))
	case 8:
		return g.f("%s(%s, %s)", g.pick("startswith", "endswith", "strcontains"), g.expr(text, d), g.expr(text, d))
	case 9:
		return g.f("(%s %s null)", g.expr(g.any(), d), g.pick("==", "!="))
	case 10:
		return g.f("tobool(%s)", g.expr(text, d))
	case 11:
		return g.f("(length(%s) > 0)", g.expr(g.pickSort(texts, table, numbers), d))
	}
	return g.f("(%s == %s)", g.expr(text, d), g.expr(number, d))
}

func (g *generator) textsExpr(d int) string {
	list := func() string { return g.expr(texts, d) }
	switch g.n(22) {
	case 0:
		return g.f("[%s, %s]", g.expr(text, d), g.expr(text, d))
	case 1:
		return g.f("concat(%s, %s)", list(), list())
	case 2:
		return g.loop(texts, d, func(v string) string { return g.f("[for %s in %%s : %s%s]", v, g.expr(text, d), g.filter(d)) })
	case 3:
		return g.f("compact(%s)", list())
	case 4:
		return g.f("distinct(%s)", list())
	case 5:
		return g.f("sort(%s)", list())
	case 6:
		return g.f("split(%s, %s)", g.pick(`","`, `"-"`), g.expr(text, d))
	case 7:
		return g.f("keys(%s)", g.expr(table, d))
	case 8:
		return g.f("values(%s)", g.expr(table, d))
	case 9:
		return g.f("slice(%s, %s, %s)", list(), g.pick("0", "1"), g.pick("1", "2", "length("+list()+")"))
	case 10:
		return g.f("flatten([%s, [%s], [[%s]]])", list(), list(), g.expr(text, d))
	case 11:
		return g.f("tolist(%s)", g.pick("toset("+list()+")", list()))
	case 12:
		return g.f("reverse(%s)", list())
	case 13:
		return g.f("[for p in setproduct(%s, %s) : join(\"/\", p)]", list(), list())
	case 14:
		return g.f("formatlist(%s, %s)", g.pick(`"%s-x"`, `"arn:aws:s3:::%s/*"`), g.safe(texts, d))
	case 15:
		return g.f("[for r in [%s, %s] : r.name if r.on]", g.expr(record, d), g.expr(record, d))
	case 16:
		return g.f("[%s, %s][*].name", g.expr(record, d), g.expr(record, d))
	case 17:
		return g.f("%s.cidrs", g.expr(record, d))
	case 18:
		return g.f("coalescelist(%s, %s, [\"z\"])", list(), list())
	case 19:
		return g.f("matchkeys(%s, %s, %s)", list(), list(), list())
	case 20:
		return g.f("jsondecode(jsonencode(%s))", list())
	}
	return g.f("setsubtract(%s, %s)", list(), list())
}

func (g *generator) numbersExpr(d int) string {
	switch g.n(5) {
	case 0:
		return g.f("[%s, %s]", g.expr(number, d), g.expr(number, d))
	case 1:
		return g.f("[for i, v in %s : i]", g.expr(texts, d))
	case 2:
		return g.f("range(%s)", g.pick("0", "3", "length("+g.expr(texts, d)+")"))
	case 3:
		return g.f("concat(%s, %s)", g.expr(numbers, d), g.expr(numbers, d))
	}
	return g.f("[for v in %s : v + %s]", g.expr(numbers, d), g.expr(number, d))
}

func (g *generator) tableExpr(d int) string {
	switch g.n(11) {
	case 0:
		return g.f("merge(%s, %s)", g.expr(table, d), g.expr(table, d))
	case 1:
		return g.f("{ (%s) = %s, last = %s }", g.expr(text, d), g.expr(text, d), g.expr(text, d))
	case 2:
		return g.f("{ for i, v in %s : \"${i}-${v}\" => %s }", g.expr(texts, d), g.expr(text, d))
	case 3:
		return g.f("zipmap(%s, %s)", g.expr(texts, d), g.expr(texts, d))
	case 4:
		return g.f("{ for k, v in %s : k => upper(v) if v != \"\" }", g.expr(table, d))
	case 5:
		return g.f("%s.tags", g.expr(record, d))
	case 6:
		return g.f("{ for k, v in { for x in %s : substr(x, 0, 1) => x... } : k => join(\"+\", v) }", g.expr(texts, d))
	case 7:
		return g.f("tomap(%s)", g.expr(table, d))
	case 8:
		return g.f("transpose({ a = %s })[%s] == null ? {} : { t = \"1\" }", g.expr(texts, d), g.expr(text, d))
	case 9:
		return g.f("jsondecode(jsonencode(%s))", g.expr(table, d))
	}
	return g.f("yamldecode(yamlencode(%s))", g.expr(table, d))
}

func (g *generator) recordExpr(d int) string {
	switch g.n(4) {
	case 0:
		return g.f("{ name = %s, port = %s, on = %s, tags = %s, cidrs = %s }",
			g.expr(text, d), g.expr(number, d), g.expr(boolean, d), g.expr(table, d), g.expr(texts, d))
	case 1:
		return g.f("merge(%s, { port = %s })", g.expr(record, d), g.expr(number, d))
	case 2:
		return g.f("element([%s, %s], %s)", g.expr(record, d), g.expr(record, d), g.pick("0", "1", "3"))
	}
	return g.f("[for r in [%s, %s] : r if r.on][0]", g.expr(record, d), g.expr(record, d))
}

// loop returns the text that body makes with a loop variable in scope, the
// collection put in its place.
func (g *generator) loop(s sort, d int, body func(name string) string) string {
	coll := g.expr(s, d)
	g.loops++
	name := g.f("l%d", g.loops)
	var out string
	g.in(func() {
		g.declare(text, name)
		out = body(name)
	})
	return strings.Replace(out, "%s", coll, 1)
}

func (g *generator) filter(d int) string {
	if g.chance(60) {
		return ""
	}
	return " if " + g.expr(boolean, d)
}

func (g *generator) pickSort(sorts ...sort) sort { return sorts[g.n(len(sorts))] }
func (g *generator) primitive() sort             { return g.pickSort(text, number, boolean) }
func (g *generator) any() sort {
	return g.pickSort(text, number, boolean, texts, numbers, table, record)
}

// safe returns an expression of sort s that never fails and is never null.
func (g *generator) safe(s sort, depth int) string {
	x := g.expr(s, depth)
	switch s {
	case text:
		return g.f("try(coalesce(tostring(%s), \"none\"), \"err\")", x)
	case texts:
		return g.f("try([for v in %s : tostring(v) if v != null], [])", x)
	case table:
		return g.f("try({ for k, v in %s : k => tostring(v) if v != null }, {})", x)
	case boolean:
		return g.f("try(tobool(%s) == true, false)", x)
	case number, numbers, record:
	}
	return g.f("try(%s, %s)", x, g.literal(s))
}

// whole returns a number from 0 to limit.
func (g *generator) whole(limit int, depth int) string {
	return g.f("try(min(%d, max(0, floor(%s))), 1)", limit, g.expr(number, depth))
}
