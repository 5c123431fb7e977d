# The network of terraform-aws-modules/vpc/aws, versions 5 and 6; the folders
# of older majors hold what differs. Flow logs and subnet groups are left out:
# no packet of a task depends on them.

locals {
  create_vpc = var.create_vpc && var.putin_khuylo

  subnets = {
    public      = max(length(var.public_subnets), length(var.public_subnet_ipv6_prefixes))
    private     = max(length(var.private_subnets), length(var.private_subnet_ipv6_prefixes))
    database    = max(length(var.database_subnets), length(var.database_subnet_ipv6_prefixes))
    elasticache = max(length(var.elasticache_subnets), length(var.elasticache_subnet_ipv6_prefixes))
    redshift    = max(length(var.redshift_subnets), length(var.redshift_subnet_ipv6_prefixes))
    intra       = max(length(var.intra_subnets), length(var.intra_subnet_ipv6_prefixes))
    outpost     = max(length(var.outpost_subnets), length(var.outpost_subnet_ipv6_prefixes))
  }

  # Only these tiers ask for NAT gateways.
  most_subnets = max(
    local.subnets.private, local.subnets.public, local.subnets.database,
    local.subnets.elasticache, local.subnets.redshift,
  )

  nat_gateway_count = (
    var.single_nat_gateway ? 1
    : var.one_nat_gateway_per_az ? length(var.azs)
    : local.most_subnets
  )

  vpc_id = one(aws_vpc.this[*].id)
}

resource "aws_vpc" "this" {
  count = local.create_vpc ? 1 : 0

  region                           = var.region
  cidr_block                       = var.use_ipam_pool ? null : var.cidr
  ipv4_ipam_pool_id                = var.ipv4_ipam_pool_id
  ipv4_netmask_length              = var.ipv4_netmask_length
  assign_generated_ipv6_cidr_block = var.enable_ipv6 && !var.use_ipam_pool ? true : null
  ipv6_cidr_block                  = var.ipv6_cidr
  ipv6_ipam_pool_id                = var.ipv6_ipam_pool_id
  ipv6_netmask_length              = var.ipv6_netmask_length
  enable_dns_hostnames             = var.enable_dns_hostnames
  enable_dns_support               = var.enable_dns_support
  tags                             = merge({ Name = var.name }, var.tags, var.vpc_tags)
}

resource "aws_vpc_ipv4_cidr_block_association" "this" {
  count = local.create_vpc ? length(var.secondary_cidr_blocks) : 0

  region     = var.region
  vpc_id     = aws_vpc.this[0].id
  cidr_block = var.secondary_cidr_blocks[count.index]
}

resource "aws_vpc_dhcp_options" "this" {
  count = local.create_vpc && var.enable_dhcp_options ? 1 : 0

  region              = var.region
  domain_name         = var.dhcp_options_domain_name
  domain_name_servers = var.dhcp_options_domain_name_servers
}

resource "aws_vpc_dhcp_options_association" "this" {
  count = length(aws_vpc_dhcp_options.this)

  region          = var.region
  vpc_id          = local.vpc_id
  dhcp_options_id = aws_vpc_dhcp_options.this[count.index].id
}

resource "aws_vpc_block_public_access_options" "this" {
  count = local.create_vpc && length(var.vpc_block_public_access_options) > 0 ? 1 : 0

  region                      = var.region
  internet_gateway_block_mode = lookup(var.vpc_block_public_access_options, "internet_gateway_block_mode", null)
}

resource "aws_vpc_block_public_access_exclusion" "this" {
  for_each = local.create_vpc ? var.vpc_block_public_access_exclusions : {}

  region                          = var.region
  internet_gateway_exclusion_mode = each.value.internet_gateway_exclusion_mode
  vpc_id                          = try(each.value.exclude_vpc, false) ? local.vpc_id : null
  subnet_id                       = try(each.value.exclude_subnet, false) ? local.subnet_ids[each.value.subnet_type][each.value.subnet_index] : null
}
