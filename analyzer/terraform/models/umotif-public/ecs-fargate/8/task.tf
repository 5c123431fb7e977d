data "aws_region" "current" {}

locals {
  environment       = [for name, value in var.task_container_environment : { name = name, value = value }]
  environment_files = [for arn in var.task_container_environment_files : { value = arn, type = "s3" }]

  mapped = distinct([
    for group in var.target_groups : {
      containerPort = try(group.container_port, var.task_container_port)
      protocol      = try(lower(group.protocol), "tcp")
    }
  ])

  port  = var.task_container_port == 0 ? {} : { containerPort = var.task_container_port }
  host  = var.task_host_port == 0 ? {} : { hostPort = var.task_host_port }
  alone = merge(local.port, local.host, { protocol = "tcp" })

  logs = var.enable_logs ? {
    logConfiguration = {
      logDriver = "awslogs"

      options = {
        awslogs-group         = aws_cloudwatch_log_group.main[0].name
        awslogs-region        = data.aws_region.current.id
        awslogs-stream-prefix = "container"
      }
    }
  } : {}

  container = merge(
    {
      name             = var.container_name != "" ? var.container_name : var.name_prefix
      image            = var.task_container_image
      essential        = true
      command          = var.task_container_command
      environment      = local.environment
      environmentFiles = local.environment_files
      portMappings     = length(var.target_groups) > 0 ? local.mapped : length(local.alone) > 1 ? [local.alone] : []
    },
    var.repository_credentials == "" ? {} : { repositoryCredentials = { credentialsParameter = var.repository_credentials } },
    var.task_mount_points == null ? {} : { mountPoints = var.task_mount_points },
    var.task_container_secrets == null ? {} : { secrets = var.task_container_secrets },
    local.logs,
  )
}

resource "aws_ecs_task_definition" "task" {
  family                   = var.name_prefix
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = var.task_definition_cpu
  memory                   = var.task_definition_memory
  container_definitions    = var.container_definitions != null ? var.container_definitions : jsonencode([local.container])

  runtime_platform {
    operating_system_family = var.operating_system_family
    cpu_architecture        = var.cpu_architecture
  }

  dynamic "volume" {
    for_each = var.volume

    content {
      name = volume.value.name

      dynamic "efs_volume_configuration" {
        for_each = try(volume.value.efs_volume_configuration, [])

        content {
          file_system_id     = try(efs_volume_configuration.value.file_system_id, null)
          root_directory     = try(efs_volume_configuration.value.root_directory, null)
          transit_encryption = try(efs_volume_configuration.value.transit_encryption, null)

          dynamic "authorization_config" {
            for_each = length(try(efs_volume_configuration.value.authorization_config, {})) == 0 ? [] : [efs_volume_configuration.value.authorization_config]

            content {
              access_point_id = try(authorization_config.value.access_point_id, null)
              iam             = try(authorization_config.value.iam, null)
            }
          }
        }
      }
    }
  }
}

output "task_definition_arn" {
  value = aws_ecs_task_definition.task.arn
}

output "task_definition_name" {
  value = aws_ecs_task_definition.task.arn
}
