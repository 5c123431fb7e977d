resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  value = jsonencode(try([lower(join("|", formatlist("%s=%s", [], [local.l10, local.l10, var.s2]))), tonumber(lower(var.s1)), anytrue([(2.5 <= 3), (true || false)])], "ERR"))
}

resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  value = jsonencode(try(var.s2, "ERR"))
}

resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  value = jsonencode(try(var.mo, "ERR"))
}

resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  value = jsonencode(try({ for k, v in var.mo : k => v if v.public }, "ERR"))
}

resource "aws_ssm_parameter" "p4" {
  name  = "p4"
  type  = "String"
  value = jsonencode(try(title(local.l10), "ERR"))
}

resource "aws_ssm_parameter" "p5" {
  name  = "p5"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p6" {
  name  = "p6"
  type  = "String"
  value = jsonencode(try(var.s1, "ERR"))
}

resource "aws_ssm_parameter" "p7" {
  name  = "p7"
  type  = "String"
  value = jsonencode(try([dirname(trimprefix("443", "1")), sum(concat([0], [for x in [for x in [] : length(x)] : x * 2 if x > 0])), (regex(".*", var.s1) == null)], "ERR"))
}

resource "aws_ssm_parameter" "p8" {
  name  = "p8"
  type  = "String"
  value = jsonencode(try([{ name = urlencode(regex("([a-z])(\\d*)", var.s1)[0]), port = 11 }], "ERR"))
}

resource "aws_ssm_parameter" "p9" {
  name  = "p9"
  type  = "String"
  value = jsonencode(try(tolist(concat([for r in csvdecode("a,b\n1,2\n${trimprefix(local.l2, "1")},4\n") : r.a], [var.s2, timeadd("2024-02-29T13:04:05Z", "10m30s"), format("%[2]s %[1]s", var.s2, "/path/to/file.txt")])), "ERR"))
}

resource "aws_ssm_parameter" "p10" {
  name  = "p10"
  type  = "String"
  value = jsonencode(try({ for k, v in { for x in toset(keys(var.m1)) : x => x if true } : v => base64encode(var.mo["one"].cidr) }, "ERR"))
}

resource "aws_ssm_parameter" "p11" {
  name  = "p11"
  type  = "String"
  value = jsonencode(try(concat(split(".", chomp(chomp(base64encode(var.s1)))), [1]), "ERR"))
}

resource "aws_ssm_parameter" "p12" {
  name  = "p12"
  type  = "String"
  value = jsonencode(try({ a = 5, b = [for p in setproduct(setintersection(toset([for p in setproduct(var.l1, var.l1) : join("-", p)]), setintersection(toset(var.l1), setintersection(var.set1, toset(["Hello World", "\u00e4", local.l2])))), sort(formatlist("%s-%s", [], var.l1))) : join("-", p)], c = { d = var.m1 } }, "ERR"))
}

resource "aws_ssm_parameter" "p13" {
  name  = "p13"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p14" {
  name  = "p14"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p15" {
  name  = "p15"
  type  = "String"
  value = jsonencode(try(join("", []), "ERR"))
}

resource "aws_ssm_parameter" "p16" {
  name  = "p16"
  type  = "String"
  value = jsonencode(try(sort([for k in sort(keys(var.mo)) : var.mo[k].cidr]), "ERR"))
}

resource "aws_ssm_parameter" "p17" {
  name  = "p17"
  type  = "String"
  value = jsonencode(try((false && false), "ERR"))
}

resource "aws_ssm_parameter" "p18" {
  name  = "p18"
  type  = "String"
  value = jsonencode(try(var.s1, "ERR"))
}

resource "aws_ssm_parameter" "p19" {
  name  = "p19"
  type  = "String"
  value = jsonencode(try([{ name = "x${"us-east-1"}-${var.b2}", port = sum(var.l2) }], "ERR"))
}

resource "aws_ssm_parameter" "p20" {
  name  = "p20"
  type  = "String"
  value = jsonencode(try({ for k, v in transpose({ a = split("/", var.s1), b = [for i in range(4) : tostring(i)] }) : k => join(",", v) }, "ERR"))
}

resource "aws_ssm_parameter" "p21" {
  name  = "p21"
  type  = "String"
  value = jsonencode(try({ a = -(local.l3), b = [for p in setproduct(var.l1, var.l1) : join("-", p)], c = { d = tomap(var.m1) } }, "ERR"))
}

resource "aws_ssm_parameter" "p22" {
  name  = "p22"
  type  = "String"
  value = jsonencode(try(var.lo, "ERR"))
}

resource "aws_ssm_parameter" "p23" {
  name  = "p23"
  type  = "String"
  value = jsonencode(try(coalescelist(flatten([[[upper(local.l10)], []], [(true ? ["prod", var.s1] : [local.l10])], title(local.l2)]), var.l1), "ERR"))
}

resource "aws_ssm_parameter" "p24" {
  name  = "p24"
  type  = "String"
  value = jsonencode(try({ a = (pow((-2 / 8), 1) + 71), b = [for r in csvdecode("a,b\n1,2\n${dirname(replace("", "/^a/", ""))},4\n") : r.a], c = { d = { for k, v in transpose({ a = values({ for k, v in var.mo : k => v.cidr }), b = formatlist("%s-%s", matchkeys(var.l1, var.l1, [var.s1, var.s2, var.s2]), var.s1) }) : k => join(",", v) } } }, "ERR"))
}

resource "aws_ssm_parameter" "p25" {
  name  = "p25"
  type  = "String"
  value = jsonencode(try([base64encode(upper(var.s2)), parseint("101", 10), (var.b1 || can(var.m1))], "ERR"))
}

resource "aws_ssm_parameter" "p26" {
  name  = "p26"
  type  = "String"
  value = jsonencode(try((strcontains(trim(var.s2, "/"), dirname(local.l2)) ? null : 1), "ERR"))
}

resource "aws_ssm_parameter" "p27" {
  name  = "p27"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p28" {
  name  = "p28"
  type  = "String"
  value = jsonencode(try(var.l1, "ERR"))
}

resource "aws_ssm_parameter" "p29" {
  name  = "p29"
  type  = "String"
  value = jsonencode(try([for o in var.lo : merge(o, { extra = join("-", coalescelist(var.l1, var.l1)) })], "ERR"))
}

resource "aws_ssm_parameter" "p30" {
  name  = "p30"
  type  = "String"
  value = jsonencode(try({ for o in var.lo : o.name => o }, "ERR"))
}

resource "aws_ssm_parameter" "p31" {
  name  = "p31"
  type  = "String"
  value = jsonencode(try(var.l1, "ERR"))
}

resource "aws_ssm_parameter" "p32" {
  name  = "p32"
  type  = "String"
  value = jsonencode(try(setunion(var.set1, var.set1), "ERR"))
}

resource "aws_ssm_parameter" "p33" {
  name  = "p33"
  type  = "String"
  value = jsonencode(try(lookup({ for x in setunion(toset(var.l1), var.set1) : x => formatdate("M/D/YY h:mmaa", "2024-02-29T13:04:05Z") if contains(["b"], substr(local.l10, -1, 4)) }, trimspace("%{for x in [for i in range(0) : tostring(i)]~}${x},%{endfor~}"), formatdate("EEEE, DD-MMM-YY hh:mm:ss AA", "2024-02-29T13:04:05Z")), "ERR"))
}

resource "aws_ssm_parameter" "p34" {
  name  = "p34"
  type  = "String"
  value = jsonencode(try(false, "ERR"))
}

resource "aws_ssm_parameter" "p35" {
  name  = "p35"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p36" {
  name  = "p36"
  type  = "String"
  value = jsonencode(try(contains([local.l10, "us-east-1", var.s1], var.s1), "ERR"))
}

resource "aws_ssm_parameter" "p37" {
  name  = "p37"
  type  = "String"
  value = jsonencode(try((tobool("true") ? base64encode("  pad ") : min(local.l0, pow(7, 2))), "ERR"))
}

resource "aws_ssm_parameter" "p38" {
  name  = "p38"
  type  = "String"
  value = jsonencode(try(uuidv5("url", local.l2), "ERR"))
}

resource "aws_ssm_parameter" "p39" {
  name  = "p39"
  type  = "String"
  value = jsonencode(try(var.o1, "ERR"))
}

resource "aws_ssm_parameter" "p40" {
  name  = "p40"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p41" {
  name  = "p41"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p42" {
  name  = "p42"
  type  = "String"
  value = jsonencode(try(join(",", range(0)), "ERR"))
}

resource "aws_ssm_parameter" "p43" {
  name  = "p43"
  type  = "String"
  value = jsonencode(try(var.any1, "ERR"))
}

resource "aws_ssm_parameter" "p44" {
  name  = "p44"
  type  = "String"
  value = jsonencode(try("x,y,z", "ERR"))
}

resource "aws_ssm_parameter" "p45" {
  name  = "p45"
  type  = "String"
  value = jsonencode(try(flatten([for k, v in var.m1 : [for y in var.l1 : "${k}-${y}"]]), "ERR"))
}

resource "aws_ssm_parameter" "p46" {
  name  = "p46"
  type  = "String"
  value = jsonencode(try([for x in var.l1 : length(x)], "ERR"))
}

resource "aws_ssm_parameter" "p47" {
  name  = "p47"
  type  = "String"
  value = jsonencode(try({ a = local.l0, b = [for x in var.l1 : local.l10], c = { d = { (local.l10) = var.s1, "a" = var.s1 } } }, "ERR"))
}

resource "aws_ssm_parameter" "p48" {
  name  = "p48"
  type  = "String"
  value = jsonencode(try(var.s2, "ERR"))
}

resource "aws_ssm_parameter" "p49" {
  name  = "p49"
  type  = "String"
  value = jsonencode(try({ a = 0.1, b = formatlist("%s-%s", flatten([[[for i in range(1) : tostring(i)]], [[for k in sort(keys(var.mo)) : var.mo[k].cidr]], md5(local.l10)]), [for r in csvdecode("a,b\n1,2\n${trimsuffix(var.s2, "a")},4\n") : r.a]), c = { d = tomap(var.m1) } }, "ERR"))
}
