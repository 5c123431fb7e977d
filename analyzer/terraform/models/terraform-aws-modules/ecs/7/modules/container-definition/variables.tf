variable "name" {
  type    = string
  default = null
}

variable "service" {
  type    = string
  default = null
}

variable "image" {
  type    = string
  default = null
}

variable "essential" {
  type    = bool
  default = null
}

variable "dependsOn" {
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

variable "environmentFiles" {
  type    = any
  default = null
}

variable "secrets" {
  type    = any
  default = null
}

variable "repositoryCredentials" {
  type    = any
  default = null
}

variable "firelensConfiguration" {
  type    = any
  default = null
}

variable "healthCheck" {
  type    = any
  default = null
}

variable "links" {
  type    = list(string)
  default = null
}

variable "mountPoints" {
  type    = any
  default = null
}

variable "portMappings" {
  type    = any
  default = null
}

variable "volumesFrom" {
  type    = any
  default = null
}

variable "logConfiguration" {
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

variable "region" {
  type    = string
  default = null
}

variable "credentialSpecs" {
  type    = any
  default = null
}
