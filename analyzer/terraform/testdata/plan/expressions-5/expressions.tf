resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try(ceil(((alltrue([]) || true) ? (length(setintersection(var.set1, var.set1)) > 0 ? 14 : min(var.l2...)) : -(var.o1.port))), "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try((contains(setintersection(setunion(var.set1, var.set1), toset(keys(var.m1))), replace("/path/to/file.txt", "/(\\d+)/", "")) ? (strcontains(var.l1["0"], "Hello World") ? tomap((local.l6 ? { app = "app", b = local.l10, c = "10.0.0.0/16" } : var.m1)) : zipmap([for i in range(2) : tostring(i)], (local.l6 ? [var.s2, var.s1, "x,y,z"] : var.l1))) : var.m1), "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try({ (var.s1) = "x,y,z", "z z" = var.s2 }, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(length(setintersection(setintersection(setunion(var.set1, toset(var.l1)), setintersection(toset(var.l1), toset(var.l1))), setsubtract(setsubtract(var.set1, var.set1), toset(var.l1)))) > 0, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = join(",", range(0, -1, 2)) })], "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try([join("", flatten(regexall("([a-z])(.)", join("", flatten(regexall("([a-z])(.)", "sg-0ab")))))), -(0.1), (sort([var.s2, "us-east-1", var.s2]) == [])], "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try({ c = var.s1, a = var.s1 }, "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = var.s1 })], "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(upper(var.s1), "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try([for m in values(var.mo) : m.az], "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(zipmap(flatten([for k, v in tomap({}) : [for y in(false ? var.l1 : var.l1) : "${k}-${y}"]]), coalescelist(var.l1, matchkeys(["x,y,z", local.l10], var.l1, var.l1))), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(can([base64encode("%{if local.l11}yes%{else}no ${var.s1}%{endif}"), sum(concat([0], [for x in var.l2 : x * 2 if x > 0])), (var.o1.cidrs != null)]), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try([yamlencode(yamldecode("k: |\n  multi\n  line\n")), index(flatten([[[var.s1], []], var.s1, var.s1]), coalesce(var.s2, null, null)), coalesce(try(var.lo[0].on, null), true)], "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(yamldecode(yamlencode([var.s2])), "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try({ a = -((24 + (60 % 6))), b = [var.s1, "web", "443"], c = { d = jsondecode(jsonencode({ (trimsuffix(var.s1, "1")) = var.s1, "z z" = one(["Hello World"]) })) } }, "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try(concat([1, 47, var.n2], var.l2), "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(matchkeys([local.l10, "10.0.0.0/16"], [for x in [var.s1, local.l10, var.s2] : x], var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try(abs(signum(2.5)), "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try(basename("x,y,z"), "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = "${nonsensitive(sensitive("vpc-1"))}" })], "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(yamlencode([for k, v in tomap({ c = "/path/to/file.txt" }) : "${k}=${v}"]), "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = var.s2 })], "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try(setintersection(toset([var.s1, "k=v;l=w", var.s2]), var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(try(var.lo[0].on, false), "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try([{ name = cidrnetmask("fd00::/64"), port = tonumber(sum([for i, x in var.l1 : i])) }], "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(index(var.l1, "dev"), "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(setunion(setintersection(toset(var.l1), var.set1), var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try(trimsuffix(tostring(local.l10), "a"), "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try(max(signum(max((0.1 / 2.5), -(0.1), max(var.l2...))), (tobool("true") ? length(var.lo) : pow(length(local.l10), 2)), pow(local.l5, 3)), "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(contains([for x in toset(keys({ for x in toset([var.s1]) : x => x if var.b2 })) : x], trimspace(coalesce(null, null, null))), "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(setintersection(toset([for x in setintersection(var.set1, toset(var.l1)) : "a" if(var.l1 == var.l1)]), toset(keys({ for k, v in { for x in concat(var.l1, var.l1) : substr(x, 0, 1) => x... } : k => join("+", v) }))), "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(toset([var.s2, local.l10]), "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try(length(setintersection(setsubtract(toset([]), setunion(toset(var.l1), toset(var.l1))), var.set1)) > 0, "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(issensitive(cidrnetmask("10.0.0.0/12")), "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(29, "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try(dirname(var.lo[*].name[0]), "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(max(1, "2"), "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try({ for x in toset(distinct(var.l1)) : x => upper(x) }, "ERR"))
}
