resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try([base64sha256("%{for x in var.l1~}${x},%{endfor~}"), min(sort(var.l2)...), (floor(0.1) >= signum(-4))], "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(length(var.lo), "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try(length(var.mo), "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try((contains(var.l1, var.s1) ? null : 1), "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(upper(textencodebase64(local.l2, "UTF-16LE")), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(textencodebase64(lookup(merge({ for k, v in var.m1 : "${k}-x" => local.l1 }, yamldecode(yamlencode({ a = local.l2, b = var.s2, c = local.l1 })), merge(var.m1, var.m1, var.m1)), "b", strrev(substr("dev", 2, 0))), "UTF-16LE"), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(trimsuffix(chomp(local.l11), " "), "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try([for k, v in var.any1 : k], "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try([(var.b2 ? trim(local.l11, "ap") : ceil(local.l9)), 0.1, (var.any1 == null)], "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(flatten([for k, v in(true ? var.m1 : var.m1) : [for y in [for x in var.l1 : var.s1] : "${k}-${y}"]]), "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(var.m1, "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try((endswith(tostring(14), "a") ? null : 1), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try({ a = ceil(index(var.l1, local.l11)), b = flatten([for k, v in var.o1.tags : [for y in concat(var.l1, var.l1) : "${k}-${y}"]]), c = { d = jsondecode(jsonencode({ for o in var.lo : o.name => o.port... })) } }, "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(["%{for x in var.l1~}${x},%{endfor~}", local.l3, false], "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(sort(distinct(var.l2)), "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try({ for x in toset(concat(var.l1, ["us-east-1", "app", "app"])) : x => upper(x) }, "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(slice(["a", 1, true], 0, 2), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try([{ name = local.l10, port = 18 }], "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try((var.o1.tags != null), "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(startswith("x,y,z", local.l2), "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(startswith(strrev(cidrhost("10.0.0.0/16", 4)), "a"), "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try({ a = ceil((anytrue([for x in [for x in var.set1 : var.s1 if false] : x != ""]) ? pow((false ? 0.1 : 33), 1) : tonumber(tostring(local.l11)))), b = [for x in toset(keys({ for k, v in var.mo : k => v.cidr })) : var.l1[0] if(contains(concat(var.l1, [local.l11, "prod"]), indent(2, "a\nb\n${x}")) && contains(keys({ (local.l2) = var.s1, "a" = local.l1 }), cidrnetmask("fd00::/64")))], c = { d = yamldecode(yamlencode(yamldecode(yamlencode(tomap(zipmap(var.l1, var.l1)))))) } }, "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(var.m1, "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try({ (sha512(local.l2)) = trimsuffix(local.l11, " "), "a" = lookup({}, local.l11, local.l11) }, "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(coalesce(try(var.lo[0].on, null), true), "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(sum(concat([0], [for x in sort(distinct(var.l2)) : x * 2 if x > 4])), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try(var.n1, "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try([trimprefix(replace("a-${local.l2}/${var.s1}", "/\\s*/", ""), "ap"), 0.1, !(tolist(var.l1) == tolist([]))], "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try([for k, v in var.any1 : k], "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try([{ name = var.s1, port = (!var.b2 ? ceil(73) : pow(0.1, 0)) }], "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try((2.5 - 42), "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = regex("[a-z]+", var.s2) })], "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try([local.l10, -(local.l9), length(setintersection(var.set1, toset([local.l10]))) > 0], "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try([{ name = "a-${upper(var.s2)}-${"  pad "}", port = -(pow(49, 0)) }], "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(lower(tostring(((var.o1.cidrs != null) ? 4 : index(var.l1, "a")))), "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try(slice(var.l1, 1, 2), "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(var.n2, "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}
