resource "aws_subnet" "public" {
  count = length(local.public_zones)

  vpc_id                  = var.vpc_id
  availability_zone       = local.public_zones[count.index]
  cidr_block              = local.ipv4 ? element(local.public_cidrs, count.index) : null
  ipv6_cidr_block         = local.ipv6 ? element(local.public_ipv6_cidrs, count.index) : null
  ipv6_native             = local.ipv6 && !local.ipv4
  map_public_ip_on_launch = local.ipv4 ? var.map_public_ip_on_launch : null
  tags                    = merge(module.public_label.tags, { Name = join(module.this.delimiter, [module.public_label.id, local.short[local.public_zones[count.index]]]) })
}

locals {
  public_dns64 = local.public && local.ipv6 && var.public_dns64_nat64_enabled

  # One table for all, or one for each subnet where that is asked for or NAT64
  # needs it.
  public_tables = (
    !local.public ? 0
    : length(var.public_route_table_ids) > 0 ? length(var.public_route_table_ids)
    : !var.public_route_table_enabled ? 0
    : coalesce(var.public_route_table_per_subnet_enabled, local.public_dns64) ? length(local.public_zones) : 1
  )

  public_table_ids = length(var.public_route_table_ids) > 0 ? var.public_route_table_ids : aws_route_table.public[*].id
}

resource "aws_route_table" "public" {
  count = local.public && var.public_route_table_enabled && length(var.public_route_table_ids) == 0 ? local.public_tables : 0

  vpc_id = var.vpc_id
  tags   = module.public_label.tags
}

resource "aws_route" "public" {
  count = local.ipv4 && length(var.igw_id) > 0 ? local.public_tables : 0

  route_table_id         = local.public_table_ids[count.index]
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = var.igw_id[0]
}

resource "aws_route" "public6" {
  count = local.ipv6 && length(var.igw_id) > 0 ? local.public_tables : 0

  route_table_id              = local.public_table_ids[count.index]
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = var.igw_id[0]
}

resource "aws_route_table_association" "public" {
  count = local.public && var.public_route_table_enabled ? length(local.public_zones) : 0

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = element(local.public_table_ids, count.index)
}

resource "aws_network_acl" "public" {
  count = local.public && var.public_open_network_acl_enabled ? 1 : 0

  vpc_id     = var.vpc_id
  subnet_ids = aws_subnet.public[*].id
}

resource "aws_network_acl_rule" "public4_ingress" {
  count = length(aws_network_acl.public) > 0 && local.ipv4 ? 1 : 0

  network_acl_id = aws_network_acl.public[0].id
  egress         = false
  rule_action    = "allow"
  rule_number    = var.open_network_acl_ipv4_rule_number
  protocol       = "-1"
  from_port      = 0
  to_port        = 0
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "public4_egress" {
  count = length(aws_network_acl.public) > 0 && local.ipv4 ? 1 : 0

  network_acl_id = aws_network_acl.public[0].id
  egress         = true
  rule_action    = "allow"
  rule_number    = var.open_network_acl_ipv4_rule_number
  protocol       = "-1"
  from_port      = 0
  to_port        = 0
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "public6_ingress" {
  count = length(aws_network_acl.public) > 0 && local.ipv6 ? 1 : 0

  network_acl_id  = aws_network_acl.public[0].id
  egress          = false
  rule_action     = "allow"
  rule_number     = var.open_network_acl_ipv6_rule_number
  protocol        = "-1"
  from_port       = 0
  to_port         = 0
  ipv6_cidr_block = "::/0"
}

resource "aws_network_acl_rule" "public6_egress" {
  count = length(aws_network_acl.public) > 0 && local.ipv6 ? 1 : 0

  network_acl_id  = aws_network_acl.public[0].id
  egress          = true
  rule_action     = "allow"
  rule_number     = var.open_network_acl_ipv6_rule_number
  protocol        = "-1"
  from_port       = 0
  to_port         = 0
  ipv6_cidr_block = "::/0"
}
