# The service of terraform-aws-modules/ecs/aws//modules/service. What the
# majors write otherwise is in forms.tf.

locals {
  create_service = var.create && var.create_service
  external       = try(var.deployment_controller.type == "EXTERNAL", false)
  fargate        = var.launch_type == "FARGATE"

  # The group of the module comes on top of those that are given.
  network = var.network_mode != "awsvpc" ? [] : [{
    subnets          = var.subnet_ids
    security_groups  = concat(aws_security_group.this[*].id, var.security_group_ids)
    assign_public_ip = var.assign_public_ip
  }]

  has_strategy = length(var.capacity_provider_strategy) > 0

  strategy = [for s in var.capacity_provider_strategy : {
    capacity_provider = s.capacity_provider
    base              = try(s.base, null)
    weight            = try(s.weight, null)
  }]

  load_balancers = [for b in var.load_balancer : {
    target_group_arn = try(b.target_group_arn, null)
    container_name   = b.container_name
    container_port   = b.container_port
  }]

  service_connect = [for c in [var.service_connect_configuration] : {
    enabled   = try(c.enabled, true)
    namespace = try(c.namespace, null)
    logs      = try([for l in [c.log_configuration] : l if l != null], [])
  } if length(c) > 0]
}

resource "aws_ecs_service" "this" {
  count = local.create_service && !var.ignore_task_definition_changes ? 1 : 0

  region                 = var.region
  name                   = var.name
  cluster                = var.cluster_arn
  task_definition        = local.task_definition
  desired_count          = local.external || var.scheduling_strategy == "DAEMON" ? null : var.desired_count
  launch_type            = local.external || local.has_strategy ? null : var.launch_type
  platform_version       = local.fargate && !local.external ? var.platform_version : null
  scheduling_strategy    = local.fargate ? "REPLICA" : var.scheduling_strategy
  enable_execute_command = var.enable_execute_command

  dynamic "deployment_controller" {
    for_each = try([var.deployment_controller.type], [])

    content {
      type = deployment_controller.value
    }
  }

  dynamic "capacity_provider_strategy" {
    for_each = local.external ? [] : local.strategy

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }

  dynamic "network_configuration" {
    for_each = local.external ? [] : local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.security_groups
      assign_public_ip = network_configuration.value.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = local.external ? [] : local.load_balancers

    content {
      target_group_arn = load_balancer.value.target_group_arn
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
    }
  }

  dynamic "service_connect_configuration" {
    for_each = local.service_connect

    content {
      enabled   = service_connect_configuration.value.enabled
      namespace = service_connect_configuration.value.namespace

      dynamic "log_configuration" {
        for_each = service_connect_configuration.value.logs

        content {
          log_driver = try(log_configuration.value.log_driver, null)
          options    = try(log_configuration.value.options, null)

          dynamic "secret_option" {
            for_each = try(coalesce(log_configuration.value.secret_option), [])

            content {
              name       = secret_option.value.name
              value_from = secret_option.value.value_from
            }
          }
        }
      }
    }
  }

  tags = merge(var.tags, var.service_tags)

  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_ecs_service" "ignore_task_definition" {
  count = local.create_service && var.ignore_task_definition_changes ? 1 : 0

  region                 = var.region
  name                   = var.name
  cluster                = var.cluster_arn
  task_definition        = local.task_definition
  desired_count          = local.external || var.scheduling_strategy == "DAEMON" ? null : var.desired_count
  launch_type            = local.external || local.has_strategy ? null : var.launch_type
  platform_version       = local.fargate && !local.external ? var.platform_version : null
  scheduling_strategy    = local.fargate ? "REPLICA" : var.scheduling_strategy
  enable_execute_command = var.enable_execute_command

  dynamic "deployment_controller" {
    for_each = try([var.deployment_controller.type], [])

    content {
      type = deployment_controller.value
    }
  }

  dynamic "capacity_provider_strategy" {
    for_each = local.external ? [] : local.strategy

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      base              = capacity_provider_strategy.value.base
      weight            = capacity_provider_strategy.value.weight
    }
  }

  dynamic "network_configuration" {
    for_each = local.external ? [] : local.network

    content {
      subnets          = network_configuration.value.subnets
      security_groups  = network_configuration.value.security_groups
      assign_public_ip = network_configuration.value.assign_public_ip
    }
  }

  dynamic "load_balancer" {
    for_each = local.external ? [] : local.load_balancers

    content {
      target_group_arn = load_balancer.value.target_group_arn
      container_name   = load_balancer.value.container_name
      container_port   = load_balancer.value.container_port
    }
  }

  dynamic "service_connect_configuration" {
    for_each = local.service_connect

    content {
      enabled   = service_connect_configuration.value.enabled
      namespace = service_connect_configuration.value.namespace

      dynamic "log_configuration" {
        for_each = service_connect_configuration.value.logs

        content {
          log_driver = try(log_configuration.value.log_driver, null)
          options    = try(log_configuration.value.options, null)

          dynamic "secret_option" {
            for_each = try(coalesce(log_configuration.value.secret_option), [])

            content {
              name       = secret_option.value.name
              value_from = secret_option.value.value_from
            }
          }
        }
      }
    }
  }

  tags = merge(var.tags, var.service_tags)

  lifecycle {
    ignore_changes = [desired_count, task_definition, load_balancer]
  }
}
