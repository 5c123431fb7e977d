# The endpoints of terraform-aws-modules/vpc/aws//modules/vpc-endpoints.

locals {
  endpoints = { for name, e in var.endpoints : name => e if var.create && try(e.create, true) }

  # Interface is the default for S3 and DynamoDB, too.
  types = { for name, e in local.endpoints : name => try(e.service_type, "Interface") }

  groups = concat(var.security_group_ids, aws_security_group.this[*].id)
}

data "aws_vpc_endpoint_service" "this" {
  for_each = { for name, e in local.endpoints : name => e if var.region == null }

  service         = try(each.value.service, null)
  service_name    = try(each.value.service_name, null)
  service_regions = try([each.value.service_region], null)

  filter {
    name   = "service-type"
    values = [local.types[each.key]]
  }
}

resource "aws_vpc_endpoint" "this" {
  for_each = local.endpoints

  region            = var.region
  vpc_id            = var.vpc_id
  service_name      = try(each.value.service_endpoint, data.aws_vpc_endpoint_service.this[each.key].service_name)
  service_region    = try(each.value.service_region, null)
  vpc_endpoint_type = local.types[each.key]
  policy            = try(each.value.policy, null)
  ip_address_type   = try(each.value.ip_address_type, null)

  # Without any group AWS uses the default group of the VPC.
  security_group_ids  = local.types[each.key] == "Interface" ? try(coalescelist(distinct(concat(local.groups, try(each.value.security_group_ids, [])))), null) : null
  subnet_ids          = local.types[each.key] == "Interface" ? distinct(concat(var.subnet_ids, try(each.value.subnet_ids, []))) : null
  private_dns_enabled = local.types[each.key] == "Interface" ? try(each.value.private_dns_enabled, null) : null
  route_table_ids     = local.types[each.key] == "Gateway" ? try(each.value.route_table_ids, null) : null

  # The module looks for the record type one level too deep, so that what
  # people write there is lost.
  dynamic "dns_options" {
    for_each = try([each.value.dns_options], [])

    content {
      dns_record_ip_type                             = try(dns_options.value.dns_options.dns_record_ip_type, null)
      private_dns_only_for_inbound_resolver_endpoint = try(dns_options.value.private_dns_only_for_inbound_resolver_endpoint, null)
    }
  }

  dynamic "subnet_configuration" {
    for_each = try(each.value.subnet_configurations, [])

    content {
      subnet_id = try(subnet_configuration.value.subnet_id, null)
      ipv4      = try(subnet_configuration.value.ipv4, null)
      ipv6      = try(subnet_configuration.value.ipv6, null)
    }
  }

  tags = merge(var.tags, { Name = replace(each.key, ".", "-") }, try(each.value.tags, {}))
}

resource "aws_security_group" "this" {
  count = var.create && var.create_security_group ? 1 : 0

  region      = var.region
  name        = var.security_group_name
  name_prefix = var.security_group_name_prefix
  description = var.security_group_description
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, var.security_group_tags)
}

resource "aws_security_group_rule" "this" {
  for_each = { for name, rule in var.security_group_rules : name => rule if length(aws_security_group.this) > 0 }

  region                   = var.region
  security_group_id        = aws_security_group.this[0].id
  type                     = try(each.value.type, "ingress")
  protocol                 = try(each.value.protocol, "tcp")
  from_port                = try(each.value.from_port, 443)
  to_port                  = try(each.value.to_port, 443)
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  self                     = try(each.value.self, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
}

output "endpoints" {
  value = aws_vpc_endpoint.this
}

output "security_group_id" {
  value = one(aws_security_group.this[*].id)
}

output "security_group_arn" {
  value = one(aws_security_group.this[*].arn)
}
