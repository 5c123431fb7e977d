# The rules for egress: by name for all of the given addresses, or one by one.

resource "aws_security_group_rule" "egress_rules" {
  count = local.create ? length(var.egress_rules) : 0

  security_group_id = local.group
  type              = "egress"
  from_port         = var.rules[var.egress_rules[count.index]][0]
  to_port           = var.rules[var.egress_rules[count.index]][1]
  protocol          = var.rules[var.egress_rules[count.index]][2]
  cidr_blocks       = var.egress_cidr_blocks
  ipv6_cidr_blocks  = var.egress_ipv6_cidr_blocks
  prefix_list_ids   = var.egress_prefix_list_ids
}

resource "aws_security_group_rule" "egress_with_source_security_group_id" {
  count = local.create ? length(var.egress_with_source_security_group_id) : 0

  security_group_id        = local.group
  type                     = "egress"
  from_port                = try(var.egress_with_source_security_group_id[count.index].from_port, var.rules[var.egress_with_source_security_group_id[count.index].rule][0], "")
  to_port                  = try(var.egress_with_source_security_group_id[count.index].to_port, var.rules[var.egress_with_source_security_group_id[count.index].rule][1], "")
  protocol                 = try(var.egress_with_source_security_group_id[count.index].protocol, var.rules[var.egress_with_source_security_group_id[count.index].rule][2], "")
  source_security_group_id = var.egress_with_source_security_group_id[count.index].source_security_group_id
  prefix_list_ids          = var.egress_prefix_list_ids
}

resource "aws_security_group_rule" "egress_with_cidr_blocks" {
  count = local.create ? length(var.egress_with_cidr_blocks) : 0

  security_group_id = local.group
  type              = "egress"
  from_port         = try(var.egress_with_cidr_blocks[count.index].from_port, var.rules[var.egress_with_cidr_blocks[count.index].rule][0], "")
  to_port           = try(var.egress_with_cidr_blocks[count.index].to_port, var.rules[var.egress_with_cidr_blocks[count.index].rule][1], "")
  protocol          = try(var.egress_with_cidr_blocks[count.index].protocol, var.rules[var.egress_with_cidr_blocks[count.index].rule][2], "")
  cidr_blocks       = compact(split(",", lookup(var.egress_with_cidr_blocks[count.index], "cidr_blocks", join(",", var.egress_cidr_blocks))))
}

resource "aws_security_group_rule" "egress_with_ipv6_cidr_blocks" {
  count = local.create ? length(var.egress_with_ipv6_cidr_blocks) : 0

  security_group_id = local.group
  type              = "egress"
  from_port         = try(var.egress_with_ipv6_cidr_blocks[count.index].from_port, var.rules[var.egress_with_ipv6_cidr_blocks[count.index].rule][0], "")
  to_port           = try(var.egress_with_ipv6_cidr_blocks[count.index].to_port, var.rules[var.egress_with_ipv6_cidr_blocks[count.index].rule][1], "")
  protocol          = try(var.egress_with_ipv6_cidr_blocks[count.index].protocol, var.rules[var.egress_with_ipv6_cidr_blocks[count.index].rule][2], "")
  ipv6_cidr_blocks  = compact(split(",", lookup(var.egress_with_ipv6_cidr_blocks[count.index], "ipv6_cidr_blocks", join(",", var.egress_ipv6_cidr_blocks))))
  prefix_list_ids   = var.egress_prefix_list_ids
}

resource "aws_security_group_rule" "egress_with_self" {
  count = local.create ? length(var.egress_with_self) : 0

  security_group_id = local.group
  type              = "egress"
  from_port         = try(var.egress_with_self[count.index].from_port, var.rules[var.egress_with_self[count.index].rule][0], "")
  to_port           = try(var.egress_with_self[count.index].to_port, var.rules[var.egress_with_self[count.index].rule][1], "")
  protocol          = try(var.egress_with_self[count.index].protocol, var.rules[var.egress_with_self[count.index].rule][2], "")
  self              = lookup(var.egress_with_self[count.index], "self", true)
  prefix_list_ids   = var.egress_prefix_list_ids
}

resource "aws_security_group_rule" "egress_with_prefix_list_ids" {
  count = local.create ? length(var.egress_with_prefix_list_ids) : 0

  security_group_id = local.group
  type              = "egress"
  from_port         = try(var.egress_with_prefix_list_ids[count.index].from_port, var.rules[var.egress_with_prefix_list_ids[count.index].rule][0], "")
  to_port           = try(var.egress_with_prefix_list_ids[count.index].to_port, var.rules[var.egress_with_prefix_list_ids[count.index].rule][1], "")
  protocol          = try(var.egress_with_prefix_list_ids[count.index].protocol, var.rules[var.egress_with_prefix_list_ids[count.index].rule][2], "")
  prefix_list_ids   = compact(split(",", lookup(var.egress_with_prefix_list_ids[count.index], "prefix_list_ids", join(",", var.egress_prefix_list_ids))))
}
