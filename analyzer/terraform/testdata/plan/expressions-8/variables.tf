provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "k=v;l=w"
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
  default = [3]
}
variable "set1" {
  type    = set(string)
  default = ["vpc-1", "logs", "x,y,z", "true"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = []
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { app = { cidr = "10.0.0.0/24", public = true }, three = { cidr = "10.0.1.0/24" }, one = { cidr = "10.0.2.0/24", az = 2 }, two = { cidr = "10.0.3.0/24", public = true } }
}
variable "any1" {
  type    = any
  default = { a = 1, b = ["x"], c = { d = null } }
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = ["p", 2, true]
}
locals {
  l0  = try(sum([for i, x in var.l1 : i]), 0)
  l1  = try(regex("[a-z]+", var.s1), "fb")
  l2  = try(local.l1, "fb")
  l3  = try(sum(concat([0], [for x in [for x in var.l1 : length(x)] : x * 2 if x > 1])), 0)
  l4  = try(cidrsubnets("10.0.0.0/8", 2, 3), ["fb"])
  l5  = try(setunion(setunion(var.set1, toset(var.l1)), setintersection(var.set1, var.set1)), toset(["fb"]))
  l6  = try(distinct(concat([var.s1], [local.l2])), ["fb"])
  l7  = try(signum(0.1), 0)
  l8  = try(formatlist("%s-%s", [for p in setproduct(toset([]), []) : join("-", p)], urlencode(var.s2)), ["fb"])
  l9  = try(length(var.o1.tags), 0)
  l10 = try(regex("([a-z])(\\d*)", "k=v;l=w")[0], "fb")
  l11 = try(replace((var.b2 ? local.l1 : 2.5), "/", "_"), "fb")
}
