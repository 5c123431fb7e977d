variable "va" {
  type = string
}
variable "vb" {
  type = any
}
variable "vc" {
  type = bool
  default = true
}
variable "vd" {
  type = any
}
variable "ve" {
  type = list(number)
  default = []
  nullable = false
}
variable "vf" {
  type = map(string)
  default = { Name = "n", env = "dev" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }
  nullable = false
}
locals {
  local0 = try(((var.vc ? (var.vc ? var.vc : var.vc) : startswith(var.va, var.va)) ? var.ve : [for i, v in ["a"] : i]), [443, 80, 443])
  local1 = try(var.vb, 3)
  local2 = try(tobool(var.vc) == true, false)
  local3 = try(tobool(!local.local2) == true, false)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(jsonencode(var.vd), "7")), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = 1 }
}
module "many" {
  count  = try(min(2, max(0, floor((local.local2 ? local.local1 : 0)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(var.va), "none"), "err")
  items  = try([for v in [for l1 in [] : lookup(var.vf, l1, var.va) if local.local3] : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(each.key), "none"), "err")
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor([for r in [var.vg, var.vg] : r if r.on][0].port))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(try(var.vb, 443)))), 1))
  enable_dns_support   = try(tobool((!var.vc ? (length({ for k, m in module.each : k => m.text }) > 0) : try(var.vc, false))) == true, false)
  enable_dns_hostnames = try(tobool(var.vc) == true, false)
  tags                 = try({ for k, v in { (try(module.many[0].text, "no")) = "%{ if var.vc }${join("+", [for k, m in module.each : "${k}=${m.text}"])}%{ else }${try(values(module.each)[0].text, "none")}%{ endif }", last = element(var.vd, abs(local.local1)) } : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in tolist(toset([for l2 in flatten([for m in module.each : m.keys]) : var.va])) : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in jsondecode(jsonencode(merge(module.many[*].map...))) : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(try(element(values(aws_subnet.each), 1).cidr_block, "none")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([], [])
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
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor((var.vc ? length(aws_vpc.main) : var.vb)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = true
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in [for p in setproduct(values(aws_subnet.each)[*].cidr_block, values(module.each)[*].text) : join("/", p)] : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(local.local1))), 1)
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
      image       = "repo:${try(coalesce(tostring(upper((var.vc ? try(element(values(aws_subnet.each), 1).cidr_block, "none") : try(module.many[0].text, "no")))), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, v in { for x in var.vd : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(local.local3) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(index(["a"], coalesce(try(module.many[0].text, "no"), try(element(values(aws_subnet.each), 1).cidr_block, "none"), "z"))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in ["10.0.1.0/24", "10.0.2.0/24"] : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try("k=v", "true")), "none"), "err")}", on = try(tobool(var.vg.on) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(var.vc) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(index([for p in setproduct(aws_vpc.main.*.cidr_block, module.many[*].text) : join("/", p)], base64encode(try(one(module.many[*].text), "many")))))), 1)
  task_definition = "app:${try(min(9, max(0, floor((local.local2 ? var.vb : local.local1)))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(alltrue([for v in module.one.list : v != ""])) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in ["x", "", "y"] : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(((local.local1 <= length(module.one.text)) ? element(local.local0, 0) : sum(concat([0], concat(local.local0, var.ve)))), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(element(values(merge({ for k, m in module.each : k => m.text }, var.vf)), abs(local.local1)), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(sort(reverse((local.local2 ? values(aws_subnet.each)[*].cidr_block : flatten([for m in module.each : m.keys])))), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(var.vd[local.local1], "ERR"))
}
