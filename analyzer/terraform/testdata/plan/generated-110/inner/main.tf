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
  in0 = try((alltrue([for v in tolist(toset(var.items)) : v != ""]) ? [abs(7.5), min([0]...)] : [for i, v in (true ? var.items : var.items) : i]), [])
  in1 = try(coalesce(tostring(upper(var.name)), "none"), "err")
  in2 = try(local.in0, [443, 80, 443])
  in3 = try((true ? try(0, -1) : tonumber("%{ for v in var.items ~}\n${v},%{ endfor ~}")), 7.5)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in coalescelist(var.items, concat(var.items, var.items), ["z"]) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(trimsuffix(trimprefix(var.opts.name, "a"), "c"), "ERR"))
}
output "text" { value = try(coalesce(tostring(try(local.in1, "web-1")), "none"), "err") }
output "list" { value = try([for v in jsondecode(jsonencode(jsondecode(jsonencode(var.items)))) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in merge(zipmap(var.items, var.items), var.opts.tags) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
