variable "va" {
  type = string
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = ["b", "a", "b"]
  nullable = false
}
variable "ve" {
  type = any
  default = [0]
  nullable = false
}
variable "vf" {
  type = map(string)
  default = { Name = "n", env = "dev" }
  nullable = false
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
}
locals {
  local0 = try([for i, v in (var.vc ? ["x", "", "y"] : compact(var.vd)) : i], [443, 80, 443])
  local1 = try(coalesce(tostring(var.va), "none"), "err")
  local2 = try(coalesce(tostring(local.local1), "none"), "err")
  local3 = try([for v in jsondecode(jsonencode(var.vd)) : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(setsubtract(local.local3, local.local3)[var.vb]), "none"), "err")
  items  = try([for v in local.local3 : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(format("%-5s|%5s", try(coalesce(tostring(var.va), "none"), "err"), try(coalesce(tostring(var.va), "none"), "err"))), "none"), "err"), port = try(min(9, max(0, floor(80))), 1) }
}
module "many" {
  count  = try(min(2, max(0, floor(length(try(var.vf, {}))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(base64encode(format("%-5s|%5s", try(coalesce(tostring(var.va), "none"), "err"), try(coalesce(tostring(local.local2), "none"), "err")))), "none"), "err")
  opts   = { name = try(coalesce(tostring(element(local.local3, abs(var.vb))), "none"), "err"), port = null }
}
module "each" {
  for_each = try({ for k, v in { (local.local1) = var.vg.name, last = "%{ for v in local.local3 ~}\n${v},%{ endfor ~}" } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(each.key), "none"), "err")
  items  = try([for v in formatlist("arn:aws:s3:::%s/*", try([for v in local.local3 : tostring(v) if v != null], [])) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(substr(local.local2, var.vb, var.vb)), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(sum(concat([0], try(var.ve, [443, 80, 443])))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(var.vb))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in { for k, v in { for x in var.vg.cidrs : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in ((var.vc ? var.vc : var.vc) ? var.vd : module.one.values) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in tomap({ for k, m in module.each : k => m.text }) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(false) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(length(aws_vpc.main)))), 1)
  task_definition = "app:${try(min(9, max(0, floor((var.vc ? length(aws_vpc.main) : length(aws_vpc.main))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(strcontains(join("+", [for k, m in module.each : "${k}=${m.text}"]), try(element(values(aws_subnet.each), 1).cidr_block, "none"))) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in [try(one(module.many[*].text), "many"), try(module.many[0].text, "no")] : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in (var.vc ? tomap({ for k, s in aws_subnet.each : k => s.cidr_block }) : { for k, v in { for x in values(module.each)[*].text : substr(x, 0, 1) => x... } : k => join("+", v) }) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(contains(keys(module.each), local.local1), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(coalesce(local.local2, try(aws_vpc.main[0].cidr_block, null), "z"), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try((length(values(var.vg.tags)) > 0), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(var.vb, "ERR"))
}
