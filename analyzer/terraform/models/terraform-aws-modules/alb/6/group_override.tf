# Versions 6 and 7 make no security group.

variable "create_security_group" {
  default = false
}
