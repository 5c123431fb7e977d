variable "va" {
  type = string
  default = "a,b,,c"
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
  type = list(number)
}
variable "vf" {
  type = map(string)
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(var.vg.port, 1)
  local1 = try(tobool(false) == true, false)
  local2 = try({ for k, v in merge({ name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }, { port = (var.vb * var.vb) }).tags : k => tostring(v) if v != null }, {})
  local3 = try(var.ve, [443, 80, 443])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring("%{ for v in var.vd ~}\n${v},%{ endfor ~}"), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(443))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(regex("\\d", "k=v")), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(upper(var.va)), "none"), "err"), port = 1 }
}
module "each" {
  for_each = try({ for k, v in local.local2 : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(upper(each.key)), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(0))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(parseint(yamlencode(var.vf), 16)))), 1))
  enable_dns_support   = try(tobool(startswith(lookup(local.local2, join("+", [for k, m in module.each : "${k}=${m.text}"]), join("+", [for k, m in module.each : "${k}=${m.text}"])), try(try(module.many[0].text, "no"), "web-1"))) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in merge(module.one.map, var.vg.tags) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in (var.vc ? (var.vc ? module.one.list : flatten([for m in module.each : m.keys])) : try(flatten([for m in module.each : m.keys]), ["x", "", "y"])) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in module.one.map : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(base64encode(var.vg.name)), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([for i, v in aws_vpc.main.*.cidr_block : i], [0])
    content {
      from_port   = try(min(443, max(0, floor(local.local0))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(local.local1) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(local.local0))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in ((length([for s in aws_subnet.each : s.tags.Name]) > 0) ? values(module.each)[*].text : (var.vc ? aws_vpc.main[*].cidr_block : var.vd)) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(80))), 1)
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
      image       = "repo:${try(coalesce(tostring((try(var.vc, true) ? try(values(module.each)[0].text, "none") : trimsuffix(trimprefix(try(one(module.many[*].text), "many"), "a"), "c"))), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in var.vf : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool((var.vb >= element(local.local3, 0))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor((true ? (var.vc ? local.local0 : var.vb) : element(local.local3, 4))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in keys(module.each) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(cidrsubnet("%{ if var.vc }${join("+", [for k, m in module.each : "${k}=${m.text}"])}%{ else }${var.va}%{ endif }", 4, abs(local.local0))), "none"), "err")}", on = try(tobool((try(aws_vpc.main[0].cidr_block, null) == var.vb)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool({ name = module.one.text, port = length(aws_vpc.main), on = var.vc, tags = merge(module.many[*].map...), cidrs = module.many[*].text }.on) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "FARGATE"
  desired_count   = try(min(5, max(0, floor(tonumber(var.va)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(can({ for k, m in module.each : k => m.text })) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in [replace(try(one(module.many[*].text), "many"), "a", "_"), coalesce(try(values(module.each)[0].text, "none"), try(module.many[0].text, "no"), "z")] : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in { "x/y" = "z", b = "" } : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try("%{ for v in compact(try(flatten([for m in module.each : m.keys]), [])) ~}\n${v},%{ endfor ~}", "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try({ for k, v in { "x/y" = "z", b = "" } : k => upper(v) if v != "" }, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try({ name = "one", port = 80, on = true, tags = {}, cidrs = [] }, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(local.local1, "ERR"))
}
