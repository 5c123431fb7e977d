locals {
  template = var.create_launch_template ? aws_launch_template.this[0].id : var.launch_template_id
}

variable "launch_template_id" {
  type    = string
  default = null
}
