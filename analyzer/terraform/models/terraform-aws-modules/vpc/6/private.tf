locals {
  create_private = local.create_vpc && local.subnets.private > 0
}

resource "aws_subnet" "private" {
  count = local.create_private ? local.subnets.private : 0

  region            = var.region
  vpc_id            = local.vpc_id
  availability_zone = element(var.azs, count.index)
  cidr_block        = var.private_subnet_ipv6_native ? null : var.private_subnets[count.index]
  ipv6_native       = var.enable_ipv6 && var.private_subnet_ipv6_native
  ipv6_cidr_block   = var.enable_ipv6 && length(var.private_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.private_subnet_ipv6_prefixes[count.index]) : null

  tags = merge(
    { Name = try(var.private_subnet_names[count.index], "${var.name}-${var.private_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.private_subnet_tags, [for zone, tags in var.private_subnet_tags_per_az : tags if zone == element(var.azs, count.index)]...
  )
}

# One table for each NAT gateway, or as many as there would be: without NAT
# gateways the tables have no default route.
resource "aws_route_table" "private" {
  count = local.create_private ? local.nat_gateway_count : 0

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(
    { Name = join("-", concat([var.name, var.private_subnet_suffix], var.single_nat_gateway ? [] : [element(var.azs, count.index)])) },
    var.tags, var.private_route_table_tags,
  )
}

resource "aws_route_table_association" "private" {
  count = local.create_private ? local.subnets.private : 0

  region         = var.region
  subnet_id      = element(aws_subnet.private[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, count.index)
}

resource "aws_route" "private_nat_gateway" {
  count = local.create_vpc && var.enable_nat_gateway && var.create_private_nat_gateway_route ? local.nat_gateway_count : 0

  region                 = var.region
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = var.nat_gateway_destination_cidr_block
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_dns64_nat_gateway" {
  count = local.create_vpc && var.enable_nat_gateway && var.enable_ipv6 && var.private_subnet_enable_dns64 ? local.nat_gateway_count : 0

  region                      = var.region
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "private_ipv6_egress" {
  count = local.create_private && var.create_egress_only_igw && var.enable_ipv6 ? local.nat_gateway_count : 0

  region                      = var.region
  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this[0].id
}
