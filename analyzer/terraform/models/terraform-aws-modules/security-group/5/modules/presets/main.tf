# A group with rules by name: those of the preset, and what is given on top.

module "sg" {
  source = "../../"

  create          = var.create
  name            = var.name
  use_name_prefix = var.use_name_prefix
  description     = var.description
  vpc_id          = var.vpc_id
  tags            = var.tags

  ingress_rules                                            = sort(distinct(concat(local.ingress_rules, var.ingress_rules)))
  ingress_with_self                                        = concat(local.ingress_with_self, var.ingress_with_self)
  ingress_with_cidr_blocks                                 = var.ingress_with_cidr_blocks
  ingress_with_ipv6_cidr_blocks                            = var.ingress_with_ipv6_cidr_blocks
  ingress_with_source_security_group_id                    = var.ingress_with_source_security_group_id
  ingress_with_prefix_list_ids                             = var.ingress_with_prefix_list_ids
  ingress_cidr_blocks                                      = var.ingress_cidr_blocks
  ingress_ipv6_cidr_blocks                                 = var.ingress_ipv6_cidr_blocks
  ingress_prefix_list_ids                                  = var.ingress_prefix_list_ids
  computed_ingress_rules                                   = var.computed_ingress_rules
  number_of_computed_ingress_rules                         = var.number_of_computed_ingress_rules
  computed_ingress_with_source_security_group_id           = var.computed_ingress_with_source_security_group_id
  number_of_computed_ingress_with_source_security_group_id = var.number_of_computed_ingress_with_source_security_group_id
  computed_ingress_with_cidr_blocks                        = var.computed_ingress_with_cidr_blocks
  number_of_computed_ingress_with_cidr_blocks              = var.number_of_computed_ingress_with_cidr_blocks
  computed_ingress_with_ipv6_cidr_blocks                   = var.computed_ingress_with_ipv6_cidr_blocks
  number_of_computed_ingress_with_ipv6_cidr_blocks         = var.number_of_computed_ingress_with_ipv6_cidr_blocks
  computed_ingress_with_self                               = var.computed_ingress_with_self
  number_of_computed_ingress_with_self                     = var.number_of_computed_ingress_with_self
  computed_ingress_with_prefix_list_ids                    = var.computed_ingress_with_prefix_list_ids
  number_of_computed_ingress_with_prefix_list_ids          = var.number_of_computed_ingress_with_prefix_list_ids

  egress_rules                                            = sort(distinct(concat(local.egress_rules, var.egress_rules)))
  egress_with_self                                        = concat(local.egress_with_self, var.egress_with_self)
  egress_with_cidr_blocks                                 = var.egress_with_cidr_blocks
  egress_with_ipv6_cidr_blocks                            = var.egress_with_ipv6_cidr_blocks
  egress_with_source_security_group_id                    = var.egress_with_source_security_group_id
  egress_with_prefix_list_ids                             = var.egress_with_prefix_list_ids
  egress_cidr_blocks                                      = var.egress_cidr_blocks
  egress_ipv6_cidr_blocks                                 = var.egress_ipv6_cidr_blocks
  egress_prefix_list_ids                                  = var.egress_prefix_list_ids
  computed_egress_rules                                   = var.computed_egress_rules
  number_of_computed_egress_rules                         = var.number_of_computed_egress_rules
  computed_egress_with_source_security_group_id           = var.computed_egress_with_source_security_group_id
  number_of_computed_egress_with_source_security_group_id = var.number_of_computed_egress_with_source_security_group_id
  computed_egress_with_cidr_blocks                        = var.computed_egress_with_cidr_blocks
  number_of_computed_egress_with_cidr_blocks              = var.number_of_computed_egress_with_cidr_blocks
  computed_egress_with_ipv6_cidr_blocks                   = var.computed_egress_with_ipv6_cidr_blocks
  number_of_computed_egress_with_ipv6_cidr_blocks         = var.number_of_computed_egress_with_ipv6_cidr_blocks
  computed_egress_with_self                               = var.computed_egress_with_self
  number_of_computed_egress_with_self                     = var.number_of_computed_egress_with_self
  computed_egress_with_prefix_list_ids                    = var.computed_egress_with_prefix_list_ids
  number_of_computed_egress_with_prefix_list_ids          = var.number_of_computed_egress_with_prefix_list_ids
}

output "security_group_id" {
  value = module.sg.security_group_id
}

output "security_group_arn" {
  value = module.sg.security_group_arn
}

output "security_group_name" {
  value = module.sg.security_group_name
}

output "security_group_vpc_id" {
  value = module.sg.security_group_vpc_id
}

output "security_group_owner_id" {
  value = module.sg.security_group_owner_id
}
