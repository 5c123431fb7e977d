variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "use_name_prefix" {
  type    = bool
  default = true
}

variable "path" {
  type    = string
  default = null
}

variable "permissions_boundary" {
  type    = string
  default = null
}

variable "policies" {
  type    = map(string)
  default = {}
}

variable "create_inline_policy" {
  type    = bool
  default = false
}

variable "source_inline_policy_documents" {
  type    = list(string)
  default = []
}

variable "override_inline_policy_documents" {
  type    = list(string)
  default = []
}

variable "create_instance_profile" {
  type    = bool
  default = false
}

variable "trust_policy_permissions" {
  type     = any
  default  = {}
  nullable = false
}

variable "inline_policy_permissions" {
  type     = any
  default  = {}
  nullable = false
}
