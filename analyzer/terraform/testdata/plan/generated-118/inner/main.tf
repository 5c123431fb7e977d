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
  in0 = try((anytrue([for v in [] : v != ""]) ? [for r in [var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }] : r if r.on][0] : element([try(var.opts, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }), try(var.opts, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })], 3)), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in1 = try((tobool((true ? var.name : var.name)) ? ((try(tobool(false) == true, false) || try(tobool(true) == true, false)) ? (false ? 2 : 7.5) : local.in0.port) : length(lookup({ Name = "n", env = "dev" }, var.name, var.name))), 1)
  in2 = try(coalesce(tostring(tostring(contains(var.items, var.name))), "none"), "err")
  in3 = try({ for k, v in { for k, v in { for x in try(var.items, ["b", "a", "b"]) : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in split("-", regex("[a-z]+", var.name)) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(var.name, "ERR"))
}
output "text" { value = try(coalesce(tostring(local.in2), "none"), "err") }
output "list" { value = try([for v in slice(distinct(var.items), 0, length(split("-", local.in2))) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in transpose({ a = [for r in [local.in0, local.in0] : r.name if r.on] })[try(local.in2, "app")] == null ? {} : { t = "1" } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
