variable "va" {
  type = string
  default = "10.0.0.0/16"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = any
  default = true
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
  default = [443, 80, 443]
  nullable = false
}
variable "vf" {
  type = map(string)
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
  nullable = false
}
locals {
  local0 = try([for r in [element([{ name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }, try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })], 1), var.vg] : r if r.on][0], { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local1 = try(coalesce(tostring("%{ for v in (var.vc ? slice(var.vd, 0, 2) : var.vd) ~}\n${v},%{ endfor ~}"), "none"), "err")
  local2 = try([for i, v in [for p in setproduct(var.vd, ["10.0.1.0/24", "10.0.2.0/24"]) : join("/", p)] : i], [])
  local3 = try(merge(var.vg, { port = element([for i, v in var.vd : i], 1) }), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(lookup(var.vf, "%{ for v in var.vd ~}\n${v},%{ endfor ~}", var.vd[var.vb])), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(parseint("%{ if var.vc }${var.va}%{ else }${local.local1}%{ endif }", 16)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(title(lower(base64encode(var.va)))), "none"), "err")
  items  = try([for v in tolist(toset(var.vd)) : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(element((var.vc ? var.vd : var.vd), abs(try(var.vb, 80)))), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(var.vb))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(element(local.local2, 0)))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = try(tobool((module.many[*].text != module.one.values)) == true, false)
  tags                 = try({ for k, v in {} : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in concat([], module.many.*.values...) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for k, v in merge(module.many[*].map...) : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring((var.vc ? sha1(try(element(values(aws_subnet.each), 1).cidr_block, "none")) : try(join("+", [for k, m in module.each : "${k}=${m.text}"]), "app"))), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool((element(local.local2, 4) <= (var.vc ? var.vb : var.vb))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor((can(merge(module.many[*].map...)) ? length(aws_vpc.main) : (var.vc ? length(aws_vpc.main) : length(aws_vpc.main)))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in local.local0.cidrs : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(var.va), "none"), "err")}", on = try(tobool(var.vc) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(concat(((length(local.local2) > 0) ? local.local2 : var.ve), local.local2), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(var.vb, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(tobool(one(slice(distinct(module.one.list), 0, 1))), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(coalescelist((anytrue([for v in module.one.list : v != ""]) ? module.many[*].text : concat([], module.many.*.values...)), keys(aws_subnet.each), ["z"]), "ERR"))
}
