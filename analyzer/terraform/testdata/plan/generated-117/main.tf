variable "va" {
  type = string
  default = "x y"
}
variable "vb" {
  type = number
  default = 2
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
  default = []
}
variable "vf" {
  type = map(string)
  default = {}
  nullable = false
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
}
locals {
  local0 = try(element([var.vg, [for r in [var.vg, var.vg] : r if r.on][0]], 0), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local1 = try(tobool(var.vc) == true, false)
  local2 = try(var.vb, 3)
  local3 = try({ name = var.va, port = max((local.local1 ? var.vb : var.vb), local.local2), on = tobool(var.va), tags = (var.vc ? var.vf : zipmap(var.vd, var.vd)), cidrs = [for r in [try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), local.local0] : r.name if r.on] }, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring((var.vc ? upper(var.va) : var.va)), "none"), "err")
  items  = try([for v in slice(var.vd, 0, 1) : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(try(element(var.ve, 1), 65535)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(trimsuffix(trimprefix(cidrsubnet("10.0.0.0/16", 4, var.vb), "a"), "1")), "none"), "err")
  items  = try([for v in matchkeys(split(",", var.va), var.vd, reverse(var.vd)) : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in tomap({ a = "1" }) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(""), "none"), "err")
  items  = try([for v in ["a"] : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = 1 }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(3))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local2))), 1))
  enable_dns_support   = try(tobool((try(var.ve, []) != var.ve)) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in var.vd : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(upper(try(var.vf[var.va], try(module.many[0].text, "no")))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(var.ve, [])
    content {
      from_port   = try(min(443, max(0, floor(sum(concat([0], var.ve))))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(startswith("%{ for v in [for s in aws_subnet.each : s.tags.Name] ~}\n${v},%{ endfor ~}", join("+", [for k, m in module.each : "${k}=${m.text}"]))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((var.vb / 2)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in keys(module.each) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(2))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(format("%-5s|%5s", try(coalesce(tostring(var.va), "none"), "err"), try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err")), "ä€")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in [for r in [local.local3, local.local3] : r if r.on][0].tags : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(contains(jsondecode(jsonencode(values(aws_subnet.each)[*].cidr_block)), "%{ if var.vc }${try(one(module.many[*].text), "many")}%{ else }${var.va}%{ endif }")) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(index(matchkeys(values(aws_subnet.each)[*].cidr_block, keys(aws_subnet.each), concat([], module.many.*.values...)), substr(var.va, var.vb, var.vb))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in local.local3.cidrs : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring("%{ if local.local0.on }${title(lower(try(module.many[0].text, "no")))}%{ else }${lookup(module.one.map, try(element(values(aws_subnet.each), 1).cidr_block, "none"), var.va)}%{ endif }"), "none"), "err")}", on = try(tobool((join("+", [for k, m in module.each : "${k}=${m.text}"]) == null)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(true) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(local.local2))), 1)
  task_definition = "app:${try(min(9, max(0, floor((local.local1 ? local.local2 : var.vb)))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(try(var.vc, true)) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in flatten(module.many[*].list) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in { a = "1" } : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(contains(concat([], module.many.*.values...), try(one(module.many[*].text), "many")), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try({ for i, v in flatten(module.many[*].list) : "${i}-${v}" => jsonencode({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => upper(v) if v != "" }) }, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try([for i, v in compact(try(values(aws_subnet.each)[*].cidr_block, ["10.0.1.0/24", "10.0.2.0/24"])) : i], "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(merge([for r in [merge(var.vg, { port = local.local2 }), (local.local1 ? var.vg : local.local0)] : r if r.on][0], { port = (local.local1 ? var.vg : local.local0).port }), "ERR"))
}
