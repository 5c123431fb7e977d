# The cluster of terraform-aws-modules/ecs/aws//modules/cluster.

resource "aws_ecs_cluster" "this" {
  count = var.create ? 1 : 0

  region = var.region
  name   = var.name
  tags   = var.tags

  dynamic "configuration" {
    for_each = var.configuration == null ? [] : [var.configuration]

    content {
      dynamic "execute_command_configuration" {
        for_each = try([configuration.value.execute_command_configuration], [])

        content {
          kms_key_id = try(execute_command_configuration.value.kms_key_id, null)
          logging    = try(execute_command_configuration.value.logging, "OVERRIDE")

          dynamic "log_configuration" {
            for_each = try([execute_command_configuration.value.log_configuration], [])

            content {
              cloud_watch_log_group_name = try(aws_cloudwatch_log_group.this[0].name, log_configuration.value.cloud_watch_log_group_name, null)
              s3_bucket_name             = try(log_configuration.value.s3_bucket_name, null)
            }
          }
        }
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  count = var.create && var.create_cloudwatch_log_group ? 1 : 0

  region = var.region
  name   = coalesce(var.cloudwatch_log_group_name, "/aws/ecs/${var.name}")
}

locals {
  task_exec_iam_role_name = coalesce(var.task_exec_iam_role_name, "${var.name}-task-exec")
}

variable "name" {
  type    = string
  default = ""
}

variable "configuration" {
  type = any

  # The module's own log group takes the place of this name.
  default = {
    execute_command_configuration = { log_configuration = { cloud_watch_log_group_name = "placeholder" } }
  }
}
