variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_id" {
  type = string
}

variable "update_route_tables" {
  type    = bool
  default = false
}

variable "update_route_table" {
  type    = bool
  default = false
}

variable "route_tables_ids" {
  type    = map(string)
  default = {}
}

variable "route_table_id" {
  type    = string
  default = null
}

variable "use_default_security_group" {
  type    = bool
  default = true
}

variable "additional_security_group_ids" {
  type    = list(string)
  default = []
}

variable "use_ssh" {
  type    = bool
  default = false
}

variable "ssh_cidr_blocks" {
  type = object({
    ipv4 = optional(list(string), [])
    ipv6 = optional(list(string), [])
  })
  default = {}
}

data "aws_vpc" "main" {
  id = var.vpc_id
}

resource "aws_security_group" "main" {
  name   = var.name
  vpc_id = data.aws_vpc.main.id

  ingress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = data.aws_vpc.main.cidr_block_associations[*].cidr_block
  }

  dynamic "ingress" {
    for_each = var.use_ssh && length(concat(var.ssh_cidr_blocks.ipv4, var.ssh_cidr_blocks.ipv6)) > 0 ? ["ssh"] : []
    content {
      protocol         = "tcp"
      from_port        = 22
      to_port          = 22
      cidr_blocks      = var.ssh_cidr_blocks.ipv4
      ipv6_cidr_blocks = var.ssh_cidr_blocks.ipv6
    }
  }

  egress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
}

# The instance takes this interface over when it starts, in whatever group of
# one or alone it runs.
resource "aws_network_interface" "main" {
  subnet_id         = var.subnet_id
  security_groups   = [aws_security_group.main.id]
  source_dest_check = false
}

output "name" {
  value = var.name
}

output "vpc_id" {
  value = var.vpc_id
}

output "subnet_id" {
  value = var.subnet_id
}

output "eni_id" {
  value = aws_network_interface.main.id
}

output "eni_arn" {
  value = aws_network_interface.main.arn
}

output "security_group_id" {
  value = aws_security_group.main.id
}

output "security_group_ids" {
  value = concat(var.use_default_security_group ? [aws_security_group.main.id] : [], var.additional_security_group_ids)
}
