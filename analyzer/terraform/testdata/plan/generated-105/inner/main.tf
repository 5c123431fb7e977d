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
  in0 = try({ for k, v in { for k, v in { for x in [] : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {})
  in1 = try(var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in2 = try(coalesce(tostring(lookup(local.in0, element(var.items, abs(0)), jsonencode(max(0, 7.5)))), "none"), "err")
  in3 = try(coalesce(tostring(lookup({ for k, v in { for x in var.items : substr(x, 0, 1) => x... } : k => join("+", v) }, local.in2, try(merge(local.in0, local.in0)["%{ for v in var.items ~}\n${v},%{ endfor ~}"], var.name))), "none"), "err")
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try("10.0.0.0/16", "ERR"))
}
output "text" { value = try(coalesce(tostring(local.in3), "none"), "err") }
output "list" { value = try([for v in [local.in2, local.in2] : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in local.in0 : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
