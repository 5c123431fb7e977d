variable "va" {
  type = string
  default = "ä€"
}
variable "vb" {
  type = number
  default = 443
}
variable "vc" {
  type = any
  default = true
}
variable "vd" {
  type = list(string)
  default = ["a"]
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
}
locals {
  local0 = try(var.vg, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local1 = try(concat([], range(3)), [1, 2, 3])
  local2 = try([for v in var.vd : tostring(v) if v != null], [])
  local3 = try([for v in keys([for r in [var.vg, var.vg] : r if r.on][0].tags) : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(regex("[a-z]+", replace(var.va, "-", "_"))), "none"), "err")
}
module "many" {
  count  = try(min(2, max(0, floor(parseint(try(var.va, "web-1"), 16)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  opts   = { name = try(coalesce(tostring(upper(var.va)), "none"), "err"), port = try(min(9, max(0, floor(65535))), 1) }
}
module "each" {
  for_each = try({ for k, v in tomap(tomap(var.vf)) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(one(slice(tolist(toset(var.vd)), 0, 1))), "none"), "err")
  opts   = { name = try(coalesce(tostring(cidrsubnet("10.0.0.0/16", 8, var.vb)), "none"), "err"), port = 1 }
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring("%{ if !var.vc }${try(try(values(module.each)[0].text, "none"), "k=v")}%{ else }${var.va}%{ endif }"), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(concat(local.local1, var.ve), [443, 80, 443])
    content {
      from_port   = try(min(443, max(0, floor((max(var.vb, var.vb) - var.vb)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(((try(values(module.each)[0].text, "none") == var.vb) != null)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(max(var.vb, var.vb)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
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
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vc) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((try(var.vb, 3) != null)) == true, false) : null
  tags                = try({ for k, v in { for i, v in [for l2 in flatten([for m in module.each : m.keys]) : join("+", [for k, m in module.each : "${k}=${m.text}"])] : "${i}-${v}" => try(module.many[0].text, "no") } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in setsubtract(values(var.vf), values(module.each)[*].text) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(one(module.many[*].text), "many")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(([for i, v in module.one.values : i] != [var.vb, var.vb])) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(min([for v in var.ve : v + var.vb]...)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in distinct(module.one.list) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(element(concat(module.one.list, module.one.values), abs(abs(var.vb)))), "none"), "err")}", on = try(tobool(var.vc) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool((length(tomap(merge(module.many[*].map...))) > 0)) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor([for r in [var.vg, local.local0] : r if r.on][0].port))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool((try(tobool(var.vc) == true, false) && try(tobool(var.vc) == true, false))) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in matchkeys(tolist(values(module.each)[*].text), [try(module.many[0].text, "no"), try(values(module.each)[0].text, "none")], [for p in setproduct(flatten([for m in module.each : m.keys]), module.one.list) : join("/", p)]) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in merge({ for k, v in { for x in flatten([for m in module.each : m.keys]) : substr(x, 0, 1) => x... } : k => join("+", v) }, { for k, m in module.each : k => m.text }) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(ceil(element(var.ve, 1)), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(tolist(local.local3), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try([for r in [local.local0, var.vg] : r if r.on][0], "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(yamldecode(yamlencode(merge(module.many[*].map...))), "ERR"))
}
