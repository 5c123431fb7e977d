# Both roles are made unless they are given. The execution role reads
# parameters, but no secrets.

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "ecs_exec" {
  count = local.make_exec ? 1 : 0

  name                 = module.exec_label.id
  assume_role_policy   = data.aws_iam_policy_document.assume.json
  permissions_boundary = var.permissions_boundary == "" ? null : var.permissions_boundary
}

data "aws_iam_policy_document" "ecs_exec" {
  count = local.make_exec ? 1 : 0

  statement {
    resources = ["*"]

    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "ssm:GetParameters",
    ]
  }
}

resource "aws_iam_role_policy" "ecs_exec" {
  for_each = toset(local.make_exec ? ["true"] : [])

  name   = module.exec_label.id
  role   = aws_iam_role.ecs_exec[0].id
  policy = data.aws_iam_policy_document.ecs_exec[0].json
}

resource "aws_iam_role_policy_attachment" "ecs_exec" {
  for_each = {
    for name, arn in merge({ for i, arn in var.task_exec_policy_arns : "_#${i}_" => arn }, var.task_exec_policy_arns_map) : name => arn if local.make_exec
  }

  role       = aws_iam_role.ecs_exec[0].id
  policy_arn = each.value
}

resource "aws_iam_role" "ecs_task" {
  count = local.make_task ? 1 : 0

  name                 = module.task_label.id
  assume_role_policy   = data.aws_iam_policy_document.assume.json
  permissions_boundary = var.permissions_boundary == "" ? null : var.permissions_boundary
}

resource "aws_iam_role_policy_attachment" "ecs_task" {
  for_each = {
    for name, arn in merge({ for i, arn in var.task_policy_arns : "_#${i}_" => arn }, var.task_policy_arns_map) : name => arn if local.make_task
  }

  role       = aws_iam_role.ecs_task[0].id
  policy_arn = each.value
}

data "aws_iam_policy_document" "ecs_ssm_exec" {
  count = local.make_task && var.exec_enabled ? 1 : 0

  statement {
    resources = ["*"]

    actions = [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]
  }
}

resource "aws_iam_role_policy" "ecs_ssm_exec" {
  count = length(data.aws_iam_policy_document.ecs_ssm_exec)

  name   = module.task_label.id
  role   = aws_iam_role.ecs_task[0].id
  policy = data.aws_iam_policy_document.ecs_ssm_exec[0].json
}

module "exec_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["exec"]
  context    = module.this.context
}

module "task_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["task"]
  context    = module.this.context
}
