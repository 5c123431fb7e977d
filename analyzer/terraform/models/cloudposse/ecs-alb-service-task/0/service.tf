# The service of cloudposse/ecs-alb-service-task/aws in its four forms, of
# which there is one: changes to the task definition are ignored by default.

locals {
  service    = module.this.enabled && var.ecs_service_enabled
  definition = local.make_definition ? aws_ecs_task_definition.default[0].arn : try(var.task_definition[0], tostring(var.task_definition), null)

  network = var.network_mode != "awsvpc" ? [] : [{
    subnets = var.subnet_ids
    groups  = compact(concat(var.security_group_ids, aws_security_group.ecs_service[*].id))
  }]
}

resource "aws_ecs_service" "default" {
  count = local.service && !var.ignore_changes_task_definition && !var.ignore_changes_desired_count ? 1 : 0

  name                   = module.this.id
  cluster                = var.ecs_cluster_arn
  task_definition        = local.definition
  desired_count          = var.desired_count
  launch_type            = length(var.capacity_provider_strategies) > 0 ? null : var.launch_type
  platform_version       = var.launch_type == "FARGATE" ? var.platform_version : null
  scheduling_strategy    = var.launch_type == "FARGATE" ? "REPLICA" : var.scheduling_strategy
  enable_execute_command = var.exec_enabled

  deployment_controller {
    type = var.deployment_controller_type
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider_strategies

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      weight            = capacity_provider_strategy.value.weight
      base              = try(capacity_provider_strategy.value.base, null)
    }
  }

  dynamic "network_configuration" {
    for_each = local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.groups
      assign_public_ip = var.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = var.ecs_load_balancers

    content {
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
      target_group_arn = try(load_balancer.value.target_group_arn, null)
    }
  }

  dynamic "service_connect_configuration" {
    for_each = var.service_connect_configurations

    content {
      enabled   = service_connect_configuration.value.enabled
      namespace = try(service_connect_configuration.value.namespace, null)

      dynamic "log_configuration" {
        for_each = try([for l in [service_connect_configuration.value.log_configuration] : l if l != null], [])

        content {
          log_driver = log_configuration.value.log_driver
          options    = try(log_configuration.value.options, null)
        }
      }
    }
  }
}

resource "aws_ecs_service" "ignore_changes_task_definition" {
  count = local.service && var.ignore_changes_task_definition && !var.ignore_changes_desired_count ? 1 : 0

  name                   = module.this.id
  cluster                = var.ecs_cluster_arn
  task_definition        = local.definition
  desired_count          = var.desired_count
  launch_type            = length(var.capacity_provider_strategies) > 0 ? null : var.launch_type
  platform_version       = var.launch_type == "FARGATE" ? var.platform_version : null
  scheduling_strategy    = var.launch_type == "FARGATE" ? "REPLICA" : var.scheduling_strategy
  enable_execute_command = var.exec_enabled

  deployment_controller {
    type = var.deployment_controller_type
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider_strategies

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      weight            = capacity_provider_strategy.value.weight
      base              = try(capacity_provider_strategy.value.base, null)
    }
  }

  dynamic "network_configuration" {
    for_each = local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.groups
      assign_public_ip = var.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = var.ecs_load_balancers

    content {
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
      target_group_arn = try(load_balancer.value.target_group_arn, null)
    }
  }

  dynamic "service_connect_configuration" {
    for_each = var.service_connect_configurations

    content {
      enabled   = service_connect_configuration.value.enabled
      namespace = try(service_connect_configuration.value.namespace, null)

      dynamic "log_configuration" {
        for_each = try([for l in [service_connect_configuration.value.log_configuration] : l if l != null], [])

        content {
          log_driver = log_configuration.value.log_driver
          options    = try(log_configuration.value.options, null)
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [task_definition]
  }
}

resource "aws_ecs_service" "ignore_changes_desired_count" {
  count = local.service && !var.ignore_changes_task_definition && var.ignore_changes_desired_count ? 1 : 0

  name                   = module.this.id
  cluster                = var.ecs_cluster_arn
  task_definition        = local.definition
  desired_count          = var.desired_count
  launch_type            = length(var.capacity_provider_strategies) > 0 ? null : var.launch_type
  platform_version       = var.launch_type == "FARGATE" ? var.platform_version : null
  scheduling_strategy    = var.launch_type == "FARGATE" ? "REPLICA" : var.scheduling_strategy
  enable_execute_command = var.exec_enabled

  deployment_controller {
    type = var.deployment_controller_type
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider_strategies

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      weight            = capacity_provider_strategy.value.weight
      base              = try(capacity_provider_strategy.value.base, null)
    }
  }

  dynamic "network_configuration" {
    for_each = local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.groups
      assign_public_ip = var.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = var.ecs_load_balancers

    content {
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
      target_group_arn = try(load_balancer.value.target_group_arn, null)
    }
  }

  dynamic "service_connect_configuration" {
    for_each = var.service_connect_configurations

    content {
      enabled   = service_connect_configuration.value.enabled
      namespace = try(service_connect_configuration.value.namespace, null)

      dynamic "log_configuration" {
        for_each = try([for l in [service_connect_configuration.value.log_configuration] : l if l != null], [])

        content {
          log_driver = log_configuration.value.log_driver
          options    = try(log_configuration.value.options, null)
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_ecs_service" "ignore_changes_task_definition_and_desired_count" {
  count = local.service && var.ignore_changes_task_definition && var.ignore_changes_desired_count ? 1 : 0

  name                   = module.this.id
  cluster                = var.ecs_cluster_arn
  task_definition        = local.definition
  desired_count          = var.desired_count
  launch_type            = length(var.capacity_provider_strategies) > 0 ? null : var.launch_type
  platform_version       = var.launch_type == "FARGATE" ? var.platform_version : null
  scheduling_strategy    = var.launch_type == "FARGATE" ? "REPLICA" : var.scheduling_strategy
  enable_execute_command = var.exec_enabled

  deployment_controller {
    type = var.deployment_controller_type
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider_strategies

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      weight            = capacity_provider_strategy.value.weight
      base              = try(capacity_provider_strategy.value.base, null)
    }
  }

  dynamic "network_configuration" {
    for_each = local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.groups
      assign_public_ip = var.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = var.ecs_load_balancers

    content {
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
      target_group_arn = try(load_balancer.value.target_group_arn, null)
    }
  }

  dynamic "service_connect_configuration" {
    for_each = var.service_connect_configurations

    content {
      enabled   = service_connect_configuration.value.enabled
      namespace = try(service_connect_configuration.value.namespace, null)

      dynamic "log_configuration" {
        for_each = try([for l in [service_connect_configuration.value.log_configuration] : l if l != null], [])

        content {
          log_driver = log_configuration.value.log_driver
          options    = try(log_configuration.value.options, null)
        }
      }
    }
  }

  lifecycle {
    ignore_changes = [task_definition, desired_count]
  }
}
