# The group of terraform-aws-modules/security-group/aws. There is no egress
# unless rules are given: the addresses of egress_cidr_blocks are only what
# such rules are open to.

locals {
  create = var.create && var.putin_khuylo

  made  = concat(aws_security_group.this[*], aws_security_group.this_name_prefix[*])
  group = var.create_sg ? try(local.made[0].id, "") : var.security_group_id
}

resource "aws_security_group" "this" {
  count = local.create && var.create_sg && !var.use_name_prefix ? 1 : 0

  name        = var.name
  description = var.description
  vpc_id      = var.vpc_id
  tags        = merge({ Name = var.name }, var.tags)
}

resource "aws_security_group" "this_name_prefix" {
  count = local.create && var.create_sg && var.use_name_prefix ? 1 : 0

  name_prefix = "${var.name}-"
  description = var.description
  vpc_id      = var.vpc_id
  tags        = merge({ Name = var.name }, var.tags)
}

output "security_group_id" {
  value = try(local.made[0].id, "")
}

output "security_group_arn" {
  value = try(local.made[0].arn, "")
}

output "security_group_name" {
  value = try(local.made[0].name, "")
}

output "security_group_vpc_id" {
  value = try(local.made[0].vpc_id, "")
}

output "security_group_owner_id" {
  value = try(local.made[0].owner_id, "")
}
