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
  in0 = try(tobool(true) == true, false)
  in1 = try([for i, v in var.items : i], [])
  in2 = try(coalesce(tostring(var.name), "none"), "err")
  in3 = try(floor(var.opts.port), 2)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in ((length(var.items) > 0) ? sort(var.items) : keys({ a = "1" })) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring("${title(lower(local.in2))}-${local.in0}"), "none"), "err") }
output "list" { value = try([for v in tolist(matchkeys(var.items, var.items, var.items)) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for i, v in try(var.items, ["x", "", "y"]) : "${i}-${v}" => local.in2 } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
