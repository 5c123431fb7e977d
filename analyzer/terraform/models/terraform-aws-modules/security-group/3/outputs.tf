# Version 3 calls its outputs otherwise.

output "this_security_group_id" {
  value = try(local.made[0].id, "")
}

output "this_security_group_name" {
  value = try(local.made[0].name, "")
}

output "this_security_group_vpc_id" {
  value = try(local.made[0].vpc_id, "")
}

output "this_security_group_owner_id" {
  value = try(local.made[0].owner_id, "")
}
