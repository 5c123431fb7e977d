# Version 5 calls the arguments of the cluster as the root module does.

resource "aws_ecs_cluster" "this" {
  count = var.create ? 1 : 0

  region = var.region
  name   = var.cluster_name
  tags   = var.tags

  dynamic "configuration" {
    for_each = var.create_cloudwatch_log_group || length(var.cluster_configuration) > 0 ? [local.configuration] : []

    content {
      dynamic "execute_command_configuration" {
        for_each = try([configuration.value.execute_command_configuration], [])

        content {
          kms_key_id = try(execute_command_configuration.value.kms_key_id, null)
          logging    = try(execute_command_configuration.value.logging, "DEFAULT")

          dynamic "log_configuration" {
            for_each = try([execute_command_configuration.value.log_configuration], [])

            content {
              cloud_watch_log_group_name = try(log_configuration.value.cloud_watch_log_group_name, null)
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
  name   = coalesce(var.cloudwatch_log_group_name, "/aws/ecs/${var.cluster_name}")
}

locals {
  task_exec_iam_role_name = coalesce(var.task_exec_iam_role_name, var.cluster_name, "NotProvided")

  # The log group is used only where something else is configured, too.
  own = {
    logging           = "OVERRIDE"
    log_configuration = { cloud_watch_log_group_name = one(aws_cloudwatch_log_group.this[*].name) }
  }

  configuration = {
    execute_command_configuration = try(
      merge({ for k, v in local.own : k => v if var.create_cloudwatch_log_group }, var.cluster_configuration.execute_command_configuration),
      {},
    )
  }
}

variable "cluster_name" {
  type     = string
  default  = ""
  nullable = false
}

variable "cluster_configuration" {
  type     = any
  default  = {}
  nullable = false
}
