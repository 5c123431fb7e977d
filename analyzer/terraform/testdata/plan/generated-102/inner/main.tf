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
  in0 = try({ for k, v in jsondecode(jsonencode(tomap({ for i, v in var.items : "${i}-${v}" => var.name }))) : k => tostring(v) if v != null }, {})
  in1 = try(coalesce(tostring(element(["x y", regex("[a-z]+", var.name)], abs((try(true, true) ? min([443, 80, 443]...) : element([443, 80, 443], 4))))), "none"), "err")
  in2 = try(tobool((var.opts != null)) == true, false)
  in3 = try(-1, 80)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(try(local.in1, "k=v"), "ERR"))
}
output "text" { value = try(coalesce(tostring("app"), "none"), "err") }
output "list" { value = try([for v in (local.in2 ? var.items : flatten([var.items, [var.items], [[var.name]]])) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in local.in0 : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
