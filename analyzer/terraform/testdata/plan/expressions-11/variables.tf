provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "a-b-c"
}
variable "s2" {
  type    = string
  default = "d"
}
variable "n1" {
  type    = number
  default = 9
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
  default = [-4, 18, 11, 19, 20]
}
variable "set1" {
  type    = set(string)
  default = ["k=v;l=w", "x,y,z"]
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
  default = { two = { cidr = "10.0.0.0/24", public = true } }
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
  l0  = try(sum(concat([0], [for x in var.l2 : x * 2 if x > 2])), 0)
  l1  = try(concat(var.o1[*].name, []), ["fb"])
  l2  = try("%{for x in distinct([var.s2, var.s2, var.s1])~}${x},%{endfor~}", "fb")
  l3  = try(trimspace("b"), "fb")
  l4  = try((contains(var.l1, local.l2) ? local.l0 : floor(0.1)), 0)
  l5  = try({ for x in toset([for p in setproduct(var.l1, var.l1) : join("-", p)]) : x => upper(x) }, { fb = "x" })
  l6  = try(split("-", nonsensitive(sensitive(local.l3))), ["fb"])
  l7  = try("%{if contains(keys({ b = local.l3, a = var.s2, c = "Hello World" }), local.l3)}yes%{else}no ${regex("(?P<first>[a-z]+)-?(?P<second>[a-z]*)", var.s2).first}%{endif}", "fb")
  l8  = try(setsubtract(setunion(toset(var.l1), var.set1), setunion(var.set1, var.set1)), toset(["fb"]))
  l9  = try(var.s2, "fb")
  l10 = try(indent(3, "a\nb\n${lower("a-b-c")}"), "fb")
  l11 = try(parseint("12", 16), 0)
}
