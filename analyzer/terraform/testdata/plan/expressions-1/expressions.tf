resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try({ a = 0.1, b = matchkeys(var.l1, [var.s2, var.s1, var.s1], var.l1), c = { d = (var.b2 ? var.m1 : { app = "10.0.0.0/16", a = "10.0.0.0/16" }) } }, "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try(["a-${join("|", formatlist("%s=%s", [], distinct(var.l1)))}-${local.l3}", ceil(var.o1.port), values(var.mo)[0].public], "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(distinct([1, "1", 1]), "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = "web" })], "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(cidrsubnet("192.168.1.7/20", 0, (local.l6 ? 2.5 : 95)), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(zipmap(distinct(var.l1), keys({ for k, v in { for x in var.set1 : x => x if true } : k => "x${"dev"}-${var.s1}" })), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(setintersection(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(local.l0, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(regex(".*", replace(urlencode(local.l3), "a", "_")), "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(trimspace(coalesce("a")), "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(local.l0, "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try({ for k, v in { for x in [for k in sort(keys(var.mo)) : var.mo[k].cidr] : substr(x, 0, 1) => x... } : k => join("+", v) }, "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(range(4), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(var.o1.tags, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try("logs", "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try({ a = tonumber(length(var.mo)), b = values((values(var.mo)[0].public ? zipmap(sort(["us-east-1", "app", var.s2]), var.l1) : var.o1.tags)), c = { d = { a = local.l3 } } }, "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try([flatten([for k, v in var.m1 : [for y in var.l1 : "${k}-${y}"]])["0"], floor(4), var.b1], "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(setunion(setunion(toset(flatten([for k, v in var.m1 : [for y in var.l1 : "${k}-${y}"]])), toset(var.l1)), setintersection(toset(regexall("[^,]+", local.l3)), toset(keys((false ? {} : var.m1))))), "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try([substr(strrev(basename(var.s2)), 3, 2), floor(log(abs(69), 2)), can(var.o1)], "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(abs(var.n1), "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(["${"10.0.0.0/16"}/${0.1}", 0.1, contains(keys({ a = local.l0, b = var.s1, app = local.l3 }), local.l0)], "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(var.tup, "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try({ a = (-(ceil(var.n2)) / ((var.o1.tags != null) ? length(var.o1.tags) : 5)), b = [var.s1], c = { d = { for k, v in { for x in var.l1 : substr(x, 0, 1) => x... } : k => join("+", v) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try(0.1, "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(var.m1, "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(setintersection(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(ceil(1), "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(timeadd("2024-02-29T13:04:05Z", "1h"), "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try((can([for o in var.lo : merge(o, { extra = local.l3 })]) || strcontains(jsonencode(trim("443", " ")), "x,y,z")), "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(pow(parseint("12", 2), 3), "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try([6, 2.5, 8], "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(setunion(toset([]), var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try([for x in var.l1 : length(x)], "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try([replace(cidrnetmask("fd00::/64"), "a", "_"), parseint("12", 2), ({ for k, v in { for x in var.l1 : substr(x, 0, 1) => x... } : k => join("+", v) } == { for i, x in var.l1 : i => x })], "ERR"))
}
