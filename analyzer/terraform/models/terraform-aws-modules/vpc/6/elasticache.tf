locals {
  create_elasticache = local.create_vpc && local.subnets.elasticache > 0
}

resource "aws_subnet" "elasticache" {
  count = local.create_elasticache ? local.subnets.elasticache : 0

  region            = var.region
  vpc_id            = local.vpc_id
  availability_zone = element(var.azs, count.index)
  cidr_block        = var.elasticache_subnet_ipv6_native ? null : var.elasticache_subnets[count.index]
  ipv6_native       = var.enable_ipv6 && var.elasticache_subnet_ipv6_native
  ipv6_cidr_block   = var.enable_ipv6 && length(var.elasticache_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.elasticache_subnet_ipv6_prefixes[count.index]) : null

  tags = merge(
    { Name = try(var.elasticache_subnet_names[count.index], "${var.name}-${var.elasticache_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.elasticache_subnet_tags
  )
}

resource "aws_route_table" "elasticache" {
  count = local.create_elasticache && var.create_elasticache_subnet_route_table ? 1 : 0

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(
    { Name = join("-", concat([var.name, var.elasticache_subnet_suffix], [])) },
    var.tags, var.elasticache_route_table_tags,
  )
}

resource "aws_route_table_association" "elasticache" {
  count = local.create_elasticache ? local.subnets.elasticache : 0

  region         = var.region
  subnet_id      = element(aws_subnet.elasticache[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.elasticache[*].id, aws_route_table.private[*].id), count.index)
}
