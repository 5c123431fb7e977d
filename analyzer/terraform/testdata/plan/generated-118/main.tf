variable "va" {
  type = any
  default = "a,b,,c"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = any
  default = false
  nullable = false
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
  local0 = try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local1 = try([for v in var.vd : tostring(v) if v != null], [])
  local2 = try(0, 65535)
  local3 = try([for v in try(split("-", cidrsubnet("10.0.0.0/16", 4, var.vb)), ["b", "a", "b"]) : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(jsonencode("app")), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(local.local2))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring("a,b,,c"), "none"), "err"), port = try(min(9, max(0, floor(try(count.index, 1)))), 1) }
}
module "each" {
  for_each = try({ for k, v in yamldecode(yamlencode({ for k, v in { for x in local.local3 : substr(x, 0, 1) => x... } : k => join("+", v) })) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(substr(each.key, var.vb, max(var.vb, local.local2))), "none"), "err")
  opts   = { name = try(coalesce(tostring(base64encode(each.value)), "none"), "err"), port = 1 }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor((var.vc ? floor(local.local2) : 1)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local2))), 1))
  enable_dns_support   = try(tobool(contains(try(module.one.list, ["b", "a", "b"]), replace(join("+", [for k, m in module.each : "${k}=${m.text}"]), "a", "_"))) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in try(merge(module.many[*].map...), { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in [for r in [var.vg, local.local0] : r.name if r.on] : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for k, v in { a = "1" } : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vc) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [for r in [[for r in [var.vg, local.local0] : r if r.on][0], (var.vc ? local.local0 : var.vg)] : r.name if r.on] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(var.va, "Prod")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in zipmap(split(",", var.va), var.vd) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(!var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(var.vb))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in reverse(module.many[*].text) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(aws_vpc.main[0].cidr_block, null)), "none"), "err")}", on = try(tobool((try(tobool(var.vc) == true, false) || try(tobool(var.vc) == true, false))) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(var.vg.on) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(local.local2))), 1)
  task_definition = "app:${try(min(9, max(0, floor(index(keys(aws_subnet.each), join("+", [for k, m in module.each : "${k}=${m.text}"]))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(local.local0.on) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in flatten(module.many[*].list) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in { for k, v in yamldecode(yamlencode(var.vf)) : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(local.local0, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(local.local1, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try({ for k, m in module.each : k => m.text }, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(local.local0, "ERR"))
}
