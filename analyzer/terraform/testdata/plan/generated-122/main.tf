variable "va" {
  type = string
}
variable "vb" {
  type = number
  default = 65535
}
variable "vc" {
  type = bool
  default = true
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
}
variable "vf" {
  type = map(string)
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
  nullable = false
}
locals {
  local0 = try(parseint("${var.va}-${min(var.ve...)}", 16), 1)
  local1 = try([for v in var.vd : tostring(v) if v != null], [])
  local2 = try(tobool(!tobool(trimsuffix(trimprefix(var.va, "a"), "c"))) == true, false)
  local3 = try(tonumber(((var.va == var.vb) ? tostring(var.vc) : "ä€")), 2)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in ((var.vc ? local.local2 : var.vc) ? try(local.local1, ["b", "a", "b"]) : slice(local.local1, 1, length(local.local1))) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring((var.vc ? var.va : var.va)), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(var.vg.port))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(tostring(var.vc)), "none"), "err")
  items  = try([for v in (local.local2 ? reverse(var.vd) : try(var.vd, ["a"])) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(replace(var.va, "/(\\w)\\W/", "_")), "none"), "err"), port = null }
}
module "each" {
  for_each = try({ for k, v in { (try(var.va, "")) = substr(var.va, local.local0, var.vb), last = var.va } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(each.value), "none"), "err")
  items  = try([for v in ((each.value == null) ? flatten([var.vd, [local.local1], [[each.key]]]) : compact(var.vd)) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(replace(each.value, "/[0-9]+/", "_")), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(index(coalescelist(local.local1, module.one.values, ["z"]), module.one.text)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local3))), 1))
  enable_dns_support   = try(tobool(local.local2) == true, false)
  enable_dns_hostnames = try(tobool(local.local2) == true, false)
  tags                 = try({ for k, v in { for i, v in ["10.0.1.0/24", "10.0.2.0/24"] : "${i}-${v}" => yamlencode(var.ve) } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in concat([], module.many.*.values...) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in var.vg.tags : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(jsonencode(try(merge(module.many[*].map...)[try(aws_vpc.main[0].cidr_block, null)], try(one(module.many[*].text), "many")))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([for i, v in flatten([for m in module.each : m.keys]) : i], [0])
    content {
      from_port   = try(min(443, max(0, floor(local.local3))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(tobool(try(join("+", [for k, m in module.each : "${k}=${m.text}"]), "k=v"))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((length(aws_vpc.main) + local.local0)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in [for r in [element([var.vg, var.vg], 0), merge(var.vg, { port = length(aws_vpc.main) })] : r.name if r.on] : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(var.vb))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(can(tomap({ for k, m in module.each : k => m.text }))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vg.on) == true, false) : null
  tags                = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in values(module.one.map) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in ((var.ve != null) ? { for k, v in { for x in aws_vpc.main.*.cidr_block : substr(x, 0, 1) => x... } : k => join("+", v) } : { (var.va) = try(one(module.many[*].text), "many"), last = try(one(module.many[*].text), "many") }) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(false) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(local.local0))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in ["b", "a", "b"] : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err")}", on = try(tobool((length(aws_vpc.main) >= local.local0)) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(tomap(merge({ for k, m in module.each : k => m.text }, { for k, v in { for k, m in module.each : k => m.text } : k => upper(v) if v != "" })), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(["x", "", "y"], "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(true, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try({ ("%{ if try(var.vc, false) }${(var.vc ? module.one.text : try(module.many[0].text, "no"))}%{ else }${substr(module.one.text, local.local0, local.local3)}%{ endif }") = module.one.text, last = merge(var.vg, { port = var.vb }).name }, "ERR"))
}
