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
  in0 = try(tobool(can(formatlist("%s-x", try([for v in [var.name, var.name] : tostring(v) if v != null], [])))) == true, false)
  in1 = try(try((sum(concat([0], [])) / -4), 65535), 1)
  in2 = try(var.opts, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  in3 = try(var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in tolist(var.items) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try((local.in0 ? (local.in0 ? var.name : var.name) : yamlencode(local.in1)), "ERR"))
}
output "text" { value = try(coalesce(tostring(cidrsubnet("10.0.0.0/16", 4, tonumber(var.name))), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in try({ "x/y" = "z", b = "" }, { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
