variable "va" {
  type = string
}
variable "vb" {
  type = number
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
}
variable "vf" {
  type = map(string)
  default = { Name = "n", env = "dev" }
}
variable "vg" {
  type = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
}
locals {
  local0 = try(max(var.vb, tonumber(var.va)), 7.5)
  local1 = try(tobool((false ? try(var.vc, false) : contains(compact(var.vd), sha1(var.va)))) == true, false)
  local2 = try(coalesce(tostring((true ? (var.vc ? try(var.va, "x y") : var.va) : var.va)), "none"), "err")
  local3 = try(coalesce(tostring(((can(var.vd) ? alltrue([for v in var.vd : v != ""]) : var.vc) ? var.va : local.local2)), "none"), "err")
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(tostring(index(var.vd, local.local3))), "none"), "err")
  items  = try([for v in try(flatten([var.vd, [var.vd], [[local.local3]]]), ["b", "a", "b"]) : tostring(v) if v != null], [])
}
module "many" {
  count  = try(min(2, max(0, floor((0 % 2)))), 1)
  source = "./inner"
  name   = try(coalesce(tostring(local.local3), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
}
module "each" {
  for_each = try({ for k, v in yamldecode(yamlencode(try(var.vf, { "x/y" = "z", b = "" }))) : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(trimsuffix(trimprefix(upper(each.value), "a"), "1")), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor(var.vb))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(((var.vg != var.vg) ? (var.vb - local.local0) : min(var.ve...))))), 1))
  enable_dns_support   = try(tobool(var.vc) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in var.vg.tags : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { name = try(module.many[0].text, "no"), port = local.local0, on = var.vc, tags = var.vf, cidrs = values(module.each)[*].text }.tags : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(try(aws_vpc.main[0].cidr_block, null)), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try(concat(var.ve, var.ve), [0])
    content {
      from_port   = try(min(443, max(0, floor(abs(max(local.local0, var.vb))))), 1)
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = try(tobool(contains([var.vg, var.vg][*].name, (local.local1 ? try(module.many[0].text, "no") : try(aws_vpc.main[0].cidr_block, null)))) == true, false) ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(var.vg.port))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = false
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in module.one.list : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(length(aws_vpc.main)))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(false) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(var.vc) == true, false) : null
  tags                = try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [try(module.many[0].text, "no"), local.local3] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(one(slice(keys({ for k, s in aws_subnet.each : k => s.cidr_block }), 0, 1))), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in yamldecode(yamlencode(merge(module.many[*].map...))) : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(contains(try(module.many[*].text, ["x", "", "y"]), try(module.many[0].text, "no"))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(sum(concat([0], concat(var.ve, var.ve)))))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in try(keys(module.each), ["b", "a", "b"]) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(try(module.many[0].text, "no")), "none"), "err")}", on = try(tobool((try(tobool(var.vc) == true, false) || try(tobool(var.vc) == true, false))) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(contains(matchkeys(keys(module.each), concat([], module.many.*.values...), keys(module.each)), try(element(values(aws_subnet.each), 1).cidr_block, "none"))) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = null
  desired_count   = try(min(5, max(0, floor(max(parseint(local.local3, 16), index(flatten([for m in module.each : m.keys]), module.one.text))))), 1)
  task_definition = "app:${try(min(9, max(0, floor(var.vb))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool(alltrue([for v in module.one.list : v != ""])) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in setsubtract(module.many[*].text, keys(aws_subnet.each)) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in zipmap([var.vg, var.vg][*].name, setsubtract(var.vd, var.vd)) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try((try(var.vc, true) ? module.one.text : ((try(element(values(aws_subnet.each), 1).cidr_block, "none") == var.vb) ? tostring(local.local0) : try(local.local3, "app"))), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try({ for k, s in aws_subnet.each : k => s.cidr_block }, "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(try(one(module.many[*].text), "many"), "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(try(try(merge(module.many[*].map...), { a = "1" }), { Name = "n", env = "dev" }), "ERR"))
}
