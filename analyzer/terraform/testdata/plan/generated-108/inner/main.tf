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
  in1 = try((((true ? { a = "1" } : { Name = "n", env = "dev" }) == {}) ? merge({ name = var.name, port = -1, on = true, tags = { "x/y" = "z", b = "" }, cidrs = local.in0 }, { port = var.opts.port }) : { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in2 = try(try((var.opts.on ? element([local.in1, var.opts], 3) : local.in1), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  in3 = try(coalesce(tostring(var.name), "none"), "err")
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in [trimsuffix(trimprefix(local.in3, "a"), "c"), var.name] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try("%{ for v in coalescelist(local.in0, var.items, ["z"]) ~}\n${v},%{ endfor ~}", "ERR"))
}
output "text" { value = try(coalesce(tostring(local.in3), "none"), "err") }
output "list" { value = try([for v in local.in0 : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for k, v in transpose({ a = local.in0 })[var.name] == null ? {} : { t = "1" } : k => upper(v) if v != "" } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
