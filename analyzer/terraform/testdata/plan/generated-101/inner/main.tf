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
  in0 = try(merge({ name = var.name, port = 443, on = true, tags = { Name = "n", env = "dev" }, cidrs = var.items }, { port = sum(concat([0], [1, 2, 3])) }).port, 3)
  in1 = try({ for k, v in tomap(jsondecode(jsonencode({ for k, v in { a = "1" } : k => upper(v) if v != "" }))) : k => tostring(v) if v != null }, {})
  in2 = try(tobool((tomap(local.in1) == null)) == true, false)
  in3 = try([for v in try(range(3), [0]) : v + local.in0], [443, 80, 443])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in [for l1 in split("-", var.name) : cidrsubnet(var.name, 4, local.in0)] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(var.name, "ERR"))
}
output "text" { value = try(coalesce(tostring(var.name), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for i, v in ["10.0.1.0/24", "10.0.2.0/24"] : "${i}-${v}" => format("%s/%s", try(coalesce(tostring(var.name), "none"), "err"), try(coalesce(tostring(var.name), "none"), "err")) } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
