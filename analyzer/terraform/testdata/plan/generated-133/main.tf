variable "va" {
  type = string
}
variable "vb" {
  type = any
}
variable "vc" {
  type = bool
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
}
locals {
  local0 = try(var.vb, 443)
  local1 = try(try(element([var.vg, var.vg], 0).port, 443), 3)
  local2 = try(tobool(var.vc) == true, false)
  local3 = try(concat(concat(var.ve, [var.vb, var.vb]), concat(range(3), (var.vc ? var.ve : var.ve))), [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(tostring(false)), "none"), "err")
  items  = try([for v in [var.va, var.va] : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(sha1(var.va)), "none"), "err"), port = 1 }
}
module "many" {
  count  = try(min(2, max(0, floor(sum(concat([0], var.ve))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring(join("", var.vd)), "none"), "err"), port = 1 }
}
module "each" {
  for_each = try({ for k, v in { for i, v in formatlist("%s-x", try([for v in var.vd : tostring(v) if v != null], [])) : "${i}-${v}" => (var.vc ? var.va : var.va) } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in compact((var.vc ? var.vd : var.vd)) : tostring(v) if v != null], [])
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor({ name = "one", port = 80, on = true, tags = {}, cidrs = [] }.port))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(var.vb))), 1))
  enable_dns_support   = try(tobool(endswith(join("", module.one.values), "${module.one.text}-${var.va}")) == true, false)
  enable_dns_hostnames = try(tobool(local.local2) == true, false)
  tags                 = try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in matchkeys(values(module.each)[*].text, concat([], module.many.*.values...), [var.va, try(one(module.many[*].text), "many")]) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in jsondecode(jsonencode({ (try(module.many[0].text, "no")) = join("+", [for k, m in module.each : "${k}=${m.text}"]), last = var.va })) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(format("%-5s|%5s", try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err"), try(coalesce(tostring(var.vg.name), "none"), "err"))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(var.ve, [1, 2, 3])
    content {
      from_port   = try(min(443, max(0, floor(length([var.vg, var.vg][*].name)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((abs(var.vb) != local.local0)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(tonumber(try(values(module.each)[0].text, "none"))))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in ((try(tobool(var.vc) == true, false) || try(tobool(local.local2) == true, false)) ? flatten([for m in module.each : m.keys]) : keys(aws_subnet.each)) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(65535))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vc) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(merge(var.vg, { port = local.local1 }).on) == true, false) : null
  tags                = try({ for k, v in zipmap(distinct(module.one.values), aws_vpc.main[*].cidr_block) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [try(aws_vpc.main[0].cidr_block, null), try(join("+", [for k, m in module.each : "${k}=${m.text}"]), "7")] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = "512"
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring("x y"), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in (local.local2 ? (local.local2 ? merge(module.many[*].map...) : { for k, m in module.each : k => m.text }) : { (try(aws_vpc.main[0].cidr_block, null)) = var.va, last = var.va }) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool((try(tobool(local.local2) == true, false) || try(tobool(var.vc) == true, false))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(local.local1))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in (var.vc ? [for s in aws_subnet.each : s.tags.Name] : keys(module.each)) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring((local.local2 ? cidrsubnet(try(values(module.each)[0].text, "none"), 4, var.vb) : try(aws_vpc.main[0].cidr_block, null))), "none"), "err")}", on = try(tobool((var.vg == null)) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try((parseint(try(values(module.each)[0].text, "none"), 16) == length(aws_vpc.main)), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(merge(var.vg, { port = (var.vc ? local.local1 : length(aws_vpc.main)) }), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try((local.local2 ? merge(var.vg, { port = length(aws_vpc.main) }).cidrs : [var.vg, var.vg][*].name), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(length(aws_vpc.main), "ERR"))
}
