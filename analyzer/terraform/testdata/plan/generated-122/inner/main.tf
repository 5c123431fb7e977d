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
  in0 = try(element([var.opts, element([var.opts, var.opts], 3)], 0).port, -1)
  in1 = try(var.opts.port, -1)
  in2 = try([for v in var.items : tostring(v) if v != null], [])
  in3 = try([for v in var.items : tostring(v) if v != null], [])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in [for r in [{ name = var.name, port = local.in0, on = false, tags = { "x/y" = "z", b = "" }, cidrs = local.in2 }, { name = var.name, port = local.in0, on = false, tags = { "x/y" = "z", b = "" }, cidrs = local.in2 }] : r.name if r.on] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(format("%q %s", try(coalesce(tostring(var.name), "none"), "err"), try(coalesce(tostring("k=v"), "none"), "err")), "ERR"))
}
output "text" { value = try(coalesce(tostring(upper(var.name)), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in transpose({ a = tolist(toset(local.in3)) })[yamlencode(var.opts)] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
