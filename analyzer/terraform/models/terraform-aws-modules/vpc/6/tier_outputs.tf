output "public_subnets" {
  value = aws_subnet.public[*].id
}

output "public_subnet_objects" {
  value = aws_subnet.public
}

output "public_subnet_arns" {
  value = aws_subnet.public[*].arn
}

output "public_subnets_cidr_blocks" {
  value = compact(aws_subnet.public[*].cidr_block)
}

output "public_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.public[*].ipv6_cidr_block)
}

output "public_network_acl_id" {
  value = try(aws_network_acl.public[0].id, null)
}

output "public_route_table_ids" {
  value = aws_route_table.public[*].id
}

output "public_route_table_association_ids" {
  value = aws_route_table_association.public[*].id
}

output "private_subnets" {
  value = aws_subnet.private[*].id
}

output "private_subnet_objects" {
  value = aws_subnet.private
}

output "private_subnet_arns" {
  value = aws_subnet.private[*].arn
}

output "private_subnets_cidr_blocks" {
  value = compact(aws_subnet.private[*].cidr_block)
}

output "private_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.private[*].ipv6_cidr_block)
}

output "private_network_acl_id" {
  value = try(aws_network_acl.private[0].id, null)
}

output "private_route_table_ids" {
  value = aws_route_table.private[*].id
}

output "private_route_table_association_ids" {
  value = aws_route_table_association.private[*].id
}

output "database_subnets" {
  value = aws_subnet.database[*].id
}

output "database_subnet_objects" {
  value = aws_subnet.database
}

output "database_subnet_arns" {
  value = aws_subnet.database[*].arn
}

output "database_subnets_cidr_blocks" {
  value = compact(aws_subnet.database[*].cidr_block)
}

output "database_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.database[*].ipv6_cidr_block)
}

output "database_network_acl_id" {
  value = try(aws_network_acl.database[0].id, null)
}

output "database_route_table_ids" {
  value = try(coalescelist(aws_route_table.database[*].id, aws_route_table.private[*].id), [])
}

output "database_route_table_association_ids" {
  value = aws_route_table_association.database[*].id
}

output "redshift_subnets" {
  value = aws_subnet.redshift[*].id
}

output "redshift_subnet_objects" {
  value = aws_subnet.redshift
}

output "redshift_subnet_arns" {
  value = aws_subnet.redshift[*].arn
}

output "redshift_subnets_cidr_blocks" {
  value = compact(aws_subnet.redshift[*].cidr_block)
}

output "redshift_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.redshift[*].ipv6_cidr_block)
}

output "redshift_network_acl_id" {
  value = try(aws_network_acl.redshift[0].id, null)
}

output "redshift_route_table_ids" {
  value = try(coalescelist(aws_route_table.redshift[*].id, var.enable_public_redshift ? aws_route_table.public[*].id : aws_route_table.private[*].id), [])
}

output "redshift_route_table_association_ids" {
  value = aws_route_table_association.redshift[*].id
}

output "elasticache_subnets" {
  value = aws_subnet.elasticache[*].id
}

output "elasticache_subnet_objects" {
  value = aws_subnet.elasticache
}

output "elasticache_subnet_arns" {
  value = aws_subnet.elasticache[*].arn
}

output "elasticache_subnets_cidr_blocks" {
  value = compact(aws_subnet.elasticache[*].cidr_block)
}

output "elasticache_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.elasticache[*].ipv6_cidr_block)
}

output "elasticache_network_acl_id" {
  value = try(aws_network_acl.elasticache[0].id, null)
}

output "elasticache_route_table_ids" {
  value = try(coalescelist(aws_route_table.elasticache[*].id, aws_route_table.private[*].id), [])
}

output "elasticache_route_table_association_ids" {
  value = aws_route_table_association.elasticache[*].id
}

output "intra_subnets" {
  value = aws_subnet.intra[*].id
}

output "intra_subnet_objects" {
  value = aws_subnet.intra
}

output "intra_subnet_arns" {
  value = aws_subnet.intra[*].arn
}

output "intra_subnets_cidr_blocks" {
  value = compact(aws_subnet.intra[*].cidr_block)
}

output "intra_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.intra[*].ipv6_cidr_block)
}

output "intra_network_acl_id" {
  value = try(aws_network_acl.intra[0].id, null)
}

output "intra_route_table_ids" {
  value = aws_route_table.intra[*].id
}

output "intra_route_table_association_ids" {
  value = aws_route_table_association.intra[*].id
}

output "outpost_subnets" {
  value = aws_subnet.outpost[*].id
}

output "outpost_subnet_objects" {
  value = aws_subnet.outpost
}

output "outpost_subnet_arns" {
  value = aws_subnet.outpost[*].arn
}

output "outpost_subnets_cidr_blocks" {
  value = compact(aws_subnet.outpost[*].cidr_block)
}

output "outpost_subnets_ipv6_cidr_blocks" {
  value = compact(aws_subnet.outpost[*].ipv6_cidr_block)
}

output "outpost_network_acl_id" {
  value = try(aws_network_acl.outpost[0].id, null)
}

output "database_subnet_group" {
  value = local.create_database && var.create_database_subnet_group ? lower(coalesce(var.database_subnet_group_name, var.name)) : null
}

output "database_subnet_group_name" {
  value = local.create_database && var.create_database_subnet_group ? lower(coalesce(var.database_subnet_group_name, var.name)) : null
}

output "elasticache_subnet_group" {
  value = local.create_elasticache && var.create_elasticache_subnet_group ? coalesce(var.elasticache_subnet_group_name, var.name) : null
}

output "elasticache_subnet_group_name" {
  value = local.create_elasticache && var.create_elasticache_subnet_group ? coalesce(var.elasticache_subnet_group_name, var.name) : null
}

output "redshift_subnet_group" {
  value = local.create_redshift && var.create_redshift_subnet_group ? lower(coalesce(var.redshift_subnet_group_name, var.name)) : null
}
