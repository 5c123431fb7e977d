variable "container_name" {
  type = string
}

variable "container_image" {
  type = string
}

variable "container_definition" {
  type    = any
  default = {}
}

variable "essential" {
  type    = bool
  default = true
}

variable "entrypoint" {
  type    = list(string)
  default = null
}

variable "command" {
  type    = list(string)
  default = null
}

variable "map_environment" {
  type    = map(string)
  default = null
}

variable "map_secrets" {
  type    = map(string)
  default = null
}

variable "environment" {
  type    = any
  default = null
}

variable "secrets" {
  type    = any
  default = null
}

variable "environment_files" {
  type    = any
  default = null
}

variable "container_depends_on" {
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

variable "healthcheck" {
  type    = any
  default = null
}

variable "links" {
  type    = any
  default = null
}

variable "log_configuration" {
  type    = any
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
