variable "name" {
  type = string
}

variable "cidr" {
  type = string
}

variable "zones" {
  type = set(string)
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
  tags       = { Name = var.name }
}

module "subnets" {
  source = "./subnets"
  count  = 2
  vpc    = aws_vpc.this
  zones  = { for i, z in sort(var.zones) : z => i }
  offset = count.index * 10
}

output "cidrs" {
  value = flatten(module.subnets[*].cidrs)
}

output "zones" {
  value = var.zones
}
