locals {
  task_exec_iam_role_name = coalesce(var.task_exec_iam_role_name, "${var.name}-task-exec")
  tasks_iam_role_name     = coalesce(var.tasks_iam_role_name, "${var.name}-tasks")
  security_group_name     = coalesce(var.security_group_name, "${var.name}-service")

  create_tasks_iam_role = local.create_task_definition && var.create_tasks_iam_role
  create_tasks_policy   = local.create_tasks_iam_role && (length(var.tasks_iam_role_statements) > 0 || var.enable_execute_command)
}

module "container_definition" {
  source   = "../container-definition"
  for_each = { for name, c in var.container_definitions : name => c if local.create_task_definition && try(c.create, true) }

  region                = var.region
  service               = var.name
  name                  = try(coalesce(each.value.name), each.key)
  image                 = lookup(each.value, "image", null)
  essential             = lookup(each.value, "essential", null)
  dependsOn             = lookup(each.value, "dependsOn", null)
  command               = lookup(each.value, "command", null)
  entrypoint            = lookup(each.value, "entrypoint", null)
  environment           = lookup(each.value, "environment", null)
  environmentFiles      = lookup(each.value, "environmentFiles", null)
  secrets               = lookup(each.value, "secrets", null)
  credentialSpecs       = lookup(each.value, "credentialSpecs", null)
  repositoryCredentials = lookup(each.value, "repositoryCredentials", null)
  firelensConfiguration = lookup(each.value, "firelensConfiguration", null)
  healthCheck           = lookup(each.value, "healthCheck", null)
  links                 = lookup(each.value, "links", null)
  mountPoints           = lookup(each.value, "mountPoints", null)
  portMappings          = lookup(each.value, "portMappings", null)
  volumesFrom           = lookup(each.value, "volumesFrom", null)
  logConfiguration      = lookup(each.value, "logConfiguration", null)

  enable_cloudwatch_logging            = lookup(each.value, "enable_cloudwatch_logging", null)
  create_cloudwatch_log_group          = lookup(each.value, "create_cloudwatch_log_group", null)
  cloudwatch_log_group_name            = lookup(each.value, "cloudwatch_log_group_name", null)
  cloudwatch_log_group_use_name_prefix = lookup(each.value, "cloudwatch_log_group_use_name_prefix", null)
}

resource "aws_iam_policy" "tasks" {
  count = local.create_tasks_policy ? 1 : 0

  name        = var.tasks_iam_role_use_name_prefix ? null : local.tasks_iam_role_name
  name_prefix = var.tasks_iam_role_use_name_prefix ? "${local.tasks_iam_role_name}-" : null
  policy      = data.aws_iam_policy_document.tasks[0].json
}

resource "aws_iam_role_policy_attachment" "tasks_internal" {
  count = local.create_tasks_policy ? 1 : 0

  role       = aws_iam_role.tasks[0].name
  policy_arn = aws_iam_policy.tasks[0].arn
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = { for name, rule in var.security_group_ingress_rules : name => rule if local.create_security_group }

  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(each.value.from_port, null)
  to_port                      = try(coalesce(each.value.to_port), each.value.from_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(replace(each.value.referenced_security_group_id, "self", aws_security_group.this[0].id), null)
}

resource "aws_vpc_security_group_egress_rule" "this" {
  for_each = { for name, rule in var.security_group_egress_rules : name => rule if local.create_security_group }

  region                       = var.region
  security_group_id            = aws_security_group.this[0].id
  ip_protocol                  = try(coalesce(each.value.ip_protocol), "tcp")
  from_port                    = try(coalesce(each.value.from_port), each.value.to_port, null)
  to_port                      = try(each.value.to_port, null)
  cidr_ipv4                    = try(each.value.cidr_ipv4, null)
  cidr_ipv6                    = try(each.value.cidr_ipv6, null)
  prefix_list_id               = try(each.value.prefix_list_id, null)
  referenced_security_group_id = try(replace(each.value.referenced_security_group_id, "self", aws_security_group.this[0].id), null)
}

variable "security_group_ingress_rules" {
  type     = any
  default  = {}
  nullable = false
}

variable "security_group_egress_rules" {
  type     = any
  default  = {}
  nullable = false
}
