resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try((strcontains(join("-", reverse(flatten([local.l10]))), upper(join(",", values(var.m1)))) ? [1] : ["a"]), "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try({ app = var.s2 }, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(trimspace(var.s2), "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(-(sum(var.lo[*].port)), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(zipmap(["a", "b"], [1, "x"]), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(["a-${join("|", formatlist("%s=%s", var.l1, cidrhost("10.0.0.0/16", 21)))}-${try(var.lo[0].port, 1)}", -(sum(concat([0], [for x in distinct(reverse(var.l2)) : x * 2 if x > 3]))), !issensitive(base64encode(strrev(local.l10)))], "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try([one([for k, v in { for k, v in transpose({ a = [var.s2], b = var.l1 }) : k => join(",", v) } : v if k == "a"]), tonumber(var.s1), false], "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(var.lo[0].name, "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(false, "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try({ for x in toset([local.l10, local.l10, local.l10]) : x => upper(x) }, "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(endswith(var.s1, "a"), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(sort([for x in var.l1 : length(x)]), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try(var.m1, "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try([{ name = textencodebase64("us-east-1", "UTF-16LE"), port = length(var.s1) }], "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try([for k, v in yamldecode(yamlencode(var.m1)) : "${k}=${v}"], "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try({ for x in toset(keys(var.m1)) : x => upper(x) }, "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try(cidrsubnet("192.168.1.7/20", 0, 12), "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(ceil(max(length(var.m1), -(var.n1))), "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try(yamldecode(yamlencode(flatten([for k, v in jsondecode(jsonencode(var.m1)) : [for y in [for r in csvdecode("a,b\n1,2\n${var.s2},4\n") : r.a] : "${k}-${y}"]]))), "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try([indent(2, "a\nb\n${lower(textencodebase64(local.l10, "UTF-16LE"))}"), (strcontains(timeadd("2024-02-29T13:04:05Z", "1h"), "x${cidrhost("10.0.0.0/16", -1)}/${0}") ? 4 : max(sum(reverse([25, local.l0, 0.1])), ceil(ceil(88)))), (formatdate("DD MMM YYYY hh:mm ZZZ", "2024-02-29T13:04:05Z") != base64decode(base64encode(formatdate("YYYY-MM-DD", "2024-02-29T13:04:05Z"))))], "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(var.l1, "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(var.m1, "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try({ for x in setintersection(toset(["Hello World"]), toset(var.l1)) : x => local.l10 if(x == null) }, "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(var.l2, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(endswith("", local.l10), "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try([for x in keys({ a = var.s2, b = var.s2 }) : length(x)], "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(var.lo[*].port, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(84, "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try(one(var.any1[*]), "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(setintersection(var.set1, var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try({ (trimsuffix(var.s2, "a")) = base64decode(var.s2), "z z" = "a-b-c" }, "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try(setintersection(var.set1, var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(2.5, "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}
