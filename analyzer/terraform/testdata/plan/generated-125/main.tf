variable "va" {
  type = string
  default = "web-1"
}
variable "vb" {
  type = number
  default = 0
}
variable "vc" {
  type = bool
  default = true
}
variable "vd" {
  type = list(string)
  default = ["b", "a", "b"]
}
variable "ve" {
  type = list(number)
}
variable "vf" {
  type = map(string)
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
}
locals {
  local0 = try([var.vb, var.vb], [443, 80, 443])
  local1 = try(coalesce(tostring(var.va), "none"), "err")
  local2 = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  local3 = try(merge(element([[for r in [var.vg, var.vg] : r if r.on][0], var.vg], 0), { port = var.vb }), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(local.local1), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring("${var.va}-${(count.index <= count.index)}"), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in (var.vc ? yamldecode(yamlencode(local.local2)) : jsondecode(jsonencode(var.vf))) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in jsondecode(jsonencode(compact(var.vd))) : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(local.local1), "none"), "err"), port = 1 }
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([var.vb, var.vb], [0])
    content {
      from_port   = try(min(443, max(0, floor(tonumber(var.va)))), 1)
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
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(local.local3.port))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in keys(module.each) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(var.vb))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vc) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((length(concat(local.local0, var.ve)) > 0)) == true, false) : null
  tags                = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in module.one.list : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try("%{ for v in values({ Name = "n", env = "dev" }) ~}\n${v},%{ endfor ~}", "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(element([local.local3, var.vg], 0), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try({ for k, v in { for x in try(flatten([for m in module.each : m.keys]), ["a"]) : substr(x, 0, 1) => x... } : k => join("+", v) }, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try([for i, v in keys(module.each) : i], "ERR"))
}
