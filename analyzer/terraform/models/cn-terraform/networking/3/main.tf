variable "cidr_block" {
  type    = string
  default = null
}

variable "ipv4_ipam_pool_id" {
  type    = string
  default = null
}

variable "ipv4_netmask_length" {
  type    = number
  default = null
}

variable "enable_dns_support" {
  type    = bool
  default = true
}

variable "enable_dns_hostnames" {
  type    = bool
  default = false
}

resource "aws_vpc" "vpc" {
  cidr_block           = var.cidr_block
  ipv4_ipam_pool_id    = var.ipv4_ipam_pool_id
  ipv4_netmask_length  = var.ipv4_netmask_length
  enable_dns_support   = var.enable_dns_support
  enable_dns_hostnames = var.enable_dns_hostnames
}

resource "aws_internet_gateway" "internet_gw" {
  vpc_id = aws_vpc.vpc.id
}

output "vpc_id" {
  value = aws_vpc.vpc.id
}

output "vpc_arn" {
  value = aws_vpc.vpc.arn
}

output "vpc_enable_dns_support" {
  value = aws_vpc.vpc.enable_dns_support
}

output "vpc_enable_dns_hostnames" {
  value = aws_vpc.vpc.enable_dns_hostnames
}

output "vpc_main_route_table_id" {
  value = aws_vpc.vpc.main_route_table_id
}

output "vpc_default_route_table_id" {
  value = aws_vpc.vpc.default_route_table_id
}

output "vpc_default_network_acl_id" {
  value = aws_vpc.vpc.default_network_acl_id
}

output "vpc_default_security_group_id" {
  value = aws_vpc.vpc.default_security_group_id
}

output "internet_gateway_id" {
  value = aws_internet_gateway.internet_gw.id
}
