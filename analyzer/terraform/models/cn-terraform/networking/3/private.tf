variable "private_subnets" {
  type = map(object({
    availability_zone = string
    cidr_block        = string
  }))
  default = {}
}

resource "aws_subnet" "private" {
  for_each = var.private_subnets

  vpc_id                  = aws_vpc.vpc.id
  availability_zone       = each.value.availability_zone
  cidr_block              = each.value.cidr_block
  map_public_ip_on_launch = false

  tags = {
    Name = each.key
  }
}

resource "aws_route_table" "private" {
  for_each = var.private_subnets

  vpc_id = aws_vpc.vpc.id
}

resource "aws_route_table_association" "private" {
  for_each = var.private_subnets

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

# Private subnets go out through the gateways of the public ones, paired by the
# order of their names and not by zone. A plan fails where a partner is missing.
resource "aws_route" "private_internet_route" {
  for_each = var.private_subnets

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat[zipmap(keys(var.private_subnets), local.public_names)[each.key]].id
}

output "private_subnets" {
  value = aws_subnet.private
}

output "private_subnets_route_tables" {
  value = aws_route_table.private
}
