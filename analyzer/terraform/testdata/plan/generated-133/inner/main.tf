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
  in0 = try({ name = "one", port = 80, on = true, tags = {}, cidrs = [] }, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
  in1 = try(tobool(contains(values({ (var.name) = var.name, last = var.name }), var.name)) == true, false)
  in2 = try({ for k, v in { for k, v in { for x in tolist(toset(values({ a = "1" }))) : substr(x, 0, 1) => x... } : k => join("+", v) } : k => tostring(v) if v != null }, {})
  in3 = try({ name = cidrsubnet("10.0.0.0/16", 8, (local.in1 ? -1 : 1)), port = length(try(local.in2, { a = "1" })), on = local.in1, tags = local.in2, cidrs = var.items }, { name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] })
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in keys(try(local.in2, { "x/y" = "z", b = "" })) : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(base64encode(trimsuffix(trimprefix(each.key, "a"), "c")), "ERR"))
}
output "text" { value = try(coalesce(tostring(format("%-5s|%5s", try(coalesce(tostring(substr(var.name, 7.5, 7.5)), "none"), "err"), try(coalesce(tostring(join("", var.items)), "none"), "err"))), "none"), "err") }
output "list" { value = try([for v in var.items : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in yamldecode(yamlencode({ for i, v in var.items : "${i}-${v}" => var.name })) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
