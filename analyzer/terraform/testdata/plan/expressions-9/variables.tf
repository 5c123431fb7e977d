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
  default = 5
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
  default = [19, 8, 1, 1]
}
variable "set1" {
  type    = set(string)
  default = ["true"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "" }, { name = "dev", port = 8080 }, { name = "vpc-1", on = true }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { two = { cidr = "10.0.0.0/24", az = 0 }, three = { cidr = "10.0.1.0/24", az = 1 } }
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
  l0  = try(toset(keys({ for k, v in var.mo : k => v.cidr })), toset(["fb"]))
  l1  = try(var.set1, toset(["fb"]))
  l2  = try([for p in setproduct(sort(var.l1), var.l1) : join("-", p)], ["fb"])
  l3  = try({ for k, v in transpose({ a = formatlist("%s-%s", var.l1, []), b = [for x in var.l1 : "Hello World"] }) : k => join(",", v) }, { fb = "x" })
  l4  = try(tolist(var.l1), ["fb"])
  l5  = try({ for x in toset(jsondecode(jsonencode(var.l1))) : x => upper(x) }, { fb = "x" })
  l6  = try((can({ a = var.n2, b = ["true"], c = { d = { c = "k=v;l=w" } } }) || alltrue([for x in var.l1 : x != ""])), false)
  l7  = try((!true || !local.l6), false)
  l8  = try(1, 0)
  l9  = try((local.l6 ? var.l1[2.5] : floor(log(local.l8, 2))), "fb")
  l10 = try(var.m1, { fb = "x" })
  l11 = try({ for x in var.set1 : x => jsonencode(52) if(var.o1.tags != null) }, { fb = "x" })
}
