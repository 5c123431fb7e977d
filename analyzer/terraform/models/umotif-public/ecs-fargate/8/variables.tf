variable "capacity_provider_strategy" {
  type    = list(any)
  default = []
}

variable "cluster_id" {
  type = string
}

variable "container_definitions" {
  type    = string
  default = null
}

variable "container_name" {
  type    = string
  default = ""
}

variable "cpu_architecture" {
  type    = string
  default = "X86_64"
}

variable "create_repository_credentials_iam_policy" {
  type    = bool
  default = false
}

variable "deny_egress_to_anywhere" {
  type    = bool
  default = false
}

variable "deployment_controller_type" {
  type    = string
  default = "ECS"
}

variable "deployment_maximum_percent" {
  type    = number
  default = 200
}

variable "desired_count" {
  type    = number
  default = 1
}

variable "enable_execute_command" {
  type    = bool
  default = true
}

variable "enable_logs" {
  type    = bool
  default = true
}

variable "health_check" {
  type    = map(string)
  default = {}
}

variable "load_balanced" {
  type    = bool
  default = true
}

variable "log_groups_arn" {
  type    = list(string)
  default = []
}

variable "logs_kms_key" {
  type    = string
  default = ""
}

variable "name_prefix" {
  type = string
}

variable "operating_system_family" {
  type    = string
  default = "LINUX"
}

variable "platform_version" {
  type    = string
  default = "LATEST"
}

variable "private_subnet_ids" {
  type = list(string)
}

variable "repository_credentials" {
  type    = string
  default = ""
}

variable "repository_credentials_kms_key" {
  type    = string
  default = "alias/aws/secretsmanager"
}

variable "sg_name_prefix" {
  type    = string
  default = ""
}

variable "target_groups" {
  type    = any
  default = []
}

variable "task_container_assign_public_ip" {
  type    = bool
  default = false
}

variable "task_container_command" {
  type    = list(string)
  default = []
}

variable "task_container_environment" {
  type    = map(string)
  default = {}
}

variable "task_container_environment_files" {
  type    = list(string)
  default = []
}

variable "task_container_image" {
  type    = string
  default = "marcincuber/2048-game:latest"
}

variable "task_container_port" {
  type    = number
  default = 80
}

variable "task_container_protocol" {
  type    = string
  default = "HTTP"
}

variable "task_container_secrets" {
  type    = list(map(string))
  default = null
}

variable "task_definition_cpu" {
  type    = number
  default = 256
}

variable "task_definition_memory" {
  type    = number
  default = 512
}

variable "task_host_port" {
  type    = number
  default = 80
}

variable "task_mount_points" {
  type    = list(object({ sourceVolume = string, containerPath = string, readOnly = bool }))
  default = null
}

variable "volume" {
  type    = list(any)
  default = []
}

variable "vpc_id" {
  type = string
}
