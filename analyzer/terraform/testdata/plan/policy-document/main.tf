provider "aws" {
  region = "eu-west-1"
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Pull"
    actions   = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage"]
    resources = ["*"]
  }
  statement {
    sid       = "Replaced"
    actions   = ["logs:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "execution" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  statement {
    sid           = "Replaced"
    effect        = "Deny"
    not_actions   = ["logs:PutLogEvents"]
    not_resources = ["arn:${data.aws_partition.current.partition}:logs:*:*:log-group:/ecs/*"]
  }

  dynamic "statement" {
    for_each = toset(["b", "a"])
    content {
      sid       = "Read${upper(statement.key)}"
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::${statement.value}/*", "arn:aws:s3:::${statement.value}"]
      principals {
        type        = "AWS"
        identifiers = ["111122223333", "444455556666"]
      }
      principals {
        type        = "Service"
        identifiers = ["logs.amazonaws.com"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:RequestedRegion"
        values   = ["eu-west-1", "eu-west-2"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = ["o-1"]
      }
      condition {
        test     = "Bool"
        variable = "aws:SecureTransport"
        values   = ["true"]
      }
    }
  }
}

data "aws_iam_policy_document" "open" {
  override_policy_documents = [data.aws_iam_policy_document.base.json, jsonencode({ Version = "2012-10-17", Statement = [{ Sid = "Pull", Effect = "Deny", Action = "*", Resource = "*" }] })]
  statement {
    actions   = ["*"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "execution"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_policy" "execution" {
  name   = "execution"
  policy = data.aws_iam_policy_document.execution.json
}

resource "aws_iam_policy" "open" {
  name   = "open"
  policy = data.aws_iam_policy_document.open.json
}
