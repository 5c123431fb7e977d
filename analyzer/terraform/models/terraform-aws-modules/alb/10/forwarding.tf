locals {
  listeners = { for name, l in var.listeners : name => l if local.create }

  # What a listener forwards to by itself, and by each of its rules. An action
  # of version 9 has a type, one of version 10 an attribute named like it.
  targets = {
    for name, l in local.listeners : name => concat(
      try([l.forward], []),
      try(l.weighted_forward.target_groups, []),
    )
  }

  rules = merge([
    for listener, l in local.listeners : {
      for name, rule in try(coalesce(l.rules), {}) : "${listener}/${name}" => {
        listener = listener
        given    = try(rule.listener_arn, null)

        targets = concat([
          for action in rule.actions : concat(
            try([action.forward], []),
            try(action.weighted_forward.target_groups, []),
            try([for a in [action] : a if action.type == "forward"], []),
            try([for t in action.target_groups : t if action.type == "weighted-forward"], []),
          )
        ]...)
      }
    }
  ]...)
}

resource "aws_lb_target_group" "this" {
  for_each = { for name, group in var.target_groups : name => group if local.create }

  region      = var.region
  name        = try(each.value.name, null)
  name_prefix = try(each.value.name_prefix, null)
  vpc_id      = try(coalesce(each.value.vpc_id), var.vpc_id)
  target_type = try(each.value.target_type, null)
  port        = try(coalesce(each.value.port), var.default_port)
  protocol    = try(coalesce(each.value.protocol), var.default_protocol)

  dynamic "health_check" {
    for_each = try([each.value.health_check], [])

    content {
      port = try(health_check.value.port, null)
    }
  }
}

resource "aws_lb_listener" "this" {
  for_each = local.listeners

  region            = var.region
  load_balancer_arn = aws_lb.this[0].arn
  port              = try(coalesce(each.value.port), var.default_port)
  protocol          = try(coalesce(each.value.protocol), var.default_protocol)

  dynamic "default_action" {
    for_each = local.targets[each.key]

    content {
      type             = "forward"
      target_group_arn = try(aws_lb_target_group.this[default_action.value.target_group_key].arn, default_action.value.target_group_arn, default_action.value.arn, null)
    }
  }
}

resource "aws_lb_listener_rule" "this" {
  for_each = local.rules

  region       = var.region
  listener_arn = try(coalesce(each.value.given), aws_lb_listener.this[each.value.listener].arn)

  dynamic "action" {
    for_each = each.value.targets

    content {
      type             = "forward"
      target_group_arn = try(aws_lb_target_group.this[action.value.target_group_key].arn, action.value.target_group_arn, action.value.arn, null)
    }
  }
}
