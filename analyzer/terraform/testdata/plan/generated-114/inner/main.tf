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
  in0 = try([try(try(7.5, 65535), 2), { name = var.name, port = 3, on = true, tags = { Name = "n", env = "dev" }, cidrs = var.items }.port], [443, 80, 443])
  in1 = try([for i, v in keys({ for k, v in { for x in var.items : substr(x, 0, 1) => x... } : k => join("+", v) }) : i], [])
  in2 = try([for v in try(range(length(var.items)), [0]) : v + try((true ? 1 : 65535), 1)], [443, 80, 443])
  in3 = try({ for k, v in { for i, v in [for p in setproduct(setsubtract(var.items, var.items), (false ? var.items : var.items)) : join("/", p)] : "${i}-${v}" => "%{ if (var.opts != null) }${regex("[a-z]+", var.name)}%{ else }${var.name}%{ endif }" } : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in try(["x", "", "y"], []) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(var.items[tonumber(each.key)], "ERR"))
}
output "text" { value = try(coalesce(tostring(upper(var.name)), "none"), "err") }
output "list" { value = try([for v in values(local.in3) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in tomap(var.opts.tags) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
