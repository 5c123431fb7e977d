# Version 2 makes endpoints itself: a switch for each service. Interface
# endpoints go into the private subnets unless told otherwise, without private
# DNS and into the default security group. Here are the services that a task
# may need to start or is likely to use; later versions have none.

data "aws_vpc_endpoint_service" "s3" {
  count = local.create_vpc && var.enable_s3_endpoint ? 1 : 0

  service = "s3"

  filter {
    name   = "service-type"
    values = [var.s3_endpoint_type]
  }
}

resource "aws_vpc_endpoint" "s3" {
  count = length(data.aws_vpc_endpoint_service.s3)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.s3[count.index].service_name
  vpc_endpoint_type   = var.s3_endpoint_type
  policy              = var.s3_endpoint_policy
  subnet_ids          = var.s3_endpoint_type == "Interface" ? coalescelist(var.s3_endpoint_subnet_ids, aws_subnet.private[*].id) : null
  security_group_ids  = var.s3_endpoint_type == "Interface" ? var.s3_endpoint_security_group_ids : null
  private_dns_enabled = var.s3_endpoint_type == "Interface" ? var.s3_endpoint_private_dns_enabled : null
}

resource "aws_vpc_endpoint_route_table_association" "private_s3" {
  count = local.s3_gateway ? local.nat_gateway_count : 0

  vpc_endpoint_id = aws_vpc_endpoint.s3[0].id
  route_table_id  = element(aws_route_table.private[*].id, count.index)
}

resource "aws_vpc_endpoint_route_table_association" "intra_s3" {
  count = local.s3_gateway && local.create_intra ? 1 : 0

  vpc_endpoint_id = aws_vpc_endpoint.s3[0].id
  route_table_id  = aws_route_table.intra[0].id
}

resource "aws_vpc_endpoint_route_table_association" "public_s3" {
  count = local.s3_gateway && local.create_public && var.enable_public_s3_endpoint ? 1 : 0

  vpc_endpoint_id = aws_vpc_endpoint.s3[0].id
  route_table_id  = aws_route_table.public[0].id
}

locals {
  s3_gateway = local.create_vpc && var.enable_s3_endpoint && var.s3_endpoint_type == "Gateway"
}

data "aws_vpc_endpoint_service" "dynamodb" {
  count = local.create_vpc && var.enable_dynamodb_endpoint ? 1 : 0

  service = "dynamodb"

  filter {
    name   = "service-type"
    values = [var.dynamodb_endpoint_type]
  }
}

resource "aws_vpc_endpoint" "dynamodb" {
  count = length(data.aws_vpc_endpoint_service.dynamodb)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.dynamodb[count.index].service_name
  vpc_endpoint_type   = var.dynamodb_endpoint_type
  policy              = var.dynamodb_endpoint_policy
  subnet_ids          = var.dynamodb_endpoint_type == "Interface" ? coalescelist(var.dynamodb_endpoint_subnet_ids, aws_subnet.private[*].id) : null
  security_group_ids  = var.dynamodb_endpoint_type == "Interface" ? var.dynamodb_endpoint_security_group_ids : null
  private_dns_enabled = var.dynamodb_endpoint_type == "Interface" ? var.dynamodb_endpoint_private_dns_enabled : null
}

resource "aws_vpc_endpoint_route_table_association" "private_dynamodb" {
  count = local.dynamodb_gateway ? local.nat_gateway_count : 0

  vpc_endpoint_id = aws_vpc_endpoint.dynamodb[0].id
  route_table_id  = element(aws_route_table.private[*].id, count.index)
}

resource "aws_vpc_endpoint_route_table_association" "intra_dynamodb" {
  count = local.dynamodb_gateway && local.create_intra ? 1 : 0

  vpc_endpoint_id = aws_vpc_endpoint.dynamodb[0].id
  route_table_id  = aws_route_table.intra[0].id
}

resource "aws_vpc_endpoint_route_table_association" "public_dynamodb" {
  count = local.dynamodb_gateway && local.create_public ? 1 : 0

  vpc_endpoint_id = aws_vpc_endpoint.dynamodb[0].id
  route_table_id  = aws_route_table.public[0].id
}

locals {
  dynamodb_gateway = local.create_vpc && var.enable_dynamodb_endpoint && var.dynamodb_endpoint_type == "Gateway"
}
