output "repository_url" {
  description = "Where to push the image"
  value       = aws_ecr_repository.repository.repository_url
}

output "service_name" {
  description = "Name of the ECS service"
  value       = aws_ecs_service.service.name
}

output "task_security_group_id" {
  description = "Security group of the tasks"
  value       = aws_security_group.task.id
}
