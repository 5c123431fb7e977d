variable "create" {
  type    = bool
  default = true
}

variable "region" {
  type    = string
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

variable "create_repository" {
  type    = bool
  default = true
}

variable "repository_name" {
  type    = string
  default = ""
}

variable "repository_type" {
  type    = string
  default = "private"
}

variable "create_repository_policy" {
  type    = bool
  default = true
}

variable "attach_repository_policy" {
  type    = bool
  default = true
}

variable "repository_policy" {
  type    = string
  default = null
}

variable "repository_read_access_arns" {
  type    = list(string)
  default = []
}

variable "repository_read_write_access_arns" {
  type    = list(string)
  default = []
}

variable "repository_policy_statements" {
  type     = any
  default  = {}
  nullable = false
}
