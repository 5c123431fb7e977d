locals {
  providers = merge(var.fargate_capacity_providers, var.autoscaling_capacity_providers)
}

resource "aws_ecs_cluster_capacity_providers" "this" {
  count = var.create && length(local.providers) > 0 ? 1 : 0

  cluster_name       = aws_ecs_cluster.this[0].name
  capacity_providers = [for name, p in local.providers : try(p.name, name)]

  dynamic "default_capacity_provider_strategy" {
    for_each = merge(
      { for name, p in var.fargate_capacity_providers : name => p if var.default_capacity_provider_use_fargate },
      { for name, p in var.autoscaling_capacity_providers : name => p if !var.default_capacity_provider_use_fargate },
    )

    content {
      capacity_provider = try(default_capacity_provider_strategy.value.name, default_capacity_provider_strategy.key)
      base              = try(default_capacity_provider_strategy.value.default_capacity_provider_strategy.base, null)
      weight            = try(default_capacity_provider_strategy.value.default_capacity_provider_strategy.weight, null)
    }
  }
}

resource "aws_ecs_capacity_provider" "this" {
  for_each = { for name, p in var.autoscaling_capacity_providers : name => p if var.create }

  name = try(each.value.name, each.key)

  auto_scaling_group_provider {
    auto_scaling_group_arn = each.value.auto_scaling_group_arn
  }
}

output "autoscaling_capacity_providers" {
  value = aws_ecs_capacity_provider.this
}

variable "fargate_capacity_providers" {
  type     = any
  default  = {}
  nullable = false
}

variable "autoscaling_capacity_providers" {
  type     = any
  default  = {}
  nullable = false
}

variable "default_capacity_provider_use_fargate" {
  type     = bool
  default  = true
  nullable = false
}
