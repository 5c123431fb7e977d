# The repository of terraform-aws-modules/ecr/aws, private or public, and the
# policy of a private one.

locals {
  private = var.create && var.create_repository && var.repository_type == "private"
  public  = var.create && var.create_repository && var.repository_type == "public"
}

resource "aws_ecr_repository" "this" {
  count = local.private ? 1 : 0

  region = var.region
  name   = var.repository_name
  tags   = var.tags
}

resource "aws_ecrpublic_repository" "this" {
  count = local.public ? 1 : 0

  repository_name = var.repository_name
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Without readers of its own the repository is open to its account.
data "aws_iam_policy_document" "repository" {
  count = local.private && var.create_repository_policy ? 1 : 0

  statement {
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:DescribeImageScanFindings",
      "ecr:DescribeImages",
      "ecr:DescribeRepositories",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
      "ecr:GetLifecyclePolicy",
      "ecr:GetLifecyclePolicyPreview",
      "ecr:GetRepositoryPolicy",
      "ecr:ListImages",
      "ecr:ListTagsForResource",
    ]

    principals {
      type = "AWS"

      identifiers = coalescelist(
        concat(var.repository_read_access_arns, var.repository_read_write_access_arns),
        ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"],
      )
    }
  }

  dynamic "statement" {
    for_each = var.repository_policy_statements

    content {
      effect      = try(statement.value.effect, null)
      actions     = try(statement.value.actions, null)
      not_actions = try(statement.value.not_actions, null)

      dynamic "principals" {
        for_each = try(coalesce(statement.value.principals), [])

        content {
          type        = principals.value.type
          identifiers = principals.value.identifiers
        }
      }

      dynamic "not_principals" {
        for_each = try(coalesce(statement.value.not_principals), [])

        content {
          type        = not_principals.value.type
          identifiers = not_principals.value.identifiers
        }
      }

      dynamic "condition" {
        for_each = try(coalesce(statement.value.conditions), [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_ecr_repository_policy" "this" {
  count = local.private && var.attach_repository_policy ? 1 : 0

  region     = var.region
  repository = aws_ecr_repository.this[0].name
  policy     = var.create_repository_policy ? data.aws_iam_policy_document.repository[0].json : var.repository_policy
}

output "repository_name" {
  value = try(aws_ecr_repository.this[0].name, aws_ecrpublic_repository.this[0].id, null)
}

output "repository_arn" {
  value = try(aws_ecr_repository.this[0].arn, aws_ecrpublic_repository.this[0].arn, null)
}

output "repository_url" {
  value = try(aws_ecr_repository.this[0].repository_url, aws_ecrpublic_repository.this[0].repository_uri, null)
}

output "repository_registry_id" {
  value = try(aws_ecr_repository.this[0].registry_id, aws_ecrpublic_repository.this[0].registry_id, null)
}
