variable "va" {
  type = string
  default = "app"
}
variable "vb" {
  type = number
}
variable "vc" {
  type = bool
}
variable "vd" {
  type = list(string)
  default = ["b", "a", "b"]
  nullable = false
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
  local0 = try([for v in [for r in [{ name = var.va, port = var.vb, on = var.vc, tags = var.vf, cidrs = var.vd }, var.vg] : r if r.on][0].cidrs : tostring(v) if v != null], [])
  local1 = try(coalesce(tostring(var.va), "none"), "err")
  local2 = try([for v in distinct(var.vd) : tostring(v) if v != null], [])
  local3 = try([for v in [for l1 in var.vd : local.local1 if (try(tobool(var.vc) == true, false) || try(tobool(true) == true, false))] : tostring(v) if v != null], [])
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(local.local1), "none"), "err")
  opts   = { name = try(coalesce(tostring(var.vg.name), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(tonumber(lookup(var.vf, var.va, local.local1))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(local.local1), "none"), "err")
  opts   = { name = try(coalesce(tostring("10.0.0.0/16"), "none"), "err"), port = try(min(9, max(0, floor((var.vc ? var.vb : count.index)))), 1) }
}
module "each" {
  for_each = try({ for k, v in tomap({ for k, v in var.vf : k => upper(v) if v != "" }) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring("%{ if !var.vc }${format("%s/%s", try(coalesce(tostring(each.key), "none"), "err"), try(coalesce(tostring(var.va), "none"), "err"))}%{ else }${(var.vc ? var.va : local.local1)}%{ endif }"), "none"), "err")
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(coalesce(try(try(module.many[0].text, "no"), "ä€"), join("+", [for k, m in module.each : "${k}=${m.text}"]), "z")), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([for i, v in concat([], module.many.*.values...) : i], [1, 2, 3])
    content {
      from_port   = try(min(443, max(0, floor(max(var.vb, var.vb)))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool((parseint(try(one(module.many[*].text), "many"), 16) < var.vb)) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(element(var.ve, 1)))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in ((var.ve == var.ve) ? split(",", try(module.many[0].text, "no")) : values({ for k, m in module.each : k => m.text })) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(max(index(flatten(module.many[*].list), var.va), var.vb)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(var.vg.on) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool((lookup({ for k, m in module.each : k => m.text }, module.one.text, try(one(module.many[*].text), "many")) == try(var.vb, 2))) == true, false) : null
  tags                = try({ for k, v in ((length(var.ve) > 0) ? try({ for k, m in module.each : k => m.text }, { "x/y" = "z", b = "" }) : jsondecode(jsonencode(var.vf))) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in flatten(module.many[*].list) : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = 256
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(try(values(module.each)[0].text, "none")), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in try(var.vf, { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(var.vc) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(var.vb))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in [var.vg, var.vg][*].name : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(sha1(try(one(module.many[*].text), "many"))), "none"), "err")}", on = try(tobool(!var.vc) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(can(element(flatten(module.many[*].list), abs(var.vb)))) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "FARGATE"
  desired_count   = try(min(5, max(0, floor((length(local.local2) / 3)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(length(try(one(module.many[*].text), "many"))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(contains(module.many[*].text, try(values(module.each)[0].text, "none"))) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in var.vg.cidrs : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in var.vf : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(try((length(flatten([var.vd, [var.vd], [[join("+", [for k, m in module.each : "${k}=${m.text}"])]]])) > 0), false), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try([for i, v in sort(local.local0) : i], "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(parseint(regex("^[^-]*", trimsuffix(trimprefix(try(one(module.many[*].text), "many"), "a"), "c")), 16), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(compact(distinct(module.one.list)), "ERR"))
}
