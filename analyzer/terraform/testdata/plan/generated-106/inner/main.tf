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
  in0 = try({ for k, v in { (var.name) = var.name, last = (([0] != []) ? try(var.name, "10.0.0.0/16") : regex("^[^-]*", var.name)) } : k => tostring(v) if v != null }, {})
  in1 = try(element([for i, v in coalescelist(var.items, var.items, ["z"]) : i], 1), 443)
  in2 = try(tobool((merge({ name = var.name, port = local.in1, on = true, tags = local.in0, cidrs = var.items }, { port = tonumber(var.name) }) == null)) == true, false)
  in3 = try({ for k, v in local.in0 : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in (true ? var.items : [var.opts, var.opts][*].name) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring(replace(yamlencode(local.in0), "/(\\w)\\W/", "")), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for k, v in { for x in ["10.0.1.0/24", "10.0.2.0/24"] : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
