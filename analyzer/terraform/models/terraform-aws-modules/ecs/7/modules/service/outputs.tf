output "id" {
  value = try(aws_ecs_service.this[0].id, aws_ecs_service.ignore_task_definition[0].id, null)
}

output "name" {
  value = try(aws_ecs_service.this[0].name, aws_ecs_service.ignore_task_definition[0].name, null)
}

output "container_definitions" {
  value = module.container_definition
}

output "task_definition_arn" {
  value = try(aws_ecs_task_definition.this[0].arn, var.task_definition_arn)
}

output "task_definition_family" {
  value = try(aws_ecs_task_definition.this[0].family, null)
}

output "task_definition_revision" {
  value = try(aws_ecs_task_definition.this[0].revision, null)
}

output "task_definition_family_revision" {
  value = try("${aws_ecs_task_definition.this[0].family}:${aws_ecs_task_definition.this[0].revision}", null)
}

output "task_exec_iam_role_name" {
  value = try(aws_iam_role.task_exec[0].name, null)
}

output "task_exec_iam_role_arn" {
  value = try(aws_iam_role.task_exec[0].arn, var.task_exec_iam_role_arn)
}

output "tasks_iam_role_name" {
  value = try(aws_iam_role.tasks[0].name, null)
}

output "tasks_iam_role_arn" {
  value = try(aws_iam_role.tasks[0].arn, var.tasks_iam_role_arn)
}

output "security_group_id" {
  value = try(aws_security_group.this[0].id, null)
}

output "security_group_arn" {
  value = try(aws_security_group.this[0].arn, null)
}
