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
  in0 = try((contains(compact(var.items), sha1(var.name)) ? [floor(-1), try(2, 2)] : [for i, v in reverse(var.items) : i]), [0])
  in1 = try(tobool(contains(var.items, jsonencode(var.name))) == true, false)
  in2 = try({ for k, v in yamldecode(yamlencode({ for k, v in jsondecode(jsonencode({ "x/y" = "z", b = "" })) : k => upper(v) if v != "" })) : k => tostring(v) if v != null }, {})
  in3 = try(tobool(local.in1) == true, false)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in ["a"] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try((can(local.in2) ? "a,b,,c" : each.key), "ERR"))
}
output "text" { value = try(coalesce(tostring(element(compact(var.items), abs(element(local.in0, 0)))), "none"), "err") }
output "list" { value = try([for v in [for r in [var.opts, try(var.opts, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })] : r.name if r.on] : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in local.in2 : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
