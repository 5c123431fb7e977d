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
  in0 = try(tobool(contains(var.items, (try(false, false) ? var.name : title(lower(var.name))))) == true, false)
  in1 = try([try(ceil(443), 0), ((var.items != var.items) ? element([0], 4) : (local.in0 ? 2 : 1))], [])
  in2 = try(try(parseint(var.name, 16), 0), 7.5)
  in3 = try({ for k, v in try(jsondecode(jsonencode(tomap({ "x/y" = "z", b = "" }))), { a = "1" }) : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in reverse(var.items) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(regex("^[^-]*", each.key), "ERR"))
}
output "text" { value = try(coalesce(tostring(try(element(var.items, abs(local.in2)), "k=v")), "none"), "err") }
output "list" { value = try([for v in compact(tolist(toset(var.items))) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in var.opts.tags : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
