locals {
  make_definition = module.this.enabled && length(var.task_definition) == 0

  exec_role = try(var.task_exec_role_arn[0], tostring(var.task_exec_role_arn), "")
  task_role = try(var.task_role_arn[0], tostring(var.task_role_arn), "")
  make_exec = module.this.enabled && length(var.task_exec_role_arn) == 0
  make_task = module.this.enabled && length(var.task_role_arn) == 0
}

resource "aws_ecs_task_definition" "default" {
  count = local.make_definition ? 1 : 0

  family                   = module.this.id
  container_definitions    = var.container_definition_json
  requires_compatibilities = [var.launch_type]
  network_mode             = var.network_mode
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  execution_role_arn       = local.make_exec ? one(aws_iam_role.ecs_exec[*].arn) : local.exec_role
  task_role_arn            = local.make_task ? one(aws_iam_role.ecs_task[*].arn) : local.task_role

  dynamic "runtime_platform" {
    for_each = var.runtime_platform

    content {
      operating_system_family = try(runtime_platform.value.operating_system_family, null)
      cpu_architecture        = try(runtime_platform.value.cpu_architecture, null)
    }
  }

  dynamic "volume" {
    for_each = concat(var.docker_volumes, var.efs_volumes, var.fsx_volumes, var.bind_mount_volumes)

    content {
      name      = volume.value.name
      host_path = try(volume.value.host_path, null)

      dynamic "efs_volume_configuration" {
        for_each = try(volume.value.efs_volume_configuration, [])

        content {
          file_system_id     = efs_volume_configuration.value.file_system_id
          root_directory     = try(efs_volume_configuration.value.root_directory, null)
          transit_encryption = try(efs_volume_configuration.value.transit_encryption, null)

          dynamic "authorization_config" {
            for_each = try(efs_volume_configuration.value.authorization_config, [])

            content {
              access_point_id = try(authorization_config.value.access_point_id, null)
              iam             = try(authorization_config.value.iam, null)
            }
          }
        }
      }

      dynamic "fsx_windows_file_server_volume_configuration" {
        for_each = try(volume.value.fsx_windows_file_server_volume_configuration, [])

        content {
          file_system_id = fsx_windows_file_server_volume_configuration.value.file_system_id
          root_directory = fsx_windows_file_server_volume_configuration.value.root_directory

          dynamic "authorization_config" {
            for_each = fsx_windows_file_server_volume_configuration.value.authorization_config

            content {
              credentials_parameter = authorization_config.value.credentials_parameter
              domain                = authorization_config.value.domain
            }
          }
        }
      }
    }
  }
}
