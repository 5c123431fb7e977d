locals {
  subnet_ids = {
    public      = aws_subnet.public[*].id
    private     = aws_subnet.private[*].id
    database    = aws_subnet.database[*].id
    redshift    = aws_subnet.redshift[*].id
    elasticache = aws_subnet.elasticache[*].id
    intra       = aws_subnet.intra[*].id
    outpost     = aws_subnet.outpost[*].id
  }
}

output "vpc_id" {
  value = try(aws_vpc.this[0].id, null)
}

output "vpc_arn" {
  value = try(aws_vpc.this[0].arn, null)
}

output "vpc_cidr_block" {
  value = try(aws_vpc.this[0].cidr_block, null)
}

output "vpc_ipv6_cidr_block" {
  value = try(aws_vpc.this[0].ipv6_cidr_block, null)
}

output "vpc_main_route_table_id" {
  value = try(aws_vpc.this[0].main_route_table_id, null)
}

output "vpc_owner_id" {
  value = try(aws_vpc.this[0].owner_id, null)
}

output "vpc_enable_dns_support" {
  value = try(aws_vpc.this[0].enable_dns_support, null)
}

output "vpc_enable_dns_hostnames" {
  value = try(aws_vpc.this[0].enable_dns_hostnames, null)
}

output "default_security_group_id" {
  value = try(aws_vpc.this[0].default_security_group_id, null)
}

output "default_network_acl_id" {
  value = try(aws_vpc.this[0].default_network_acl_id, null)
}

output "default_route_table_id" {
  value = try(aws_vpc.this[0].default_route_table_id, null)
}

output "default_vpc_id" {
  value = try(aws_default_vpc.this[0].id, null)
}

output "default_vpc_arn" {
  value = try(aws_default_vpc.this[0].arn, null)
}

output "default_vpc_cidr_block" {
  value = try(aws_default_vpc.this[0].cidr_block, null)
}

output "default_vpc_default_security_group_id" {
  value = try(aws_default_vpc.this[0].default_security_group_id, null)
}

output "default_vpc_main_route_table_id" {
  value = try(aws_default_vpc.this[0].main_route_table_id, null)
}

output "vpc_secondary_cidr_blocks" {
  value = compact(aws_vpc_ipv4_cidr_block_association.this[*].cidr_block)
}

output "dhcp_options_id" {
  value = try(aws_vpc_dhcp_options.this[0].id, null)
}

output "igw_id" {
  value = try(aws_internet_gateway.this[0].id, null)
}

output "igw_arn" {
  value = try(aws_internet_gateway.this[0].arn, null)
}

output "egress_only_internet_gateway_id" {
  value = try(aws_egress_only_internet_gateway.this[0].id, null)
}

output "natgw_ids" {
  value = aws_nat_gateway.this[*].id
}

output "natgw_interface_ids" {
  value = aws_nat_gateway.this[*].network_interface_id
}

output "nat_ids" {
  value = aws_eip.nat[*].id
}

output "nat_public_ips" {
  value = var.reuse_nat_ips ? var.external_nat_ips : aws_eip.nat[*].public_ip
}

output "vgw_id" {
  value = try(local.vpn_gateway_id[0], null)
}

output "vgw_arn" {
  value = try(aws_vpn_gateway.this[0].arn, null)
}

output "azs" {
  value = var.azs
}

output "name" {
  value = var.name
}
