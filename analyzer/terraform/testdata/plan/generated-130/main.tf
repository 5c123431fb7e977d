variable "va" {
  type = any
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
  default = false
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
  default = [1, 2, 3]
}
variable "vf" {
  type = map(string)
  default = { a = "1" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(var.ve, [0])
  local1 = try(range(length((false ? try(var.vd, ["b", "a", "b"]) : var.vd))), [0])
  local2 = try(coalesce(tostring(var.va), "none"), "err")
  local3 = try(coalesce(tostring(local.local2), "none"), "err")
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(local.local2), "none"), "err")
  items  = try([for v in [for l1 in keys(var.vf) : (var.vc ? var.va : var.va)] : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor((var.vg.on ? tonumber(local.local3) : min(local.local0...))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(trimsuffix(trimprefix(local.local2, "a"), "c")), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in yamldecode(yamlencode(yamldecode(yamlencode(var.vf)))) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(sha1("${local.local3}-${var.vb}")), "none"), "err")
  items  = try([for v in [for r in [var.vg, var.vg] : r if r.on][0].cidrs : tostring(v) if v != null], [])
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor((var.vc ? var.vg : var.vg).port))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(sum(concat([0], range(length(values(module.each)[*].text))))))), 1))
  enable_dns_support   = try(tobool((index(module.many[*].text, var.va) != (var.vc ? var.vb : var.vb))) == true, false)
  enable_dns_hostnames = try(tobool(var.vc) == true, false)
  tags                 = try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in flatten(module.many[*].list) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in try(merge(module.many[*].map...), { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(substr("Prod", length(aws_vpc.main), var.vb)), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(local.local0, [0])
    content {
      from_port   = try(min(443, max(0, floor(length(aws_vpc.main)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(endswith((var.vc ? try(module.many[0].text, "no") : try(module.many[0].text, "no")), local.local3)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(var.vb))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in aws_vpc.main.*.cidr_block : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(sum(concat([0], [for i, v in flatten(module.many[*].list) : i]))))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vc) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(try((length(flatten(module.many[*].list)) > 0), true)) == true, false) : null
  tags                = try({ for k, v in merge(module.one.map, var.vf) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in keys(module.each) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(max((var.vc ? var.vb : var.vb), var.vb)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in (var.vc ? module.one.values : flatten([for m in module.each : m.keys])) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err")}", on = try(tobool(var.vc) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(try(element(values(aws_subnet.each), 1).cidr_block, "none"), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(["a"], "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(var.vc, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(range(length((var.vc ? [for r in [var.vg, var.vg] : r.name if r.on] : jsondecode(jsonencode(module.one.values))))), "ERR"))
}
