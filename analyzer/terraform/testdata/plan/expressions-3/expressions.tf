resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try([{ name = "logs", port = sum(concat([0], [for x in range(4) : x * 2 if x > 1])) }], "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(zipmap(var.l1, [var.s2, local.l9]), "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try({ for k, v in transpose({ a = reverse(formatlist("%s-%s", [for r in csvdecode("a,b\n1,2\n${var.s1},4\n") : r.a], cidrnetmask("fd00::/64"))), b = distinct([for p in setproduct(toset([var.s2, var.s1, local.l0]), var.l1) : join("-", p)]) }) : k => join(",", v) }, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(local.l9, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try(concat(var.l2, concat([8], [for i, x in slice(var.l1, 1, min(2, length(["app", "logs", "10.0.0.0/16"]))) : i])), "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(flatten([tostring((trim(local.l0, "vpc-") != null)), [var.l1]]), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(zipmap(var.l1, reverse(["", local.l10])), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(sum(var.l2), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(reverse(var.l2), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(cidrnetmask("10.1.2.3/25"), "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(true, "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try([join("", [for x in compact(var.l1) : cidrnetmask("10.1.2.3/25")]), signum(index(slice([for i in range(3) : tostring(i)], 1, 1), var.s1)), can([replace("%{for x in jsondecode(jsonencode([local.l10]))~}${x},%{endfor~}", "/[a-z]+/", "$${1}x"), max(sort([for x in ["\u00e4"] : length(x)])...), (tonumber(0.1) == parseint("12", 16))])], "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try((contains(slice([for r in csvdecode("a,b\n1,2\n${join(",", var.l1)},4\n") : r.a], 0, 2), trimsuffix(lower("a"), "vpc-")) ? { a = 1 } : { a = "x" }), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try([for x in flatten([]) : trim(var.s2, "/") if contains(var.l1, x)], "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try([cidrsubnet(textencodebase64(urlencode(local.l10), "UTF-16LE"), 0, 0), max(2, 0.1), (cidrnetmask("fd00::/64") == var.s1)], "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try({ a = tonumber(lower(join(",", concat(var.l1, var.l1)))), b = regexall("\\d+", local.l10), c = { d = merge(var.m1, { for x in toset([]) : x => upper(x) }) } }, "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(alltrue([false, false]), "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try([format("%03d", floor(log(2.5, 2))), length(toset(keys({ for k, v in { for x in matchkeys([], var.l1, var.l1) : substr(x, 0, 1) => x... } : k => join("+", v) }))), (tobool(dirname(jsonencode(var.s2))) && contains(var.set1, chomp(dirname("logs"))))], "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(merge({ a = local.l10, app = var.s1 }, (startswith(local.l0, "a") ? { for x in setintersection(var.set1, var.set1) : x => (var.b2 ? local.l9 : "a-b-c") if true } : { for x in toset(cidrsubnets("10.0.0.0/8", 2, 5, 2, 0)) : x => upper(x) }), { (lookup(tomap(var.m1), "b", trim(local.l0, "vpc-"))) = indent(4, "a\nb\n${"443"}"), "z z" = dirname(yamlencode(yamldecode("\"str\""))) }), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try([strrev(local.l9), abs(2.5), false], "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try((local.l2 || strcontains(yamlencode(yamldecode("a: 1\nb: [x, 2.50, yes, ~]\n")), upper(local.l9))), "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try([for x in var.l1 : replace("web", "-", "_")], "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try({ a = 2.5, b = var.l1, c = { d = merge(tomap(merge(tomap({ b = "", a = var.s1 }))), var.m1) } }, "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(distinct(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try(chunklist([1, 2, 3], 2), "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try([for x in toset(keys({ for x in toset([local.l0, local.l10, local.l10]) : x => "web" if(true || local.l3) })) : basename("app") if false], "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(can(var.any1), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try(trimsuffix(replace(local.l0, "a", "_"), " "), "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try([local.l0, sum(var.l2), (startswith(local.l9, "a") && var.b1)], "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(parseint(var.s2, 16), "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(contains(["a"], local.l10), "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(toset(keys(var.m1)), "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try([var.s1, parseint(local.l9, 36), var.b2], "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(2.5, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try([local.l9, tonumber(local.l7), (parseint("12", 10) > -(-(index(var.l1, "a-b-c"))))], "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try(yamldecode(yamlencode({ (local.l0) = "vpc-1", "z z" = var.s1 })), "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try("web", "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(replace("${"x,y,z"}", "/[a-z]+/", "<$1>"), "ERR"))
}
