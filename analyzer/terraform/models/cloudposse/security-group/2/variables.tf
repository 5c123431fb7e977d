variable "vpc_id" {
  type = string
}

variable "target_security_group_id" {
  type    = list(string)
  default = []
}

variable "security_group_name" {
  type    = list(string)
  default = []
}

variable "create_before_destroy" {
  type    = bool
  default = true
}

variable "preserve_security_group_id" {
  type    = bool
  default = false
}

variable "allow_all_egress" {
  type    = bool
  default = true
}

variable "inline_rules_enabled" {
  type    = bool
  default = false
}

variable "rules" {
  type    = any
  default = []
}

variable "rules_map" {
  type    = any
  default = {}
}

variable "rule_matrix" {
  type    = any
  default = []
}
