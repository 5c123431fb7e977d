variable "va" {
  type = string
  default = "web-1"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = ["a"]
}
variable "ve" {
  type = list(number)
  default = []
  nullable = false
}
variable "vf" {
  type = map(string)
  default = {}
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try([for i, v in flatten([sort(var.vd), [values(var.vf)], [["ä€"]]]) : i], [443, 80, 443])
  local1 = try(coalesce(tostring(var.va), "none"), "err")
  local2 = try({ for k, v in (anytrue([for v in matchkeys(var.vd, var.vd, var.vd) : v != ""]) ? transpose({ a = jsondecode(jsonencode(var.vd)) })[local.local1] == null ? {} : { t = "1" } : (true ? var.vf : { for k, v in { for x in var.vd : substr(x, 0, 1) => x... } : k => join("+", v) })) : k => tostring(v) if v != null }, {})
  local3 = try(tobool(var.vc) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(regex("\\d", var.va), "app")), "none"), "err")
  items  = try([for v in setsubtract(["b", "a", "b"], [for l1 in var.vd : local.local1]) : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(try(yamlencode(var.vf), "")), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in local.local2 : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(sha1(each.key)), "none"), "err")
  opts   = { name = try(coalesce(tostring(try(each.value, "a,b,,c")), "none"), "err"), port = null }
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(one(slice(matchkeys(flatten([for m in module.each : m.keys]), concat([], module.many.*.values...), module.many[*].text), 0, 1))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(range(3), [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor(abs(var.vb)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool({ name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }.on) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(2))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in ["10.0.1.0/24", "10.0.2.0/24"] : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor((tonumber(var.va) % 2)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(strcontains(module.one.text, try(module.many[0].text, "no"))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(local.local3) == true, false) : null
  tags                = try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in split(",", module.one.text) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(module.one.text), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { (var.va) = try(local.local2[join("+", [for k, m in module.each : "${k}=${m.text}"])], module.one.text), last = try(one(module.many[*].text), "many") } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(true) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(var.vb))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in tolist(flatten([for m in module.each : m.keys])) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(tostring(try(var.vb, 2))), "none"), "err")}", on = try(tobool(local.local3) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(replace(((module.one.text == var.vb) ? try(values(module.each)[0].text, "none") : try(var.va, "x y")), "a", "$1"), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try((var.vc ? tostring(var.vb) : var.va), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try([((module.many[*].text == module.one.values) ? element(var.ve, 1) : var.vb), var.vb], "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try({ for k, m in module.each : k => m.text }, "ERR"))
}
