locals {
  managed_instances = try(anytrue([for p in var.capacity_providers : try(p.managed_instances_provider != null, false)]), false)
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  count = var.create ? 1 : 0

  region             = var.region
  cluster_name       = aws_ecs_cluster.this[0].name
  capacity_providers = distinct(concat(var.cluster_capacity_providers, [for p in aws_ecs_capacity_provider.this : p.name]))

  dynamic "default_capacity_provider_strategy" {
    for_each = var.default_capacity_provider_strategy

    content {
      capacity_provider = try(coalesce(default_capacity_provider_strategy.value.name), default_capacity_provider_strategy.key)
      base              = try(default_capacity_provider_strategy.value.base, null)
      weight            = try(coalesce(default_capacity_provider_strategy.value.weight), 1)
    }
  }
}

resource "aws_ecs_capacity_provider" "this" {
  for_each = { for name, p in var.capacity_providers : name => p if var.create }

  region  = var.region
  name    = try(coalesce(each.value.name), each.key)
  cluster = try(each.value.managed_instances_provider != null, false) ? aws_ecs_cluster.this[0].name : null

  dynamic "auto_scaling_group_provider" {
    for_each = try([{ arn = each.value.auto_scaling_group_provider.auto_scaling_group_arn }], [])

    content {
      auto_scaling_group_arn = auto_scaling_group_provider.value.arn
    }
  }

  dynamic "managed_instances_provider" {
    for_each = try([each.value.managed_instances_provider.instance_launch_template], [])

    content {
      instance_launch_template {
        network_configuration {
          subnets         = try(managed_instances_provider.value.network_configuration.subnets, [])
          security_groups = concat(aws_security_group.this[*].id, try(coalesce(managed_instances_provider.value.network_configuration.security_groups), []))
        }
      }
    }
  }
}

# The group of managed instances.
resource "aws_security_group" "this" {
  count = var.create && var.create_security_group && local.managed_instances ? 1 : 0

  region = var.region
  name   = var.security_group_name
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for name, rule in var.security_group_ingress_rules : name => rule if length(aws_security_group.this) > 0 }

  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(replace(each.value.referenced_security_group_id, "self", aws_security_group.this[0].id), null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = { for name, rule in var.security_group_egress_rules : name => rule if length(aws_security_group.this) > 0 }

  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(coalesce(each.value.from_port), each.value.to_port, null)
  to_port                      = try(each.value.to_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(replace(each.value.referenced_security_group_id, "self", aws_security_group.this[0].id), null)
}

output "capacity_providers" {
  value = aws_ecs_capacity_provider.this
}

variable "cluster_capacity_providers" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "capacity_providers" {
  type     = any
  default  = {}
  nullable = false
}

variable "default_capacity_provider_strategy" {
  type     = any
  default  = {}
  nullable = false
}

variable "create_security_group" {
  type     = bool
  default  = true
  nullable = false
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_ingress_rules" {
  type     = any
  default  = {}
  nullable = false
}

variable "security_group_egress_rules" {
  type     = any
  default  = {}
  nullable = false
}
