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
  in0 = try(concat([for v in [0] : v + parseint(var.name, 16)], [for v in concat([0], [443, 80, 443]) : v + element([443, 80, 443], 0)]), [0])
  in1 = try([for v in distinct([]) : tostring(v) if v != null], [])
  in2 = try(parseint(sha1(element(local.in1, abs(80))), 16), 443)
  in3 = try(var.opts, { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in local.in1 : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(each.key, "ERR"))
}
output "text" { value = try(coalesce(tostring(var.name), "none"), "err") }
output "list" { value = try([for v in [for p in setproduct(try(local.in1, ["a"]), var.items) : join("/", p)] : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in zipmap(local.in1, try(local.in1, ["10.0.1.0/24", "10.0.2.0/24"])) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
