resource "aws_internet_gateway" "this" {
  count = local.create_vpc && var.create_igw && local.subnets.public > 0 ? 1 : 0

  region = var.region
  vpc_id = local.vpc_id
  tags   = merge({ Name = var.name }, var.tags, var.igw_tags)
}

resource "aws_egress_only_internet_gateway" "this" {
  count = local.create_vpc && var.create_egress_only_igw && var.enable_ipv6 && local.most_subnets > 0 ? 1 : 0

  region = var.region
  vpc_id = local.vpc_id
}

resource "aws_eip" "nat" {
  count = local.create_vpc && var.enable_nat_gateway && !var.reuse_nat_ips ? local.nat_gateway_count : 0

  region = var.region
  domain = "vpc"
}

# NAT gateways and addresses go round the public subnets.
resource "aws_nat_gateway" "this" {
  count = local.create_vpc && var.enable_nat_gateway ? local.nat_gateway_count : 0

  region        = var.region
  subnet_id     = element(aws_subnet.public[*].id, count.index)
  allocation_id = element(var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].id, count.index)
  tags          = merge({ Name = "${var.name}-${element(var.azs, count.index)}" }, var.tags, var.nat_gateway_tags)
}

resource "aws_vpn_gateway" "this" {
  count = local.create_vpc && var.enable_vpn_gateway ? 1 : 0

  region = var.region
  vpc_id = local.vpc_id
}

resource "aws_vpn_gateway_attachment" "this" {
  count = var.vpn_gateway_id != "" ? 1 : 0

  region         = var.region
  vpc_id         = local.vpc_id
  vpn_gateway_id = var.vpn_gateway_id
}

locals {
  vpn_gateway_id = concat(aws_vpn_gateway.this[*].id, aws_vpn_gateway_attachment.this[*].vpn_gateway_id)
  has_vpn        = local.create_vpc && length(local.vpn_gateway_id) > 0
}

resource "aws_vpn_gateway_route_propagation" "public" {
  count = local.has_vpn && var.propagate_public_route_tables_vgw ? 1 : 0

  region         = var.region
  vpn_gateway_id = local.vpn_gateway_id[0]
  route_table_id = aws_route_table.public[0].id
}

resource "aws_vpn_gateway_route_propagation" "private" {
  count = local.has_vpn && var.propagate_private_route_tables_vgw ? local.subnets.private : 0

  region         = var.region
  vpn_gateway_id = local.vpn_gateway_id[0]
  route_table_id = element(aws_route_table.private[*].id, count.index)
}

resource "aws_vpn_gateway_route_propagation" "intra" {
  count = local.has_vpn && var.propagate_intra_route_tables_vgw ? local.subnets.intra : 0

  region         = var.region
  vpn_gateway_id = local.vpn_gateway_id[0]
  route_table_id = element(aws_route_table.intra[*].id, count.index)
}
