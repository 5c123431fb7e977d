# The parameter of terraform-aws-modules/ssm-parameter/aws. It goes by another
# name where changes of its value are ignored.

variable "create" {
  type    = bool
  default = true
}

variable "region" {
  type    = string
  default = null
}

variable "name" {
  type    = string
  default = null
}

variable "type" {
  type    = string
  default = null
}

variable "secure_type" {
  type    = bool
  default = false
}

variable "value" {
  type    = string
  default = null
}

variable "values" {
  type    = list(string)
  default = []
}

variable "key_id" {
  type    = string
  default = null
}

variable "ignore_value_changes" {
  type    = bool
  default = false
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  scalar    = var.secure_type == true ? "SecureString" : "String"
  type      = var.type == null ? (length(var.values) > 0 ? "StringList" : local.scalar) : var.type
  encrypted = local.type == "SecureString"
  list      = local.type == "StringList" && length(var.values) > 0
  plain     = local.encrypted ? null : local.list ? jsonencode(var.values) : var.value
}

resource "aws_ssm_parameter" "this" {
  count = var.create && !var.ignore_value_changes ? 1 : 0

  region         = var.region
  name           = var.name
  type           = local.type
  insecure_value = local.plain
  key_id         = local.encrypted ? var.key_id : null
  tags           = var.tags
}

resource "aws_ssm_parameter" "ignore_value" {
  count = var.create && var.ignore_value_changes ? 1 : 0

  region         = var.region
  name           = var.name
  type           = local.type
  insecure_value = local.plain
  key_id         = local.encrypted ? var.key_id : null
  tags           = var.tags

  lifecycle {
    ignore_changes = [insecure_value]
  }
}

output "ssm_parameter_arn" {
  value = try(aws_ssm_parameter.this[0].arn, aws_ssm_parameter.ignore_value[0].arn, null)
}

output "ssm_parameter_name" {
  value = try(aws_ssm_parameter.this[0].name, aws_ssm_parameter.ignore_value[0].name, null)
}

output "ssm_parameter_type" {
  value = try(aws_ssm_parameter.this[0].type, aws_ssm_parameter.ignore_value[0].type, null)
}
