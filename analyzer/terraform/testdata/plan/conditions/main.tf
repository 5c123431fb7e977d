provider "aws" {
  region = "eu-west-1"
}

variable "enable" {
  default = false
}

variable "zones" {
  default = ["eu-west-1a"]
}

locals {
  nat_count = var.enable ? 1 : 0
  services  = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" }
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_eip" "nat" {
  count = local.nat_count
}

resource "aws_vpc_endpoint" "this" {
  for_each            = local.services
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? true : null
  tags                = merge({ Name = replace(each.key, ".", "-") }, var.enable ? { Extra = "yes" } : {})
}

resource "aws_vpc_endpoint" "skipped" {
  for_each     = var.enable ? local.services : {}
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-west-1.${each.key}"
}

resource "aws_ssm_parameter" "facts" {
  for_each = {
    eip      = try(aws_eip.nat[0].domain, "none")
    splat    = join(",", aws_eip.nat[*].domain)
    legacy   = "${join("-", var.zones)}"
    first    = var.zones.0
    can      = can(aws_eip.nat[0]) ? "yes" : "no"
    one      = one(aws_eip.nat[*].domain) == null ? "null" : "some"
    contains = contains(var.zones, "eu-west-1a") && !contains(var.zones, "x") ? "y" : "n"
    nested   = var.enable ? "a" : length(var.zones) > 1 ? "b" : "c"
  }
  name  = "/${each.key}"
  type  = "String"
  value = each.value == "" ? "empty" : each.value
}
