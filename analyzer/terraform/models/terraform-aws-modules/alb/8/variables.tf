variable "create_lb" {
  type    = bool
  default = true
}

variable "putin_khuylo" {
  type    = bool
  default = true
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
  default = false
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
  type    = list(map(string))
  default = []
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

variable "security_group_rules" {
  type    = any
  default = {}
}

variable "target_groups" {
  type    = any
  default = []
}

variable "http_tcp_listeners" {
  type    = any
  default = []
}

variable "https_listeners" {
  type    = any
  default = []
}

variable "http_tcp_listener_rules" {
  type    = any
  default = []
}

variable "https_listener_rules" {
  type    = any
  default = []
}
