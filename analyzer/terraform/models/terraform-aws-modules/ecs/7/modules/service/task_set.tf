# With an external deployment controller the network is that of a task set.

resource "aws_ecs_task_set" "this" {
  count = local.create_task_definition && local.external && !var.ignore_task_definition_changes ? 1 : 0

  region           = var.region
  service          = try(aws_ecs_service.this[0].id, aws_ecs_service.ignore_task_definition[0].id)
  cluster          = var.cluster_arn
  task_definition  = local.task_definition
  launch_type      = local.has_strategy ? null : var.launch_type
  platform_version = local.fargate ? var.platform_version : null

  dynamic "capacity_provider_strategy" {
    for_each = local.strategy

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      base              = capacity_provider_strategy.value.base
      weight            = coalesce(capacity_provider_strategy.value.weight, 1)
    }
  }

  dynamic "network_configuration" {
    for_each = local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.security_groups
      assign_public_ip = network_configuration.value.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = local.load_balancers

    content {
      target_group_arn = load_balancer.value.target_group_arn
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
    }
  }

  lifecycle {
    ignore_changes = [scale]
  }
}

resource "aws_ecs_task_set" "ignore_task_definition" {
  count = local.create_task_definition && local.external && var.ignore_task_definition_changes ? 1 : 0

  region           = var.region
  service          = try(aws_ecs_service.this[0].id, aws_ecs_service.ignore_task_definition[0].id)
  cluster          = var.cluster_arn
  task_definition  = local.task_definition
  launch_type      = local.has_strategy ? null : var.launch_type
  platform_version = local.fargate ? var.platform_version : null

  dynamic "capacity_provider_strategy" {
    for_each = local.strategy

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      base              = capacity_provider_strategy.value.base
      weight            = coalesce(capacity_provider_strategy.value.weight, 1)
    }
  }

  dynamic "network_configuration" {
    for_each = local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.security_groups
      assign_public_ip = network_configuration.value.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = local.load_balancers

    content {
      target_group_arn = load_balancer.value.target_group_arn
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
    }
  }

  lifecycle {
    ignore_changes = [scale, task_definition]
  }
}
