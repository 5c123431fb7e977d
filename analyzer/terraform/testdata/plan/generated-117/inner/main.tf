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
  in0 = try(tobool(contains(var.items, upper(var.name))) == true, false)
  in1 = try(try([for v in concat([1, 2, 3], [0]) : v + length(var.name)], []), [1, 2, 3])
  in2 = try(coalesce(tostring("${try(join(",", var.items), "7")}-${try(zipmap(var.items, var.items)[upper(var.name)], try(var.name, "10.0.0.0/16"))}"), "none"), "err")
  in3 = try([for r in [(local.in0 ? var.opts : var.opts), merge(var.opts, { port = (local.in0 ? 2 : 7.5) })] : r if r.on][0], { name = "one", port = 80, on = true, tags = {}, cidrs = [] })
}
resource "aws_ssm_parameter" "item" {
  for_each = toset(try([for v in ["x", "", "y"] : tostring(v) if v != null], []))
  name     = "i-${each.key}"
  type     = "String"
  insecure_value = jsonencode(try(((length({ "x/y" = "z", b = "" }) > 0) ? jsonencode(local.in3) : local.in2), "ERR"))
}
output "text" { value = try(coalesce(tostring(var.name), "none"), "err") }
output "list" { value = try([for v in [{ name = "two", port = 443, on = false, tags = { a = "b" }, cidrs = ["10.0.0.0/8"] }, { name = "one", port = 80, on = true, tags = {}, cidrs = [] }][*].name : tostring(v) if v != null], []) }
output "map" { value = try({ for k, v in try({ a = "1" }, { Name = "n", env = "dev" }) : k => tostring(v) if v != null }, {}) }
output "keys" { value = keys(aws_ssm_parameter.item) }
output "values" { value = [for p in aws_ssm_parameter.item : p.insecure_value] }
