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
  default = [13, 6]
}
variable "set1" {
  type    = set(string)
  default = ["logs", "vpc-1"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "app", port = 8080 }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { one = { cidr = "10.0.0.0/24" }, app = { cidr = "10.0.1.0/24", public = true }, two = { cidr = "10.0.2.0/24" } }
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
  l0  = try(ceil(77), 0)
  l1  = try((var.o1.inner.x == null), false)
  l2  = try("  pad ", "fb")
  l3  = try((ceil(9) % length(var.m1)), 0)
  l4  = try(setintersection(var.set1, toset([])), toset(["fb"]))
  l5  = try(zipmap(coalescelist(var.l1, var.l1), ["logs", "  pad "]), { fb = "x" })
  l6  = try(tomap(zipmap(var.l1, var.l1)), { fb = "x" })
  l7  = try(alltrue([for x in [for k, v in var.m1 : "${k}=${v}"] : x != ""]), false)
  l8  = try(((var.n1 % 0.1) <= max(var.l2...)), false)
  l9  = try({ for x in setsubtract(toset(var.l1), toset(var.l1)) : x => regex("[^/]+$", "web") if(local.l1 || true) }, { fb = "x" })
  l10 = try(var.s2, "fb")
  l11 = try({ (timeadd("2024-02-29T13:04:05Z", "1h")) = timeadd("2024-02-29T13:04:05Z", "10m30s"), "z z" = "\u00e4" }, { fb = "x" })
}
