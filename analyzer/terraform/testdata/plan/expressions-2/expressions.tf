resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try(toset(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try([for i, x in [for x in setintersection(var.set1, toset(var.l1)) : x] : i], "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try(var.n2, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try(yamldecode(yamlencode(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(var.lo.*.name, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(merge({ for k, v in transpose({ a = var.l1, b = [] }) : k => join(",", v) }, { for k, v in { for x in var.l1 : substr(x, 0, 1) => x... } : k => join("+", v) }, { for k, v in transpose({ a = ["us-east-1", local.l7, local.l7], b = var.l1 }) : k => join(",", v) }), "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try({ a = 40, b = split("-", "web"), c = { d = { for k, v in { for x in var.l1 : substr(x, 0, 1) => x... } : k => join("+", v) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try(0.1, "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try((parseint(var.s2, 2) * pow(1, 0)), "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try((trimprefix("/path/to/file.txt", "a") != (alltrue([for x in [local.l7] : x != ""]) ? local.l7 : "Hello World")), "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(setintersection(setintersection(toset(keys(jsondecode(jsonencode(var.m1)))), toset([for x in var.set1 : x])), var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try(split(".", "%{for x in var.l1~}${x},%{endfor~}"), "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try([for r in csvdecode("a,b\n1,2\n${"sg-0ab"},4\n") : r.a], "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try(contains(var.l1, local.l7), "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(base64encode(var.s1), "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(setintersection(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try(lookup(var.o1, "name", 1), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(regex("[^/]+$", "443"), "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try((var.s2 == null), "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try(reverse(range(0)), "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try(false, "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(merge({ a = 1 }, { a = coalesce(base64encode(var.s2)) }), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try([tostring(timeadd("2024-02-29T13:04:05Z", "10m30s")), abs((floor(log(signum(local.l8), 2)) / signum(index(var.l1, var.s2)))), (((var.o1.tags != null) || false) || length(setintersection(toset(var.o1[*].name), var.set1)) > 0)], "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try(distinct(var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try({ a = length(var.lo), b = compact(reverse([local.l11])), c = { d = var.m1 } }, "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(coalescelist(tolist([for p in setproduct(chunklist(var.l1, 0)[0], coalescelist(var.l1, var.l1)) : join("-", p)]), [for x in toset(keys({ for x in toset([]) : x => upper(x) })) : "%{for x in keys(var.m1)~}${x},%{endfor~}" if length(setintersection(toset(var.l1), toset(var.l1))) > 0]), "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try(["${lower(join(",", var.l1))}/${tostring(regex("([a-z])(\\d*)", local.l4)[0])}", floor(tonumber(signum(8))), anytrue([local.l9])], "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try(chunklist([1, 2, 3], 2), "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try(reverse([2.5, 2.5, 2.5]), "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(toset(keys({ for k, v in tomap({ for x in toset(var.l1) : x => upper(x) }) : "${k}-x" => replace(dirname("Hello World"), "/^a/", "<$1>") })), "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(concat(var.l1, [1]), "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(var.lo[*].port, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try({ a = 86, b = yamldecode(yamlencode(cidrsubnets("10.0.0.0/8", 0, 4))), c = { d = var.m1 } }, "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(setsubtract(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(setsubtract(setintersection(setunion(toset(var.l1), var.set1), setintersection(toset(var.l1), var.set1)), setunion(setintersection(toset(var.l1), var.set1), setintersection(toset([var.s2, var.s1, local.l7]), var.set1))), "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(formatlist("%s-%s", coalescelist(var.l1, var.l1), var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(setunion(var.set1, var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try(setsubtract(var.set1, toset(var.l1)), "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try((local.l11 != null), "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try(var.s2, "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try((var.o1.cidrs == null), "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try((var.any1 == null), "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try(index(matchkeys(flatten([for k, v in var.m1 : [for y in var.l1 : "${k}-${y}"]]), var.l1, reverse(var.l1)), chomp(nonsensitive(sensitive(var.s2)))), "ERR"))
}
