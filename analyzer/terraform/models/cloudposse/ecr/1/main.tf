# The repositories of cloudposse/ecr/aws.

locals {
  names = length(var.image_names) > 0 ? var.image_names : [var.use_fullname ? module.this.id : module.this.name]
}

resource "aws_ecr_repository" "name" {
  for_each = toset([for name in local.names : name if module.this.enabled])

  name = each.value
}

output "repository_name" {
  value = try(aws_ecr_repository.name[local.names[0]].name, "")
}

output "repository_url" {
  value = try(aws_ecr_repository.name[local.names[0]].repository_url, "")
}

output "repository_arn" {
  value = try(aws_ecr_repository.name[local.names[0]].arn, "")
}

output "registry_id" {
  value = try(aws_ecr_repository.name[local.names[0]].registry_id, "")
}

output "repository_url_map" {
  value = { for name, repository in aws_ecr_repository.name : name => repository.repository_url }
}

output "repository_arn_map" {
  value = { for name, repository in aws_ecr_repository.name : name => repository.arn }
}

variable "use_fullname" {
  type    = bool
  default = true
}

variable "image_names" {
  type    = list(string)
  default = []
}
