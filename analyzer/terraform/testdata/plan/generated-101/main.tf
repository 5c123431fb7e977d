variable "va" {
  type = string
  default = "Prod"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
  default = [0]
}
variable "vf" {
  type = map(string)
  default = { "x/y" = "z", b = "" }
  nullable = false
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(tobool(var.vc) == true, false)
  local1 = try({ for k, v in { for k, v in var.vf : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {})
  local2 = try(tobool((var.va == tonumber(var.va))) == true, false)
  local3 = try(var.vb, 65535)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(yamlencode(false)), "none"), "err")
  opts   = { name = try(coalesce(tostring("${var.va}-${local.local2}"), "none"), "err"), port = try(min(9, max(0, floor(ceil(var.vb)))), 1) }
}
module "many" {
  count  = try(min(2, max(0, floor(length([for i, v in var.vd : i])))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in coalescelist((local.local0 ? var.vd : var.vd), [var.vg, var.vg][*].name, ["z"]) : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in local.local1 : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(min(try(var.ve, [0])...)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor((local.local3 * 80)))), 1))
  enable_dns_support   = try(tobool(can(max(var.vb, var.vb))) == true, false)
  enable_dns_hostnames = try(tobool(local.local2) == true, false)
  tags                 = try({ for k, v in try(merge({ for k, m in module.each : k => m.text }, merge(module.many[*].map...)), { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in concat([], module.many.*.values...) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in (local.local2 ? { for k, v in module.one.map : k => upper(v) if v != "" } : var.vg.tags) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(try(var.ve, [0]), [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor((local.local0 ? floor(var.vb) : (local.local0 ? length(aws_vpc.main) : local.local3))))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(can([for p in setproduct(aws_vpc.main[*].cidr_block, aws_vpc.main[*].cidr_block) : join("/", p)])) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(length(module.one.list)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in [for r in [var.vg, var.vg] : r.name if r.on] : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(min(var.ve...)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(local.local0) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in try(module.one.map, { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [for l2 in module.many[*].text : "${try(one(module.many[*].text), "many")}-${local.local3}"] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = "512"
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(coalesce(try(one(module.many[*].text), "many"), try(values(module.each)[0].text, "none"), "z")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { ("${try(aws_vpc.main[0].cidr_block, null)}-${join("+", [for k, m in module.each : "${k}=${m.text}"])}") = format("%q %s", try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err"), try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err")), last = jsonencode(try(aws_vpc.main[0].cidr_block, null)) } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(local.local0) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(try(sum(concat([0], var.ve)), 3)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in (local.local2 ? var.vd : flatten(module.many[*].list)) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring("%{ if var.vc }${base64encode(try(element(values(aws_subnet.each), 1).cidr_block, "none"))}%{ else }${cidrsubnet(try(element(values(aws_subnet.each), 1).cidr_block, "none"), 8, length(aws_vpc.main))}%{ endif }"), "none"), "err")}", on = try(tobool(local.local0) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(var.vc) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(max(local.local3, length(aws_vpc.main))))), 1)
  task_definition = "app:${try(min(9, max(0, floor(min(var.ve...)))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(var.vc) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in flatten([flatten(module.many[*].list), [coalescelist(values(module.each)[*].text, flatten([for m in module.each : m.keys]), ["z"])], [["ä€"]]]) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in yamldecode(yamlencode(merge(module.many[*].map...))) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(local.local1, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(values(aws_subnet.each)[*].cidr_block, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(try(var.vg, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(coalescelist((true ? aws_vpc.main.*.cidr_block : jsondecode(jsonencode(module.one.list))), module.many[*].text, ["z"]), "ERR"))
}
