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
  in0 = try([for v in [for v in [for i, v in var.items : i] : v + (3 % -4)] : v + min([3, 443]...)], [1, 2, 3])
  in1 = try({ for k, v in tomap(tomap((false ? { a = "1" } : { a = "1" }))) : k => tostring(v) if v != null }, {})
  in2 = try(try(concat([for v in local.in0 : v + 3], [for i, v in var.items : i]), [0]), [0])
  in3 = try(coalesce(tostring(try(one(slice(var.items, 0, 1)), "Prod")), "none"), "err")
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(var.opts.name, "ERR"))
}
output "text" { value = try(coalesce(tostring(base64encode("10.0.0.0/16")), "none"), "err") }
output "list" { value = try([for v in [] : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in try(local.in1, { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
