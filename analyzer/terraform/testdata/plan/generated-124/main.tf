variable "va" {
  type = string
  default = "ä€"
}
variable "vb" {
  type = number
  default = 1
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = []
  nullable = false
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
}
locals {
  local0 = try({ for k, v in { for k, v in { for x in split(",", var.va) : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {})
  local1 = try({ for k, v in {} : k => tostring(v) if v != null }, {})
  local2 = try([for v in var.vd : tostring(v) if v != null], [])
  local3 = try([for i, v in [] : i], [443, 80, 443])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try({ Name = "n", env = "dev" }[var.va], regex("\\d", var.va))), "none"), "err")
  items  = try([for v in [element([var.vg, var.vg], 0), var.vg][*].name : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
}
module "each" {
  for_each = try({ for k, v in local.local0 : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(coalesce((var.vc ? each.key : each.key), each.key, "z")), "none"), "err")
  items  = try([for v in local.local2 : tostring(v) if v != null], [])
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(var.ve, [1, 2, 3])
    content {
      from_port   = try(min(443, max(0, floor(var.vb))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((keys(module.one.map) != [for r in [var.vg, var.vg] : r.name if r.on])) == true, false) ? [1] : []
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
  for_each          = { for p in setproduct(distinct(try([for v in jsondecode(jsonencode(coalescelist(flatten(module.many[*].list), concat([], module.many.*.values...), ["z"]))) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(var.vb))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(can(reverse(module.many[*].text))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(true) == true, false) : null
  tags                = try({ for k, v in { for k, m in module.each : k => m.text } : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in matchkeys(var.vg.cidrs, flatten([for m in module.each : m.keys]), var.vd) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(false) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(80))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(true) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in module.many[*].text : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(title(lower(join("+", [for k, m in module.each : "${k}=${m.text}"]))), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(regex("\\d", substr(try(module.many[0].text, "no"), sum(concat([0], local.local3)), sum(concat([0], var.ve)))), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try([for r in [{ name = var.vg.name, port = var.vb, on = alltrue([for v in var.vd : v != ""]), tags = { for k, v in var.vf : k => upper(v) if v != "" }, cidrs = module.one.list }, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }] : r if r.on][0], "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(var.vc, "ERR"))
}
