provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "b"
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
  default = [0, 10, 4, 9]
}
variable "set1" {
  type    = set(string)
  default = ["10.0.0.0/16", "logs"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "" }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { two = { cidr = "10.0.0.0/24", public = true }, three = { cidr = "10.0.1.0/24", az = 1 } }
}
variable "any1" {
  type    = any
  default = 5
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = ["p", 2, true]
}
locals {
  l0  = try(((true && false) ? 0.1 : signum(2.5)), 0)
  l1  = try(var.m1, { fb = "x" })
  l2  = try(length(var.lo), 0)
  l3  = try(setunion(toset(var.l1), var.set1), toset(["fb"]))
  l4  = try(keys(tomap({ app = var.s2, c = var.s2 })), ["fb"])
  l5  = try([for x in regexall("\\d+", "443") : (true ? var.s1 : 8)], ["fb"])
  l6  = try(2.5, 0)
  l7  = try(var.l1, ["fb"])
  l8  = try({ ("logs") = var.s1, "a" = trim("vpc-1", "vpc-") }, { fb = "x" })
  l9  = try(anytrue([(var.o1.cidrs == null), tobool(true), true]), false)
  l10 = try(chomp(base64decode(base64encode(var.s2))), "fb")
  l11 = try(chunklist([], 2)[0], ["fb"])
}
