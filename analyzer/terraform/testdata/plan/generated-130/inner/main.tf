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
  in0 = try(tobool(!(var.items != setsubtract(var.items, var.items))) == true, false)
  in1 = try([for r in [var.opts, element([var.opts, try(var.opts, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })], 1)] : r if r.on][0], { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in2 = try(range(length(var.items)), [443, 80, 443])
  in3 = try(65535, -1)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in matchkeys(var.items, split("-", var.name), try(var.items, [])) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(cidrsubnet(each.key, 4, index(var.items, var.name)), "ERR"))
}
output "text" { value = try(coalesce(tostring(cidrsubnet(base64encode(var.name), 8, (local.in0 ? local.in3 : local.in3))), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for k, v in { for i, v in var.items : "${i}-${v}" => var.name } : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
