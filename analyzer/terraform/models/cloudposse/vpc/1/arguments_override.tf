# Versions 1 and 2 also take the arguments of version 0 for the same things.

locals {
  additional = {
    for name, a in merge(
      { for cidr in var.additional_cidr_blocks : cidr => { ipv4_cidr_block = cidr } },
      length(var.additional_cidr_blocks) > 0 ? {} : var.ipv4_additional_cidr_block_associations,
    ) : name => a if local.enabled
  }
}

resource "aws_vpc" "default" {
  cidr_block                       = try(coalesce(var.cidr_block), var.ipv4_primary_cidr_block)
  enable_dns_hostnames             = coalesce(var.enable_dns_hostnames, var.dns_hostnames_enabled)
  enable_dns_support               = coalesce(var.enable_dns_support, var.dns_support_enabled)
  assign_generated_ipv6_cidr_block = coalesce(var.assign_generated_ipv6_cidr_block, var.ipv6_enabled, true)
}

resource "aws_default_security_group" "default" {
  count = local.enabled && coalesce(var.enable_default_security_group_with_custom_rules, var.default_security_group_deny_all) ? 1 : 0
}

resource "aws_internet_gateway" "default" {
  count = local.enabled && coalesce(var.enable_internet_gateway, var.internet_gateway_enabled) ? 1 : 0
}

variable "assign_generated_ipv6_cidr_block" {
  default = null
}
