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
  in0 = try([for v in var.items : tostring(v) if v != null], [])
  in1 = try(element(range(0), 4), 2)
  in2 = try(var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
  in3 = try({ for k, v in { ("${sha1(var.name)}-${local.in2.port}") = one(slice(local.in0, 0, 1)), last = "%{ if !false }${var.name}%{ else }${regex("^[^-]*", var.name)}%{ endif }" } : k => tostring(v) if v != null }, {})
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in [for p in setproduct(tolist(local.in0), local.in0) : join("/", p)] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(sha1(var.name), "ERR"))
}
output "text" { value = try(coalesce(tostring(title(lower("web-1"))), "none"), "err") }
output "list" { value = try([for v in local.in0 : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in local.in3 : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
