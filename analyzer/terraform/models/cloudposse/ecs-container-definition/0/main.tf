# The container of cloudposse/ecs-container-definition/aws as JSON, as far as
# it decides what the task has to reach.

locals {
  environment = try([for e in var.environment : { name = e.name, value = try(e.value, null) }], null)
  secrets     = try([for s in var.secrets : { name = s.name, valueFrom = s.valueFrom }], null)

  given = {
    name                  = var.container_name
    image                 = var.container_image
    essential             = var.essential
    entryPoint            = var.entrypoint
    command               = var.command
    dependsOn             = var.container_depends_on
    environment           = var.map_environment == null ? local.environment : [for k, v in var.map_environment : { name = k, value = v }]
    environmentFiles      = var.environment_files
    secrets               = var.map_secrets == null ? local.secrets : [for k, v in var.map_secrets : { name = k, valueFrom = v }]
    repositoryCredentials = var.repository_credentials
    firelensConfiguration = var.firelens_configuration
    healthCheck           = var.healthcheck
    links                 = var.links
    logConfiguration      = var.log_configuration
    mountPoints           = var.mount_points
    portMappings          = var.port_mappings
    volumesFrom           = var.volumes_from
  }

  container = merge(local.given, { for k, v in var.container_definition : k => v if v != null })
}

output "json_map_object" {
  value = local.container
}

output "json_map_encoded" {
  value = jsonencode(local.container)
}

output "json_map_encoded_list" {
  value = "[${jsonencode(local.container)}]"
}

output "sensitive_json_map_object" {
  value = local.container
}

output "sensitive_json_map_encoded" {
  value = jsonencode(local.container)
}

output "sensitive_json_map_encoded_list" {
  value = "[${jsonencode(local.container)}]"
}

output "json_map" {
  value = jsonencode(local.container)
}

output "json" {
  value = "[${jsonencode(local.container)}]"
}
