variable "va" {
  type = string
  default = "10.0.0.0/16"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
  default = false
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
  default = { Name = "n", env = "dev" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
  nullable = false
}
locals {
  local0 = try(coalesce(tostring((try((var.vc ? var.vc : var.vc), false) ? regex("[a-z]+", try(var.va, "Prod")) : element([var.vg, var.vg][*].name, abs(var.vb)))), "none"), "err")
  local1 = try([for r in [(var.vc ? var.vg : { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), merge(var.vg, { port = abs(var.vb) })] : r if r.on][0], { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local2 = try(index(var.vd, local.local0), 443)
  local3 = try(merge(local.local1, { port = element([for v in var.ve : v + local.local2], 4) }), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(sort(var.vd)[var.vg.port]), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(max(var.vb, index(var.vd, local.local0))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(jsonencode(var.vd)), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in try(var.vf, { a = "1" }) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(yamlencode(var.vc)), "none"), "err")
  items  = try([for v in jsondecode(jsonencode([for l1 in var.vd : local.local0])) : tostring(v) if v != null], [])
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(local.local2))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local2))), 1))
  enable_dns_support   = try(tobool(try(local.local1, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }).on) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in transpose({ a = setsubtract(flatten([for m in module.each : m.keys]), values(module.each)[*].text) })[try(module.many[0].text, "no")] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in [for p in setproduct(tolist(flatten([for m in module.each : m.keys])), [for r in [var.vg, var.vg] : r.name if r.on]) : join("/", p)] : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(var.va), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([local.local2, local.local2], [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor((try(var.vb, 7.5) % 2)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((try(local.local2, 0) <= ceil(length(aws_vpc.main)))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((var.vc ? local.local2 : var.vb)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in (var.vc ? [for s in aws_subnet.each : s.tags.Name] : try(concat([], module.many.*.values...), ["a"])) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(length(aws_vpc.main)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(([for v in var.ve : v + local.local2] != null)) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(tobool("7")) == true, false) : null
  tags                = try({ for k, v in (var.vc ? { for i, v in var.vd : "${i}-${v}" => local.local0 } : zipmap(concat([], module.many.*.values...), values(module.each)[*].text)) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in ["x", "", "y"] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_service" "this" {
  count           = try(tobool((length([for i, v in [for s in aws_subnet.each : s.tags.Name] : i]) > 0)) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(length([for l2 in flatten([for m in module.each : m.keys]) : local.local0])))), 1)
  task_definition = "app:${try(min(9, max(0, floor((var.vc ? var.vb : local.local2)))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(try(var.vc, true)) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in [for l3 in jsondecode(jsonencode(module.many[*].text)) : local.local3.name] : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in tomap(transpose({ a = keys(module.each) })[try(one(module.many[*].text), "many")] == null ? {} : { t = "1" }) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(yamlencode(aws_vpc.main[*].cidr_block), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(local.local2, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(trimsuffix(trimprefix(tostring((var.vc ? var.vb : local.local2)), "a"), "c"), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(range(length(try(values(aws_subnet.each)[*].cidr_block, ["a"]))), "ERR"))
}
