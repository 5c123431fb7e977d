# Version 5 takes containers with names of its own and defaults for all of
# them, and makes rules of the older type.

locals {
  task_exec_iam_role_name = try(coalesce(var.task_exec_iam_role_name, var.name), "")
  tasks_iam_role_name     = try(coalesce(var.tasks_iam_role_name, var.name), "")
  security_group_name     = try(coalesce(var.security_group_name, var.name), "")

  create_tasks_iam_role = local.create_task_definition && var.create_tasks_iam_role
  create_tasks_policy   = local.create_tasks_iam_role && (length(var.tasks_iam_role_statements) > 0 || var.enable_execute_command)
}

module "container_definition" {
  source   = "../container-definition"
  for_each = { for name, c in var.container_definitions : name => c if local.create_task_definition && try(c.create, true) }

  service                = var.name
  name                   = try(each.value.name, each.key)
  image                  = try(each.value.image, var.container_definition_defaults.image, null)
  essential              = try(each.value.essential, var.container_definition_defaults.essential, null)
  dependencies           = try(each.value.dependencies, var.container_definition_defaults.dependencies, null)
  command                = try(each.value.command, var.container_definition_defaults.command, null)
  entrypoint             = try(each.value.entrypoint, var.container_definition_defaults.entrypoint, null)
  environment            = try(each.value.environment, var.container_definition_defaults.environment, null)
  environment_files      = try(each.value.environment_files, var.container_definition_defaults.environment_files, null)
  secrets                = try(each.value.secrets, var.container_definition_defaults.secrets, null)
  repository_credentials = try(each.value.repository_credentials, var.container_definition_defaults.repository_credentials, null)
  firelens_configuration = try(each.value.firelens_configuration, var.container_definition_defaults.firelens_configuration, null)
  health_check           = try(each.value.health_check, var.container_definition_defaults.health_check, null)
  links                  = try(each.value.links, var.container_definition_defaults.links, null)
  mount_points           = try(each.value.mount_points, var.container_definition_defaults.mount_points, null)
  port_mappings          = try(each.value.port_mappings, var.container_definition_defaults.port_mappings, null)
  volumes_from           = try(each.value.volumes_from, var.container_definition_defaults.volumes_from, null)
  log_configuration      = try(each.value.log_configuration, var.container_definition_defaults.log_configuration, null)

  enable_cloudwatch_logging            = try(each.value.enable_cloudwatch_logging, var.container_definition_defaults.enable_cloudwatch_logging, null)
  create_cloudwatch_log_group          = try(each.value.create_cloudwatch_log_group, var.container_definition_defaults.create_cloudwatch_log_group, null)
  cloudwatch_log_group_name            = try(each.value.cloudwatch_log_group_name, var.container_definition_defaults.cloudwatch_log_group_name, null)
  cloudwatch_log_group_use_name_prefix = try(each.value.cloudwatch_log_group_use_name_prefix, var.container_definition_defaults.cloudwatch_log_group_use_name_prefix, null)
}

resource "aws_iam_role_policy" "tasks" {
  count = local.create_tasks_policy ? 1 : 0

  role   = aws_iam_role.tasks[0].id
  policy = data.aws_iam_policy_document.tasks[0].json
}

resource "aws_security_group_rule" "this" {
  for_each = { for name, rule in var.security_group_rules : name => rule if local.create_security_group }

  security_group_id        = aws_security_group.this[0].id
  type                     = each.value.type
  protocol                 = each.value.protocol
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  self                     = try(each.value.self, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
}

variable "container_definition_defaults" {
  type     = any
  default  = {}
  nullable = false
}

variable "security_group_rules" {
  type     = any
  default  = {}
  nullable = false
}
