# Up to version 8, interfaces are none by default.

locals {
  bare = length(coalesce(var.network_interfaces, [])) == 0
}
