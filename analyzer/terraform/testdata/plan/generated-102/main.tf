variable "va" {
  type = string
}
variable "vb" {
  type = any
  default = 80
}
variable "vc" {
  type = any
  default = true
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
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(var.ve, [])
  local1 = try([for v in var.vd : tostring(v) if v != null], [])
  local2 = try(tobool(can({ name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }.tags)) == true, false)
  local3 = try(coalesce(tostring(sha1(var.va)), "none"), "err")
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(base64encode(coalesce(var.va, local.local3, "z"))), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring("%{ for v in local.local1 ~}\n${v},%{ endfor ~}"), "none"), "err"), port = try(min(9, max(0, floor(var.vb))), 1) }
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(local.local3), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in { "x/y" = "z", b = "" } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(each.value), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(var.vg.port))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(var.vb))), 1))
  enable_dns_support   = try(tobool((length(local.local0) > 0)) == true, false)
  enable_dns_hostnames = try(tobool(contains(var.vd, join("+", [for k, m in module.each : "${k}=${m.text}"]))) == true, false)
  tags                 = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in [for l1 in module.one.values : yamlencode(var.ve)] : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in try({ for k, m in module.each : k => m.text }, { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(one(slice((var.vc ? values(module.each)[*].text : module.one.values), 0, 1))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(local.local0, [0])
    content {
      from_port   = try(min(443, max(0, floor(sum(concat([0], concat(local.local0, var.ve)))))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(({ name = join("+", [for k, m in module.each : "${k}=${m.text}"]), port = var.vb, on = local.local2, tags = merge(module.many[*].map...), cidrs = keys(module.each) } == var.vg)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(sum(concat([0], var.ve))))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in var.vd : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(var.vb))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(((var.vg != var.vg) ? true : try(local.local2, true))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(true) == true, false) : null
  tags                = try({ for k, v in yamldecode(yamlencode({ for k, m in module.each : k => m.text })) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in concat(var.vg.cidrs, (local.local2 ? values(module.each)[*].text : keys(aws_subnet.each))) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(base64encode(var.va)), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, v in { for x in [for r in [var.vg, var.vg] : r.name if r.on] : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool((var.vc != null)) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(index(try(concat([], module.many.*.values...), ["b", "a", "b"]), join("+", [for k, m in module.each : "${k}=${m.text}"]))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in [var.vg, var.vg][*].name : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(upper(yamlencode([for s in aws_subnet.each : s.tags.Name]))), "none"), "err")}", on = try(tobool(var.vc) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(coalescelist(concat(var.vd, [for r in [var.vg, var.vg] : r.name if r.on]), sort(tolist(toset(aws_vpc.main.*.cidr_block))), ["z"]), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(var.vg, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(try(element([length(aws_vpc.main), var.vb], 0), 7.5), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(["x", "", "y"], "ERR"))
}
