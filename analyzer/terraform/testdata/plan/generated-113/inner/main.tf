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
  in0 = try(tobool(([for i, v in [for r in [var.opts, var.opts] : r.name if r.on] : i] == [for v in [for i, v in var.items : i] : v + index(var.items, var.name)])) == true, false)
  in1 = try({ for k, v in { for i, v in var.items : "${i}-${v}" => "ä€" } : k => tostring(v) if v != null }, {})
  in2 = try((local.in0 ? range(0) : [for i, v in [for r in [var.opts, var.opts] : r.name if r.on] : i]), [443, 80, 443])
  in3 = try([for v in [for p in setproduct(var.items, keys(local.in1)) : join("/", p)] : tostring(v) if v != null], [])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in local.in3 : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(try(local.in1[var.name], each.key), "ERR"))
}
output "text" { value = try(coalesce(tostring(var.opts.name), "none"), "err") }
output "list" { value = try([for v in local.in3 : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { name = var.name, port = 0, on = local.in0, tags = local.in1, cidrs = var.items }.tags : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
