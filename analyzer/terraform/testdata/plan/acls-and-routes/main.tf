provider "aws" {
  region = "eu-west-1"
}

locals {
  rules = [
    { number = 100, action = "allow", port = 443 },
    { number = 110, action = "deny", port = 22 },
  ]
  directions = ["in", "out"]
  matrix     = { for p in setproduct(local.directions, local.rules) : "${p[0]}-${p[1].number}" => { egress = p[0] == "out", rule = p[1] } }
}

resource "aws_vpc" "main" {
  cidr_block                       = "10.0.0.0/16"
  assign_generated_ipv6_cidr_block = false
}

resource "aws_network_acl" "main" {
  vpc_id = aws_vpc.main.id

  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = aws_vpc.main.cidr_block
  }
}

resource "aws_network_acl_rule" "matrix" {
  for_each       = local.matrix
  network_acl_id = aws_network_acl.main.id
  rule_number    = each.value.rule.number
  rule_action    = each.value.rule.action
  egress         = each.value.egress
  protocol       = "tcp"
  cidr_block     = "0.0.0.0/0"
  from_port      = each.value.rule.port
  to_port        = each.value.rule.port
}

resource "aws_ec2_managed_prefix_list" "office" {
  name           = "office"
  address_family = "IPv4"
  max_entries    = 4

  dynamic "entry" {
    for_each = { for i in range(3) : i => cidrsubnet("192.168.0.0/16", 8, i) }
    content {
      cidr        = entry.value
      description = "net ${entry.key}"
    }
  }
}

resource "aws_route53_zone" "internal" {
  name = join(".", concat(["svc"], split("/", "example/internal")))

  vpc {
    vpc_id = "vpc-1"
  }
}

resource "aws_vpc_dhcp_options" "dns" {
  domain_name_servers = ["AmazonProvidedDNS"]
  domain_name         = <<-EOT
    eu-west-1.compute.internal
  EOT
}
