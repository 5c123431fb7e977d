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
  in0 = try((can(var.opts) ? merge(element([var.opts, var.opts], 3), { port = parseint(var.name, 16) }) : try({ name = var.name, port = 80, on = true, tags = {}, cidrs = var.items }, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  in1 = try(try([index(var.items, var.name), (true ? 2 : -1)], [1, 2, 3]), [])
  in2 = try(tobool((sum(concat([0], range(length(var.items)))) >= element((true ? local.in1 : local.in1), 4))) == true, false)
  in3 = try({ for k, v in { for k, v in tomap(tomap({ "x/y" = "z", b = "" })) : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in (can(var.name) ? var.items : var.items) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(substr(tostring(7.5), (local.in2 ? 3 : 7.5), length(var.items)), "ERR"))
}
output "text" { value = try(coalesce(tostring((local.in2 ? var.name : var.name)), "none"), "err") }
output "list" { value = try([for v in [for r in [merge(local.in0, { port = 80 }), element([local.in0, var.opts], 3)] : r.name if r.on] : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in try({ "x/y" = "z", b = "" }, { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
