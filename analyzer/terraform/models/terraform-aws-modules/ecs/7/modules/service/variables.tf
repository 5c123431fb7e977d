variable "create" {
  type     = bool
  default  = true
  nullable = false
}

variable "create_service" {
  type     = bool
  default  = true
  nullable = false
}

variable "region" {
  type    = string
  default = null
}

variable "tags" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "service_tags" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "name" {
  type     = string
  default  = ""
  nullable = false
}

variable "cluster_arn" {
  type     = string
  default  = ""
  nullable = false
}

variable "desired_count" {
  type     = number
  default  = 1
  nullable = false
}

variable "launch_type" {
  type     = string
  default  = "FARGATE"
  nullable = false
}

variable "platform_version" {
  type    = string
  default = null
}

variable "scheduling_strategy" {
  type    = string
  default = null
}

variable "deployment_controller" {
  type     = any
  default  = {}
  nullable = false
}

variable "capacity_provider_strategy" {
  type     = any
  default  = {}
  nullable = false
}

variable "enable_execute_command" {
  type     = bool
  default  = false
  nullable = false
}

variable "ignore_task_definition_changes" {
  type     = bool
  default  = false
  nullable = false
}

variable "load_balancer" {
  type     = any
  default  = {}
  nullable = false
}

variable "service_connect_configuration" {
  type     = any
  default  = {}
  nullable = false
}

variable "subnet_ids" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "assign_public_ip" {
  type     = bool
  default  = false
  nullable = false
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "create_security_group" {
  type     = bool
  default  = true
  nullable = false
}

variable "security_group_ids" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_use_name_prefix" {
  type     = bool
  default  = true
  nullable = false
}

variable "security_group_tags" {
  type     = map(string)
  default  = {}
  nullable = false
}
