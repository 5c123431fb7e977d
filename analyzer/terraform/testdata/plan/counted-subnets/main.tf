provider "aws" {
  region = "eu-west-1"
}

variable "cidr" {
  default = "10.20.0.0/16"
}

variable "zones" {
  type    = list(string)
  default = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
}

locals {
  public  = [for i, z in var.zones : cidrsubnet(var.cidr, 8, i)]
  private = [for i, z in var.zones : cidrsubnet(var.cidr, 4, i + 1)]
}

resource "aws_vpc" "main" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  tags                 = { Name = "main-${terraform.workspace}" }
}

resource "aws_subnet" "public" {
  count                   = length(var.zones)
  vpc_id                  = aws_vpc.main.id
  cidr_block              = element(local.public, count.index)
  availability_zone       = var.zones[count.index]
  map_public_ip_on_launch = true
  tags                    = { Name = format("public-%02d", count.index + 1), Zone = substr(var.zones[count.index], -1, 1) }
}

resource "aws_subnet" "private" {
  count             = length(local.private)
  vpc_id            = aws_vpc.main.id
  cidr_block        = local.private[count.index]
  availability_zone = element(var.zones, count.index)
}

resource "aws_eip" "nat" {
  count  = min(length(var.zones), 1)
  domain = "vpc"
}

resource "aws_nat_gateway" "nat" {
  count         = length(aws_eip.nat)
  subnet_id     = aws_subnet.public[count.index].id
  allocation_id = aws_eip.nat[count.index].id
  tags          = { Zone = aws_subnet.public[count.index].availability_zone }
}

resource "aws_route" "nat" {
  count                  = length(aws_nat_gateway.nat) > 0 ? length(aws_subnet.private) : 0
  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat[0].id
}

resource "aws_route_table" "private" {
  count  = length(aws_subnet.private)
  vpc_id = aws_vpc.main.id
}
