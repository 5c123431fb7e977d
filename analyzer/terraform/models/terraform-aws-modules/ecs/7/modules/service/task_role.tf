# The role of the containers, which ECS Exec needs to open its channels.

data "aws_iam_policy_document" "tasks_assume" {
  count = local.create_tasks_iam_role ? 1 : 0

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "tasks" {
  count = local.create_tasks_iam_role ? 1 : 0

  name                 = var.tasks_iam_role_use_name_prefix ? null : local.tasks_iam_role_name
  name_prefix          = var.tasks_iam_role_use_name_prefix ? "${local.tasks_iam_role_name}-" : null
  path                 = var.tasks_iam_role_path
  permissions_boundary = var.tasks_iam_role_permissions_boundary
  assume_role_policy   = data.aws_iam_policy_document.tasks_assume[0].json
}

resource "aws_iam_role_policy_attachment" "tasks" {
  for_each = { for name, arn in var.tasks_iam_role_policies : name => arn if local.create_tasks_iam_role }

  role       = aws_iam_role.tasks[0].name
  policy_arn = each.value
}

data "aws_iam_policy_document" "tasks" {
  count = local.create_tasks_policy ? 1 : 0

  dynamic "statement" {
    for_each = var.enable_execute_command ? ["*"] : []

    content {
      resources = [statement.value]

      actions = [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ]
    }
  }

  dynamic "statement" {
    for_each = var.tasks_iam_role_statements

    content {
      effect        = try(statement.value.effect, null)
      actions       = try(statement.value.actions, null)
      not_actions   = try(statement.value.not_actions, null)
      resources     = try(statement.value.resources, null)
      not_resources = try(statement.value.not_resources, null)

      dynamic "condition" {
        for_each = try(statement.value.condition, statement.value.conditions, [])

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }
}
