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
  in0 = try([for r in [{ name = replace(var.name, "/(\\w)\\W/", ""), port = tonumber(var.name), on = contains(var.items, var.name), tags = { for i, v in var.items : "${i}-${v}" => var.name }, cidrs = var.items }, try([for r in [var.opts, var.opts] : r if r.on][0], { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })] : r if r.on][0], { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  in1 = try(parseint((!true ? substr(var.name, 3, 0) : var.name), 16), -1)
  in2 = try(coalesce(tostring("${var.name}-${({ Name = "n", env = "dev" } == null)}"), "none"), "err")
  in3 = try(concat([(true ? local.in1 : local.in1), index(var.items, var.name)], ((var.name == local.in1) ? [for i, v in var.items : i] : concat([1, 2, 3], [1, 2, 3]))), [443, 80, 443])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(yamlencode(index(var.items, local.in2)), "ERR"))
}
output "text" { value = try(coalesce(tostring(join("-", var.items)), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in tomap(zipmap(var.items, var.items)) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
