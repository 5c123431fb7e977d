variable "va" {
  type = any
  default = "true"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = any
  default = false
}
variable "vd" {
  type = list(string)
  default = ["x", "", "y"]
  nullable = false
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
}
locals {
  local0 = try({ name = var.va, port = var.vb, on = (length(try(var.ve, [1, 2, 3])) > 0), tags = var.vf, cidrs = tolist(var.vd) }, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local1 = try(max(abs(var.vb), ((length(var.vd) > 0) ? sum(concat([0], var.ve)) : 3)), 65535)
  local2 = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  local3 = try({ for k, v in local.local2 : k => tostring(v) if v != null }, {})
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring(format("%-5s|%5s", try(coalesce(tostring(var.va), "none"), "err"), try(coalesce(tostring(var.va), "none"), "err"))), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(local.local0.port))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in tolist(toset(jsondecode(jsonencode(var.vd)))) : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in { Name = "n", env = "dev" } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(try(element(var.vd, abs(local.local1)), "10.0.0.0/16")), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = try(min(9, max(0, floor((var.vc ? local.local1 : local.local1)))), 1) }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(min(range(0)...)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(index(slice(values(module.each)[*].text, 1, 2), join(",", concat([], module.many.*.values...)))))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in flatten(module.many[*].list) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { (module.one.text) = try(merge(module.many[*].map...)[var.va], try(one(module.many[*].text), "many")), last = join("+", [for k, m in module.each : "${k}=${m.text}"]) } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(contains(tolist(toset(values(aws_subnet.each)[*].cidr_block)), var.va)) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((length(concat([], module.many.*.values...)) > 0)) == true, false) : null
  tags                = try({ for k, v in [for r in [var.vg, var.vg] : r if r.on][0].tags : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(can((length(aws_vpc.main) * length(aws_vpc.main)))) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(element([local.local0, local.local0], 3).port))), 1)
  task_definition = "app:${try(min(9, max(0, floor(index(keys(aws_subnet.each), try(aws_vpc.main[0].cidr_block, null))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(var.vc) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in try(flatten(module.many[*].list), ["x", "", "y"]) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in (try(var.vc, false) ? { a = "1" } : yamldecode(yamlencode(merge(module.many[*].map...)))) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(element(var.ve, 0), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(transpose({ a = jsondecode(jsonencode(setsubtract(concat([], module.many.*.values...), module.one.list))) })[regex("[a-z]+", "${try(aws_vpc.main[0].cidr_block, null)}-${var.vc}")] == null ? {} : { t = "1" }, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try([], "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(concat(var.ve, var.ve), "ERR"))
}
