variable "va" {
  type = string
}
variable "vb" {
  type = number
  default = 1
  nullable = false
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = ["x", "", "y"]
  nullable = false
}
variable "ve" {
  type = any
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
  local0 = try({ for k, v in yamldecode(yamlencode({ Name = "n", env = "dev" })) : k => tostring(v) if v != null }, {})
  local1 = try(coalesce(tostring((var.vc ? var.va : var.vg.name)), "none"), "err")
  local2 = try({ for k, v in transpose({ a = ["a"] })[local.local1] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {})
  local3 = try(var.vg, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(regex("^[^-]*", one(slice(var.vd, 0, 1)))), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.vg.name), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in jsondecode(jsonencode({ for i, v in var.vd : "${i}-${v}" => var.va })) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring((!var.vc ? (var.vc ? local.local1 : each.value) : yamlencode(var.vb))), "none"), "err")
  opts   = { name = try(coalesce(tostring(jsonencode(local.local2)), "none"), "err"), port = 1 }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(index(module.many[*].text, lookup({ for k, m in module.each : k => m.text }, module.one.text, module.one.text))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(parseint((var.vc ? join("+", [for k, m in module.each : "${k}=${m.text}"]) : try(one(module.many[*].text), "many")), 16)))), 1))
  enable_dns_support   = try(tobool(alltrue([for v in formatlist("%s-x", try([for v in module.many[*].text : tostring(v) if v != null], [])) : v != ""])) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in tomap({ for k, v in local.local0 : k => upper(v) if v != "" }) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in flatten(module.many[*].list) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in zipmap([for l1 in module.one.values : join("+", [for k, m in module.each : "${k}=${m.text}"])], var.vg.cidrs) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(local.local1), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(var.ve, [0])
    content {
      from_port   = try(min(443, max(0, floor(try(length(aws_vpc.main), 443)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(var.vc) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(443))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in matchkeys(keys(aws_subnet.each), keys(aws_subnet.each), var.vd) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(((var.vg == local.local3) ? (var.vc ? var.vb : length(aws_vpc.main)) : length(aws_vpc.main))))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(true) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(((var.vc ? length(aws_vpc.main) : var.vb) != var.vg.port)) == true, false) : null
  tags                = try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [for p in setproduct(["x", "", "y"], split("-", join("+", [for k, m in module.each : "${k}=${m.text}"]))) : join("/", p)] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in transpose({ a = values(module.each)[*].text })[var.va] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(tobool(try(element(values(aws_subnet.each), 1).cidr_block, "none"))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(length(aws_vpc.main)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in values(module.each)[*].text : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(var.va), "none"), "err")}", on = try(tobool(try(var.vc, false)) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(values(module.each)[*].text, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(((try(tobool(var.vg.on) == true, false) || try(tobool(var.vc) == true, false)) ? contains(flatten([module.one.values, [module.one.values], [[var.va]]]), join("+", [for k, m in module.each : "${k}=${m.text}"])) : tobool(try(try(module.many[0].text, "no"), "a,b,,c"))), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(module.one.map, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(compact([for s in aws_subnet.each : s.tags.Name]), "ERR"))
}
