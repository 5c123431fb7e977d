variable "va" {
  type = string
  default = "ä€"
}
variable "vb" {
  type = any
  default = 1
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
  local0 = try({ for k, v in try({ for k, v in try(var.vf, { "x/y" = "z", b = "" }) : k => upper(v) if v != "" }, { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {})
  local1 = try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local2 = try({ for k, v in { for i, v in var.vd : "${i}-${v}" => (!var.vc ? join("", var.vd) : (var.vc ? var.va : var.va)) } : k => tostring(v) if v != null }, {})
  local3 = try([for v in [for l1 in ((var.vb != null) ? var.vd : keys(local.local0)) : "app" if var.vc] : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring("%{ if false }${var.vg.name}%{ else }${var.va}%{ endif }"), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring((var.vc ? trimsuffix(trimprefix(var.va, "a"), "1") : var.va)), "none"), "err")
  items  = try([for v in [for l2 in setsubtract(local.local3, local.local3) : l2 if (try(tobool(var.vc) == true, false) && try(tobool(var.vc) == true, false))] : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(try(var.va, "x y")), "none"), "err"), port = 1 }
}
module "each" {
  for_each = try({ for k, v in merge(jsondecode(jsonencode(local.local2)), { (var.va) = var.va, last = var.va }) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = try(min(9, max(0, floor(max(var.vb, var.vb)))), 1) }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(var.vb))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(var.vb))), 1))
  enable_dns_support   = try(tobool((try(one(module.many[*].text), "many") == var.vb)) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in { (replace(try(module.many[0].text, "no"), "/(\\w)\\W/", "$1")) = "7", last = "web-1" } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in merge(try(merge(module.many[*].map...), { "x/y" = "z", b = "" }), { for k, v in local.local0 : k => upper(v) if v != "" }) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vc) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((length({ for k, v in local.local2 : k => upper(v) if v != "" }) > 0)) == true, false) : null
  tags                = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in coalescelist([var.va, try(values(module.each)[0].text, "none")], jsondecode(jsonencode(keys(module.each))), ["z"]) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in var.vf : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(true) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(abs(var.vb)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in values(aws_subnet.each)[*].cidr_block : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(var.va), "none"), "err")}", on = try(tobool(var.vc) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try([for r in [local.local1, [for r in [element([var.vg, local.local1], 0), [for r in [var.vg, local.local1] : r if r.on][0]] : r if r.on][0]] : r if r.on][0], "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(try(element(values(aws_subnet.each), 1).cidr_block, "none"), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(floor(length(sort(var.vd))), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(tolist(module.many[*].text), "ERR"))
}
