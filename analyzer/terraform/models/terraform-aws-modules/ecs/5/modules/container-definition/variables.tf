variable "name" {
  type    = string
  default = null
}

variable "service" {
  type    = string
  default = ""
}

variable "image" {
  type    = string
  default = null
}

variable "essential" {
  type    = bool
  default = null
}

variable "dependencies" {
  type    = any
  default = null
}

variable "command" {
  type    = list(string)
  default = null
}

variable "entrypoint" {
  type    = list(string)
  default = null
}

variable "environment" {
  type    = any
  default = null
}

variable "environment_files" {
  type    = any
  default = null
}

variable "secrets" {
  type    = any
  default = null
}

variable "repository_credentials" {
  type    = any
  default = null
}

variable "firelens_configuration" {
  type    = any
  default = null
}

variable "health_check" {
  type    = any
  default = null
}

variable "links" {
  type    = list(string)
  default = null
}

variable "mount_points" {
  type    = any
  default = null
}

variable "port_mappings" {
  type    = any
  default = null
}

variable "volumes_from" {
  type    = any
  default = null
}

variable "log_configuration" {
  type     = any
  default  = {}
  nullable = false
}

variable "enable_cloudwatch_logging" {
  type     = bool
  default  = true
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

variable "cloudwatch_log_group_use_name_prefix" {
  type     = bool
  default  = false
  nullable = false
}
