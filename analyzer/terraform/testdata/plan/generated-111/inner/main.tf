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
  in0 = try(coalesce(tostring(split(",", var.name)[((var.name == 1) ? sum(concat([0], [443, 80, 443])) : (false ? 80 : 443))]), "none"), "err")
  in1 = try(tobool(((false ? var.opts : var.opts).name == null)) == true, false)
  in2 = try(concat(range(length(slice(var.items, 0, 2))), try([for v in [0] : v + 1], [])), [0])
  in3 = try({ for k, v in jsondecode(jsonencode({ for k, v in try({ Name = "n", env = "dev" }, {}) : k => upper(v) if v != "" })) : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in split("-", "app") : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring(upper(var.name)), "none"), "err") }
output "list" { value = try([for v in split("-", "") : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in local.in3 : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
