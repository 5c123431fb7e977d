# What versions 4.0.0 to 5.1.1 do otherwise than later ones: intra subnets
# count among those that ask for NAT gateways, and routes for IPv6 are one for
# each private subnet.

locals {
  most_subnets = max(
    local.subnets.private, local.subnets.public, local.subnets.database,
    local.subnets.elasticache, local.subnets.redshift, local.subnets.intra,
  )
}
