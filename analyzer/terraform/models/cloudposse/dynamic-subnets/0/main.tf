# Versions 0 and 1 of cloudposse/dynamic-subnets/aws: one private and one
# public subnet in each of the zones that are given.

locals {
  enabled   = module.this.enabled
  zones     = [for zone in var.availability_zones : zone if local.enabled]
  ahead     = var.max_subnet_count == 0 ? length(try(data.aws_availability_zones.available[0].names, [])) : var.max_subnet_count
  bits      = ceil(log(local.ahead * 2, 2))
  base      = var.cidr_block != "" ? var.cidr_block : try(data.aws_vpc.default[0].cidr_block, "")
  gateways  = local.enabled && var.nat_gateway_enabled ? length(local.zones) : 0
  own_table = local.enabled && var.vpc_default_route_table_id == ""

  # us-east-1a is use1a in names.
  short = { for zone in local.zones : zone => var.availability_zone_attribute_style == "full" ? zone : replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(zone, "northeast", "ne"), "northwest", "nw"), "southeast", "se"), "southwest", "sw"), "north", "n"), "south", "s"), "central", "c"), "east", "e"), "west", "w"), "-", "") }
}

data "aws_vpc" "default" {
  count = local.enabled ? 1 : 0

  id = var.vpc_id
}

data "aws_availability_zones" "available" {
  count = local.enabled ? 1 : 0
}

resource "aws_subnet" "private" {
  count = length(local.zones)

  vpc_id            = var.vpc_id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(local.base, local.bits, count.index)
  tags              = merge(module.private_label.tags, { Name = join(module.this.delimiter, [module.private_label.id, local.short[local.zones[count.index]]]) })
}

resource "aws_subnet" "public" {
  count = length(local.zones)

  vpc_id                  = var.vpc_id
  availability_zone       = local.zones[count.index]
  cidr_block              = cidrsubnet(local.base, local.bits, local.ahead + count.index)
  map_public_ip_on_launch = var.map_public_ip_on_launch
  tags                    = merge(module.public_label.tags, { Name = join(module.this.delimiter, [module.public_label.id, local.short[local.zones[count.index]]]) })
}

resource "aws_route_table" "private" {
  count = length(local.zones)

  vpc_id = var.vpc_id
  tags   = merge(module.private_label.tags, { Name = join(module.this.delimiter, [module.private_label.id, local.short[local.zones[count.index]]]) })
}

resource "aws_route_table_association" "private" {
  count = length(local.zones)

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private[count.index].id
}

resource "aws_route_table" "public" {
  count = local.own_table ? 1 : 0

  vpc_id = var.vpc_id
  tags   = module.public_label.tags
}

resource "aws_route" "public" {
  count = local.own_table ? 1 : 0

  route_table_id         = aws_route_table.public[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = var.igw_id
}

resource "aws_route_table_association" "public" {
  count = local.own_table ? length(local.zones) : 0

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_route_table_association" "public_default" {
  count = local.own_table ? 0 : length(local.zones)

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = var.vpc_default_route_table_id
}

resource "aws_eip" "default" {
  count = length(var.nat_elastic_ips) > 0 ? 0 : local.gateways
}

resource "aws_nat_gateway" "default" {
  count = local.gateways

  subnet_id     = aws_subnet.public[count.index].id
  allocation_id = element(concat(aws_eip.default[*].id, data.aws_eip.nat_ips[*].id), count.index)
}

data "aws_eip" "nat_ips" {
  count = local.enabled ? length(var.nat_elastic_ips) : 0

  public_ip = var.nat_elastic_ips[count.index]
}

resource "aws_route" "default" {
  count = local.gateways

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.default[count.index].id
}

data "aws_ami" "nat_instance" {
  count = local.enabled && var.nat_instance_enabled ? 1 : 0

  owners      = ["amazon"]
  most_recent = true
}

resource "aws_instance" "nat_instance" {
  count = local.enabled && var.nat_instance_enabled ? length(local.zones) : 0

  ami               = data.aws_ami.nat_instance[0].id
  instance_type     = "t3.micro"
  subnet_id         = aws_subnet.public[count.index].id
  source_dest_check = false
}

resource "aws_route" "nat_instance" {
  count = length(aws_instance.nat_instance)

  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_instance.nat_instance[count.index].primary_network_interface_id
}

resource "aws_network_acl" "private" {
  count = local.enabled && var.private_network_acl_id == "" ? 1 : 0

  vpc_id     = var.vpc_id
  subnet_ids = aws_subnet.private[*].id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl" "public" {
  count = local.enabled && var.public_network_acl_id == "" ? 1 : 0

  vpc_id     = var.vpc_id
  subnet_ids = aws_subnet.public[*].id

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "0.0.0.0/0"
  }
}

module "private_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["private"]
  tags       = merge(var.private_subnets_additional_tags, { (var.subnet_type_tag_key) = format(var.subnet_type_tag_value_format, "private") })
  context    = module.this.context
}

module "public_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["public"]
  tags       = merge(var.public_subnets_additional_tags, { (var.subnet_type_tag_key) = format(var.subnet_type_tag_value_format, "public") })
  context    = module.this.context
}

output "public_subnet_ids" {
  value = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  value = aws_subnet.private[*].id
}

output "public_subnet_cidrs" {
  value = aws_subnet.public[*].cidr_block
}

output "private_subnet_cidrs" {
  value = aws_subnet.private[*].cidr_block
}

output "public_route_table_ids" {
  value = aws_route_table.public[*].id
}

output "private_route_table_ids" {
  value = aws_route_table.private[*].id
}

output "nat_gateway_ids" {
  value = aws_nat_gateway.default[*].id
}

output "nat_ips" {
  value = length(var.nat_elastic_ips) > 0 ? var.nat_elastic_ips : aws_eip.default[*].public_ip
}

output "availability_zones" {
  value = var.availability_zones
}
