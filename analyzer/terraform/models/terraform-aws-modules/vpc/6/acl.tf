# A network ACL for all subnets of a tier, where one is asked for.

resource "aws_network_acl" "public" {
  count = local.create_public && var.public_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.public[*].id
}

resource "aws_network_acl_rule" "public_inbound" {
  count = local.create_public && var.public_dedicated_network_acl ? length(var.public_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.public[0].id
  egress          = false
  rule_number     = var.public_inbound_acl_rules[count.index].rule_number
  rule_action     = var.public_inbound_acl_rules[count.index].rule_action
  protocol        = var.public_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.public_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.public_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.public_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.public_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "public_outbound" {
  count = local.create_public && var.public_dedicated_network_acl ? length(var.public_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.public[0].id
  egress          = true
  rule_number     = var.public_outbound_acl_rules[count.index].rule_number
  rule_action     = var.public_outbound_acl_rules[count.index].rule_action
  protocol        = var.public_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.public_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.public_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.public_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.public_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl" "private" {
  count = local.create_private && var.private_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_network_acl_rule" "private_inbound" {
  count = local.create_private && var.private_dedicated_network_acl ? length(var.private_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.private[0].id
  egress          = false
  rule_number     = var.private_inbound_acl_rules[count.index].rule_number
  rule_action     = var.private_inbound_acl_rules[count.index].rule_action
  protocol        = var.private_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.private_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.private_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.private_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.private_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "private_outbound" {
  count = local.create_private && var.private_dedicated_network_acl ? length(var.private_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.private[0].id
  egress          = true
  rule_number     = var.private_outbound_acl_rules[count.index].rule_number
  rule_action     = var.private_outbound_acl_rules[count.index].rule_action
  protocol        = var.private_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.private_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.private_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.private_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.private_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl" "database" {
  count = local.create_database && var.database_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.database[*].id
}

resource "aws_network_acl_rule" "database_inbound" {
  count = local.create_database && var.database_dedicated_network_acl ? length(var.database_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.database[0].id
  egress          = false
  rule_number     = var.database_inbound_acl_rules[count.index].rule_number
  rule_action     = var.database_inbound_acl_rules[count.index].rule_action
  protocol        = var.database_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.database_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.database_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.database_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.database_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "database_outbound" {
  count = local.create_database && var.database_dedicated_network_acl ? length(var.database_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.database[0].id
  egress          = true
  rule_number     = var.database_outbound_acl_rules[count.index].rule_number
  rule_action     = var.database_outbound_acl_rules[count.index].rule_action
  protocol        = var.database_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.database_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.database_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.database_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.database_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl" "redshift" {
  count = local.create_redshift && var.redshift_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.redshift[*].id
}

resource "aws_network_acl_rule" "redshift_inbound" {
  count = local.create_redshift && var.redshift_dedicated_network_acl ? length(var.redshift_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.redshift[0].id
  egress          = false
  rule_number     = var.redshift_inbound_acl_rules[count.index].rule_number
  rule_action     = var.redshift_inbound_acl_rules[count.index].rule_action
  protocol        = var.redshift_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.redshift_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.redshift_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.redshift_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.redshift_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "redshift_outbound" {
  count = local.create_redshift && var.redshift_dedicated_network_acl ? length(var.redshift_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.redshift[0].id
  egress          = true
  rule_number     = var.redshift_outbound_acl_rules[count.index].rule_number
  rule_action     = var.redshift_outbound_acl_rules[count.index].rule_action
  protocol        = var.redshift_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.redshift_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.redshift_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.redshift_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.redshift_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl" "elasticache" {
  count = local.create_elasticache && var.elasticache_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.elasticache[*].id
}

resource "aws_network_acl_rule" "elasticache_inbound" {
  count = local.create_elasticache && var.elasticache_dedicated_network_acl ? length(var.elasticache_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.elasticache[0].id
  egress          = false
  rule_number     = var.elasticache_inbound_acl_rules[count.index].rule_number
  rule_action     = var.elasticache_inbound_acl_rules[count.index].rule_action
  protocol        = var.elasticache_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.elasticache_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.elasticache_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.elasticache_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.elasticache_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "elasticache_outbound" {
  count = local.create_elasticache && var.elasticache_dedicated_network_acl ? length(var.elasticache_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.elasticache[0].id
  egress          = true
  rule_number     = var.elasticache_outbound_acl_rules[count.index].rule_number
  rule_action     = var.elasticache_outbound_acl_rules[count.index].rule_action
  protocol        = var.elasticache_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.elasticache_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.elasticache_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.elasticache_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.elasticache_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl" "intra" {
  count = local.create_intra && var.intra_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.intra[*].id
}

resource "aws_network_acl_rule" "intra_inbound" {
  count = local.create_intra && var.intra_dedicated_network_acl ? length(var.intra_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.intra[0].id
  egress          = false
  rule_number     = var.intra_inbound_acl_rules[count.index].rule_number
  rule_action     = var.intra_inbound_acl_rules[count.index].rule_action
  protocol        = var.intra_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.intra_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.intra_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.intra_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.intra_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "intra_outbound" {
  count = local.create_intra && var.intra_dedicated_network_acl ? length(var.intra_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.intra[0].id
  egress          = true
  rule_number     = var.intra_outbound_acl_rules[count.index].rule_number
  rule_action     = var.intra_outbound_acl_rules[count.index].rule_action
  protocol        = var.intra_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.intra_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.intra_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.intra_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.intra_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl" "outpost" {
  count = local.create_outpost && var.outpost_dedicated_network_acl ? 1 : 0

  region     = var.region
  vpc_id     = local.vpc_id
  subnet_ids = aws_subnet.outpost[*].id
}

resource "aws_network_acl_rule" "outpost_inbound" {
  count = local.create_outpost && var.outpost_dedicated_network_acl ? length(var.outpost_inbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.outpost[0].id
  egress          = false
  rule_number     = var.outpost_inbound_acl_rules[count.index].rule_number
  rule_action     = var.outpost_inbound_acl_rules[count.index].rule_action
  protocol        = var.outpost_inbound_acl_rules[count.index].protocol
  from_port       = lookup(var.outpost_inbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.outpost_inbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.outpost_inbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.outpost_inbound_acl_rules[count.index], "ipv6_cidr_block", null)
}

resource "aws_network_acl_rule" "outpost_outbound" {
  count = local.create_outpost && var.outpost_dedicated_network_acl ? length(var.outpost_outbound_acl_rules) : 0

  region          = var.region
  network_acl_id  = aws_network_acl.outpost[0].id
  egress          = true
  rule_number     = var.outpost_outbound_acl_rules[count.index].rule_number
  rule_action     = var.outpost_outbound_acl_rules[count.index].rule_action
  protocol        = var.outpost_outbound_acl_rules[count.index].protocol
  from_port       = lookup(var.outpost_outbound_acl_rules[count.index], "from_port", null)
  to_port         = lookup(var.outpost_outbound_acl_rules[count.index], "to_port", null)
  cidr_block      = lookup(var.outpost_outbound_acl_rules[count.index], "cidr_block", null)
  ipv6_cidr_block = lookup(var.outpost_outbound_acl_rules[count.index], "ipv6_cidr_block", null)
}
