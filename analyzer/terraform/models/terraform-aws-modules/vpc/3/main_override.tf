# What version 3 does otherwise than later ones: what AWS makes with a VPC is
# left as it is, and private tables are there without private subnets, too.

locals {
  most_subnets = max(
    local.subnets.private, local.subnets.database, local.subnets.elasticache, local.subnets.redshift,
  )
}

resource "aws_route_table" "private" {
  count = local.create_vpc && local.most_subnets > 0 ? local.nat_gateway_count : 0
}

variable "cidr" {
  default = "0.0.0.0/0"
}

variable "enable_dns_hostnames" {
  default = false
}

variable "map_public_ip_on_launch" {
  default = true
}

variable "manage_default_security_group" {
  default = false
}

variable "manage_default_network_acl" {
  default = false
}

variable "manage_default_route_table" {
  default = false
}

variable "default_vpc_enable_dns_hostnames" {
  default = false
}
