variable "va" {
  type = string
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
  type = any
}
variable "vf" {
  type = map(string)
  default = { a = "1" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try({ for k, v in ((try(tobool(var.vc) == true, false) || try(tobool(var.vc) == true, false)) ? transpose({ a = (var.vc ? var.vd : var.vd) })[var.va] == null ? {} : { t = "1" } : zipmap(reverse(var.vd), var.vd)) : k => tostring(v) if v != null }, {})
  local1 = try([for v in setsubtract(["b", "a", "b"], (var.vc ? var.vd : matchkeys(var.vd, var.vd, var.vd))) : tostring(v) if v != null], [])
  local2 = try(element([try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), var.vg], 1), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local3 = try([for v in compact(distinct([var.vg, local.local2][*].name)) : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(jsonencode(var.vb), "web-1")), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor((var.vc ? tonumber(var.va) : parseint(var.va, 16))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(lookup(local.local0, (var.vc ? var.va : var.va), local.local2.name)), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = 1 }
}
module "each" {
  for_each = try({ for k, v in local.local0 : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(format("%s/%s", try(coalesce(tostring(each.key), "none"), "err"), try(coalesce(tostring("web-1"), "none"), "err"))), "none"), "err")
  items  = try([for v in local.local3 : tostring(v) if v != null], [])
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(tonumber(coalesce(try(module.many[0].text, "no"), module.one.text, "z"))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor((var.vb / -4)))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = try(tobool(var.vc) == true, false)
  tags                 = try({ for k, v in yamldecode(yamlencode(merge(module.many[*].map...))) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in var.vd : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool((var.vb == index(module.many[*].text, join("+", [for k, m in module.each : "${k}=${m.text}"])))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in { (replace(var.va, "a", "")) = try(element(values(aws_subnet.each), 1).cidr_block, "none"), last = yamlencode(var.ve) } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in setsubtract(distinct(aws_vpc.main.*.cidr_block), tolist(toset(module.one.values))) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = "512"
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(var.va), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { (join("+", [for k, m in module.each : "${k}=${m.text}"])) = module.one.text, last = (var.vc ? try(module.many[0].text, "no") : module.one.text) } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool((length(var.ve) > 0)) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(min([for v in var.ve : v + var.vb]...)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in distinct(module.one.values) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(aws_vpc.main[0].cidr_block, null)), "none"), "err")}", on = try(tobool(!var.vc) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(length(aws_vpc.main), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(matchkeys(flatten([for m in module.each : m.keys]), tolist(toset(reverse(local.local1))), try(local.local3, [])), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(try(one(module.many[*].text), "many"), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try([var.vg, local.local2][*].name[length(aws_vpc.main)], "ERR"))
}
