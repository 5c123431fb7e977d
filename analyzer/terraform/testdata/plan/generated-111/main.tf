variable "va" {
  type = string
  default = ""
}
variable "vb" {
  type = number
  default = 65535
  nullable = false
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
}
variable "ve" {
  type = list(number)
  default = [1, 2, 3]
}
variable "vf" {
  type = any
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "one", port = 80, on = true, tags = {}, cidrs = [] }
}
locals {
  local0 = try(tobool(var.vc) == true, false)
  local1 = try([for v in distinct([for r in [{ name = var.va, port = var.vb, on = local.local0, tags = var.vf, cidrs = var.vd }, var.vg] : r.name if r.on]) : tostring(v) if v != null], [])
  local2 = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  local3 = try(range(0), [1, 2, 3])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring("k=v"), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = 1 }
}
module "many" {
  count  = try(min(2, max(0, floor(var.vb))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(base64encode(var.va)), "none"), "err")
  opts   = { name = try(coalesce(tostring(format("%s/%s", try(coalesce(tostring(var.va), "none"), "err"), try(coalesce(tostring(var.va), "none"), "err"))), "none"), "err"), port = null }
}
module "each" {
  for_each = try({ for k, v in local.local2 : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(yamlencode(concat(local.local3, local.local3))), "none"), "err")
  opts   = { name = try(coalesce(tostring((local.local0 ? each.key : each.key)), "none"), "err"), port = null }
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(var.vb))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(2))), 1))
  enable_dns_support   = try(tobool(local.local0) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in { a = "1" } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in module.one.map : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(var.va), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(local.local3, [])
    content {
      from_port   = try(min(443, max(0, floor(parseint(substr(try(aws_vpc.main[0].cidr_block, null), var.vb, var.vb), 16)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(({ (try(aws_vpc.main[0].cidr_block, null)) = try(module.many[0].text, "no"), last = try(aws_vpc.main[0].cidr_block, null) } == transpose({ a = values(aws_subnet.each)[*].cidr_block })[try(module.many[0].text, "no")] == null ? {} : { t = "1" })) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(length(aws_vpc.main)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in merge(var.vg, { port = var.vb }).cidrs : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(element(local.local3, 0)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(((length(keys(aws_subnet.each)) > 0) ? try(module.many[0].text, "no") : "true")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in jsondecode(jsonencode({ "x/y" = "z", b = "" })) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(alltrue([for v in setsubtract(module.one.values, flatten(module.many[*].list)) : v != ""])) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(min(var.ve...)))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in compact(var.vd) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(one(module.many[*].text), "many")), "none"), "err")}", on = try(tobool(can(try(element(values(aws_subnet.each), 1).cidr_block, "none"))) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(tobool(try(element(values(aws_subnet.each), 1).cidr_block, "none"))) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "FARGATE"
  desired_count   = try(min(5, max(0, floor(sum(concat([0], local.local3))))), 1)
  task_definition = "app:${try(min(9, max(0, floor((var.vb * length(aws_vpc.main))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool((length(aws_vpc.main) >= length(aws_vpc.main))) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in try(try(concat([], module.many.*.values...), ["10.0.1.0/24", "10.0.2.0/24"]), ["10.0.1.0/24", "10.0.2.0/24"]) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in try(var.vf, { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(abs(length(aws_vpc.main)), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(local.local3, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(var.ve, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try("${module.one.text}-${try(coalesce(try(aws_vpc.main[0].cidr_block, null), try(element(values(aws_subnet.each), 1).cidr_block, "none"), "z"), "x y")}", "ERR"))
}
