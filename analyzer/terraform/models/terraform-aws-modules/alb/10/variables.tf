variable "create" {
  type    = bool
  default = true
}

variable "putin_khuylo" {
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

variable "name" {
  type    = string
  default = null
}

variable "name_prefix" {
  type    = string
  default = null
}

variable "internal" {
  type    = bool
  default = null
}

variable "load_balancer_type" {
  type    = string
  default = "application"
}

variable "security_groups" {
  type    = list(string)
  default = []
}

variable "subnets" {
  type    = list(string)
  default = null
}

variable "subnet_mapping" {
  type    = any
  default = null
}

variable "vpc_id" {
  type    = string
  default = null
}

variable "create_security_group" {
  type    = bool
  default = true
}

variable "security_group_name" {
  type    = string
  default = null
}

variable "security_group_use_name_prefix" {
  type    = bool
  default = true
}

variable "security_group_tags" {
  type    = map(string)
  default = {}
}

variable "security_group_ingress_rules" {
  type     = any
  default  = {}
  nullable = false
}

variable "security_group_egress_rules" {
  type     = any
  default  = {}
  nullable = false
}

variable "listeners" {
  type     = any
  default  = {}
  nullable = false
}

variable "target_groups" {
  type     = any
  default  = {}
  nullable = false
}

variable "default_port" {
  type    = number
  default = 80
}

variable "default_protocol" {
  type    = string
  default = "HTTP"
}
