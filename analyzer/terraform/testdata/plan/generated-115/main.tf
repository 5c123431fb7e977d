variable "va" {
  type = string
  default = "x y"
  nullable = false
}
variable "vb" {
  type = number
  default = 2
}
variable "vc" {
  type = bool
  default = false
}
variable "vd" {
  type = list(string)
  default = ["b", "a", "b"]
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
  local0 = try(element([{ name = regex("\\d", var.va), port = abs(var.vb), on = (var.vg == null), tags = var.vf, cidrs = ["x", "", "y"] }, merge(var.vg, { port = var.vb })], 0), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  local1 = try([for v in ["x", "", "y"] : tostring(v) if v != null], [])
  local2 = try([for v in [min(var.ve...), tonumber(var.va)] : v + floor(sum(concat([0], var.ve)))], [])
  local3 = try(tonumber(title(lower(var.va))), 80)
}
module "one" {
  source = "./inner"
  name   = try(coalesce(tostring(try(var.va, "Prod")), "none"), "err")
  items  = try([for v in var.vd : tostring(v) if v != null], [])
  opts   = { name = try(coalesce(tostring(var.va), "none"), "err"), port = null }
}
module "many" {
  count  = try(min(2, max(0, floor(((var.va != var.va) ? var.vb : tonumber(var.va))))), 1)
  source = "./inner"
  name   = try(coalesce(tostring("%{ for v in local.local1 ~}\n${v},%{ endfor ~}"), "none"), "err")
  opts   = { name = try(coalesce(tostring(coalesce(var.va, var.va, "z")), "none"), "err"), port = 1 }
}
module "each" {
  for_each = try({ for k, v in { for i, v in local.local1 : "${i}-${v}" => var.va } : k => tostring(v) if v != null }, {})
  source = "./inner"
  name   = try(coalesce(tostring(flatten([var.vd, [local.local1], [[var.va]]])[min(local.local2...)]), "none"), "err")
  items  = try([for v in try(var.vd, ["x", "", "y"]) : tostring(v) if v != null], [])
}
resource "aws_vpc" "main" {
  count                = try(min(2, max(0, floor((var.vc ? local.local3 : 7.5)))), 1)
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + try(min(20, max(0, floor(local.local3))), 1))
  enable_dns_support   = try(tobool(strcontains(substr(try(values(module.each)[0].text, "none"), var.vb, var.vb), try(join("+", [for k, m in module.each : "${k}=${m.text}"]), "x y"))) == true, false)
  enable_dns_hostnames = null
  tags                 = try({ for k, v in yamldecode(yamlencode(yamldecode(yamlencode(merge(module.many[*].map...))))) : k => tostring(v) if v != null }, {})
}
resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(try([for v in module.many[*].text : tostring(v) if v != null], [])) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value % 2 == 0
  tags                    = merge(try({ for k, v in { for k, v in transpose({ a = keys(module.each) })[try(values(module.each)[0].text, "none")] == null ? {} : { t = "1" } : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {}), { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
resource "aws_security_group" "this" {
  name = "g-${sha1(try(coalesce(tostring(join("+", [for k, m in module.each : "${k}=${m.text}"])), "none"), "err"))}"
  dynamic "ingress" {
    for_each = try([for i, v in aws_vpc.main.*.cidr_block : i], [])
    content {
      from_port   = try(min(443, max(0, floor(parseint((var.vc ? try(aws_vpc.main[0].cidr_block, null) : try(aws_vpc.main[0].cidr_block, null)), 16)))), 1)
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
      cidr_blocks = [for i in range(1 + try(min(3, max(0, floor(local.local3))), 1)) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = null
    }
  }
}
resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(try([for v in flatten([module.one.values, [["10.0.1.0/24", "10.0.2.0/24"]], [["%{ for v in values(aws_subnet.each)[*].cidr_block ~}\n${v},%{ endfor ~}"]]]) : tostring(v) if v != null], [])), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = try(min(1024, max(0, floor(((try(values(module.each)[0].text, "none") == length(aws_vpc.main)) ? local.local0.port : tonumber(try(element(values(aws_subnet.each), 1).cidr_block, "none")))))), 1)
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if try(tobool(strcontains(try(element(values(aws_subnet.each), 1).cidr_block, "none"), try(try(element(values(aws_subnet.each), 1).cidr_block, "none"), "ä€"))) == true, false) || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? try(tobool(element([var.vg, local.local0], 3).on) == true, false) : null
  tags                = try({ for k, v in merge(module.many[*].map...) : k => tostring(v) if v != null }, {})
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(try([for v in [for r in [{ name = "one", port = 80, on = true, tags = {}, cidrs = [] }, [for r in [local.local0, local.local0] : r if r.on][0]] : r.name if r.on] : tostring(v) if v != null], [])) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = null
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${try(coalesce(tostring(base64encode(try(module.many[0].text, "no"))), "none"), "err")}"
      essential   = true
      environment = [for k, v in try({ for k, v in { for k, s in aws_subnet.each : k => s.cidr_block } : k => tostring(v) if v != null }, {}) : { name = k, value = v }]
    }, try(tobool(contains(formatlist("arn:aws:s3:::%s/*", try([for v in flatten([for m in module.each : m.keys]) : tostring(v) if v != null], [])), try(merge(module.many[*].map...)[try(module.many[0].text, "no")], try(element(values(aws_subnet.each), 1).cidr_block, "none")))) == true, false) ? { secrets = [] } : {})
  ], [for i in range(try(min(2, max(0, floor(local.local3))), 1)) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(try([for v in flatten([module.one.list, [aws_vpc.main[*].cidr_block], [[try(module.many[0].text, "no")]]]) : tostring(v) if v != null], []))
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${try(coalesce(tostring(lookup({ for k, v in merge(module.many[*].map...) : k => upper(v) if v != "" }, try(module.many[0].text, "no"), "true")), "none"), "err")}", on = try(tobool((var.vb > local.local3)) == true, false) })
}
resource "aws_ecs_service" "this" {
  count           = try(tobool(try(var.vc, false)) == true, false) ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = "EC2"
  desired_count   = try(min(5, max(0, floor(max(element(local.local2, 1), local.local3)))), 1)
  task_definition = "app:${try(min(9, max(0, floor(index([for s in aws_subnet.each : s.tags.Name], try(aws_vpc.main[0].cidr_block, null))))), 1)}"
  dynamic "network_configuration" {
    for_each = [try(tobool((length(aws_vpc.main) == var.vb)) == true, false)]
    content {
      subnets          = distinct([for s in try([for v in jsondecode(jsonencode(["10.0.1.0/24", "10.0.2.0/24"])) : tostring(v) if v != null], []) : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = try({ for k, v in zipmap(values(aws_subnet.each)[*].cidr_block, keys(module.each)) : k => tostring(v) if v != null }, {})
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
  insecure_value = jsonencode(try(([3, tonumber(module.one.text)] == null), "ERR"))
}
resource "aws_ssm_parameter" "p1" {
  name  = "p1"
  type  = "String"
  insecure_value = jsonencode(try(substr("web-1", element([for i, v in module.many[*].text : i], 0), parseint(try(values(module.each)[0].text, "none"), 16)), "ERR"))
}
resource "aws_ssm_parameter" "p2" {
  name  = "p2"
  type  = "String"
  insecure_value = jsonencode(try(local.local0.tags, "ERR"))
}
resource "aws_ssm_parameter" "p3" {
  name  = "p3"
  type  = "String"
  insecure_value = jsonencode(try(transpose({ a = [for l1 in flatten(module.many[*].list) : regex("\\d", try(one(module.many[*].text), "many")) if (try(tobool(var.vc) == true, false) || try(tobool(var.vc) == true, false))] })[one(slice(sort(keys(module.each)), 0, 1))] == null ? {} : { t = "1" }, "ERR"))
}
