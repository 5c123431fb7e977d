variable "context" {
  type = any
}

variable "ports" {
  type = map(number)
}

resource "aws_security_group" "this" {
  name = "${var.context.id}-groups"
  tags = var.context.tags
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each          = var.ports
  security_group_id = aws_security_group.this.id
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  cidr_ipv4         = "0.0.0.0/0"
  description       = title(each.key)
}

output "names" {
  value = [for k in keys(var.ports) : "${var.context.id}/${k}"]
}

output "ports" {
  value = { for k, r in aws_vpc_security_group_egress_rule.this : k => r.from_port }
}

output "rules" {
  value = aws_vpc_security_group_egress_rule.this
}
