variable "va" {
  type = string
  default = "true"
  nullable = false
}
variable "vb" {
  type = number
  default = -1
  nullable = false
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = any
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
  local0 = try([for v in ["b", "a", "b"] : tostring(v) if v != null], [])
  local1 = try(var.vg, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local2 = try(tobool(var.vc) == true, false)
  local3 = try(var.ve, [443, 80, 443])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring("7"), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(trimsuffix(trimprefix(var.va, "a"), "1")), "none"), "err")
  items  = try([for v in local.local0 : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(tostring(local.local2)), "none"), "err"), port = null }
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(replace(each.key, "a", "_")), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(try(ceil(var.vb), -1)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(index(formatlist("%s-x", try([for v in concat([], module.many.*.values...) : tostring(v) if v != null], [])), concat([], module.many.*.values...)[var.vb])))), 1))
  enable_dns_support   = try(tobool(true) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in tomap(transpose({ a = values(module.each)[*].text })[module.one.text] == null ? {} : { t = "1" }) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in reverse(var.vd) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(base64encode((local.local2 ? try(aws_vpc.main[0].cidr_block, null) : try(values(module.each)[0].text, "none")))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try((var.vc ? local.local3 : var.ve), [])
    content {
      from_port   = try(min(443, max(0, floor(var.vb))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((format("%s-%v", try(coalesce(tostring(module.one.text), "none"), "err"), try(coalesce(tostring(try(one(module.many[*].text), "many")), "none"), "err")) == tonumber(module.one.text))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(length(local.local3)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in values(aws_subnet.each)[*].cidr_block : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(length(aws_vpc.main)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(alltrue([for v in setsubtract(module.many[*].text, aws_vpc.main.*.cidr_block) : v != ""])) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in ((var.va == length(aws_vpc.main)) ? { for k, v in { for k, m in module.each : k => m.text } : k => upper(v) if v != "" } : { for k, s in aws_subnet.each : k => s.cidr_block }) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in formatlist("%s-x", try([for v in [for l1 in flatten([for m in module.each : m.keys]) : try(aws_vpc.main[0].cidr_block, null)] : tostring(v) if v != null], [])) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(var.ve, "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(local.local3, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(local.local2, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try([for i, v in reverse(local.local0) : i], "ERR"))
}
