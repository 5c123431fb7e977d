resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try({ for k, v in { for x in [for k, v in var.m1 : "${k}=${v}"] : substr(x, 0, 1) => x... } : k => join("+", v) }, "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try({ a = index(formatlist("%s-%s", ["web", local.l2], var.s1), "${var.s1}/${var.b1}"), b = cidrsubnets("10.0.0.0/20", 4), c = { d = var.m1 } }, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try(merge({ a = 1 }, { a = trimsuffix(cidrsubnet("10.0.0.0/16", 1, 1), "vpc-") }), "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(one(var.any1[*]), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try((2.5 - 1), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(one(var.any1[*]), "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(flatten([]), "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try([join(",", range(5)), tonumber(((var.o1.inner.x == null) ? ceil(2.5) : min(9, 2))), length(setintersection(var.set1, setunion(setintersection(var.set1, var.set1), setunion(var.set1, toset([]))))) > 0], "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(concat(matchkeys([for x in var.l1 : var.s1 if false], compact(var.l1), var.l1), [1]), "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(reverse([for i, x in var.l1 : i]), "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try((contains(["b"], "a-b-c") && ("  pad " != null)), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(trimsuffix("${element(["vpc-1", local.l0], 2)}", "1"), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try({ a = ((34 * length({ for o in var.lo : o.name => o })) - index(concat(compact(var.l1), var.l1), (contains(keys({}), local.l2) ? (true ? local.l2 : local.l2) : sum([0.1, local.l7])))), b = flatten([for k, v in { for x in toset([for k, v in { for k, v in var.mo : k => v.cidr } : "${k}=${v}"]) : x => upper(x) } : [for y in var.l1 : "${k}-${y}"]]), c = { d = merge({ for k, v in var.m1 : "${k}-x" => join(",", range(2, -1)) }, { ("\u00e4") = local.l2, "z z" = lower(jsonencode(var.set1)) }, { for k, v in transpose({ a = coalescelist(yamldecode(yamlencode(var.l1)), ["app", "Hello World", "logs"]), b = [for k, v in { for k, v in transpose({ a = var.l1, b = var.l1 }) : k => join(",", v) } : "${k}=${v}"] }) : k => join(",", v) }) } }, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try(true, "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(!length(setintersection(toset(var.l1), toset(var.l1))) > 0, "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = "us-east-1" })], "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try({ a = min(var.l2...), b = var.l1, c = { d = { for x in toset(var.l1) : x => upper(x) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = base64encode(base64sha512(uuidv5("oid", local.l0))) })], "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try(yamldecode(yamlencode({})), "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(setunion(var.set1, toset(["\u00e4"])), "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try([lower(regex("[a-z]+", local.l2)), floor(log(index(regexall("[^,]+", tostring(2.5)), uuidv5("url", jsonencode(chunklist([1, 2, 3], 2)))), 10)), contains(["b"], var.s1)], "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(tomap(zipmap(formatlist("%s-%s", [local.l2, var.s1, "us-east-1"], var.l1), jsondecode(jsonencode(var.l1)))), "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try(nonsensitive(sensitive(var.s1)), "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(2.5, "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(toset([1, 1, 2]), "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try([for i in range(4) : tostring(i)], "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(values({ a = 1, b = "c" }), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try([for p in setproduct(reverse(var.l1), coalescelist(var.l1, var.l1)) : join("-", p)], "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try({ a = local.l7, b = matchkeys(regexall("\\d+", trim(local.l0, "1")), reverse(keys(var.m1)), tolist(jsondecode(jsonencode(var.l1)))), c = { d = { for k, v in { for k, v in { for x in toset(var.l1) : x => upper(x) } : v => "sg-0ab" } : "${k}-x" => var.s1 } } }, "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(tolist([1, "a", true]), "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(var.s2, "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = base64encode("443") })], "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try((var.any1 == null), "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v.cidr }, "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try((title(dirname(join(",", range(3, -1, 2)))) == null), "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(var.l1, "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try([regex("(?P<first>[a-z]+)-?(?P<second>[a-z]*)", replace("${"/path/to/file.txt"}-${true}", "/(\\d+)/", "_")).first, (var.b2 ? 83 : min(abs(1), (3 - 0.1))), var.b1], "ERR"))
}
