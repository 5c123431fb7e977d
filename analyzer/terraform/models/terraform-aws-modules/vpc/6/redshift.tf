locals {
  create_redshift = local.create_vpc && local.subnets.redshift > 0
}

resource "aws_subnet" "redshift" {
  count = local.create_redshift ? local.subnets.redshift : 0

  region            = var.region
  vpc_id            = local.vpc_id
  availability_zone = element(var.azs, count.index)
  cidr_block        = var.redshift_subnet_ipv6_native ? null : var.redshift_subnets[count.index]
  ipv6_native       = var.enable_ipv6 && var.redshift_subnet_ipv6_native
  ipv6_cidr_block   = var.enable_ipv6 && length(var.redshift_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.redshift_subnet_ipv6_prefixes[count.index]) : null

  tags = merge(
    { Name = try(var.redshift_subnet_names[count.index], "${var.name}-${var.redshift_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.redshift_subnet_tags
  )
}

resource "aws_route_table" "redshift" {
  count = local.create_redshift && var.create_redshift_subnet_route_table ? 1 : 0

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(
    { Name = join("-", concat([var.name, var.redshift_subnet_suffix], [])) },
    var.tags, var.redshift_route_table_tags,
  )
}

resource "aws_route_table_association" "redshift" {
  count = local.create_redshift && !var.enable_public_redshift ? local.subnets.redshift : 0

  region         = var.region
  subnet_id      = element(aws_subnet.redshift[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.redshift[*].id, aws_route_table.private[*].id), count.index)
}

resource "aws_route_table_association" "redshift_public" {
  count = local.create_redshift && var.enable_public_redshift ? local.subnets.redshift : 0

  region         = var.region
  subnet_id      = element(aws_subnet.redshift[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.redshift[*].id, aws_route_table.public[*].id), var.single_nat_gateway ? 0 : count.index)
}
