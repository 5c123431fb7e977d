provider "aws" {
  region = "eu-west-1"
}

locals {
  networks = {
    blue  = { cidr = "10.1.0.0/16", zones = ["eu-west-1a", "eu-west-1b"] }
    green = { cidr = "10.2.0.0/16", zones = ["eu-west-1c"] }
  }
}

module "net" {
  source   = "./net"
  for_each = local.networks
  name     = each.key
  cidr     = each.value.cidr
  zones    = each.value.zones
}

resource "aws_ssm_parameter" "cidrs" {
  for_each = module.net
  name     = "/net/${each.key}"
  type     = "StringList"
  value    = join(",", each.value.cidrs)
}

resource "aws_ssm_parameter" "all" {
  name  = "/net/all"
  type  = "String"
  value = jsonencode({ for k, m in module.net : k => m.zones })
}
