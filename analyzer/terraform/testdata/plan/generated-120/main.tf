variable "va" {
  type = string
  default = "x y"
}
variable "vb" {
  type = number
  default = 65535
  nullable = false
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = []
  nullable = false
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
  local0 = try(coalesce(tostring(element([for l1 in sort(var.vd) : try(var.va, "ä€")], abs(var.vb))), "none"), "err")
  local1 = try(parseint(var.vd[(var.vc ? var.vb : var.vb)], 16), 80)
  local2 = try([for r in [[for r in [var.vg, var.vg] : r if r.on][0], element([var.vg, [for r in [var.vg, var.vg] : r if r.on][0]], 1)] : r if r.on][0], { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local3 = try(coalesce(tostring(local.local0), "none"), "err")
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(substr("${local.local0}-${local.local1}", element(var.ve, 1), local.local1)), "none"), "err")
  items  = try([for v in [for p in setproduct(try(var.vd, ["10.0.1.0/24", "10.0.2.0/24"]), flatten([var.vd, [var.vd], [[var.va]]])) : join("/", p)] : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(element(range(length(var.vd)), 0)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(local.local0), "none"), "err")
  items  = try([for v in jsondecode(jsonencode(var.vd)) : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(try(each.key, "7")), "none"), "err")
  items  = try([for v in formatlist("arn:aws:s3:::%s/*", try([for v in var.vd : tostring(v) if v != null], [])) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(local.local0), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(index(var.vd, (var.vc ? try(values(module.each)[0].text, "none") : local.local0))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor((2 % 2)))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = try(tobool(var.vc) == true, false)
  tags                 = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in try(tolist(toset(concat([], module.many.*.values...))), ["10.0.1.0/24", "10.0.2.0/24"]) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in tomap({ for k, m in module.each : k => m.text }) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool((concat(var.ve, var.ve) == null)) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((can(flatten([for m in module.each : m.keys])) ? (length(var.ve) > 0) : true)) == true, false) : null
  tags                = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in flatten([for m in module.each : m.keys]) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(var.vc) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(var.vb))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(var.vc) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in distinct(distinct(module.one.list)) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in local.local2.tags : k => tostring(v) if v != null }, {})
    content {
      container_name   = load_balancer.key
      container_port   = 80
      target_group_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${md5(load_balancer.value)}/6d0ecf831eec9f09"
    }
  }
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(flatten([for m in module.each : m.keys]), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try({ name = var.va, port = -1, on = alltrue([for v in keys(module.each) : v != ""]), tags = var.vf, cidrs = [for s in aws_subnet.each : s.tags.Name] }.tags, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(try(one(module.many[*].text), "many"), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(var.vc, "ERR"))
}
