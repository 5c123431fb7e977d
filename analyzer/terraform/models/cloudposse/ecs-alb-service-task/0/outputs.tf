output "service_name" {
  value = try(aws_ecs_service.default[0].name, aws_ecs_service.ignore_changes_task_definition[0].name, aws_ecs_service.ignore_changes_desired_count[0].name, aws_ecs_service.ignore_changes_task_definition_and_desired_count[0].name, "")
}

output "service_arn" {
  value = try(aws_ecs_service.default[0].id, aws_ecs_service.ignore_changes_task_definition[0].id, aws_ecs_service.ignore_changes_desired_count[0].id, aws_ecs_service.ignore_changes_task_definition_and_desired_count[0].id, "")
}

output "service_security_group_id" {
  value = one(aws_security_group.ecs_service[*].id)
}

output "task_exec_role_name" {
  value = one(aws_iam_role.ecs_exec[*].name)
}

output "task_exec_role_arn" {
  value = local.make_exec ? one(aws_iam_role.ecs_exec[*].arn) : local.exec_role
}

output "task_role_name" {
  value = one(aws_iam_role.ecs_task[*].name)
}

output "task_role_arn" {
  value = local.make_task ? one(aws_iam_role.ecs_task[*].arn) : local.task_role
}

output "task_definition_family" {
  value = one(aws_ecs_task_definition.default[*].family)
}

output "task_definition_revision" {
  value = one(aws_ecs_task_definition.default[*].revision)
}

output "task_definition_arn" {
  value = one(aws_ecs_task_definition.default[*].arn)
}
