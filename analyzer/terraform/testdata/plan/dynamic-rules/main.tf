provider "aws" {
  region = "eu-west-1"
}

variable "rules" {
  type = list(object({
    port     = number
    protocol = optional(string, "tcp")
    cidrs    = optional(list(string), ["10.0.0.0/8"])
    self     = optional(bool)
  }))
  default = [
    { port = 443 },
    { port = 53, protocol = "udp", cidrs = ["10.0.0.2/32"] },
    { port = 9000, cidrs = [], self = true },
  ]
}

variable "egress" {
  type    = map(string)
  default = { all = "0.0.0.0/0" }
}

resource "aws_security_group" "app" {
  name        = "app"
  description = "application"

  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = ingress.value.protocol
      cidr_blocks = ingress.value.cidrs
      self        = ingress.value.self
      description = "rule ${ingress.key}"
    }
  }

  dynamic "egress" {
    for_each = var.egress
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [out.value]
      description = out.key
    }
  }
}

resource "aws_security_group" "attributes" {
  name = "attributes"

  ingress = [
    for p in [80, 443] : {
      from_port        = p
      to_port          = p
      protocol         = "tcp"
      cidr_blocks      = ["10.0.0.0/8", "192.168.0.0/16"]
      description      = "http ${p}"
      ipv6_cidr_blocks = []
      prefix_list_ids  = []
      security_groups  = []
      self             = false
    }
  ]
}

resource "aws_vpc_security_group_ingress_rule" "each" {
  for_each          = { for r in var.rules : "${r.protocol}-${r.port}" => r if coalesce(r.self, false) == false }
  security_group_id = aws_security_group.app.id
  ip_protocol       = each.value.protocol
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = one(each.value.cidrs)
}
