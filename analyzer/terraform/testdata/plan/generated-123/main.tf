variable "va" {
  type = string
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
  default = true
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = any
  default = []
}
variable "vf" {
  type = any
  default = { a = "1" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(var.vg, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local1 = try([for v in try([var.vb, var.vb], [443, 80, 443]) : v + var.vb], [])
  local2 = try(var.vg, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local3 = try(tobool((var.vc ? var.vc : ((var.va == var.vb) ? !var.vc : contains(var.vd, var.va)))) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(var.vf[yamlencode(var.vd)], var.va)), "none"), "err")
  items  = try([for v in compact(values(var.vf)) : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(element(local.local1, 4)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(try(replace(var.va, "/[0-9]+/", "_"), "true")), "none"), "err")
  opts   = { name = try(coalesce(tostring(cidrsubnet("10.0.0.0/16", 8, count.index)), "none"), "err"), port = try(min(9, max(0, floor(var.vg.port))), 1) }
}
module "each" {
  for_each = try({ for k, v in { (upper(var.va)) = var.va, last = substr(var.va, var.vb, var.vb) } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(upper(try(var.va, "10.0.0.0/16"))), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(index(tolist(flatten(module.many[*].list)), var.va)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(min(range(3)...)))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in tomap(module.one.map) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in compact(setsubtract(flatten(module.many[*].list), flatten(module.many[*].list))) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in (tobool(try(module.many[0].text, "no")) ? module.one.map : module.one.map) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(alltrue([for v in [local.local0, var.vg][*].name : v != ""])) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(!(try(module.many[0].text, "no") == length(aws_vpc.main))) == true, false) : null
  tags                = try({ for k, v in { (try(element(values(aws_subnet.each), 1).cidr_block, "none")) = try(element(values(aws_subnet.each), 1).cidr_block, "none"), last = module.one.text } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in flatten([for m in module.each : m.keys]) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_service" "this" {
  count           = try(tobool((local.local3 ? can(var.vc) : var.vc)) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(try(try(var.vb, -1), 2)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(false) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in aws_vpc.main.*.cidr_block : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try((try(!var.vc, false) ? sha1(module.one.text) : try(try(values(module.each)[0].text, "none"), "true")), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(anytrue([for v in ["x", "", "y"] : v != ""]), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(try(module.one.text, "Prod"), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(["x", "", "y"], "ERR"))
}
