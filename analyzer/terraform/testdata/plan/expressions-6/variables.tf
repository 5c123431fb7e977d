provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "a"
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
  default = false
}
variable "b2" {
  type = bool
}
variable "l1" {
  type = list(string)
}
variable "l2" {
  type    = list(number)
  default = [8, -3, -2, -1]
}
variable "set1" {
  type    = set(string)
  default = ["\u00e4", "  pad "]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "true" }, { name = "10.0.0.0/16", on = true }, { name = "" }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { one = { cidr = "10.0.0.0/24" }, app = { cidr = "10.0.1.0/24", public = true } }
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
  l0  = try((25 > abs(2.5)), false)
  l1  = try(sum(distinct([var.n2])), 0)
  l2  = try(floor(sum(concat([0], [for x in [0.1, var.n1] : x * 2 if x > 1]))), 0)
  l3  = try(var.s2, "fb")
  l4  = try(tobool("true"), false)
  l5  = try(zipmap((var.b1 ? var.l1 : []), var.l1), { fb = "x" })
  l6  = try(tostring(29), "fb")
  l7  = try(tomap(yamldecode(yamlencode(var.m1))), { fb = "x" })
  l8  = try(var.s1, "fb")
  l9  = try(toset([for k, v in { a = var.s2, app = local.l8, b = local.l8 } : "${k}=${v}"]), toset(["fb"]))
  l10 = try((can(var.s1) ? 0.1 : parseint("101", 36)), 0)
  l11 = try({ for x in setsubtract(toset(var.l1), var.set1) : x => local.l6 if(true || false) }, { fb = "x" })
}
