variable "create_role" {
  type    = bool
  default = false
}

variable "role_name" {
  type    = string
  default = null
}

variable "role_name_prefix" {
  type    = string
  default = null
}

variable "role_path" {
  type    = string
  default = "/"
}

variable "role_permissions_boundary_arn" {
  type    = string
  default = ""
}

variable "role_requires_mfa" {
  type    = bool
  default = true
}

variable "role_sts_externalid" {
  type    = any
  default = []
}

variable "trusted_role_actions" {
  type    = list(string)
  default = ["sts:AssumeRole", "sts:TagSession"]
}

variable "trusted_role_arns" {
  type    = list(string)
  default = []
}

variable "trusted_role_services" {
  type    = list(string)
  default = []
}

variable "trust_policy_conditions" {
  type    = any
  default = []
}

variable "create_custom_role_trust_policy" {
  type    = bool
  default = false
}

variable "custom_role_trust_policy" {
  type    = string
  default = ""
}

variable "custom_role_policy_arns" {
  type    = list(string)
  default = []
}

variable "number_of_custom_role_policy_arns" {
  type    = number
  default = null
}

variable "inline_policy_statements" {
  type    = any
  default = []
}

variable "create_instance_profile" {
  type    = bool
  default = false
}

variable "attach_admin_policy" {
  type    = bool
  default = false
}

variable "admin_role_policy_arn" {
  type    = string
  default = "arn:aws:iam::aws:policy/AdministratorAccess"
}

variable "attach_poweruser_policy" {
  type    = bool
  default = false
}

variable "poweruser_role_policy_arn" {
  type    = string
  default = "arn:aws:iam::aws:policy/PowerUserAccess"
}

variable "attach_readonly_policy" {
  type    = bool
  default = false
}

variable "readonly_role_policy_arn" {
  type    = string
  default = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}
