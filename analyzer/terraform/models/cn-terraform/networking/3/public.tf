variable "public_subnets" {
  type = map(object({
    availability_zone = string
    cidr_block        = string
  }))
  default = {}
}

variable "map_public_ip_on_launch" {
  type    = bool
  default = false
}

variable "single_nat" {
  type    = bool
  default = false
}

locals {
  public_names = keys(var.public_subnets)
  nat_names    = var.single_nat ? [local.public_names[0]] : local.public_names
}

resource "aws_subnet" "public" {
  for_each = var.public_subnets

  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = each.value.availability_zone
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = var.map_public_ip_on_launch

  tags = {
    Name = each.key
  }
}

resource "aws_route_table" "public" {
  for_each = var.public_subnets

  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table_association" "public" {
  for_each = var.public_subnets

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[each.key].id
}

resource "aws_route" "public_internet" {
  for_each = var.public_subnets

  route_table_id         = aws_route_table.public[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.internet_gw.id
}

resource "aws_eip" "nat" {
  for_each = toset(local.nat_names)

  domain = "vpc"
}

resource "aws_nat_gateway" "nat" {
  for_each = toset(local.nat_names)

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id
}

output "public_subnets" {
  value = aws_subnet.public
}

output "public_subnets_route_tables" {
  value = aws_route_table.public
}

output "nat_gws" {
  value = aws_nat_gateway.nat
}
