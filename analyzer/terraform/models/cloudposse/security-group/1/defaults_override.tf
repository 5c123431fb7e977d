# Versions 0.4 and 1 have no egress unless told so, and one form of rule.

locals {
  keyed = true
}

variable "allow_all_egress" {
  default = false
}

variable "create_before_destroy" {
  default = false
}
