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
  in0 = try(coalesce(tostring(join("-", { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }.cidrs)), "none"), "err")
  in1 = try(coalesce(tostring(format("%-5s|%5s", try(coalesce(tostring("7"), "none"), "err"), try(coalesce(tostring(var.name), "none"), "err"))), "none"), "err")
  in2 = try(element([for i, v in var.items : i], 1), 3)
  in3 = try((anytrue([for v in var.items : v != ""]) ? merge((true ? var.opts : var.opts), { port = local.in2 }) : element([{ name = var.name, port = local.in2, on = true, tags = {}, cidrs = var.items }, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }], 0)), { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in flatten([values({}), [[for r in [var.opts, local.in3] : r.name if r.on]], [[local.in0]]]) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(join("-", jsondecode(jsonencode(var.items))), "ERR"))
}
output "text" { value = try(coalesce(tostring("%{ if !true }${"%{ for v in var.items ~}\n${v},%{ endfor ~}"}%{ else }${try(local.in1, "10.0.0.0/16")}%{ endif }"), "none"), "err") }
output "list" { value = try([for v in matchkeys([var.name, var.name], var.items, formatlist("arn:aws:s3:::%s/*", try([for v in var.items : tostring(v) if v != null], []))) : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in (local.in3.on ? yamldecode(yamlencode({})) : { (local.in0) = local.in0, last = local.in1 }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
