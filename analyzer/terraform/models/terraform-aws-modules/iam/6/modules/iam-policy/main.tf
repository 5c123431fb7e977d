resource "aws_iam_policy" "policy" {
  count = var.create ? 1 : 0

  name        = var.name
  name_prefix = var.name_prefix
  path        = var.path
  policy      = var.policy
}

output "id" {
  value = one(aws_iam_policy.policy[*].id)
}

output "arn" {
  value = one(aws_iam_policy.policy[*].arn)
}

output "name" {
  value = one(aws_iam_policy.policy[*].name)
}

output "policy" {
  value = one(aws_iam_policy.policy[*].policy)
}

variable "create" {
  type    = bool
  default = true
}

variable "name" {
  type    = string
  default = null
}

variable "name_prefix" {
  type    = string
  default = null
}

variable "path" {
  type    = string
  default = null
}

variable "policy" {
  type    = string
  default = ""
}
