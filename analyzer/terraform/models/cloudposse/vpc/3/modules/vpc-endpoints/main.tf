# The endpoints of cloudposse/vpc/aws//modules/vpc-endpoints. What they are
# associated with are resources of their own.

locals {
  enabled    = coalesce(var.enabled, try(var.context.enabled, null), true)
  gateways   = { for name, e in var.gateway_vpc_endpoints : name => e if local.enabled }
  interfaces = { for name, e in var.interface_vpc_endpoints : name => e if local.enabled }

  tables  = merge([for name, e in local.gateways : { for n, id in e.route_table_ids : "${name}[${n}]" => { endpoint = name, id = id } }]...)
  subnets = merge([for name, e in local.interfaces : { for n, id in e.subnet_ids != null ? e.subnet_ids : [] : "${name}[${n}]" => { endpoint = name, id = id } }]...)
  groups  = merge([for name, e in local.interfaces : { for n, id in e.security_group_ids : "${name}[${n}]" => { endpoint = name, id = id } if n > 0 }]...)
}

data "aws_vpc_endpoint_service" "gateway_endpoint_service" {
  for_each = local.gateways

  service      = each.value.name
  service_type = "Gateway"
}

data "aws_vpc_endpoint_service" "interface_endpoint_service" {
  for_each = local.interfaces

  service      = each.value.name
  service_type = "Interface"
}

resource "aws_vpc_endpoint" "gateway_endpoint" {
  for_each = local.gateways

  vpc_id            = var.vpc_id
  service_name      = data.aws_vpc_endpoint_service.gateway_endpoint_service[each.key].service_name
  vpc_endpoint_type = "Gateway"
  policy            = each.value.policy
}

resource "aws_vpc_endpoint_route_table_association" "gateway" {
  for_each = local.tables

  route_table_id  = each.value.id
  vpc_endpoint_id = aws_vpc_endpoint.gateway_endpoint[each.value.endpoint].id
}

resource "aws_vpc_endpoint" "interface_endpoint" {
  for_each = local.interfaces

  vpc_id              = var.vpc_id
  service_name        = data.aws_vpc_endpoint_service.interface_endpoint_service[each.key].service_name
  vpc_endpoint_type   = "Interface"
  policy              = each.value.policy
  private_dns_enabled = each.value.private_dns_enabled
  security_group_ids  = slice(each.value.security_group_ids, 0, min(1, length(each.value.security_group_ids)))
}

resource "aws_vpc_endpoint_subnet_association" "interface" {
  for_each = local.subnets

  subnet_id       = each.value.id
  vpc_endpoint_id = aws_vpc_endpoint.interface_endpoint[each.value.endpoint].id
}

resource "aws_vpc_endpoint_security_group_association" "interface" {
  for_each = local.groups

  security_group_id = each.value.id
  vpc_endpoint_id   = aws_vpc_endpoint.interface_endpoint[each.value.endpoint].id
}

output "gateway_vpc_endpoints_map" {
  value = aws_vpc_endpoint.gateway_endpoint
}

output "interface_vpc_endpoints_map" {
  value = aws_vpc_endpoint.interface_endpoint
}
