output "arn" {
  value = one(aws_ecs_cluster.this[*].arn)
}

output "id" {
  value = one(aws_ecs_cluster.this[*].id)
}

output "name" {
  value = one(aws_ecs_cluster.this[*].name)
}

output "cloudwatch_log_group_name" {
  value = one(aws_cloudwatch_log_group.this[*].name)
}

output "cloudwatch_log_group_arn" {
  value = one(aws_cloudwatch_log_group.this[*].arn)
}

output "task_exec_iam_role_name" {
  value = one(aws_iam_role.task_exec[*].name)
}

output "task_exec_iam_role_arn" {
  value = one(aws_iam_role.task_exec[*].arn)
}

output "cluster_capacity_providers" {
  value = { for p in aws_ecs_cluster_capacity_providers.this : p.id => p }
}
