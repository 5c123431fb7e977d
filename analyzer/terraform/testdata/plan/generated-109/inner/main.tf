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
  in0 = try({ for k, v in (try((try(tobool(true) == true, false) && try(tobool(false) == true, false)), true) ? yamldecode(yamlencode(zipmap(var.items, var.items))) : transpose({ a = ["x", "", "y"] })[try(var.name, "ä€")] == null ? {} : { t = "1" }) : k => tostring(v) if v != null }, {})
  in1 = try(range(length(var.items)), [1, 2, 3])
  in2 = try(coalesce(tostring(try(element([var.opts, var.opts], 3).name, "a,b,,c")), "none"), "err")
  in3 = try([index(var.items, try(var.name, "10.0.0.0/16")), min([for v in local.in1 : v + 1]...)], [])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(try("ä€", "7"), "ERR"))
}
output "text" { value = try(coalesce(tostring(local.in2), "none"), "err") }
output "list" { value = try([for v in [for r in [(true ? var.opts : var.opts), [for r in [var.opts, var.opts] : r if r.on][0]] : r.name if r.on] : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in merge(local.in0, local.in0) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
