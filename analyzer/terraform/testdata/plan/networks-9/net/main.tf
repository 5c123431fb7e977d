
variable "name" { type = string }
variable "cidr" {
  type    = string
  default = "10.168.0.0/16"
}
variable "azs" {
  type    = list(string)
  default = ["us-east-1a", "us-east-1b"]
}
variable "newbits" { default = 4 }
variable "nat" {
  type    = string
  default = false
}
variable "single_nat" { default = true }
variable "dns" {
  type = object({
    support   = optional(bool, true)
    hostnames = optional(bool)
  })
  default = {}
}
variable "tags" {
  type    = map(string)
  default = {}
}
variable "extra_cidrs" {
  type    = set(string)
  default = []
}

locals {
  public  = [for i, az in var.azs : cidrsubnet(var.cidr, var.newbits, i)]
  private = { for i, az in var.azs : az => cidrsubnet(var.cidr, var.newbits, i + 4) }
  tags    = merge({ Name = var.name, Env = upper(var.name) }, var.tags)
  nat     = tobool(var.nat) ? (var.single_nat ? 1 : length(local.private)) : 0
}
resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = var.dns.support
  enable_dns_hostnames = try(var.dns.hostnames, true)
  tags                 = local.tags
}
resource "aws_vpc_ipv4_cidr_block_association" "extra" {
  for_each   = toset(var.extra_cidrs)
  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}
resource "aws_internet_gateway" "this" {
  count  = length(local.public) > 0 ? 1 : 0
  vpc_id = aws_vpc.this.id
  tags   = merge(local.tags, { Name = format("%s-igw", var.name) })
}
resource "aws_subnet" "public" {
  count             = length(var.azs)
  vpc_id            = aws_vpc.this.id
  cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index + 100)
  availability_zone = element(var.azs, count.index + 1)
}

resource "aws_subnet" "private" {
  for_each          = local.private
  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value
  availability_zone = each.key
  tags              = { for k, v in local.tags : k => v if k != "Name" }
}
resource "aws_eip" "nat" {
  count  = local.nat
  domain = "vpc"
}
resource "aws_nat_gateway" "this" {
  count         = local.nat
  allocation_id = aws_eip.nat[count.index].id
  subnet_id     = element(aws_subnet.public.*.id, count.index)
  tags          = { Name = "nat-${count.index}" }
  depends_on    = [aws_internet_gateway.this]
}
resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id
  route = [{
    cidr_block = "0.0.0.0/0", gateway_id = aws_internet_gateway.this[0].id, carrier_gateway_id = "", core_network_arn = "", destination_prefix_list_id = "", egress_only_gateway_id = "", ipv6_cidr_block = "", local_gateway_id = "", nat_gateway_id = "", network_interface_id = "", transit_gateway_id = "", vpc_endpoint_id = "", vpc_peering_connection_id = ""
  }]
  tags = { Name = "public" }
}
resource "aws_route_table_association" "public" {
  for_each       = { for i, id in aws_subnet.public.*.id : i => id }
  subnet_id      = each.value
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table" "private" {
  for_each = local.private
  vpc_id   = aws_vpc.this.id
  dynamic "route" {
    for_each = local.nat > 0 ? [1] : []
    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = aws_nat_gateway.this[var.single_nat ? 0 : index(keys(local.private), each.key)].id
    }
  }
}
resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.key].id
}
resource "aws_route" "extra" {
  count                  = local.nat > 0 ? length(aws_route_table.private) : 0
  route_table_id         = values(aws_route_table.private)[count.index].id
  destination_cidr_block = format("192.168.%d.0/24", count.index)
  gateway_id             = try(aws_internet_gateway.this[0].id, null)
}
output "vpc_id" { value = aws_vpc.this.id }
output "cidr" { value = aws_vpc.this.cidr_block }
output "public" { value = aws_subnet.public.*.id }
output "private" { value = { for k, s in aws_subnet.private : k => s.id } }
output "private_cidrs" { value = [for s in aws_subnet.private : s.cidr_block] }
output "tables" { value = concat([aws_route_table.public.id], values(aws_route_table.private)[*].id) }
output "nat_count" { value = length(aws_nat_gateway.this) }
output "all" {
  value = {
    vpc     = aws_vpc.this
    subnets = aws_subnet.private
    count   = length(aws_subnet.public.*.id)
  }
}
