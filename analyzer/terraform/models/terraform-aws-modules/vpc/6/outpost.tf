locals {
  create_outpost = local.create_vpc && local.subnets.outpost > 0
}

resource "aws_subnet" "outpost" {
  count = local.create_outpost ? local.subnets.outpost : 0

  region            = var.region
  vpc_id            = local.vpc_id
  availability_zone = var.outpost_az
  cidr_block        = var.outpost_subnet_ipv6_native ? null : var.outpost_subnets[count.index]
  ipv6_native       = var.enable_ipv6 && var.outpost_subnet_ipv6_native
  ipv6_cidr_block   = var.enable_ipv6 && length(var.outpost_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.outpost_subnet_ipv6_prefixes[count.index]) : null

  tags = merge(
    { Name = try(var.outpost_subnet_names[count.index], "${var.name}-${var.outpost_subnet_suffix}-${var.outpost_az}") },
    var.tags, var.outpost_subnet_tags
  )
}

resource "aws_route_table_association" "outpost" {
  count = local.create_outpost ? local.subnets.outpost : 0

  region         = var.region
  subnet_id      = element(aws_subnet.outpost[*].id, count.index)
  route_table_id = element(aws_route_table.private[*].id, count.index)
}
