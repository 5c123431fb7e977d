# Before version 0.50 the rule for ping is there by default.

variable "enable_icmp_rule" {
  default = true
}
