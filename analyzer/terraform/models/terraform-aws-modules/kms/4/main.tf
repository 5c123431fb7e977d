# The key of terraform-aws-modules/kms/aws: its policy and its aliases. Grants
# are left out.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  external = var.create_external && !var.create_replica && !var.create_replica_external
  replica  = var.create_replica && !var.create_external && !var.create_replica_external
  own      = !var.create_external && !var.create_replica && !var.create_replica_external

  use  = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
  sign = ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"]

  # What each group of principals may do, by the argument that names it.
  allowed = [
    {
      who     = var.enable_default_policy ? ["arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"] : []
      actions = ["kms:*"]
    },
    { who = var.key_owners, actions = ["kms:*"] },
    {
      who = var.key_administrators
      actions = [
        "kms:CancelKeyDeletion", "kms:Create*", "kms:Delete*", "kms:Describe*", "kms:Disable*", "kms:Enable*",
        "kms:Get*", "kms:ImportKeyMaterial", "kms:List*", "kms:Put*", "kms:ReplicateKey", "kms:Revoke*",
        "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:Update*",
      ]
    },
    { who = var.key_users, actions = local.use },
    { who = var.key_service_roles_for_autoscaling, actions = local.use },
    { who = var.key_symmetric_encryption_users, actions = local.use },
    { who = var.key_hmac_users, actions = ["kms:DescribeKey", "kms:GenerateMac", "kms:VerifyMac"] },
    {
      who     = var.key_asymmetric_public_encryption_users
      actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GetPublicKey", "kms:ReEncrypt*"]
    },
    { who = var.key_asymmetric_sign_verify_users, actions = concat(local.sign, ["kms:Verify"]) },
  ]

  # Grants may be made for services of AWS alone.
  granting = [
    { who = var.key_service_users, actions = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"] },
    { who = var.key_service_roles_for_autoscaling, actions = ["kms:CreateGrant"] },
  ]

  policy = coalesce(var.policy, data.aws_iam_policy_document.this.json)
}

data "aws_iam_policy_document" "this" {
  source_policy_documents   = var.source_policy_documents
  override_policy_documents = var.override_policy_documents

  dynamic "statement" {
    for_each = [for a in local.allowed : a if length(a.who) > 0]

    content {
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = statement.value.who
      }
    }
  }

  dynamic "statement" {
    for_each = [for g in local.granting : g if length(g.who) > 0]

    content {
      actions   = statement.value.actions
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = statement.value.who
      }

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }
    }
  }

  dynamic "statement" {
    for_each = var.enable_route53_dnssec ? [concat(local.sign, ["kms:CreateGrant"])] : []

    content {
      actions   = statement.value
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["dnssec-route53.${data.aws_partition.current.dns_suffix}"]
      }
    }
  }

  dynamic "statement" {
    for_each = try([for s in coalesce(var.key_statements) : s], [])

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

      # Up to version 3 the argument is called conditions.
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

resource "aws_kms_key" "this" {
  count = var.create && local.own ? 1 : 0

  region = var.region
  policy = local.policy
  tags   = var.tags
}

resource "aws_kms_external_key" "this" {
  count = var.create && local.external ? 1 : 0

  region = var.region
  policy = local.policy
}

resource "aws_kms_replica_key" "this" {
  count = var.create && local.replica ? 1 : 0

  region          = var.region
  primary_key_arn = var.primary_key_arn
  policy          = local.policy
}

resource "aws_kms_replica_external_key" "this" {
  count = var.create && var.create_replica_external && !var.create_external && !var.create_replica ? 1 : 0

  region          = var.region
  primary_key_arn = var.primary_external_key_arn
  policy          = local.policy
}

resource "aws_kms_alias" "this" {
  for_each = {
    for k, v in merge({ for a in var.aliases : a => { name = a } }, var.computed_aliases) : k => v.name if var.create
  }

  region        = var.region
  name          = var.aliases_use_name_prefix ? null : "alias/${each.value}"
  name_prefix   = var.aliases_use_name_prefix ? "alias/${each.value}-" : null
  target_key_id = try(aws_kms_key.this[0].key_id, aws_kms_external_key.this[0].id, aws_kms_replica_key.this[0].key_id, aws_kms_replica_external_key.this[0].key_id)
}

output "key_arn" {
  value = try(aws_kms_key.this[0].arn, aws_kms_external_key.this[0].arn, aws_kms_replica_key.this[0].arn, aws_kms_replica_external_key.this[0].arn, null)
}

output "key_id" {
  value = try(aws_kms_key.this[0].key_id, aws_kms_external_key.this[0].id, aws_kms_replica_key.this[0].key_id, aws_kms_replica_external_key.this[0].key_id, null)
}

output "key_policy" {
  value = try(aws_kms_key.this[0].policy, aws_kms_external_key.this[0].policy, aws_kms_replica_key.this[0].policy, aws_kms_replica_external_key.this[0].policy, null)
}

output "aliases" {
  value = aws_kms_alias.this
}
