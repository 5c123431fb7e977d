variable "va" {
  type = string
}
variable "vb" {
  type = number
  default = 2
}
variable "vc" {
  type = bool
  default = false
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
  local0 = try([for r in [var.vg, var.vg] : r if r.on][0], { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local1 = try(tobool((length(var.va) != { name = var.va, port = var.vb, on = var.vc, tags = var.vf, cidrs = var.vd }.port)) == true, false)
  local2 = try(var.vb, 7.5)
  local3 = try(local.local0, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(title(lower(var.va))), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(((var.vd != null) ? tonumber(var.va) : -1)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(title(lower(try(var.va, "a,b,,c")))), "none"), "err")
  opts   = { name = try(coalesce(tostring(title(lower(var.va))), "none"), "err"), port = 1 }
}
module "each" {
  for_each = try({ for k, v in { a = "1" } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring((endswith(each.key, each.key) ? base64encode(each.value) : each.key)), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(coalesce(each.key, each.value, "z")), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(var.vb))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local2))), 1))
  enable_dns_support   = try(tobool(can(local.local3)) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in try(merge(var.vf, var.vf), { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in [format("%-5s|%5s", try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err"), try(coalesce(tostring(module.one.text), "none"), "err")), join("+", [for k, m in module.each : "${k}=${m.text}"])] : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in var.vf : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(trimsuffix(trimprefix(try(one(module.many[*].text), "many"), "a"), "c")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([var.vb, var.vb], [0])
    content {
      from_port   = try(min(443, max(0, floor(local.local2))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((length(flatten([module.one.list, [aws_vpc.main[*].cidr_block], [[var.va]]])) > 0)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(local.local2))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in module.one.values : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(tonumber(var.va)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool((tonumber(try(values(module.each)[0].text, "none")) != parseint(join("+", [for k, m in module.each : "${k}=${m.text}"]), 16))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [for s in aws_subnet.each : s.tags.Name] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(cidrsubnet("fd00::/56", 8, local.local2)), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in try({ Name = "n", env = "dev" }, { a = "1" }) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(length([for p in setproduct(concat([], module.many.*.values...), values(module.each)[*].text) : join("/", p)])))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in [try(aws_vpc.main[0].cidr_block, null), var.va] : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(local.local0.name), "none"), "err")}", on = try(tobool((var.ve == null)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(contains(reverse(values(module.each)[*].text), "")) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(element(var.ve, 1)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(sum(concat([0], var.ve))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(local.local1) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in keys(aws_subnet.each) : tostring(v) if v != null], []) : "subnet-${s}"])
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
  insecure_value = jsonencode(try(keys(zipmap(flatten([for m in module.each : m.keys]), local.local3.cidrs)), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try([1, 2, 3], "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(element([merge(try(local.local3, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), { port = element(var.ve, 4) }), element([try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), { name = try(one(module.many[*].text), "many"), port = var.vb, on = var.vc, tags = { for k, s in aws_subnet.each : k => s.cidr_block }, cidrs = keys(aws_subnet.each) }], 1)], 1), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(local.local0, "ERR"))
}
