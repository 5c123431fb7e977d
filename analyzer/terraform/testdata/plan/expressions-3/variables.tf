provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "dev"
}
variable "s2" {
  type    = string
  default = "d"
}
variable "n1" {
  type    = number
  default = 8
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
  default = [4, 9, 16, 7]
}
variable "set1" {
  type    = set(string)
  default = ["dev", "logs", ""]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "a-b-c", on = true }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { two = { cidr = "10.0.0.0/24" }, one = { cidr = "10.0.1.0/24", az = 1 }, three = { cidr = "10.0.2.0/24", public = true } }
}
variable "any1" {
  type    = any
  default = null
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = ["p", 2, true]
}
locals {
  l0  = try(cidrnetmask("10.1.2.3/25"), "fb")
  l1  = try(yamldecode(yamlencode(zipmap(var.l1, [var.s1, var.s2]))), { fb = "x" })
  l2  = try((tonumber(var.s2) == 2.5), false)
  l3  = try((2.5 <= index(var.l1, local.l0)), false)
  l4  = try(setsubtract(setintersection(var.set1, toset(var.l1)), toset(var.l1)), toset(["fb"]))
  l5  = try((0 * try(var.lo[0].port, 1)), 0)
  l6  = try([var.s1], ["fb"])
  l7  = try(0.1, 0)
  l8  = try(toset(var.l1), toset(["fb"]))
  l9  = try(trimsuffix(coalesce(var.o1.inner.x, "n"), "ap"), "fb")
  l10 = try("web", "fb")
  l11 = try(flatten([]), ["fb"])
}
