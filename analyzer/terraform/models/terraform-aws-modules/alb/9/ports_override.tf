# Version 9 does not take one end of a range of ports for the other.

resource "aws_vpc_security_group_ingress_rule" "this" {
  to_port = try(each.value.to_port, null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  from_port = try(each.value.from_port, null)
}
