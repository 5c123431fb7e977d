variable "va" {
  type = string
  default = "10.0.0.0/16"
  nullable = false
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
  type = any
  default = [443, 80, 443]
}
variable "vf" {
  type = map(string)
  default = { Name = "n", env = "dev" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try((var.vc ? ((var.vb % -4) / 2) : 0), 80)
  local1 = try(var.vb, 80)
  local2 = try(concat(((length(var.vd) > 0) ? concat(var.ve, var.ve) : [for i, v in var.vd : i]), var.ve), [0])
  local3 = try(tobool(strcontains(lookup(var.vf, upper(var.va), var.va), (tobool(var.va) ? join("", var.vd) : (var.vc ? var.va : var.va)))) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(var.vd[var.vg.port]), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(replace(var.va, "-", "_")), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in (alltrue([for v in var.vd : v != ""]) ? [for r in [var.vg, var.vg] : r.name if r.on] : reverse(var.vd)) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(element(var.vd, abs(local.local1))), "none"), "err"), port = try(min(9, max(0, floor(local.local1))), 1) }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor((var.vc ? local.local0 : ceil(var.vb))))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(min([local.local0, local.local0]...)))), 1))
  enable_dns_support   = try(tobool(((local.local3 ? local.local3 : local.local3) ? try(local.local3, true) : (module.one.map == null))) == true, false)
  enable_dns_hostnames = try(tobool(local.local3) == true, false)
  tags                 = try({ for k, v in { (module.one.text) = try(var.va, "a,b,,c"), last = (local.local3 ? join("+", [for k, m in module.each : "${k}=${m.text}"]) : module.one.text) } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in try(coalescelist(module.one.list, var.vd, ["z"]), ["a"]) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in module.one.map : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring("a,b,,c"), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([for v in local.local2 : v + local.local0], [0])
    content {
      from_port   = try(min(443, max(0, floor(length(aws_vpc.main)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(local.local3) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(var.vb))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in module.one.list : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(min(var.ve...)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(contains(module.one.values, (local.local3 ? join("+", [for k, m in module.each : "${k}=${m.text}"]) : try(one(module.many[*].text), "many")))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((trimsuffix(trimprefix(try(module.many[0].text, "no"), "a"), "c") == length(try(values(module.each)[0].text, "none")))) == true, false) : null
  tags                = try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in ["10.0.1.0/24", "10.0.2.0/24"] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(one(module.many[*].text), "many")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in var.vf : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(sum(concat([0], concat(local.local2, local.local2)))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in keys(aws_subnet.each) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring("%{ for v in [var.va, try(values(module.each)[0].text, "none")] ~}\n${v},%{ endfor ~}"), "none"), "err")}", on = try(tobool(can(var.vd)) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(var.vf, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(length({ (var.va) = sha1(try(values(module.each)[0].text, "none")), last = try(aws_vpc.main[0].cidr_block, null) }), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(abs(var.vb), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(yamldecode(yamlencode({ for k, v in { for x in ["a"] : substr(x, 0, 1) => x... } : k => join("+", v) })), "ERR"))
}
