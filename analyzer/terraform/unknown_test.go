package terraform_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/terraform"
)

func TestUnknowns(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"variable", `var.name`, `?var.name`},
		{"list variable", `var.ids`, `?var.ids`},
		{"element of a list variable", `var.ids[0]`, `?var.ids[0]`},
		{"in a text", `"a-${var.name}-b"`, `a-${var.name}-b`},
		{"any in a text", `"a-${var.any}-b"`, `a-${var.any}-b`},
		{"bool in a text", `"a-${var.on}"`, `a-${var.on}`},
		{"format", `format("%s:%s", var.any, "x")`, `${var.any}:x`},
		{"join", `join(",", [var.name, aws_vpc.main.id])`, `${var.name},aws_vpc.main.id`},
		{"join of an unknown list", `join(",", var.ids)`, `?var.ids`},
		{"list with unknown", `[var.any, "x"]`, `[?var.any x]`},
		{"through a local", `local.mixed[0]`, `?var.name`},
		{"concat of unknown", `concat(var.ids, [aws_vpc.main.id])`, `?var.ids`},
		{"splat of unknown", `aws_subnet.maybe[*].id`, `?var.on`},
		{"index of unknown instances", `aws_subnet.maybe[0].id`, `aws_subnet.maybe.id`},
		{"try of unknown instances", `try(aws_subnet.maybe[0].id, "none")`, `?var.on`},
		{"try of unknown instances, null", `try(aws_subnet.maybe[0].id, null) != null`, `?var.on`},
		{"try of unknown instances, either way", `try(aws_subnet.maybe[0].tags, null)`, `null`},
		{"try of unknown instances, nothing else", `try(aws_subnet.maybe[0].id, aws_subnet.none[0].id)`, `aws_subnet.maybe.id`},
		{"try before unknown instances", `try("first", aws_subnet.maybe[0].id)`, `first`},
		{"try of none, then unknown instances", `try(aws_subnet.none[0].id, aws_subnet.maybe[0].id, "none")`, `?var.on`},
		{"can of unknown instances", `can(aws_subnet.maybe[0].id)`, `?var.on`},
		{"can of instances", `can(aws_subnet.many[0].id)`, `true`},
		{"arithmetic", `length(var.ids) + 1`, `?var.ids`},
		{"conditional", `var.on ? "a" : "b"`, `?var.on`},
		{"for over unknown", `[for i in var.ids : "x${i}"]`, `?var.ids`},
		{"for over a partly unknown list", `[for i in [var.any, "b"] : "x${i}"]`, `[x${var.any} xb]`},
		{"jsonencode keeps structure", `jsonencode({ a = var.ids, b = "x" })`, `{"a":"${var.ids}","b":"x"}`},
		{"jsondecode of that", `jsondecode(jsonencode({ a = var.any, b = "x" })).b`, `x`},
		{"time", `timestamp()`, `?timestamp()`},
		{"data id", `data.aws_vpc.read.id`, `data.aws_vpc.read.id`},
		{"data text", `data.aws_vpc.read.cidr_block`, `?data.aws_vpc.read.cidr_block`},
		{"data list", `data.aws_subnets.read.ids`, `?data.aws_subnets.read.ids`},
		{"data list in a local function", `tolist(data.aws_subnets.read.ids)`, `?data.aws_subnets.read.ids`},
		{"element of a data list", `data.aws_subnets.read.ids[0]`, `?data.aws_subnets.read.ids[0]`},
		{"coalesce stops at unknown", `coalesce(var.name, "x")`, `?var.name`},
		{"coalesce before unknown", `coalesce("x", var.name)`, `x`},
		{"try of unknown", `try(var.any.x, "d")`, `?var.any.x`},
	})
}

func TestSoftTextDecidesNothing(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"equal to literal", `"${var.name}x" == "ax"`, `?var.name`},
		{"equal to itself", `var.name == var.name`, `?var.name`},
		{"not equal", `var.name != ""`, `?var.name`},
		{"not equal null", `var.name != null`, `?var.name`},
		{"text is never null", `"${var.name}x" != null`, `true`},
		{"text is not empty", `"${var.name}x" != ""`, `true`},
		{"contains", `contains(["a", var.name], "b")`, `?var.name`},
		{"contains decided by another", `contains(["b", var.name], "b")`, `true`},
		{"index", `index(["a", var.name], "b")`, `?var.name`},
		{"lookup key", `lookup(local.tags, var.name, "d")`, `?var.name`},
		{"index key", `local.tags[var.name]`, `?var.name`},
		{"map key", `{ (var.name) = 1 }`, `?var.name`},
		{"map key in a for", `{ for n in [var.name] : n => 1 }`, `?var.name`},
		{"startswith undecided", `startswith(var.name, "a")`, `?var.name`},
		{"startswith decided", `startswith("arn:${var.name}", "arn:")`, `true`},
		{"startswith decided otherwise", `startswith("arn:${var.name}", "ssm:")`, `false`},
		{"endswith decided", `endswith("${var.name}:x", ":x")`, `true`},
		{"strcontains", `strcontains("${var.name}:x", "y")`, `?var.name`},
		{"length", `length("${var.name}x")`, `?var.name`},
		{"lower", `lower("${var.name}X")`, `?var.name`},
		{"substr", `substr("${var.name}x", 0, 1)`, `?var.name`},
		{"regex", `regex("a", "${var.name}x")`, `?var.name`},
		{"sha1", `sha1("${var.name}x")`, `?var.name`},
		{"split", `split(",", "${var.name},b")`, `?var.name`},
		{"replace", `replace("${var.name}-b", "-", "_")`, `?var.name`},
		{"distinct", `distinct([var.name, "b"])`, `?var.name`},
		{"compact", `compact([var.name, "b"])`, `?var.name`},
		{"setsubtract", `setsubtract([var.name, "b"], ["b"])`, `?var.name`},
		{"condition", `var.name == "x" ? 1 : 2`, `?var.name`},
		{"number", `var.name + 1`, `?var.name`},
		{"compare", `tonumber(var.name) > 1`, `?var.name`},
	})
}

func TestHardTokens(t *testing.T) {
	wantExpressions(t, world, []expressionTest{
		{"equal to itself", `aws_vpc.main.id == aws_vpc.main.id`, `true`},
		{"never empty", `aws_vpc.main.id == ""`, `false`},
		{"never null", `aws_vpc.main.id != null`, `true`},
		{"another", `aws_vpc.main.id == aws_subnet.many[0].id`, `?aws_vpc.main.id == aws_subnet.many[0].id`},
		{"a literal", `aws_vpc.main.id == "vpc-1"`, `?aws_vpc.main.id == "vpc-1"`},
		{"may be null", `aws_vpc.main.ipv6_cidr_block == null`, `?aws_vpc.main.ipv6_cidr_block == null`},
		{"may be empty", `aws_vpc.main.ipv6_cidr_block == ""`, `?aws_vpc.main.ipv6_cidr_block == ""`},
		{"condition never null", `aws_vpc.main.id == null ? "a" : "b"`, `b`},
		{"contains itself", `contains(aws_subnet.many[*].id, aws_subnet.many[1].id)`, `true`},
		{"contains a literal", `contains(aws_subnet.many[*].id, "subnet-1")`, `?contains(aws_subnet.many[*].id, "subnet-1")`},
		{"length of text", `length(aws_vpc.main.id)`, `?length(aws_vpc.main.id)`},
		{"length of list", `length(aws_subnet.many[*].id)`, `2`},
		{"upper", `upper(aws_vpc.main.id)`, `?upper(aws_vpc.main.id)`},
		{"hash", `md5("${aws_vpc.main.id}")`, `?md5("${aws_vpc.main.id}")`},
		{"base64", `base64encode(aws_vpc.main.id)`, `?base64encode(aws_vpc.main.id)`},
		{"cidrsubnet", `cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)`, `?cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)`},
		{"number", `aws_vpc.main.x + 1`, `?aws_vpc.main.x + 1`},
		{"list attribute or literal", `true ? aws_vpc.main.list : []`, `aws_vpc.main.list`},
		{"for over", `[for x in aws_vpc.main.list : x]`, `?[for x in aws_vpc.main.list : x]`},
		{"below", `aws_vpc.main.a[0].b`, `aws_vpc.main.a[0].b`},
		{"replace", `replace(aws_vpc.main.id, "-", "_")`, `aws_vpc.main.id`},
		{"map key", `{ for s in aws_subnet.many : s.id => 1 }[aws_subnet.many[0].id]`, `1`},
		{"missing literal key", `try({ (aws_vpc.main.id) = 1 }["x"], "d")`, `?{ (aws_vpc.main.id) = 1 }`},
	})
}

func TestUnknownIdentity(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
variable "v" { type = string }
variable "any" {}
resource "aws_test" "a" {
  bare  = var.v
  text  = "x-${var.v}"
  upper = upper(var.v)
  any   = var.any
  again = "x-${var.any}"
  one   = "${upper(var.v)}/1"
  two   = "${lower(var.v)}/1"
}
resource "aws_test" "b" {
  bare = var.v
  one  = "${upper(var.v)}/1"
}
`}, terraform.Options{})
	a, b := find(t, s, "aws_test.a").Body, find(t, s, "aws_test.b").Body
	v := a.Get("bare").Unknown()
	if v == nil || v.Why != "variable `v` has no value: pass --var or --var-file" {
		t.Fatalf("var.v = %+v", v)
	}
	if b.Get("bare").Unknown() != v {
		t.Error("one variable is two facts")
	}
	if us := a.Get("text").Unknowns(); len(us) != 1 || us[0] != v {
		t.Errorf("the variable in a text is %v, not the variable's own", us)
	}
	if us := a.Get("again").Unknowns(); len(us) != 1 || us[0] != a.Get("any").Unknown() {
		t.Errorf("the untyped variable in a text is %v, not the variable's own", us)
	}
	if u := a.Get("upper").Unknown(); u == v || u == nil || u.Why != v.Why {
		t.Errorf("upper(var.v) = %+v, want another fact for the same reason", u)
	}
	one, _ := a.Get("one").Text()
	two, _ := a.Get("two").Text()
	if equal, known := one.Equal(two); equal || known {
		t.Error("two different functions of a variable are taken for one text")
	}
}

// Each reason names what decides.
func TestReasons(t *testing.T) {
	s := stackOf(t, map[string]string{"main.tf": `
variable "prefix" { default = null }
variable "skip" { default = ["use1-az3"] }
data "aws_availability_zones" "az" {}
resource "aws_vpc" "main" {}
resource "aws_domain" "d" {
  configuration {
    kind = "REGIONAL"
  }
}
locals {
  ids = data.aws_availability_zones.az.zone_ids
  azs = [for i, n in data.aws_availability_zones.az.names : n if !contains(var.skip, local.ids[i])]
}
resource "aws_test" "x" {
  null_prefix = "${var.prefix}-app"
  zones       = slice(local.azs, 0, 2)
  computed    = md5(aws_vpc.main.id)
  block       = aws_domain.d.configuration[0].target
  blocks      = aws_domain.d.configuration[*].target
  loop        = [for c in aws_domain.d.configuration : "${c.kind} ${c.target}"]
  written     = aws_domain.d.configuration[0].kind
}
`}, terraform.Options{})
	wantNoProblems(t, s)
	body := find(t, s, "aws_test.x").Body
	for _, tt := range []struct{ attr, want, why string }{
		{"null_prefix", "${var.prefix}-app", "variable `prefix` is left at null: pass --var or --var-file"},
		{"zones", "?for expression", "`data.aws_availability_zones.az` is read at apply: which zones the account has decides it"},
		{"computed", "?md5(aws_vpc.main.id)", "`aws_vpc.main.id` is known after apply"},
		{"block", "aws_domain.d.configuration[0].target", ""},
		{"blocks", "[aws_domain.d.configuration[0].target]", ""},
		{"loop", "[REGIONAL aws_domain.d.configuration[0].target]", ""},
		{"written", "REGIONAL", ""},
	} {
		v := body.Get(tt.attr)
		if got := show(v); got != tt.want {
			t.Errorf("%s = %s, want %s", tt.attr, got, tt.want)
		}
		why := ""
		if us := v.Unknowns(); len(us) > 0 {
			why = us[0].Why
		}
		if why != tt.why {
			t.Errorf("%s is unknown as %q, want %q", tt.attr, why, tt.why)
		}
	}
}
