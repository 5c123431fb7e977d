provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "logs"
}
variable "s2" {
  type    = string
  default = "d"
}
variable "n1" {
  type    = number
  default = 7
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
  default = [-1, -3]
}
variable "set1" {
  type    = set(string)
  default = ["10.0.0.0/16", "us-east-1", "app", "443"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "Hello World", on = true }, { name = "443" }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { three = { cidr = "10.0.0.0/24", az = 0 }, one = { cidr = "10.0.1.0/24", az = 1 }, two = { cidr = "10.0.2.0/24", public = true } }
}
variable "any1" {
  type    = any
  default = []
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = ["p", 2, true]
}
locals {
  l0  = try(contains(setunion(var.set1, var.set1), basename(var.s2)), false)
  l1  = try([for x in var.l1 : base64encode("") if alltrue([true, false, true])], ["fb"])
  l2  = try(2.5, 0)
  l3  = try(var.set1, toset(["fb"]))
  l4  = try(jsonencode([trim(var.s2, "a"), 0.1, coalesce(try(var.lo[0].on, null), true)]), "fb")
  l5  = try(parseint("101", 10), 0)
  l6  = try(((var.o1.tags != null) == "true"), false)
  l7  = try(yamlencode(merge(null, { a = local.l4 })), "fb")
  l8  = try((true ? length(var.lo) : parseint("12", 16)), 0)
  l9  = try(true, false)
  l10 = try(var.set1, toset(["fb"]))
  l11 = try(local.l4, "fb")
}
