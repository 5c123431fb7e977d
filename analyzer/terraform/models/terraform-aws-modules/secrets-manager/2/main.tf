# The secret of terraform-aws-modules/secrets-manager/aws and its policy. What
# the secret holds is left out.

resource "aws_secretsmanager_secret" "this" {
  count = var.create ? 1 : 0

  region      = var.region
  name        = var.name
  name_prefix = var.name_prefix
  kms_key_id  = var.kms_key_id
  tags        = var.tags
}

data "aws_iam_policy_document" "this" {
  count = var.create && var.create_policy ? 1 : 0

  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = try([for s in coalesce(var.policy_statements) : s], [])

    content {
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

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

      # Up to version 1 the argument is called conditions.
      dynamic "condition" {
        for_each = try(coalesce(statement.value.condition), coalesce(statement.value.conditions), [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}

resource "aws_secretsmanager_secret_policy" "this" {
  count = var.create && var.create_policy ? 1 : 0

  region     = var.region
  secret_arn = aws_secretsmanager_secret.this[0].arn
  policy     = data.aws_iam_policy_document.this[0].json
}

output "secret_arn" {
  value = try(aws_secretsmanager_secret.this[0].arn, null)
}

output "secret_id" {
  value = try(aws_secretsmanager_secret.this[0].id, null)
}

output "secret_name" {
  value = try(aws_secretsmanager_secret.this[0].name, null)
}
