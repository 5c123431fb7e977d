variable "va" {
  type = string
  default = "7"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = ["x", "", "y"]
}
variable "ve" {
  type = list(number)
  default = [443, 80, 443]
}
variable "vf" {
  type = map(string)
  default = {}
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
  nullable = false
}
locals {
  local0 = try(var.vg, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local1 = try(local.local0, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local2 = try((var.vc ? concat([for v in var.ve : v + var.vb], [for v in var.ve : v + var.vb]) : [var.vb, index(var.vd, var.va)]), [1, 2, 3])
  local3 = try([for v in var.vd : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in [for p in setproduct(distinct(local.local3), local.local3) : join("/", p)] : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(3))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = null }
}
module "each" {
  for_each = try({ for k, v in yamldecode(yamlencode(var.vf)) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring((var.vc ? var.va : one(slice(var.vd, 0, 1)))), "none"), "err")
  opts   = { name = try(coalesce(tostring(try(var.va, "7")), "none"), "err"), port = try(min(9, max(0, floor((var.vc ? var.vb : var.vb)))), 1) }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(((try(one(module.many[*].text), "many") == var.vb) ? local.local0.port : local.local1.port)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(-1))), 1))
  enable_dns_support   = try(tobool((var.vc ? (module.one.map != null) : (try(tobool(var.vc) == true, false) && try(tobool(var.vc) == true, false)))) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in { for i, v in var.vd : "${i}-${v}" => try(one(module.many[*].text), "many") } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in distinct(module.many[*].text) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(var.va), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(local.local2, [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor((local.local0.on ? min(local.local2...) : length(aws_vpc.main))))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(can(merge(var.vg, { port = var.vb }))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((length(aws_vpc.main) / 3)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in module.one.list : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(length(aws_vpc.main)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(tobool(replace(module.one.text, "-", ""))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in module.one.map : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in local.local3 : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = "512"
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(module.one.text), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, v in { for x in jsondecode(jsonencode(keys(aws_subnet.each))) : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(var.vb))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in setsubtract(keys(module.each), aws_vpc.main[*].cidr_block) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err")}", on = try(tobool((var.vc ? var.vc : var.vc)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool((length(yamldecode(yamlencode({ for k, s in aws_subnet.each : k => s.cidr_block }))) > 0)) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "FARGATE"
  desired_count   = try(min(5, max(0, floor(var.vb))), 1)
  task_definition = "app:${try(min(9, max(0, floor(-1))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(try(var.vc, true)) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in aws_vpc.main.*.cidr_block : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in try(local.local0.tags, { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(concat(var.ve, [for i, v in ["a"] : i]), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try("%{ for v in [format("%q %s", try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err"), try(coalesce(tostring(var.va), "none"), "err")), try(module.many[0].text, "no")] ~}\n${v},%{ endfor ~}", "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(var.vg, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(local.local1, "ERR"))
}
