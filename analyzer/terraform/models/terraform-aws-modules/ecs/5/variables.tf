variable "create" {
  type     = bool
  default  = true
  nullable = false
}

variable "tags" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "cluster_tags" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "cluster_name" {
  type     = string
  default  = ""
  nullable = false
}

variable "create_cloudwatch_log_group" {
  type     = bool
  default  = true
  nullable = false
}

variable "cloudwatch_log_group_name" {
  type    = string
  default = null
}

variable "create_task_exec_iam_role" {
  type     = bool
  default  = false
  nullable = false
}

variable "task_exec_iam_role_name" {
  type    = string
  default = null
}

variable "task_exec_iam_role_use_name_prefix" {
  type     = bool
  default  = true
  nullable = false
}

variable "task_exec_iam_role_path" {
  type    = string
  default = null
}

variable "task_exec_iam_role_permissions_boundary" {
  type    = string
  default = null
}

variable "task_exec_iam_role_policies" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "create_task_exec_policy" {
  type     = bool
  default  = true
  nullable = false
}

variable "task_exec_ssm_param_arns" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "task_exec_secret_arns" {
  type     = list(string)
  default  = []
  nullable = false
}

variable "task_exec_iam_statements" {
  type     = any
  default  = []
  nullable = false
}

variable "services" {
  type     = any
  default  = {}
  nullable = false
}

variable "cluster_configuration" {
  type     = any
  default  = {}
  nullable = false
}

variable "default_capacity_provider_use_fargate" {
  type     = bool
  default  = true
  nullable = false
}

variable "fargate_capacity_providers" {
  type     = any
  default  = {}
  nullable = false
}

variable "autoscaling_capacity_providers" {
  type     = any
  default  = {}
  nullable = false
}
