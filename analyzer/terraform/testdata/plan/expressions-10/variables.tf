provider "aws" { region = "us-east-1" }
variable "s1" {
  type    = string
  default = "  pad "
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
  default = [5, 16, 11, 10, 9]
}
variable "set1" {
  type    = set(string)
  default = ["k=v;l=w", "prod"]
}
variable "m1" {
  type = map(string)
}
variable "o1" {
  type = object({ name = string, port = optional(number, 443), tags = optional(map(string), {}), cidrs = optional(list(string)), inner = optional(object({ on = optional(bool, true), x = optional(string) }), {}) })
}
variable "lo" {
  type    = list(object({ name = string, port = optional(number, 80), on = optional(bool) }))
  default = [{ name = "logs", port = 8080 }, { name = "a-b-c", on = true }, { name = "" }]
}
variable "mo" {
  type    = map(object({ cidr = string, public = optional(bool, false), az = optional(number, 0) }))
  default = { three = { cidr = "10.0.0.0/24", public = true } }
}
variable "any1" {
  type    = any
  default = ["a", 1, true]
}
variable "tup" {
  type    = tuple([string, number, bool])
  default = ["p", 2, true]
}
locals {
  l0  = try(trimsuffix(var.s1, "/"), "fb")
  l1  = try(textencodebase64(element(["dev", var.s2, "a-b-c"], 0), "UTF-16LE"), "fb")
  l2  = try(cidrsubnet("10.0.0.0/16", 7, index(var.l1, var.s2)), "fb")
  l3  = try(setintersection(toset(keys(var.m1)), toset(var.l1)), toset(["fb"]))
  l4  = try(var.m1, { fb = "x" })
  l5  = try(setunion(toset(var.l1), setintersection(toset(["/path/to/file.txt"]), toset(["x,y,z", "443", var.s1]))), toset(["fb"]))
  l6  = try({ for k, v in transpose({ a = [for p in setproduct(var.set1, var.l1) : join("-", p)], b = coalescelist([var.s2, var.s2], ["sg-0ab"]) }) : k => join(",", v) }, { fb = "x" })
  l7  = try(coalescelist([for i in range(1) : tostring(i)], []), ["fb"])
  l8  = try(index(sort(var.l1), yamlencode(yamldecode("\"str\""))), 0)
  l9  = try(parseint("ff", 10), 0)
  l10 = try(toset([for r in csvdecode("a,b\n1,2\n${"web"},4\n") : r.a]), toset(["fb"]))
  l11 = try(toset(keys(var.m1)), toset(["fb"]))
}
