variable "va" {
  type = string
  default = "web-1"
}
variable "vb" {
  type = number
  default = 3
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
  default = []
}
variable "vf" {
  type = map(string)
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
}
locals {
  local0 = try((var.vc ? [var.vb, min(var.ve...)] : range(3)), [0])
  local1 = try(tobool((abs((var.vb / 2)) == null)) == true, false)
  local2 = try({ for k, v in { for i, v in split(",", var.va) : "${i}-${v}" => "app" } : k => tostring(v) if v != null }, {})
  local3 = try(var.vb, 0)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(lookup({ for k, v in { for x in var.vd : substr(x, 0, 1) => x... } : k => join("+", v) }, trimsuffix(trimprefix(var.va, "a"), "1"), (var.vc ? var.va : var.va))), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(regex("[a-z]+", var.va)), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in yamldecode(yamlencode({ for i, v in var.vd : "${i}-${v}" => var.va })) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(sha1(each.key)), "none"), "err")
  items  = try([for v in [] : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = 1 }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(try(local.local3, 443)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(7.5))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = try(tobool(local.local1) == true, false)
  tags                 = try({ for k, v in zipmap([join("+", [for k, m in module.each : "${k}=${m.text}"]), var.va], reverse(module.one.values)) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in try(local.local2, { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(try(sha1(try(module.many[0].text, "no")), "ä€")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(local.local0, [1, 2, 3])
    content {
      from_port   = try(min(443, max(0, floor(length(aws_vpc.main)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(local.local1) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(length(var.ve)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in keys(merge(module.many[*].map...)) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(length(aws_vpc.main)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool((try(tobool(var.vc) == true, false) || try(tobool(var.vc) == true, false))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(({ name = join("+", [for k, m in module.each : "${k}=${m.text}"]), port = local.local3, on = var.vc, tags = { for k, m in module.each : k => m.text }, cidrs = aws_vpc.main[*].cidr_block } != var.vg)) == true, false) : null
  tags                = try({ for k, v in jsondecode(jsonencode(local.local2)) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in sort(tolist(keys(module.each))) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(replace("web-1", "-", "")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(!local.local1) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(try((local.local1 ? length(aws_vpc.main) : var.vb), -1)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in [for r in [var.vg, var.vg] : r.name if r.on] : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(var.va), "none"), "err")}", on = try(tobool(strcontains(try(element(values(aws_subnet.each), 1).cidr_block, "none"), join("+", [for k, m in module.each : "${k}=${m.text}"]))) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(var.ve, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(base64encode(try(values(module.each)[0].text, "none")), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(var.vd, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try({ (try(module.many[0].text, "no")) = format("%q %s", try(coalesce(tostring(regex("\\d", try(module.many[0].text, "no"))), "none"), "err"), try(coalesce(tostring(lookup({ for k, m in module.each : k => m.text }, var.va, try(aws_vpc.main[0].cidr_block, null))), "none"), "err")), last = yamlencode({ a = "1" }) }, "ERR"))
}
