locals {
  create_intra = local.create_vpc && local.subnets.intra > 0

  intra_tables = var.create_multiple_intra_route_tables ? local.subnets.intra : 1
}

resource "aws_subnet" "intra" {
  count = local.create_intra ? local.subnets.intra : 0

  region            = var.region
  vpc_id            = local.vpc_id
  availability_zone = element(var.azs, count.index)
  cidr_block        = var.intra_subnet_ipv6_native ? null : var.intra_subnets[count.index]
  ipv6_native       = var.enable_ipv6 && var.intra_subnet_ipv6_native
  ipv6_cidr_block   = var.enable_ipv6 && length(var.intra_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.intra_subnet_ipv6_prefixes[count.index]) : null

  tags = merge(
    { Name = try(var.intra_subnet_names[count.index], "${var.name}-${var.intra_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.intra_subnet_tags
  )
}

resource "aws_route_table" "intra" {
  count = local.create_intra ? local.intra_tables : 0

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(
    { Name = join("-", concat([var.name, var.intra_subnet_suffix], var.create_multiple_intra_route_tables ? [element(var.azs, count.index)] : [])) },
    var.tags, var.intra_route_table_tags,
  )
}

resource "aws_route_table_association" "intra" {
  count = local.create_intra ? local.subnets.intra : 0

  region         = var.region
  subnet_id      = element(aws_subnet.intra[*].id, count.index)
  route_table_id = element(aws_route_table.intra[*].id, count.index)
}
