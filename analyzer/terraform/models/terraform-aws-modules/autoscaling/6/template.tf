# Version 6 names a template of its caller's by its name.

locals {
  template = var.create_launch_template ? aws_launch_template.this[0].id : var.launch_template
}

variable "launch_template" {
  type    = string
  default = null
}
