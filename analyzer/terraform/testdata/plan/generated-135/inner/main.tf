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
  in0 = try(coalesce(tostring(format("%q %s", try(coalesce(tostring(tostring(can(var.opts))), "none"), "err"), try(coalesce(tostring(var.name), "none"), "err"))), "none"), "err")
  in1 = try({ for k, v in { for i, v in flatten([reverse(var.items), [try(var.items, ["b", "a", "b"])], [[local.in0]]]) : "${i}-${v}" => "%{ for v in var.items ~}\n${v},%{ endfor ~}" } : k => tostring(v) if v != null }, {})
  in2 = try([for i, v in formatlist("%s-x", try([for v in var.items : tostring(v) if v != null], [])) : i], [443, 80, 443])
  in3 = try({ for k, v in local.in1 : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(coalesce(each.key, element(var.items, abs(1)), "z"), "ERR"))
}
output "text" { value = try(coalesce(tostring("${"${var.name}-${var.name}"}-${local.in0}"), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in tomap((true ? local.in3 : local.in1)) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
