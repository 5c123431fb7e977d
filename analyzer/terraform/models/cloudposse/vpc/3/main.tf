# The VPC of cloudposse/vpc/aws. The default security group is emptied unless
# told otherwise.

locals {
  enabled    = module.this.enabled
  additional = { for name, a in var.ipv4_additional_cidr_block_associations : name => a if local.enabled }
}

resource "aws_vpc" "default" {
  count = local.enabled ? 1 : 0

  cidr_block                       = var.ipv4_primary_cidr_block
  ipv4_ipam_pool_id                = try(var.ipv4_primary_cidr_block_association.ipv4_ipam_pool_id, null)
  ipv4_netmask_length              = try(var.ipv4_primary_cidr_block_association.ipv4_netmask_length, null)
  enable_dns_hostnames             = var.dns_hostnames_enabled
  enable_dns_support               = var.dns_support_enabled
  assign_generated_ipv6_cidr_block = var.assign_generated_ipv6_cidr_block
  tags                             = module.this.tags
}

resource "aws_vpc_ipv4_cidr_block_association" "default" {
  for_each = local.additional

  vpc_id     = aws_vpc.default[0].id
  cidr_block = each.value.ipv4_cidr_block
}

resource "aws_default_security_group" "default" {
  count = local.enabled && var.default_security_group_deny_all ? 1 : 0

  vpc_id = aws_vpc.default[0].id
}

resource "aws_default_route_table" "default" {
  count = local.enabled && var.default_route_table_no_routes ? 1 : 0

  default_route_table_id = aws_vpc.default[0].default_route_table_id
}

resource "aws_default_network_acl" "default" {
  count = local.enabled && var.default_network_acl_deny_all ? 1 : 0

  default_network_acl_id = aws_vpc.default[0].default_network_acl_id
}

resource "aws_internet_gateway" "default" {
  count = local.enabled && var.internet_gateway_enabled ? 1 : 0

  vpc_id = aws_vpc.default[0].id
}

resource "aws_egress_only_internet_gateway" "default" {
  count = local.enabled && var.ipv6_egress_only_internet_gateway_enabled ? 1 : 0

  vpc_id = aws_vpc.default[0].id
}

output "vpc_id" {
  value = try(aws_vpc.default[0].id, "")
}

output "vpc_arn" {
  value = try(aws_vpc.default[0].arn, "")
}

output "vpc_cidr_block" {
  value = try(aws_vpc.default[0].cidr_block, "")
}

output "vpc_main_route_table_id" {
  value = try(aws_vpc.default[0].main_route_table_id, "")
}

output "vpc_default_network_acl_id" {
  value = try(aws_vpc.default[0].default_network_acl_id, "")
}

output "vpc_default_security_group_id" {
  value = try(aws_vpc.default[0].default_security_group_id, "")
}

output "vpc_default_route_table_id" {
  value = try(aws_vpc.default[0].default_route_table_id, "")
}

output "vpc_ipv6_cidr_block" {
  value = try(aws_vpc.default[0].ipv6_cidr_block, "")
}

output "additional_cidr_blocks" {
  value = [for a in aws_vpc_ipv4_cidr_block_association.default : a.cidr_block]
}

output "igw_id" {
  value = try(aws_internet_gateway.default[0].id, "")
}

output "ipv6_egress_only_igw_id" {
  value = try(aws_egress_only_internet_gateway.default[0].id, "")
}
