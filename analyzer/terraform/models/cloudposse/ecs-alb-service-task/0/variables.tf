variable "vpc_id" {
  type = string
}

variable "ecs_cluster_arn" {
  type = string
}

variable "container_definition_json" {
  type = string
}

variable "subnet_ids" {
  type    = list(string)
  default = null
}

variable "assign_public_ip" {
  type    = bool
  default = false
}

variable "security_group_enabled" {
  type    = bool
  default = true
}

variable "security_group_ids" {
  type    = list(string)
  default = []
}

variable "enable_all_egress_rule" {
  type    = bool
  default = true
}

variable "enable_icmp_rule" {
  type    = bool
  default = false
}

variable "use_alb_security_group" {
  type    = bool
  default = false
}

variable "alb_security_group" {
  type    = string
  default = ""
}

variable "container_port" {
  type    = number
  default = 80
}

variable "use_nlb_cidr_blocks" {
  type    = bool
  default = false
}

variable "nlb_container_port" {
  type    = number
  default = 80
}

variable "nlb_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "launch_type" {
  type    = string
  default = "FARGATE"
}

variable "platform_version" {
  type    = string
  default = "LATEST"
}

variable "scheduling_strategy" {
  type    = string
  default = "REPLICA"
}

variable "network_mode" {
  type    = string
  default = "awsvpc"
}

variable "desired_count" {
  type    = number
  default = 1
}

variable "deployment_controller_type" {
  type    = string
  default = "ECS"
}

variable "capacity_provider_strategies" {
  type    = any
  default = []
}

variable "ecs_load_balancers" {
  type    = any
  default = []
}

variable "service_connect_configurations" {
  type    = any
  default = []
}

variable "ignore_changes_task_definition" {
  type    = bool
  default = true
}

variable "ignore_changes_desired_count" {
  type    = bool
  default = false
}

variable "ecs_service_enabled" {
  type    = bool
  default = true
}

variable "exec_enabled" {
  type    = bool
  default = false
}


variable "task_definition" {
  type    = any
  default = []
}

variable "task_cpu" {
  type    = number
  default = 256
}

variable "task_memory" {
  type    = number
  default = 512
}

variable "task_exec_role_arn" {
  type    = any
  default = []
}

variable "task_exec_policy_arns" {
  type    = list(string)
  default = []
}

variable "task_exec_policy_arns_map" {
  type    = map(string)
  default = {}
}

variable "task_role_arn" {
  type    = any
  default = []
}

variable "task_policy_arns" {
  type    = list(string)
  default = []
}

variable "task_policy_arns_map" {
  type    = map(string)
  default = {}
}

variable "permissions_boundary" {
  type    = string
  default = ""
}

variable "runtime_platform" {
  type    = list(map(string))
  default = []
}

variable "docker_volumes" {
  type    = any
  default = []
}

variable "efs_volumes" {
  type    = any
  default = []
}

variable "fsx_volumes" {
  type    = any
  default = []
}

variable "bind_mount_volumes" {
  type    = any
  default = []
}
