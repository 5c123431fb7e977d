variable "cidr_block" {
  type    = string
  default = null
}

variable "additional_cidr_blocks" {
  type    = list(string)
  default = []
}

variable "enable_dns_hostnames" {
  type    = bool
  default = null
}

variable "enable_dns_support" {
  type    = bool
  default = null
}

variable "enable_default_security_group_with_custom_rules" {
  type    = bool
  default = null
}

variable "enable_internet_gateway" {
  type    = bool
  default = null
}

variable "ipv6_enabled" {
  type    = bool
  default = null
}
