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
  in0 = try([for v in try(concat([for r in [var.opts, var.opts] : r.name if r.on], var.items), ["x", "", "y"]) : tostring(v) if v != null], [])
  in1 = try(element([merge(var.opts, { port = (true ? -1 : 443) }), element([element([var.opts, var.opts], 0), { name = var.name, port = 1, on = false, tags = {}, cidrs = var.items }], 0)], 0), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  in2 = try(coalesce(tostring("%{ if ((true ? 443 : -1) >= min([443, 80, 443]...)) }${var.name}%{ else }${title(lower(var.name))}%{ endif }"), "none"), "err")
  in3 = try(tonumber(one(slice([], 0, 1))), 443)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in values((false ? { Name = "n", env = "dev" } : { "x/y" = "z", b = "" })) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(var.name, "ERR"))
}
output "text" { value = try(coalesce(tostring((false ? cidrsubnet(var.name, 8, local.in3) : local.in2)), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in try(zipmap(local.in0, var.items), { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
