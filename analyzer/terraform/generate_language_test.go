package terraform_test

// rarer returns an expression of sort s of a form that few modules have, or
// nothing.
func (g *generator) rarer(s sort, d int) string {
	switch s {
	case text:
		return g.rarerText(d)
	case number:
		return g.rarerNumber(d)
	case boolean:
		return g.rarerBoolean(d)
	case texts:
		return g.rarerTexts(d)
	case table:
		return g.rarerTable(d)
	case numbers, record:
	}
	return ""
}

func (g *generator) rarerText(d int) string {
	t := func() string { return g.expr(text, d) }
	l := func() string { return g.safe(texts, d) }
	switch g.n(18) {
	case 0:
		return `"a$${b}%%{c}\t\"\\\u00e9\U0001F600-${` + t() + `}"`
	case 1:
		return g.f(`join("|", flatten([for k, v in %s : [for x in %s : "${k}/${v}/${x}"]]))`, g.safe(table, d), l())
	case 2:
		return g.f(`join(",", [for m in regexall("(?P<a>[a-z]+)[-/]?(?P<b>\\d*)", %s) : "${m.a}=${m.b}"])`, t())
	case 3:
		return g.f(`cidrhost("10.1.0.0/16", %s)`, g.expr(number, d))
	case 4:
		return g.f(`cidrnetmask("10.0.0.0/%s")`, g.whole(32, d))
	case 5:
		return g.f(`format("%%03d|%%+d|%%x|%%08.2f|%%t|%%-4s|%%v", %s, %s, %s, %s, %s, %s, %s)`,
			g.whole(9, d), g.whole(9, d), g.whole(255, d), g.whole(9, d), g.safe(boolean, d), g.safe(text, d), l())
	case 6:
		return g.f("strrev(trim(%s, \" a\"))", t())
	case 7:
		return g.f(`indent(2, join("\n", %s))`, l())
	case 8:
		return g.f("urlencode(chomp(%s))", t())
	case 9:
		return g.f("base64decode(base64encode(%s))", g.safe(text, d))
	case 10:
		return g.f("nonsensitive(sensitive(%s))", g.safe(text, d))
	case 11:
		return g.f(`replace(%s, "/(?P<x>[a-z])/", "<${"$"}x>")`, t())
	case 12:
		return g.f(`formatdate("EEE, DD MMM YYYY hh:mm:ss ZZZ", timeadd("2024-02-29T23:59:00Z", "${%s}h"))`, g.whole(50, d))
	case 13:
		return g.f(`csvdecode("a,b\n1,${sha1(%s)}\n\"x,y\",4")[%s].b`, t(), g.whole(1, d))
	case 14:
		return g.f(`jsonencode(yamldecode("a: 1\nb: [x, ${length(%s)}, 010, ~, yes, 1.50]\nc: |\n  two\n  lines\n"))`, l())
	case 15:
		return g.f(`element(split("/", join("/", %s)), %s)`, l(), g.whole(3, d))
	case 16:
		return g.f("one([for x in %s : x if x == %s])", l(), t())
	}
	return g.f(`trimspace("%%{ for i, x in %s ~}\n  ${i}:${x}  %%{~ if i > 0 ~}  ,  %%{~ endif ~}\n%%{ endfor }")`, l())
}

func (g *generator) rarerNumber(d int) string {
	l := func() string { return g.expr(texts, d) }
	switch g.n(6) {
	case 0:
		return g.f("length(setproduct(%s, %s))", l(), l())
	case 1:
		return g.f("sum([for x in %s : length(x)])", l())
	case 2:
		return g.f("pow(2, %s)", g.whole(8, d))
	case 3:
		return g.f("signum(%s)", g.expr(number, d))
	case 4:
		return g.f("length(regexall(\"[a-z]\", %s))", g.expr(text, d))
	}
	return g.f("length(toset(%s))", l())
}

func (g *generator) rarerBoolean(d int) string {
	switch g.n(5) {
	case 0:
		return g.f("contains(keys(%s), %s)", g.expr(table, d), g.expr(text, d))
	case 1:
		return g.f("can(regex(\"^[a-z]+$\", %s))", g.expr(text, d))
	case 2:
		return g.f("(toset(%s) == toset(%s))", g.safe(texts, d), g.safe(texts, d))
	case 3:
		return g.f("(length(setintersection(%s, %s)) > 0)", g.expr(texts, d), g.expr(texts, d))
	}
	return g.f("(tomap(%s) == tomap(%s))", g.safe(table, d), g.safe(table, d))
}

func (g *generator) rarerTexts(d int) string {
	l := func() string { return g.safe(texts, d) }
	switch g.n(13) {
	case 0:
		return g.f("sort(setunion(toset(%s), %s))", l(), l())
	case 1:
		return g.f(`[for c in chunklist(%s, 2) : join("+", c)]`, l())
	case 2:
		return g.f(`[for v in values({ for i, x in %s : (i %% 2 == 0 ? "even" : "odd") => x... }) : join(",", v)]`, l())
	case 3:
		return g.f(`formatlist("%%s=%%s", keys(%s), "v")`, g.safe(table, d))
	case 4:
		return g.f(`[for p in setproduct(%s, [true, false], toset(["y", "x"])) : "${p[0]}${p[1]}${p[2]}"]`, l())
	case 5:
		return g.f("flatten([[%s, [%s]], [], [[[%s]]]])", l(), l(), g.expr(text, d))
	case 6:
		return g.f("(%s ? %s : null)[*]", g.safe(boolean, d), g.safe(text, d))
	case 7:
		return g.f("[for i, x in toset(%s) : \"${i}=${x}\"]", l())
	case 8:
		return g.f("slice(%s, min(1, length(%s)), length(%s))", g.pick(`["a", "b", "c"]`, l()), l(), `["a", "b"]`)
	case 9:
		return g.f(`cidrsubnets("10.0.0.0/16", 4, %s, 8)`, g.pick("4", "6", g.whole(8, d)))
	case 10:
		return g.f(`regexall("[a-z]|\\d+", %s)`, g.safe(text, d))
	case 11:
		return g.f("try([tostring(%s)], tolist(%s))", g.expr(texts, d), l())
	}
	return g.f("[for o in [for x in %s : { n = x, l = length(x) }] : o.n if o.l > 0][*]", l())
}

func (g *generator) rarerTable(d int) string {
	switch g.n(6) {
	case 0:
		return g.f(`merge([for k, v in %s : { "${k}x" = v }]...)`, g.safe(table, d))
	case 1:
		return g.f(`{ for k, ks in { for k, v in %s : v => k... } : k => join(",", ks) }`, g.safe(table, d))
	case 2:
		return g.f(`{ for i, p in setproduct(%s, ["a", "b"]) : "${i}" => join("", p) }`, g.safe(texts, d))
	case 3:
		return g.f(`{ for k, v in { for p in flatten([for a in %s : [for b in %s : { k = "${a}:${b}", v = b }]]) : p.k => p.v... } : k => v[0] }`,
			g.safe(texts, d), g.safe(texts, d))
	case 4:
		x := g.safe(texts, d)
		return g.f("zipmap(distinct(%s), [for x in distinct(%s) : upper(x)])", x, x)
	}
	return g.f("tomap({ for k in [\"b\", \"a\"] : k => lookup(%s, k, %s) })", g.safe(table, d), g.safe(text, d))
}
