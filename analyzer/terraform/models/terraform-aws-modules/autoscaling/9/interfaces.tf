# A list of interfaces, were it empty, takes the place of groups.

locals {
  bare = var.network_interfaces == null
}
