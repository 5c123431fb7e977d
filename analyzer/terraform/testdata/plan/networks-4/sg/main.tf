
variable "name" {}
variable "vpc_id" {}
variable "rules" {
  type = list(object({
    description = optional(string, "managed")
    port        = optional(number)
    from        = optional(number)
    to          = optional(number)
    protocol    = optional(string, "tcp")
    cidrs       = optional(list(string), [])
    self        = optional(bool)
  }))
  default = []
}
variable "peers" {
  type    = map(list(number))
  default = {}
}
variable "egress" {
  type    = any
  default = [{ from_port = 443, to_port = 443, protocol = "tcp" }]
}
locals {
  flat = flatten([for peer, ports in var.peers : [for p in ports : { peer = peer, port = p }]])
}
resource "aws_security_group" "this" {
  name        = "${var.name}-sg"
  description = "d"
  vpc_id      = var.vpc_id
  dynamic "ingress" {
    for_each = { for i, r in var.rules : i => r }
    content {
      description = ingress.value.description
      from_port   = coalesce(ingress.value.from, ingress.value.port, 0)
      to_port     = try(coalesce(ingress.value.to, ingress.value.port), 65535)
      protocol    = ingress.value.protocol
      cidr_blocks = length(ingress.value.cidrs) > 0 ? ingress.value.cidrs : null
      self        = ingress.value.self
    }
  }
  dynamic "egress" {
    for_each = var.egress
    iterator = e
    content {
      from_port   = lookup(e.value, "from_port", 0)
      to_port     = lookup(e.value, "to_port", 0)
      protocol    = lookup(e.value, "protocol", "-1")
      cidr_blocks = split(",", lookup(e.value, "cidr_blocks", "0.0.0.0/0"))
    }
  }
  tags = { Name = var.name }
}
resource "aws_vpc_security_group_ingress_rule" "peer" {
  for_each          = { for x in local.flat : "${x.peer}-${x.port}" => x }
  security_group_id = aws_security_group.this.id
  cidr_ipv4         = each.value.peer == "vpc" ? "10.0.0.0/8" : "${each.value.peer}/32"
  from_port         = each.value.port
  to_port           = each.value.port
  ip_protocol       = "tcp"
  description       = title(each.key)
}
resource "aws_security_group_rule" "count" {
  count             = length(local.flat)
  type              = "egress"
  security_group_id = join("", aws_security_group.this[*].id)
  from_port         = local.flat[count.index].port
  to_port           = local.flat[count.index]["port"]
  protocol          = "tcp"
  cidr_blocks       = distinct([for x in local.flat : "${x.peer == "vpc" ? "10.0.0.0" : x.peer}/32" if x.port == local.flat[count.index].port])
}
output "id" { value = aws_security_group.this.id }
output "names" { value = [for k, r in aws_vpc_security_group_ingress_rule.peer : k] }
output "ports" { value = sort(distinct(local.flat[*].port)) }
