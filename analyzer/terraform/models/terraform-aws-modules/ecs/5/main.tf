# The root module of terraform-aws-modules/ecs/aws: a cluster and its services.

module "cluster" {
  source = "./modules/cluster"

  create                                  = var.create
  create_cloudwatch_log_group             = var.create_cloudwatch_log_group
  cloudwatch_log_group_name               = var.cloudwatch_log_group_name
  create_task_exec_iam_role               = var.create_task_exec_iam_role
  task_exec_iam_role_name                 = var.task_exec_iam_role_name
  task_exec_iam_role_use_name_prefix      = var.task_exec_iam_role_use_name_prefix
  task_exec_iam_role_path                 = var.task_exec_iam_role_path
  task_exec_iam_role_permissions_boundary = var.task_exec_iam_role_permissions_boundary
  task_exec_iam_role_policies             = var.task_exec_iam_role_policies
  create_task_exec_policy                 = var.create_task_exec_policy
  task_exec_ssm_param_arns                = var.task_exec_ssm_param_arns
  task_exec_secret_arns                   = var.task_exec_secret_arns
  task_exec_iam_statements                = var.task_exec_iam_statements
  cluster_name                            = var.cluster_name
  cluster_configuration                   = var.cluster_configuration
  default_capacity_provider_use_fargate   = var.default_capacity_provider_use_fargate
  fargate_capacity_providers              = var.fargate_capacity_providers
  autoscaling_capacity_providers          = var.autoscaling_capacity_providers

  tags = merge(var.tags, var.cluster_tags)
}

module "service" {
  source   = "./modules/service"
  for_each = { for name, s in var.services : name => s if var.create }

  name                   = try(coalesce(each.value.name), each.key)
  cluster_arn            = module.cluster.arn
  task_exec_iam_role_arn = try(each.value.task_exec_iam_role_arn, null)

  create                                  = lookup(each.value, "create", null)
  create_service                          = lookup(each.value, "create_service", null)
  service_tags                            = lookup(each.value, "service_tags", null)
  desired_count                           = lookup(each.value, "desired_count", null)
  launch_type                             = lookup(each.value, "launch_type", null)
  platform_version                        = lookup(each.value, "platform_version", null)
  scheduling_strategy                     = lookup(each.value, "scheduling_strategy", null)
  deployment_controller                   = lookup(each.value, "deployment_controller", null)
  capacity_provider_strategy              = lookup(each.value, "capacity_provider_strategy", null)
  enable_execute_command                  = lookup(each.value, "enable_execute_command", null)
  ignore_task_definition_changes          = lookup(each.value, "ignore_task_definition_changes", null)
  load_balancer                           = lookup(each.value, "load_balancer", null)
  service_connect_configuration           = lookup(each.value, "service_connect_configuration", null)
  subnet_ids                              = lookup(each.value, "subnet_ids", null)
  assign_public_ip                        = lookup(each.value, "assign_public_ip", null)
  create_security_group                   = lookup(each.value, "create_security_group", null)
  security_group_ids                      = lookup(each.value, "security_group_ids", null)
  security_group_name                     = lookup(each.value, "security_group_name", null)
  security_group_use_name_prefix          = lookup(each.value, "security_group_use_name_prefix", null)
  security_group_tags                     = lookup(each.value, "security_group_tags", null)
  create_task_definition                  = lookup(each.value, "create_task_definition", null)
  task_definition_arn                     = lookup(each.value, "task_definition_arn", null)
  container_definitions                   = lookup(each.value, "container_definitions", null)
  family                                  = lookup(each.value, "family", null)
  network_mode                            = lookup(each.value, "network_mode", null)
  requires_compatibilities                = lookup(each.value, "requires_compatibilities", null)
  cpu                                     = lookup(each.value, "cpu", null)
  memory                                  = lookup(each.value, "memory", null)
  runtime_platform                        = lookup(each.value, "runtime_platform", null)
  volume                                  = lookup(each.value, "volume", null)
  create_task_exec_iam_role               = lookup(each.value, "create_task_exec_iam_role", null)
  task_exec_iam_role_name                 = lookup(each.value, "task_exec_iam_role_name", null)
  task_exec_iam_role_use_name_prefix      = lookup(each.value, "task_exec_iam_role_use_name_prefix", null)
  task_exec_iam_role_path                 = lookup(each.value, "task_exec_iam_role_path", null)
  task_exec_iam_role_permissions_boundary = lookup(each.value, "task_exec_iam_role_permissions_boundary", null)
  task_exec_iam_role_policies             = lookup(each.value, "task_exec_iam_role_policies", null)
  create_task_exec_policy                 = lookup(each.value, "create_task_exec_policy", null)
  task_exec_ssm_param_arns                = lookup(each.value, "task_exec_ssm_param_arns", null)
  task_exec_secret_arns                   = lookup(each.value, "task_exec_secret_arns", null)
  task_exec_iam_statements                = lookup(each.value, "task_exec_iam_statements", null)
  create_tasks_iam_role                   = lookup(each.value, "create_tasks_iam_role", null)
  tasks_iam_role_arn                      = lookup(each.value, "tasks_iam_role_arn", null)
  tasks_iam_role_name                     = lookup(each.value, "tasks_iam_role_name", null)
  tasks_iam_role_use_name_prefix          = lookup(each.value, "tasks_iam_role_use_name_prefix", null)
  tasks_iam_role_path                     = lookup(each.value, "tasks_iam_role_path", null)
  tasks_iam_role_permissions_boundary     = lookup(each.value, "tasks_iam_role_permissions_boundary", null)
  tasks_iam_role_policies                 = lookup(each.value, "tasks_iam_role_policies", null)
  tasks_iam_role_statements               = lookup(each.value, "tasks_iam_role_statements", null)
  container_definition_defaults           = lookup(each.value, "container_definition_defaults", null)
  security_group_rules                    = lookup(each.value, "security_group_rules", null)

  tags = merge(var.tags, try(each.value.tags, {}))
}

output "cluster_arn" {
  value = module.cluster.arn
}

output "cluster_id" {
  value = module.cluster.id
}

output "cluster_name" {
  value = module.cluster.name
}

output "cloudwatch_log_group_name" {
  value = module.cluster.cloudwatch_log_group_name
}

output "cloudwatch_log_group_arn" {
  value = module.cluster.cloudwatch_log_group_arn
}

output "task_exec_iam_role_name" {
  value = module.cluster.task_exec_iam_role_name
}

output "task_exec_iam_role_arn" {
  value = module.cluster.task_exec_iam_role_arn
}

output "cluster_capacity_providers" {
  value = module.cluster.cluster_capacity_providers
}

output "services" {
  value = module.service
}

output "autoscaling_capacity_providers" {
  value = module.cluster.autoscaling_capacity_providers
}
