provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "true"
}
variable "s2" {
  type    = string
  default = "d"
}
variable "n1" {
  type    = number
  default = 0
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
  default = [8, -2, 13, -2, 13]
}
variable "set1" {
  type    = set(string)
  default = ["sg-0ab"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "443", port = 8080 }, { name = "10.0.0.0/16", on = true }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { app = { cidr = "10.0.0.0/24" }, one = { cidr = "10.0.1.0/24", public = true } }
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
  l0  = try(replace(title(var.s1), ".", "_"), "fb")
  l1  = try({ for k, v in transpose({ a = cidrsubnets("10.0.0.0/20", 7, 0, 7, 4), b = var.l1 }) : k => join(",", v) }, { fb = "x" })
  l2  = try(trimsuffix(local.l0, "ap"), "fb")
  l3  = try(index((false ? var.l1 : var.l1), base64sha256(var.s1)), 0)
  l4  = try(zipmap(reverse([]), keys(var.m1)), { fb = "x" })
  l5  = try(ceil(80), 0)
  l6  = try({ for x in setunion(var.set1, toset(var.l1)) : x => "${x}/${"prod"}" if length(setintersection(toset(var.l1), toset(var.l1))) > 0 }, { fb = "x" })
  l7  = try(0.1, 0)
  l8  = try(flatten([[[cidrnetmask("fd00::/64")], []]]), ["fb"])
  l9  = try(toset(keys({ for k, v in var.m1 : "${k}-x" => var.s2 })), toset(["fb"]))
  l10 = try(var.l1, ["fb"])
  l11 = try((pow(41, 2) - min(92)), 0)
}
