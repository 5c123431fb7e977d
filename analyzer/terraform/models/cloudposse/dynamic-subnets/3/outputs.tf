locals {
  private_by_zone = { for n, zone in local.zones : zone => [for i in range(local.private_per_zone) : aws_subnet.private[n * local.private_per_zone + i].id] if local.private }
  public_by_zone  = { for n, zone in local.zones : zone => [for i in range(local.public_per_zone) : aws_subnet.public[n * local.public_per_zone + i].id] if local.public }
}

output "availability_zones" {
  value = local.zones
}

output "public_subnet_ids" {
  value = aws_subnet.public[*].id
}

output "public_subnet_arns" {
  value = aws_subnet.public[*].arn
}

output "public_subnet_cidrs" {
  value = local.ipv4 ? aws_subnet.public[*].cidr_block : []
}

output "private_subnet_ids" {
  value = aws_subnet.private[*].id
}

output "private_subnet_arns" {
  value = aws_subnet.private[*].arn
}

output "private_subnet_cidrs" {
  value = local.ipv4 ? aws_subnet.private[*].cidr_block : []
}

output "public_route_table_ids" {
  value = aws_route_table.public[*].id
}

output "private_route_table_ids" {
  value = aws_route_table.private[*].id
}

output "public_network_acl_id" {
  value = one(aws_network_acl.public[*].id)
}

output "private_network_acl_id" {
  value = one(aws_network_acl.private[*].id)
}

output "nat_gateway_ids" {
  value = aws_nat_gateway.default[*].id
}

output "nat_instance_ids" {
  value = aws_instance.nat_instance[*].id
}

output "nat_ips" {
  value = length(var.nat_elastic_ips) > 0 ? var.nat_elastic_ips : aws_eip.default[*].public_ip
}

output "az_private_subnets_map" {
  value = local.private_by_zone
}

output "az_public_subnets_map" {
  value = local.public_by_zone
}

output "named_private_subnets_map" {
  value = { for i, name in var.subnets_per_az_names : name => [for zone, ids in local.private_by_zone : ids[i] if i < length(ids)] }
}

output "named_public_subnets_map" {
  value = { for i, name in var.subnets_per_az_names : name => [for zone, ids in local.public_by_zone : ids[i] if i < length(ids)] }
}
