# Version 0 made the same network of fewer arguments.

output "ipv6_cidr_block" {
  value = try(aws_vpc.default[0].ipv6_cidr_block, "")
}
