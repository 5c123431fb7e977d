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
  in0 = try(try(var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }), { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in1 = try({ for k, v in try(jsondecode(jsonencode(tomap({ "x/y" = "z", b = "" }))), { "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {})
  in2 = try(coalesce(tostring(replace(var.name, "/(\\w)\\W/", "_")), "none"), "err")
  in3 = try([for v in range(length(var.items)) : v + length(var.items)], [443, 80, 443])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in formatlist("arn:aws:s3:::%s/*", try([for v in var.items : tostring(v) if v != null], [])) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(element(var.items, abs(try(2, 80))), "ERR"))
}
output "text" { value = try(coalesce(tostring(var.name), "none"), "err") }
output "list" { value = try([for v in split("-", "x y") : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in (try(true, true) ? { (var.name) = var.name, last = var.name } : local.in1) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
