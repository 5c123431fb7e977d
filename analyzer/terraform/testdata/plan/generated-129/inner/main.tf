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
  in0 = try(tobool((sum(concat([0], concat([443, 80, 443], [443, 80, 443]))) < parseint(var.name, 16))) == true, false)
  in1 = try(coalesce(tostring(one(slice(var.items, 0, 1))), "none"), "err")
  in2 = try({ for k, v in try((can(var.items) ? transpose({ a = var.items })[local.in1] == null ? {} : { t = "1" } : {}), { a = "1" }) : k => tostring(v) if v != null }, {})
  in3 = try([for v in try(try(sort(var.items), []), ["a"]) : tostring(v) if v != null], [])
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in distinct(tolist(toset(var.items))) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring(formatlist("%s-x", try([for v in local.in3 : tostring(v) if v != null], []))[(local.in0 ? -1 : 2)]), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in zipmap(tolist(toset(var.items)), reverse(local.in3)) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
