variable "va" {
  type = string
}
variable "vb" {
  type = any
}
variable "vc" {
  type = bool
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
  local0 = try(tobool(try(tobool(replace(var.va, "a", "")), true)) == true, false)
  local1 = try(index(var.vd, "x y"), 2)
  local2 = try({ for k, v in { for i, v in { name = "one", port = 80, on = true, tags = {}, cidrs = [] }.cidrs : "${i}-${v}" => var.va } : k => tostring(v) if v != null }, {})
  local3 = try(local.local1, -1)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(cidrsubnet("10.0.0.0/16", 8, length(var.vf))), "none"), "err")
  items  = try([for v in ["10.0.1.0/24", "10.0.2.0/24"] : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(local.local3))), 1)
  source = "./inner"
  name   = try(coalesce(tostring("web-1"), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.vd[local.local3]), "none"), "err"), port = null }
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring((local.local0 ? coalesce(each.key, var.va, "z") : "x y")), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(index((local.local0 ? flatten(module.many[*].list) : var.vd), join(",", flatten(module.many[*].list)))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(try(tonumber(try(values(module.each)[0].text, "none")), 65535)))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = try(tobool((try(tobool(var.vc) == true, false) && try(tobool(var.vc) == true, false))) == true, false)
  tags                 = try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in keys(module.each) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in yamldecode(yamlencode({ (try(module.many[0].text, "no")) = try(one(module.many[*].text), "many"), last = var.va })) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(element(concat([], module.many.*.values...), abs(local.local3))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(var.ve, [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor(local.local1))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(local.local0) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((var.vc ? length(aws_vpc.main) : local.local3)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(length(aws_vpc.main)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool((try(var.vc, false) ? local.local0 : false)) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(true) == true, false) : null
  tags                = try({ for k, v in zipmap(aws_vpc.main.*.cidr_block, values(var.vf)) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in var.vd : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(aws_vpc.main[0].cidr_block, null)), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in var.vg.tags : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(try(tonumber(var.va), 3)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in reverse(values(module.each)[*].text) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err")}", on = try(tobool(try(var.vc, false)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool((try(tobool((length(concat([], module.many.*.values...)) > 0)) == true, false) || try(tobool(!var.vc) == true, false))) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(try(element(var.ve, 0), 2)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(contains(keys(aws_subnet.each), try(aws_vpc.main[0].cidr_block, null))) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in ((try(tobool(var.vc) == true, false) || try(tobool(local.local0) == true, false)) ? try(module.many[*].text, ["x", "", "y"]) : reverse(flatten(module.many[*].list))) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in (var.vg.on ? jsondecode(jsonencode(var.vf)) : { a = "1" }) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(try(one(module.many[*].text), "many"), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(try(element([{ name = "one", port = 80, on = true, tags = {}, cidrs = [] }, { name = var.va, port = local.local3, on = local.local0, tags = merge(module.many[*].map...), cidrs = keys(aws_subnet.each) }], 3), { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try({}, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(var.va, "ERR"))
}
