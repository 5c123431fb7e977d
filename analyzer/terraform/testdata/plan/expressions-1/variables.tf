provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "  pad "
}
variable "s2" {
  type    = string
  default = "d"
}
variable "n1" {
  type    = number
  default = 3
}
variable "n2" {
  type = number
}
variable "b1" {
  type    = bool
  default = true
}
variable "b2" {
  type = bool
}
variable "l1" {
  type = list(string)
}
variable "l2" {
  type    = list(number)
  default = [-4, 11]
}
variable "set1" {
  type    = set(string)
  default = ["vpc-1", "prod", ""]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "logs", port = 8080 }, { name = "b", on = true }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { three = { cidr = "10.0.0.0/24" }, one = { cidr = "10.0.1.0/24", public = true }, two = { cidr = "10.0.2.0/24", az = 2 } }
}
variable "any1" {
  type    = any
  default = "t"
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = ["p", 2, true]
}
locals {
  l0  = try(base64encode(var.s2), "fb")
  l1  = try(try(var.lo[0].port, 1), 0)
  l2  = try((try(var.lo[0].on, false) ? formatlist("%s-%s", var.l1, []) : tolist(toset([var.s1]))), ["fb"])
  l3  = try(urlencode(format("%s-%s", var.s1, "443")), "fb")
  l4  = try(concat(flatten([]), flatten([for k, v in var.m1 : [for y in [var.s2] : "${k}-${y}"]])), ["fb"])
  l5  = try(toset(var.l1), toset(["fb"]))
  l6  = try(true, false)
  l7  = try((format("%x", 102) == jsonencode(var.lo)), false)
  l8  = try((contains(var.l1, local.l3) ? { for k, v in { for x in var.l1 : substr(x, 0, 1) => x... } : k => join("+", v) } : jsondecode(jsonencode({ a = "k=v;l=w" }))), { fb = "x" })
  l9  = try(pow(index(["/path/to/file.txt", "us-east-1", "  pad "], local.l0), 0), 0)
  l10 = try(formatlist("%s-%s", var.l1, basename("web")), ["fb"])
  l11 = try(coalesce(try(var.lo[0].on, null), true), false)
}
