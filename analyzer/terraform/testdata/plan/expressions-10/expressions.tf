resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try([cidrnetmask("10.1.2.3/25"), tonumber(one([])), true], "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try([element([for k, v in var.m1 : "${k}=${v}"], floor(log(2.5, 2))), length(yamlencode(yamldecode("- 1\n- \"2\"\n- 0x1f\n- 1_000\n"))), startswith(base64encode(local.l0), "a")], "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try({ a = ((tolist([local.l0, local.l2]) == tolist([])) ? 75 : min(concat([7, 0.1], var.l2)...)), b = [for i in range(2) : tostring(i)], c = { d = { b = var.s1, c = "app" } } }, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try({ a = pow(0.1, 3), b = [for r in csvdecode("a,b\n1,2\n${"x,y,z"},4\n") : r.a], c = { d = zipmap(var.l1, [local.l0, var.s2]) } }, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try([var.s1, floor(log(max(var.n2), 10)), false], "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try(merge((true ? zipmap((false ? var.l1 : []), regexall("\\d+", local.l0)) : { for k, v in { for x in var.set1 : x => "logs" if var.b1 } : k => regex("[^/]+$", "b") })), "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(toset(keys(jsondecode(jsonencode(var.m1)))), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(setunion(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(toset(tolist(values((true ? { a = var.s1, b = "b", c = local.l0 } : var.m1)))), "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(replace(cidrsubnet("10.1.2.0/24", 5, 0), "/\\s*/", "<$1>"), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(contains(["a"], yamlencode(local.l8)), "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(setunion(toset(var.l1), toset([var.s1, local.l1])), "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(floor(log(parseint("ff", 16), 2)), "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try([basename(var.l1["0"]), floor(log(length(var.m1), 2)), contains(keys(zipmap(var.l1, var.l1)), substr(local.l1, -1, -1))], "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(alltrue([startswith(element(jsondecode(jsonencode(var.l1)), 5), "a"), (tolist(keys({ for x in toset(var.l1) : x => upper(x) })) == tolist([]))]), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try({ for k, v in { for x in var.l1 : substr(x, 0, 1) => x... } : k => join("+", v) }, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try(lookup(var.o1, "name", 1), "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(formatlist("%s-%s", var.l1, var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = indent(4, "a\nb\n${yamlencode(yamldecode("a: 1\nb: [x, 2.50, yes, ~]\n"))}") })], "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try(tomap({ a = 1, b = "x" }), "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try({ for k, v in transpose({ a = var.l1, b = slice(var.l1, 1, 2) }) : k => join(",", v) }, "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try(abs(8), "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try({ (element(formatlist("%s-%s", var.l1, local.l2), 2.5)) = title(formatdate("'it''s' YYYY", "2024-02-29T13:04:05Z")), "z z" = one(["%{for x in []~}${x},%{endfor~}"]) }, "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try(0, "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(local.l0, "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(77, "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try((var.b2 ? tonumber(ceil(-6)) : tonumber("%{if true}yes%{else}no ${local.l1}%{endif}")), "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try({ a = (2.5 + floor(var.n2)), b = [], c = { d = { for x in toset(regexall("[a-z]", "%{if var.b1}yes%{else}no ${var.s2}%{endif}")) : x => upper(x) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try({ ("%{if var.b2}yes%{else}no ${"us-east-1"}%{endif}") = dirname(local.l0), "z z" = "a-b-c" }, "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try([for i, x in var.l1 : i], "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(sum(concat([0], [for x in [0.1] : x * 2 if x > 5])), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(["%{for x in [local.l0, "vpc-1", local.l2]~}${x},%{endfor~}", abs(sum(var.l2)), var.b1], "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try({ for k, v in { for k, v in transpose({ a = [for x in [] : var.s2 if var.b2], b = (true ? var.l1 : var.l1) }) : k => join(",", v) } : v => local.l1 }, "ERR"))
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
  value = jsonencode(try(jsondecode(jsonencode(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(tomap(yamldecode(yamlencode(tomap({ c = local.l0, b = "  pad ", app = local.l0 })))), "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(slice([for r in csvdecode("a,b\n1,2\n${indent(2, "a\nb\n${local.l1}")},4\n") : r.a], 0, 2), "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(var.set1, "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = var.s2 })], "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try([{ name = var.s2, port = 0.1 }], "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(coalescelist(var.l1, []), "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(["a-${jsonencode([for k, v in { for k, v in var.mo : k => v.cidr } : "${k}=${v}"])}${length(setintersection(setunion(setsubtract(toset(var.l1), var.set1), toset(keys(var.m1))), var.set1)) > 0}", (2.5 + tonumber(strrev(uuidv5("url", local.l1)))), true], "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(zipmap(var.l1, var.l1), "ERR"))
}
