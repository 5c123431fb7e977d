# NAT gateways are there unless switched off: one in each zone that has private
# subnets. An instance takes their place where only that is asked for.

locals {
  private_dns64 = local.private && local.ipv6 && coalesce(var.private_dns64_nat64_enabled, local.public && local.ipv4)
  nat_useful    = (local.private && local.ipv4) || local.public_dns64 || local.private_dns64
  nat_gateways  = local.nat_useful && coalesce(var.nat_gateway_enabled, !coalesce(var.nat_instance_enabled, false))
  nat_instances = local.private && local.ipv4 && !local.nat_gateways && coalesce(var.nat_instance_enabled, false)

  # Which public subnets hold a gateway, and which of those serves a table.
  nat_places  = [for i in var.nat_gateway_public_subnet_indices : i if i < local.public_per_zone]
  nat_subnets = flatten([for zone in range(min(length(local.zones), var.max_nats)) : [for i in local.nat_places : zone * local.public_per_zone + i]])

  private_nats = [
    for i in range(length(local.private_zones)) :
    (floor(i / local.private_per_zone) * length(local.nat_places) + (i % local.private_per_zone) % length(local.nat_places)) % length(local.nat_subnets)
  ]
}

resource "aws_eip" "default" {
  count = (local.nat_gateways || local.nat_instances) && length(var.nat_elastic_ips) == 0 ? length(local.nat_subnets) : 0
}

data "aws_eip" "nat" {
  count = local.nat_gateways || local.nat_instances ? length(var.nat_elastic_ips) : 0

  public_ip = var.nat_elastic_ips[count.index]
}

resource "aws_nat_gateway" "default" {
  count = local.nat_gateways ? length(local.nat_subnets) : 0

  subnet_id     = aws_subnet.public[local.nat_subnets[count.index]].id
  allocation_id = concat(aws_eip.default[*].id, data.aws_eip.nat[*].id)[count.index]
}

resource "aws_route" "nat4" {
  count = local.nat_gateways && local.ipv4 ? length(aws_route_table.private) : 0

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.default[local.private_nats[count.index]].id
}

resource "aws_route" "private_nat64" {
  count = local.nat_gateways && local.private_dns64 ? length(aws_route_table.private) : 0

  route_table_id              = aws_route_table.private[count.index].id
  destination_ipv6_cidr_block = "64:ff9b::/96"
  nat_gateway_id              = aws_nat_gateway.default[local.private_nats[count.index]].id
}

data "aws_ami" "nat_instance" {
  count = local.nat_instances && length(var.nat_instance_ami_id) == 0 ? 1 : 0

  owners      = ["amazon"]
  most_recent = true
}

resource "aws_instance" "nat_instance" {
  count = local.nat_instances ? length(local.nat_subnets) : 0

  ami               = try(var.nat_instance_ami_id[0], data.aws_ami.nat_instance[0].id)
  instance_type     = "t3.micro"
  subnet_id         = aws_subnet.public[local.nat_subnets[count.index]].id
  source_dest_check = false
}

resource "aws_route" "nat_instance" {
  count = local.nat_instances ? length(aws_route_table.private) : 0

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.nat_instance[local.private_nats[count.index]].primary_network_interface_id
}
