variable "name" { type = string }
variable "items" {
  type    = list(string)
  default = ["i"]
}
variable "opts" {
  type    = object({ name = string, port = optional(number, 8080), on = optional(bool, true), tags = optional(map(string), { d = "1" }), cidrs = optional(list(string)) })
  default = { name = "def" }
}
locals {
  in0 = try([for v in var.items : tostring(v) if v != null], [])
  in1 = try({ name = var.name, port = length([for v in [1, 2, 3] : v + 2]), on = startswith(substr(var.name, 80, 65535), var.name), tags = transpose({ a = distinct(var.items) })[var.opts.name] == null ? {} : { t = "1" }, cidrs = var.items }, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in2 = try(coalesce(tostring(var.name), "none"), "err")
  in3 = try([for v in local.in0 : tostring(v) if v != null], [])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in ["a"] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring(local.in2), "none"), "err") }
output "list" { value = try([for v in compact(local.in3) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { ((true ? local.in2 : local.in2)) = upper(var.name), last = local.in2 } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
