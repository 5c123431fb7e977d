resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try((tonumber(47) - min(2.5, -(var.n2), sum(concat([0], [for x in [for x in var.l1 : length(x)] : x * 2 if x > 2])))), "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(urlencode(strrev("app")), "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try([trimsuffix("", "ap"), join(",", range(3)), strrev(var.s2)], "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(chunklist([1, 2, 3], 2), "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try((join("|", formatlist("%s=%s", reverse(var.l1), "10.0.0.0/16")) != null), "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try({ a = (false ? 9 : 0.1), b = [for x in var.set1 : x if true], c = { d = { for k, v in var.m1 : "${k}-x" => local.l9 } } }, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(setsubtract(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = "true" })], "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(startswith(jsonencode((var.o1.cidrs != null)), "a"), "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try([{ name = "10.0.0.0/16", port = tonumber(var.n2) }], "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try((contains(keys({}), var.s2) ? 0.1 : 2.5), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(alltrue([true]), "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(values(yamldecode(yamlencode(var.m1))), "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(contains([], jsonencode({ a = values(var.mo)[0].az, b = matchkeys(var.l1, var.l1, var.l1), c = { d = { a = "Hello World", c = local.l9 } } })), "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try({ a = tonumber(var.s2), b = [for p in setproduct(toset(var.l1), var.l1) : join("-", p)], c = { d = var.m1 } }, "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(cidrsubnet("192.168.1.7/20", 4, -(2.5)), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try([substr(var.s2, 3, 3), 0.1, contains(["b"], var.s1)], "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try([cidrsubnet(join("|", formatlist("%s=%s", var.l1, local.l9)), 7, 2), tonumber("true"), (join("-", var.l1) != null)], "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try((false && var.b1), "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try(length(var.any1), "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(matchkeys([for i in range(3) : tostring(i)], [local.l9, local.l9, var.s2], chunklist(var.l1, 0)[0]), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try(values(var.mo)[0].az, "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = local.l9 })], "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try([trimprefix("%{if !contains(var.set1, local.l9)}yes%{else}no ${"k=v;l=w"}%{endif}", " "), pow(index(var.l1, base64decode(base64encode(join(",", range(-1, -2, 0))))), 2), contains(var.set1, lower("\u00e4"))], "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try([(var.b2 ? one([var.s1]) : pow(index([for x in var.l1 : local.l9 if false], cidrhost("10.0.0.0/16", -2)), 2)), signum((alltrue([]) ? (startswith("", "a") ? 72 : 8) : min(sum(var.lo[*].port)))), alltrue([for x in flatten([one([for k, v in { for k, v in transpose({ a = var.l1, b = var.l1 }) : k => join(",", v) } : v if k == "a"]), "%{for x in [for x in var.set1 : x]~}${x},%{endfor~}"]) : x != ""])], "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try("x,y,z", "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try(reverse(var.l2), "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try({ a = length(var.lo), b = jsondecode(jsonencode([for o in var.lo : o.name])), c = { d = { for k, v in { for x in [for i in range(0) : tostring(i)] : substr(x, 0, 1) => x... } : k => join("+", v) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try([for i, x in concat(sort([for p in setproduct([var.s2, var.s2], var.l1) : join("-", p)]), regexall("[a-z]", join("|", formatlist("%s=%s", var.l1, [var.s1, "dev"])))) : i], "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try((max(7) != (9 / 2.5)), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try([lower("b"), abs(2.5), length(setintersection(toset(var.l1), var.set1)) > 0], "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try({ for k, v in {} : "${k}-x" => "sg-0ab" }, "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try([{ name = replace(cidrhost("10.0.0.0/16", -1), "", "xx"), port = 5 }], "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(local.l9, "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try([regex("([a-z])(\\d*)", lower("\u00e4"))[0], tonumber(sum(concat([0], [for x in var.l2 : x * 2 if x > 2]))), endswith(var.s1, "a")], "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try({ a = signum(2), b = slice(var.l1, 1, min(2, length(var.l1))), c = { d = { for x in toset(var.l1) : x => upper(x) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try({ a = max(index(var.l1, "vpc-1"), length(var.s2), pow(0.1, 0)), b = tolist(toset([var.s1, var.s1, var.s2])), c = { d = zipmap(distinct(var.l1), [local.l9, local.l9, var.s1]) } }, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try((min(local.l8) <= 0.1), "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try({ a = 88, b = flatten([cidrsubnet("10.0.0.0/16", 7, var.n1), (false ? var.l1 : ["us-east-1", "x,y,z"]), []]), c = { d = { for k, v in transpose({ a = tolist(var.l1), b = [] }) : k => join(",", v) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(toset(["b", local.l9, "sg-0ab"]), "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try([{ name = var.s2, port = 0.1 }], "ERR"))
}
