locals {
  create_public = local.create_vpc && local.subnets.public > 0

  # With a NAT gateway in each zone, a zone without a public subnet leaves all
  # of them out.
  public_subnets_fit = !var.one_nat_gateway_per_az || local.subnets.public >= length(var.azs)

  public_tables = var.create_multiple_public_route_tables ? local.subnets.public : 1
}

resource "aws_subnet" "public" {
  count = local.create_public && local.public_subnets_fit ? local.subnets.public : 0

  region                  = var.region
  vpc_id                  = local.vpc_id
  availability_zone       = element(var.azs, count.index)
  cidr_block              = var.public_subnet_ipv6_native ? null : var.public_subnets[count.index]
  ipv6_native             = var.enable_ipv6 && var.public_subnet_ipv6_native
  ipv6_cidr_block         = var.enable_ipv6 && length(var.public_subnet_ipv6_prefixes) > 0 ? cidrsubnet(aws_vpc.this[0].ipv6_cidr_block, 8, var.public_subnet_ipv6_prefixes[count.index]) : null
  map_public_ip_on_launch = var.map_public_ip_on_launch

  tags = merge(
    { Name = try(var.public_subnet_names[count.index], "${var.name}-${var.public_subnet_suffix}-${element(var.azs, count.index)}") },
    var.tags, var.public_subnet_tags, [for zone, tags in var.public_subnet_tags_per_az : tags if zone == element(var.azs, count.index)]...
  )
}

resource "aws_route_table" "public" {
  count = local.create_public ? local.public_tables : 0

  region = var.region
  vpc_id = local.vpc_id

  tags = merge(
    { Name = join("-", concat([var.name, var.public_subnet_suffix], var.create_multiple_public_route_tables ? [element(var.azs, count.index)] : [])) },
    var.tags, var.public_route_table_tags,
  )
}

resource "aws_route_table_association" "public" {
  count = local.create_public ? local.subnets.public : 0

  region         = var.region
  subnet_id      = element(aws_subnet.public[*].id, count.index)
  route_table_id = element(aws_route_table.public[*].id, count.index)
}

resource "aws_route" "public_internet_gateway" {
  count = local.create_public && var.create_igw ? local.public_tables : 0

  region                 = var.region
  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "public_internet_gateway_ipv6" {
  count = local.create_public && var.create_igw && var.enable_ipv6 ? local.public_tables : 0

  region                      = var.region
  route_table_id              = aws_route_table.public[count.index].id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this[0].id
}
