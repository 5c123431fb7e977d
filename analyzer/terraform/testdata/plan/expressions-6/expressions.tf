resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(coalescelist(var.l1, var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try(concat([for i, x in tolist((true ? var.l1 : [])) : i], [2.5, 2.5, 0.1]), "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try([{ name = trim(regex("([a-z])(\\d*)", "us-east-1")[0], "a"), port = floor(log(min(max(56, 0.1), -(var.n1)), 2)) }], "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try([uuidv5("url", "%{if var.b1}yes%{else}no ${"b"}%{endif}"), (contains(var.set1, "vpc-1") ? min(2.5, 2.5) : parseint("ff", 2)), true], "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try({ a = 6, b = var.l1, c = { d = var.m1 } }, "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(contains(var.l1, jsonencode([local.l3, 2, true])), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try((local.l8 == 9), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(setintersection(toset(var.l1), toset(keys(zipmap(var.l1, concat(["app", "Hello World", var.s2], var.l1))))), "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(reverse([for m in values(var.mo) : m.az]), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try({ for x in toset(distinct(matchkeys(["a"], compact([]), ["\u00e4"]))) : x => upper(x) }, "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(length(var.o1.tags), "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(jsondecode(jsonencode(var.m1)), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(var.l1, "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(values({ a = 1, b = "c" }), "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(element([1, "a"], signum((7 - (false ? 42 : 2.5)))), "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(var.set1, "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try([{ name = chomp(var.m1["a"]), port = var.n1 }], "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(var.set1, "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try(trimspace(trimprefix(urlencode("k=v;l=w"), "vpc-")), "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try([for i in range(2) : tostring(i)], "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(replace("a-b-c", "/\\s*/", "$${1}x"), "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(local.l3, "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try(chunklist([for x in setsubtract(var.set1, toset(var.l1)) : x], 0)[0], "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(toset(keys(var.o1.tags)), "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = upper(basename(local.l8)) })], "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try([formatdate("DD MMM YYYY hh:mm ZZZ", "2024-02-29T13:04:05Z"), (ceil(2) * (startswith(local.l6, "a") ? pow(tonumber(local.l10), 3) : -3)), length(setintersection(setintersection(toset(keys({ for o in var.lo : o.name => o.port... })), toset(var.l1)), setintersection(setintersection(var.set1, setintersection(toset(var.l1), toset([var.s2, "app"]))), setsubtract(toset(var.l1), setintersection(var.set1, toset([])))))) > 0], "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(setunion(toset(reverse(flatten([[var.l1]]))), toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(concat(sort(var.l1), var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try({ a = index([local.l8, local.l3], local.l8), b = [for p in setproduct(sort([local.l8]), cidrsubnets("10.0.0.0/8", 1, 1, 0, 6)) : join("-", p)], c = { d = { for i, x in flatten([[[basename(var.s1)], []], local.l8]) : i => x } } }, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try(toset([1, 1, 2]), "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = join(",", var.lo.*.name) })], "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try({ a = local.l3 }, "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(tolist([1, "a", true]), "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try((contains(var.l1, join("|", formatlist("%s=%s", [for k, v in var.m1 : "${k}=${v}"], "%{if false}yes%{else}no ${local.l6}%{endif}"))) ? 1 : "a"), "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try([var.s2, 9, (var.o1.cidrs != null)], "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try({ a = 2.5, b = [for k, v in jsondecode(jsonencode({ for o in var.lo : o.name => o.port... })) : "${k}=${v}"], c = { d = merge({ for x in var.set1 : x => nonsensitive(sensitive("vpc-1")) if(var.o1.cidrs != null) }) } }, "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try({ a = signum(signum(2.5)), b = distinct([for i in range(0) : tostring(i)]), c = { d = var.o1.tags } }, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(textencodebase64(local.l6, "UTF-16LE"), "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(var.n2, "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try([{ name = strrev(local.l8), port = floor(var.n2) }], "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(distinct(reverse([2.5, 2.5])), "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}
