variable "namespace" {
  type    = string
  default = null
}

variable "stage" {
  type    = string
  default = ""
}

variable "delimiter" {
  type    = string
  default = null
}

variable "attributes" {
  type    = list(string)
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  delimiter = coalesce(var.delimiter, "-")
  parts     = compact(concat([var.namespace, var.stage], var.attributes))
  id        = lower(join(local.delimiter, local.parts))
}

output "id" {
  value = local.id
}

output "tags" {
  value = merge(var.tags, { Name = local.id, Parts = tostring(length(local.parts)) })
}
