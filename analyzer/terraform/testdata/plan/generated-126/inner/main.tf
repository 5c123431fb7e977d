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
  in0 = try(coalesce(tostring(title(lower(var.name))), "none"), "err")
  in1 = try([], [])
  in2 = try({ for k, v in zipmap([var.opts, var.opts][*].name, var.items) : k => tostring(v) if v != null }, {})
  in3 = try(local.in1, [443, 80, 443])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in setsubtract(flatten([var.items, [var.items], [[var.name]]]), matchkeys(var.items, var.items, var.items)) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(element(try(var.items, ["b", "a", "b"]), abs(max(2, 7.5))), "ERR"))
}
output "text" { value = try(coalesce(tostring(local.in0), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { "x/y" = "z", b = "" } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
