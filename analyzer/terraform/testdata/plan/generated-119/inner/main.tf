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
  in0 = try([for v in var.items : tostring(v) if v != null], [])
  in1 = try(((sum(concat([0], [443, 80, 443])) < 65535) ? length([1, 2, 3]) : ((-1 >= -1) ? parseint(var.name, 16) : max(3, 80))), 0)
  in2 = try(coalesce(tostring(var.name), "none"), "err")
  in3 = try(coalesce(tostring(yamlencode([1, 2, 3])), "none"), "err")
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in [] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try("app", "ERR"))
}
output "text" { value = try(coalesce(tostring(((try(tobool(false) == true, false) && try(tobool(false) == true, false)) ? (true ? local.in3 : local.in3) : "true")), "none"), "err") }
output "list" { value = try([for v in values({}) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in try(transpose({ a = local.in0 })[var.name] == null ? {} : { t = "1" }, { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
