provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "web"
}
variable "s2" {
  type    = string
  default = "d"
}
variable "n1" {
  type    = number
  default = -2
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
  default = [-1, 14, 3, -2, 3]
}
variable "set1" {
  type    = set(string)
  default = ["vpc-1", "logs", "dev"]
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
  default = { app = { cidr = "10.0.0.0/24", public = true }, three = { cidr = "10.0.1.0/24" }, one = { cidr = "10.0.2.0/24" }, two = { cidr = "10.0.3.0/24", az = 3 } }
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
  l0  = try(regexall("\\d+", urlencode(var.s2)), ["fb"])
  l1  = try({ for k, v in transpose({ a = values(var.m1), b = coalescelist([var.s1, var.s2, "app"], var.l1) }) : k => join(",", v) }, { fb = "x" })
  l2  = try([for p in setproduct(reverse(var.l1), [for p in setproduct(var.l1, var.l1) : join("-", p)]) : join("-", p)], ["fb"])
  l3  = try({ for x in setunion(toset(var.l1), var.set1) : x => timeadd("2024-02-29T13:04:05Z", "-24h") if var.b2 }, { fb = "x" })
  l4  = try(toset(yamldecode(yamlencode([]))), toset(["fb"]))
  l5  = try(8, 0)
  l6  = try(length(setintersection(setsubtract(var.set1, toset(var.l1)), toset(var.l1))) > 0, false)
  l7  = try(setunion(toset(keys({ a = var.s2, c = "logs", app = var.s1 })), toset(var.l1)), toset(["fb"]))
  l8  = try(tolist(setunion(toset(var.l1), var.set1)), ["fb"])
  l9  = try(setintersection(toset(keys({ a = "  pad ", b = "", c = var.s2 })), toset(var.l1)), toset(["fb"]))
  l10 = try(formatdate("'it''s' YYYY", "2024-02-29T13:04:05Z"), "fb")
  l11 = try(anytrue([for x in slice([], 0, 1) : x != ""]), false)
}
