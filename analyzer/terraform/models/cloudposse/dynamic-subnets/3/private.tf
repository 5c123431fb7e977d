resource "aws_subnet" "private" {
  count = length(local.private_zones)

  vpc_id            = var.vpc_id
  availability_zone = local.private_zones[count.index]
  cidr_block        = local.ipv4 ? element(local.private_cidrs, count.index) : null
  ipv6_cidr_block   = local.ipv6 ? element(local.private_ipv6_cidrs, count.index) : null
  ipv6_native       = local.ipv6 && !local.ipv4
  tags              = merge(module.private_label.tags, { Name = join(module.this.delimiter, [module.private_label.id, local.short[local.private_zones[count.index]]]) })
}

resource "aws_route_table" "private" {
  count = local.private && var.private_route_table_enabled ? length(local.private_zones) : 0

  vpc_id = var.vpc_id
  tags   = merge(module.private_label.tags, { Name = join(module.this.delimiter, [module.private_label.id, local.short[local.private_zones[count.index]]]) })
}

resource "aws_route_table_association" "private" {
  count = length(aws_route_table.private)

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[count.index].id
}

resource "aws_route" "private6" {
  count = local.ipv6 && length(var.ipv6_egress_only_igw_id) > 0 ? length(aws_route_table.private) : 0

  route_table_id              = aws_route_table.private[count.index].id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = var.ipv6_egress_only_igw_id[0]
}

resource "aws_network_acl" "private" {
  count = local.private && var.private_open_network_acl_enabled ? 1 : 0

  vpc_id     = var.vpc_id
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_network_acl_rule" "private4_ingress" {
  count = length(aws_network_acl.private) > 0 && local.ipv4 ? 1 : 0

  network_acl_id = aws_network_acl.private[0].id
  egress         = false
  rule_action    = "allow"
  rule_number    = var.open_network_acl_ipv4_rule_number
  protocol       = "-1"
  from_port      = 0
  to_port        = 0
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "private4_egress" {
  count = length(aws_network_acl.private) > 0 && local.ipv4 ? 1 : 0

  network_acl_id = aws_network_acl.private[0].id
  egress         = true
  rule_action    = "allow"
  rule_number    = var.open_network_acl_ipv4_rule_number
  protocol       = "-1"
  from_port      = 0
  to_port        = 0
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "private6_ingress" {
  count = length(aws_network_acl.private) > 0 && local.ipv6 ? 1 : 0

  network_acl_id  = aws_network_acl.private[0].id
  egress          = false
  rule_action     = "allow"
  rule_number     = var.open_network_acl_ipv6_rule_number
  protocol        = "-1"
  from_port       = 0
  to_port         = 0
  ipv6_cidr_block = "::/0"
}

resource "aws_network_acl_rule" "private6_egress" {
  count = length(aws_network_acl.private) > 0 && local.ipv6 ? 1 : 0

  network_acl_id  = aws_network_acl.private[0].id
  egress          = true
  rule_action     = "allow"
  rule_number     = var.open_network_acl_ipv6_rule_number
  protocol        = "-1"
  from_port       = 0
  to_port         = 0
  ipv6_cidr_block = "::/0"
}
