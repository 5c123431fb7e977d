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
  in0 = try([for v in [for r in [merge(var.opts, { port = min([1, 2, 3]...) }), var.opts] : r.name if r.on] : tostring(v) if v != null], [])
  in1 = try({ for k, v in jsondecode(jsonencode({ for k, v in transpose({ a = var.items })[var.name] == null ? {} : { t = "1" } : k => upper(v) if v != "" })) : k => tostring(v) if v != null }, {})
  in2 = try([for v in [for i, v in local.in0 : i] : v + (try(true, false) ? var.opts.port : ceil(443))], [0])
  in3 = try(coalesce(tostring(try(element([for p in setproduct(var.items, var.items) : join("/", p)], abs(element(local.in2, 1))), "")), "none"), "err")
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in setsubtract(local.in0, matchkeys(local.in0, local.in0, local.in0)) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring(var.name), "none"), "err") }
output "list" { value = try([for v in local.in0 : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in element([var.opts, var.opts], 0).tags : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
