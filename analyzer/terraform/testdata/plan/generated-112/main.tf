variable "va" {
  type = string
  default = "x y"
  nullable = false
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
  default = false
  nullable = false
}
variable "vd" {
  type = list(string)
  default = ["b", "a", "b"]
}
variable "ve" {
  type = any
}
variable "vf" {
  type = any
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(max(try(65535, 0), try(abs(var.vb), 443)), 80)
  local1 = try([for i, v in var.vd : i], [443, 80, 443])
  local2 = try(length([for v in try(var.ve, []) : v + var.vb]), 7.5)
  local3 = try(tobool(var.vc) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(local.local0))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(((local.local3 != null) ? "%{ if var.vc }${var.va}%{ else }${var.va}%{ endif }" : var.va)), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(floor(index(values(module.each)[*].text, join("+", [for k, m in module.each : "${k}=${m.text}"])))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(var.vb))), 1))
  enable_dns_support   = try(tobool(false) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in {} : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in flatten([module.one.values, [["x", "", "y"]], [[try(values(module.each)[0].text, "none")]]]) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for i, v in sort(flatten(module.many[*].list)) : "${i}-${v}" => replace(join("+", [for k, m in module.each : "${k}=${m.text}"]), "a", "$1") } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(element([var.vg, var.vg], 3).name), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(range(length([for s in aws_subnet.each : s.tags.Name])), [0])
    content {
      from_port   = try(min(443, max(0, floor(max(try(local.local0, -1), (var.vc ? local.local0 : var.vb))))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(var.vc) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((var.vc ? local.local0 : local.local2)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in values(aws_subnet.each)[*].cidr_block : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
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
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(lookup({ for k, v in merge(module.many[*].map...) : k => upper(v) if v != "" }, join("-", module.many[*].text), var.va)), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(local.local3) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(length(distinct(values(aws_subnet.each)[*].cidr_block))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in var.vg.cidrs : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try({ for k, s in aws_subnet.each : k => s.cidr_block }[try(try(values(module.each)[0].text, "none"), "a,b,,c")], (local.local3 ? try(module.many[0].text, "no") : try(element(values(aws_subnet.each), 1).cidr_block, "none")))), "none"), "err")}", on = try(tobool(tobool(module.one.text)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(local.local3) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "FARGATE"
  desired_count   = try(min(5, max(0, floor(try(local.local0, 0)))), 1)
  task_definition = "app:${try(min(9, max(0, floor((local.local3 ? var.vb : var.vb)))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(var.vc) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in ["x", "", "y"] : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(var.vd, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(merge([for r in [merge(var.vg, { port = var.vb }), var.vg] : r if r.on][0], { port = 80 }), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(element([try(element([var.vg, var.vg], 0), { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), merge({ name = var.va, port = local.local2, on = local.local3, tags = merge(module.many[*].map...), cidrs = keys(module.each) }, { port = 443 })], 3), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(keys(module.each), "ERR"))
}
