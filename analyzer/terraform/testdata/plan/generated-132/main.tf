variable "va" {
  type = any
}
variable "vb" {
  type = any
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = []
}
variable "ve" {
  type = list(number)
  default = [1, 2, 3]
  nullable = false
}
variable "vf" {
  type = map(string)
  default = { Name = "n", env = "dev" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
}
locals {
  local0 = try(element([merge(var.vg, { port = (var.vb * var.vb) }), var.vg], 0), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local1 = try(var.vb, -1)
  local2 = try(local.local1, 0)
  local3 = try(tobool((try(tobool(var.vc) == true, false) || try(tobool(strcontains(var.va, sha1(var.va))) == true, false))) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(base64encode(var.va), "Prod")), "none"), "err")
  items  = try([for v in distinct(var.vd) : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(try(var.vb, 2)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(format("%s/%s", try(coalesce(tostring(coalesce(var.va, var.va, "z")), "none"), "err"), try(coalesce(tostring(var.va), "none"), "err"))), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = try(min(9, max(0, floor(try(local.local1, 3)))), 1) }
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(each.value), "none"), "err")
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(substr(format("%-5s|%5s", try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err"), try(coalesce(tostring(try(values(module.each)[0].text, "none")), "none"), "err")), index(module.one.values, var.va), var.vb)), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(concat(var.ve, var.ve), [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor(80))), 1)
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
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(local.local2))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in flatten([for m in module.each : m.keys]) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(local.local2))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(try(module.one.text, "a,b,,c"), "web-1")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in var.vf : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(contains(var.vd, regex("^[^-]*", join("+", [for k, m in module.each : "${k}=${m.text}"])))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(var.vb))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in flatten([module.one.values, [flatten(module.many[*].list)], [[var.va]]]) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(element(flatten([for m in module.each : m.keys]), abs(sum(concat([0], var.ve))))), "none"), "err")}", on = try(tobool(anytrue([for v in concat([], module.many.*.values...) : v != ""])) == true, false) })
}
resource "aws_ssm_parameter" "p0" {
  name  = "p0"
  type  = "String"
  insecure_value = jsonencode(try(try(module.many[0].text, "no"), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(keys(module.each), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(local.local1, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(var.vg, "ERR"))
}
