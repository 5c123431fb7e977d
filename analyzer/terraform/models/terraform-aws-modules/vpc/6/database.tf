locals {
  create_database = local.create_vpc && local.subnets.database > 0

  database_has_tables = local.create_database && var.create_database_subnet_route_table
  database_one_table  = var.single_nat_gateway || var.create_database_internet_gateway_route
  database_by_nat     = local.database_has_tables && !var.create_database_internet_gateway_route && var.create_database_nat_gateway_route && var.enable_nat_gateway
  database_nat_routes = var.single_nat_gateway ? 1 : local.subnets.database
}

resource "aws_subnet" "database" {
  count = local.create_database ? local.subnets.database : 0

  region            = var.region
  vpc_id            = local.vpc_id
  availability_zone = element(var.azs, count.index)
  cidr_block        = var.database_subnet_ipv6_native ? null : var.database_subnets[count.index]
  ipv6_native       = var.enable_ipv6 && var.database_subnet_ipv6_native
  ipv6_cidr_block   = var.enable_ipv6 && length(var.database_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.database_subnet_ipv6_prefixes[count.index]) : null

  tags = merge(
    { Name = try(var.database_subnet_names[count.index], "${var.name}-${var.database_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.database_subnet_tags
  )
}

resource "aws_route_table" "database" {
  count = local.database_has_tables ? (local.database_one_table ? 1 : local.subnets.database) : 0

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(
    { Name = join("-", concat([var.name, var.database_subnet_suffix], local.database_one_table ? [] : [element(var.azs, count.index)])) },
    var.tags, var.database_route_table_tags,
  )
}

# Without tables of their own the subnets use the private ones.
resource "aws_route_table_association" "database" {
  count = local.create_database ? local.subnets.database : 0

  region         = var.region
  subnet_id      = element(aws_subnet.database[*].id, count.index)
  route_table_id = element(coalescelist(aws_route_table.database[*].id, aws_route_table.private[*].id), count.index)
}

resource "aws_route" "database_internet_gateway" {
  count = local.database_has_tables && var.create_igw && var.create_database_internet_gateway_route && !var.create_database_nat_gateway_route ? 1 : 0

  region                 = var.region
  route_table_id         = aws_route_table.database[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "database_nat_gateway" {
  count = local.database_by_nat ? local.database_nat_routes : 0

  region                 = var.region
  route_table_id         = element(aws_route_table.database[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "database_dns64_nat_gateway" {
  count = local.database_by_nat && var.enable_ipv6 && var.private_subnet_enable_dns64 ? local.database_nat_routes : 0

  region                      = var.region
  route_table_id              = element(aws_route_table.database[*].id, count.index)
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route" "database_ipv6_egress" {
  count = local.database_has_tables && var.create_egress_only_igw && var.enable_ipv6 && var.create_database_internet_gateway_route ? 1 : 0

  region                      = var.region
  route_table_id              = aws_route_table.database[0].id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this[0].id
}
