resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try([{ name = replace(local.l2, "/(\\d+)/", "$${1}x"), port = 2.5 }], "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(title(yamlencode(var.s2)), "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(setsubtract(toset([local.l10, local.l2]), toset(["true", local.l10])), "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try([local.l2], "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(split(".", try(join("|", formatlist("%s=%s", var.l1, var.l1)), "fb")), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(-(2.5), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(2.5, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(contains(reverse(var.l1), regex("([a-z])(\\d*)", local.l3)[0]), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try({ a = -(try(var.lo[0].port, 1)), b = [local.l2, local.l10], c = { d = { for k, v in transpose({ a = [local.l10], b = var.l1 }) : k => join(",", v) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try({ a = signum(floor(0.1)), b = sort([for x in [var.s2, local.l10] : local.l10]), c = { d = jsondecode(jsonencode(merge(var.m1))) } }, "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(flatten([[[var.s2], []], [["%{if(false || alltrue([]))}yes%{else}no ${trimsuffix(trim(local.l3, "vpc-"), "vpc-")}%{endif}"], []], values(merge({ for k, v in transpose({ a = var.l1, b = var.l1 }) : k => join(",", v) }, (var.b1 ? { a = local.l7, b = local.l7, c = var.s2 } : { a = local.l10, b = local.l7 })))]), "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try([{ name = local.l7, port = var.n2 }], "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(tonumber(local.l3), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try((can(uuidv5("dns", indent(0, "a\nb\n${"vpc-1"}"))) ? [1] : ["a"]), "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(setunion(setintersection(setintersection(toset(var.l1), toset([local.l3, "443"])), toset(keys(var.m1))), toset(keys(var.m1))), "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try([upper("Hello World"), (83 + 4), var.b2], "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(basename(coalesce(var.l1["0"], "")), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try(issensitive(join(",", range(-1, 6, -2))), "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try({ a = index(var.l1, local.l9), b = chunklist(var.l1, 1)[0], c = { d = tomap(var.m1) } }, "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(tostring("dev"), "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(zipmap(["a", "b"], [1, "x"]), "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try("sg-0ab", "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try([for k, v in var.m1 : "${k}=${v}"], "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(var.m1, "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(flatten([for k, v in yamldecode(yamlencode({ a = var.s1, c = var.s1 })) : [for y in split(".", local.l7) : "${k}-${y}"]]), "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try({ a = min((2.5 - parseint("101", 16))), b = regexall("[a-z]", cidrnetmask("fd00::/64")), c = { d = yamldecode(yamlencode(var.m1)) } }, "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try([3, 8], "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try([local.l7, min((true ? 0.1 : 2.5), 80), (upper(local.l9) != null)], "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try(toset(keys({ app = "  pad ", b = local.l9 })), "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(yamlencode(yamldecode("a: 1\nb: [x, 2.50, yes, ~]\n")), "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(var.l1, "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(51, "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(var.b1, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try({ a = signum(values(var.mo)[0].az), b = values(var.mo)[*].cidr, c = { d = { for x in toset(distinct(flatten([for k, v in var.m1 : [for y in [] : "${k}-${y}"]]))) : x => upper(x) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try([local.l11], "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(concat([var.s2, var.s2, "/path/to/file.txt"], [var.s1]), "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(index([], one([local.l7])), "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try([local.l9, min(length(var.lo)), var.o1.inner.on], "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(floor(0.1), "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}
