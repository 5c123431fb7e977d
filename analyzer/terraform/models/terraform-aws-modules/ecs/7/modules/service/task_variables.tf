variable "create_task_definition" {
  type     = bool
  default  = true
  nullable = false
}

variable "task_definition_arn" {
  type    = string
  default = null
}

variable "container_definitions" {
  type     = any
  default  = {}
  nullable = false
}

variable "family" {
  type    = string
  default = null
}

variable "network_mode" {
  type     = string
  default  = "awsvpc"
  nullable = false
}

variable "requires_compatibilities" {
  type     = list(string)
  default  = ["FARGATE"]
  nullable = false
}

variable "cpu" {
  type     = number
  default  = 1024
  nullable = false
}

variable "memory" {
  type     = number
  default  = 2048
  nullable = false
}

variable "runtime_platform" {
  type = any
  default = {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
  nullable = false
}

variable "volume" {
  type     = any
  default  = {}
  nullable = false
}

variable "create_task_exec_iam_role" {
  type     = bool
  default  = true
  nullable = false
}

variable "task_exec_iam_role_arn" {
  type    = string
  default = null
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

variable "create_tasks_iam_role" {
  type     = bool
  default  = true
  nullable = false
}

variable "tasks_iam_role_arn" {
  type    = string
  default = null
}

variable "tasks_iam_role_name" {
  type    = string
  default = null
}

variable "tasks_iam_role_use_name_prefix" {
  type     = bool
  default  = true
  nullable = false
}

variable "tasks_iam_role_path" {
  type    = string
  default = null
}

variable "tasks_iam_role_permissions_boundary" {
  type    = string
  default = null
}

variable "tasks_iam_role_policies" {
  type     = map(string)
  default  = {}
  nullable = false
}

variable "tasks_iam_role_statements" {
  type     = any
  default  = []
  nullable = false
}
