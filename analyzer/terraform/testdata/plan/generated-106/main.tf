variable "va" {
  type = string
}
variable "vb" {
  type = number
  default = 3
}
variable "vc" {
  type = bool
  default = true
}
variable "vd" {
  type = list(string)
  default = ["x", "", "y"]
}
variable "ve" {
  type = list(number)
  default = []
}
variable "vf" {
  type = map(string)
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try([for v in compact([for p in setproduct(formatlist("%s-x", try([for v in var.vd : tostring(v) if v != null], [])), coalescelist(var.vd, var.vd, ["z"])) : join("/", p)]) : tostring(v) if v != null], [])
  local1 = try(concat(concat([for v in var.ve : v + var.vb], try(var.ve, [1, 2, 3])), range(0)), [1, 2, 3])
  local2 = try({ name = "one", port = 80, on = true, tags = {}, cidrs = [] }, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  local3 = try(tobool(can(var.va)) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring((endswith(var.va, var.va) ? var.va : sha1(var.va))), "none"), "err")
  items  = try([for v in [for r in [local.local2, var.vg] : r if r.on][0].cidrs : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(min(local.local1...)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(each.key), "none"), "err")
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(jsonencode(reverse(flatten([for m in module.each : m.keys])))), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try((local.local3 ? local.local1 : local.local1), [1, 2, 3])
    content {
      from_port   = try(min(443, max(0, floor(element(var.ve, 1)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(!endswith(try(values(module.each)[0].text, "none"), try(module.many[0].text, "no"))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(element(var.ve, 4)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in concat([], module.many.*.values...) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor((var.vb / 3)))), 1)
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
      image       = "repo:${try(coalesce(tostring(var.va), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in {} : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(!local.local2.on) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(var.vb))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in keys(merge(module.many[*].map...)) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(merge(module.many[*].map...)[try(var.vf[try(module.many[0].text, "no")], try(values(module.each)[0].text, "none"))], try(var.vf[try(values(module.each)[0].text, "none")], try(one(module.many[*].text), "many")))), "none"), "err")}", on = try(tobool(local.local3) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(var.vc) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "FARGATE"
  desired_count   = try(min(5, max(0, floor(min([for v in var.ve : v + var.vb]...)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(local.local3) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in values(module.each)[*].text : tostring(v) if v != null], []) : "subnet-${s}"])
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
  insecure_value = jsonencode(try(contains(split("-", local.local0[var.vb]), "%{ if local.local3 }${sha1(var.va)}%{ else }${try(module.one.text, "x y")}%{ endif }"), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(((length({ for k, m in module.each : k => m.text }) > 0) ? var.vb : (local.local3 ? length(local.local1) : var.vb)), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try((try(length(join("+", [for k, m in module.each : "${k}=${m.text}"])), 443) == tonumber("%{ for v in local.local0 ~}\n${v},%{ endfor ~}")), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(module.one.map, "ERR"))
}
