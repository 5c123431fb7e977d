locals {
  create_security_group = var.create && var.create_security_group && var.network_mode == "awsvpc"
}

data "aws_subnet" "this" {
  count = local.create_security_group ? 1 : 0

  region = var.region
  id     = var.subnet_ids[0]
}

resource "aws_security_group" "this" {
  count = local.create_security_group ? 1 : 0

  region      = var.region
  name        = var.security_group_use_name_prefix ? null : local.security_group_name
  name_prefix = var.security_group_use_name_prefix ? "${local.security_group_name}-" : null
  vpc_id      = var.vpc_id != null ? var.vpc_id : data.aws_subnet.this[0].vpc_id
  tags        = merge(var.tags, { Name = local.security_group_name }, var.security_group_tags)
}
