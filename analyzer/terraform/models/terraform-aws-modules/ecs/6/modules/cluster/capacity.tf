resource "aws_ecs_cluster_capacity_providers" "this" {
  count = var.create ? 1 : 0

  region       = var.region
  cluster_name = aws_ecs_cluster.this[0].name

  capacity_providers = distinct(concat(
    [for name, p in var.default_capacity_provider_strategy : try(coalesce(p.name), name)],
    [for name, p in var.autoscaling_capacity_providers : try(coalesce(p.name), name)],
  ))

  dynamic "default_capacity_provider_strategy" {
    for_each = var.default_capacity_provider_strategy

    content {
      capacity_provider = try(coalesce(default_capacity_provider_strategy.value.name), default_capacity_provider_strategy.key)
      base              = try(default_capacity_provider_strategy.value.base, null)
      weight            = try(default_capacity_provider_strategy.value.weight, null)
    }
  }
}

resource "aws_ecs_capacity_provider" "this" {
  for_each = { for name, p in var.autoscaling_capacity_providers : name => p if var.create }

  region = var.region
  name   = try(coalesce(each.value.name), each.key)

  auto_scaling_group_provider {
    auto_scaling_group_arn = each.value.auto_scaling_group_arn
  }
}

output "autoscaling_capacity_providers" {
  value = aws_ecs_capacity_provider.this
}

variable "autoscaling_capacity_providers" {
  type     = any
  default  = {}
  nullable = false
}

variable "default_capacity_provider_strategy" {
  type     = any
  default  = {}
  nullable = false
}
