variable "vpc" {
  type = object({ id = string, cidr_block = string })
}

variable "zones" {
  type = map(number)
}

variable "offset" {
  type    = number
  default = 0
}

resource "aws_subnet" "this" {
  for_each          = var.zones
  vpc_id            = var.vpc.id
  cidr_block        = cidrsubnet(var.vpc.cidr_block, 8, each.value + var.offset)
  availability_zone = each.key
}

output "cidrs" {
  value = [for s in aws_subnet.this : s.cidr_block]
}
