# The subnets of cloudposse/dynamic-subnets/aws: of each kind one or more in
# each zone, private ones in the lower half of the addresses.

locals {
  enabled = module.this.enabled && (var.public_subnets_enabled || var.private_subnets_enabled) && (var.ipv4_enabled || var.ipv6_enabled)
  public  = local.enabled && var.public_subnets_enabled
  private = local.enabled && var.private_subnets_enabled
  ipv4    = local.enabled && var.ipv4_enabled
  ipv6    = local.enabled && var.ipv6_enabled

  all_zones = sort(try(data.aws_availability_zones.default[0].names, []))
  by_id     = try(zipmap(data.aws_availability_zones.default[0].zone_ids, data.aws_availability_zones.default[0].names), {})
  given     = length(var.availability_zone_ids) > 0 ? [for id in var.availability_zone_ids : local.by_id[id]] : var.availability_zones
  possible  = length(local.given) > 0 ? local.given : local.all_zones
  zones     = var.max_subnet_count == 0 ? local.possible : var.max_subnet_count >= length(local.possible) ? local.possible : slice(local.possible, 0, var.max_subnet_count)

  public_per_zone  = coalesce(var.public_subnets_per_az_count, var.subnets_per_az_count)
  private_per_zone = coalesce(var.private_subnets_per_az_count, var.subnets_per_az_count)
  public_zones     = flatten([for zone in local.zones : [for i in range(local.public_per_zone) : zone] if local.public])
  private_zones    = flatten([for zone in local.zones : [for i in range(local.private_per_zone) : zone] if local.private])

  # us-east-1a is use1a in names.
  short = {
    for zone in local.zones : zone => var.availability_zone_attribute_style == "full" ? zone : replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(zone, "northeast", "ne"), "northwest", "nw"), "southeast", "se"), "southwest", "sw"), "north", "n"), "south", "s"), "central", "c"), "east", "e"), "west", "w"), "-", "")
  }

  # Addresses are set aside for every zone that there could be.
  zones_ahead   = var.max_subnet_count == 0 ? length(local.all_zones) : var.max_subnet_count
  private_ahead = local.private ? local.zones_ahead * local.private_per_zone : 0
  public_ahead  = local.public ? local.zones_ahead * local.public_per_zone : 0
  bits          = local.enabled ? ceil(log(local.private_ahead + local.public_ahead, 2)) : 1

  given_private = try(var.ipv4_cidrs[0].private, [])
  given_public  = try(var.ipv4_cidrs[0].public, [])
  computed      = local.ipv4 && length(local.given_private) + length(local.given_public) == 0
  base          = try(var.ipv4_cidr_block[0], data.aws_vpc.default[0].cidr_block, "")
  private_cidrs = local.computed ? [for i in range(local.private_ahead) : cidrsubnet(local.base, local.bits, i)] : local.given_private
  public_cidrs  = local.computed ? [for i in range(local.public_ahead) : cidrsubnet(local.base, local.bits, local.private_ahead + i)] : local.given_public

  given_private_ipv6 = try(var.ipv6_cidrs[0].private, [])
  given_public_ipv6  = try(var.ipv6_cidrs[0].public, [])
  computed_ipv6      = local.ipv6 && length(local.given_private_ipv6) + length(local.given_public_ipv6) == 0
  base_ipv6          = try(var.ipv6_cidr_block[0], data.aws_vpc.default[0].ipv6_cidr_block, "")
  private_ipv6_cidrs = local.computed_ipv6 ? [for i in range(local.private_ahead) : cidrsubnet(local.base_ipv6, 8, i)] : local.given_private_ipv6
  public_ipv6_cidrs  = local.computed_ipv6 ? [for i in range(local.public_ahead) : cidrsubnet(local.base_ipv6, 8, local.private_ahead + i)] : local.given_public_ipv6
}

data "aws_availability_zones" "default" {
  count = local.enabled ? 1 : 0

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

data "aws_vpc" "default" {
  count = (local.computed && length(var.ipv4_cidr_block) == 0) || (local.computed_ipv6 && length(var.ipv6_cidr_block) == 0) ? 1 : 0

  id = var.vpc_id
}

module "public_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = [var.public_label]
  tags       = merge(var.public_subnets_additional_tags, { for key in compact([var.subnet_type_tag_key]) : key => format(var.subnet_type_tag_value_format, var.public_label) })
  context    = module.this.context
}

module "private_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = [var.private_label]
  tags       = merge(var.private_subnets_additional_tags, { for key in compact([var.subnet_type_tag_key]) : key => format(var.subnet_type_tag_value_format, var.private_label) })
  context    = module.this.context
}
