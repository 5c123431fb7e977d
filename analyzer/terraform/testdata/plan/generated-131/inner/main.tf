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
  in0 = try({ for k, v in tomap({ "x/y" = "z", b = "" }) : k => tostring(v) if v != null }, {})
  in1 = try(tobool(tobool(format("%q %s", try(coalesce(tostring(substr(var.name, 7.5, 3)), "none"), "err"), try(coalesce(tostring(sha1(var.name)), "none"), "err")))) == true, false)
  in2 = try([for v in var.items : tostring(v) if v != null], [])
  in3 = try(sum(concat([0], [for i, v in matchkeys(var.items, var.items, var.items) : i])), 2)
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in formatlist("arn:aws:s3:::%s/*", try([for v in var.items : tostring(v) if v != null], [])) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(var.name, "ERR"))
}
output "text" { value = try(coalesce(tostring(one(slice(tolist(toset(local.in2)), 0, 1))), "none"), "err") }
output "list" { value = try([for v in slice(var.items, 0, 2) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in { for i, v in ["10.0.1.0/24", "10.0.2.0/24"] : "${i}-${v}" => coalesce(var.name, var.name, "z") } : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
