variable "va" {
  type = any
  default = "x y"
}
variable "vb" {
  type = number
  default = 2
}
variable "vc" {
  type = bool
  default = true
}
variable "vd" {
  type = list(string)
  default = ["10.0.1.0/24", "10.0.2.0/24"]
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
  local0 = try([for v in concat(var.vd, [for p in setproduct(var.vd, var.vd) : join("/", p)]) : tostring(v) if v != null], [])
  local1 = try(coalesce(tostring(var.va), "none"), "err")
  local2 = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  local3 = try(var.vb, 2)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(local.local1, "10.0.0.0/16")), "none"), "err")
  opts   = { name = try(coalesce(tostring((var.vc ? local.local1 : local.local1)), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(local.local1), "none"), "err")
  items  = try([for v in slice([for l1 in local.local0 : var.va if var.vc], 1, 1) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring((var.vc ? var.va : var.va)), "none"), "err"), port = try(min(9, max(0, floor(count.index))), 1) }
}
module "each" {
  for_each = try({ for k, v in transpose({ a = var.vd })[try(var.vf[var.va], var.va)] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(element(local.local0, abs(floor(local.local3)))), "none"), "err")
  items  = try([for v in (!var.vc ? distinct(local.local0) : slice(var.vd, 1, 2)) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(try((var.vb - local.local3), -1)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local3))), 1))
  enable_dns_support   = try(tobool((try(tobool(anytrue([for v in concat([], module.many.*.values...) : v != ""])) == true, false) && try(tobool(({ for k, m in module.each : k => m.text } != null)) == true, false))) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in jsondecode(jsonencode({ (module.one.text) = try(module.many[0].text, "no"), last = module.one.text })) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in formatlist("arn:aws:s3:::%s/*", try([for v in ["a"] : tostring(v) if v != null], [])) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(""), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(var.ve, [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor(min(var.ve...)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((tolist(toset(keys(module.each))) != var.vd)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((local.local3 * length(aws_vpc.main))))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in var.vd : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(abs((var.vc ? var.vb : var.vb))))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = "512"
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(upper((var.vc ? module.one.text : try(one(module.many[*].text), "many")))), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in transpose({ a = slice(aws_vpc.main.*.cidr_block, 1, 2) })[regex("^[^-]*", local.local1)] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(min(range(3)...)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in slice(flatten(module.many[*].list), 0, 1) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(element([var.vg, var.vg], 3).name), "none"), "err")}", on = try(tobool(alltrue([for v in aws_vpc.main.*.cidr_block : v != ""])) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(((var.vc ? var.vc : var.vc) ? (try(values(module.each)[0].text, "none") == length(aws_vpc.main)) : startswith(module.one.text, try(element(values(aws_subnet.each), 1).cidr_block, "none")))) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(length(aws_vpc.main)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(local.local3))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(contains(flatten([for m in module.each : m.keys]), try(values(module.each)[0].text, "none"))) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in tolist(local.local0) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in { for k, v in { for k, m in module.each : k => m.text } : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(module.many[*].text, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(alltrue([for v in flatten(module.many[*].list) : v != ""]), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(var.ve, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try([for p in setproduct(setsubtract(setsubtract(module.one.list, values(aws_subnet.each)[*].cidr_block), sort(aws_vpc.main.*.cidr_block)), [replace(join("+", [for k, m in module.each : "${k}=${m.text}"]), "-", "$1"), cidrsubnet("fd00::/56", 8, local.local3)]) : join("/", p)], "ERR"))
}
