# One container of a task definition, as far as it decides what the task has
# to reach.

data "aws_region" "current" {
  region = var.region
}

locals {
  log_group_name = coalesce(var.cloudwatch_log_group_name, join("/", compact(["/aws/ecs", var.service, var.name])))

  own_log_configuration = {
    logDriver = "awslogs"

    options = {
      awslogs-region        = data.aws_region.current.name
      awslogs-group         = try(aws_cloudwatch_log_group.this[0].name, "")
      awslogs-stream-prefix = "ecs"
    }
  }

  log_configuration = merge({ for k, v in local.own_log_configuration : k => v if var.create_cloudwatch_log_group }, var.logConfiguration)

  container_definition = {
    name                  = var.name
    image                 = var.image
    essential             = var.essential
    dependsOn             = var.dependsOn
    command               = var.command
    entrypoint            = var.entrypoint
    environment           = var.environment
    environmentFiles      = var.environmentFiles
    secrets               = var.secrets
    repositoryCredentials = var.repositoryCredentials
    firelensConfiguration = var.firelensConfiguration
    healthCheck           = var.healthCheck
    links                 = var.links
    mountPoints           = var.mountPoints
    portMappings          = var.portMappings
    volumesFrom           = var.volumesFrom
    credentialSpecs       = var.credentialSpecs
    logConfiguration      = local.log_configuration
  }
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.create_cloudwatch_log_group && var.enable_cloudwatch_logging ? 1 : 0

  region      = var.region
  name        = var.cloudwatch_log_group_use_name_prefix ? null : local.log_group_name
  name_prefix = var.cloudwatch_log_group_use_name_prefix ? "${local.log_group_name}-" : null
}

output "container_definition" {
  value = local.container_definition
}

output "container_definition_json" {
  value = jsonencode(local.container_definition)
}

output "cloudwatch_log_group_name" {
  value = one(aws_cloudwatch_log_group.this[*].name)
}

output "cloudwatch_log_group_arn" {
  value = one(aws_cloudwatch_log_group.this[*].arn)
}
