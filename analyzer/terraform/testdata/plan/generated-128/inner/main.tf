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
  in0 = try(coalesce(tostring("%{ for v in var.items ~}\n${v},%{ endfor ~}"), "none"), "err")
  in1 = try([for v in flatten([var.items, [var.items], [[tostring(floor(2))]]]) : tostring(v) if v != null], [])
  in2 = try(var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in3 = try(tobool((length(range(0)) > 0)) == true, false)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in var.items : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(try((local.in3 ? {} : { Name = "n", env = "dev" })[var.name], regex("[a-z]+", var.name)), "ERR"))
}
output "text" { value = try(coalesce(tostring("${replace(local.in0, "-", "$1")}-${(local.in3 ? 1 : 0)}"), "none"), "err") }
output "list" { value = try([for v in tolist([for r in [var.opts, var.opts] : r.name if r.on]) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for k, v in { for x in formatlist("arn:aws:s3:::%s/*", try([for v in var.items : tostring(v) if v != null], [])) : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
