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
  in0 = try(merge(var.opts, { port = floor(var.opts.port) }), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in1 = try(tobool(false) == true, false)
  in2 = try({ for k, v in yamldecode(yamlencode(try(transpose({ a = var.items })[var.name] == null ? {} : { t = "1" }, {}))) : k => tostring(v) if v != null }, {})
  in3 = try(tobool(false) == true, false)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try((local.in3 ? format("%-5s|%5s", try(coalesce(tostring(var.name), "none"), "err"), try(coalesce(tostring(each.key), "none"), "err")) : regex("[a-z]+", each.key)), "ERR"))
}
output "text" { value = try(coalesce(tostring(var.name), "none"), "err") }
output "list" { value = try([for v in compact(try(var.items, ["b", "a", "b"])) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in local.in2 : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
