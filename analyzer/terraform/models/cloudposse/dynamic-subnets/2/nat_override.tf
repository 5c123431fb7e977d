# Version 2 fills the public subnets with gateways in their order.

locals {
  nat_subnets  = range(min(length(local.private_zones), length(local.public_zones), var.max_nats))
  private_nats = [for i in range(length(local.private_zones)) : i % length(local.nat_subnets)]
}
