# Version 8 of terraform-aws-modules/alb/aws: lists of listeners that refer to
# a list of target groups by index, and a group for application load balancers.

locals {
  create                = var.create_lb && var.putin_khuylo
  create_security_group = local.create && var.create_security_group && var.load_balancer_type == "application"
  security_group_name   = try(coalesce(var.security_group_name, var.name, var.name_prefix), "")
}

resource "aws_lb" "this" {
  count = local.create ? 1 : 0

  name               = var.name
  name_prefix        = var.name_prefix
  internal           = var.internal
  load_balancer_type = var.load_balancer_type
  security_groups    = concat(aws_security_group.this[*].id, var.security_groups)
  subnets            = var.subnets

  dynamic "subnet_mapping" {
    for_each = coalesce(var.subnet_mapping, [])

    content {
      subnet_id = subnet_mapping.value.subnet_id
    }
  }

  tags = var.tags
}

resource "aws_security_group" "this" {
  count = local.create_security_group ? 1 : 0

  name        = var.security_group_use_name_prefix ? null : local.security_group_name
  name_prefix = var.security_group_use_name_prefix ? "${local.security_group_name}-" : null
  vpc_id      = var.vpc_id
  tags        = merge(var.tags, var.security_group_tags)
}

resource "aws_security_group_rule" "this" {
  for_each = { for name, rule in var.security_group_rules : name => rule if local.create_security_group }

  security_group_id        = aws_security_group.this[0].id
  type                     = each.value.type
  protocol                 = each.value.protocol
  from_port                = each.value.from_port
  to_port                  = each.value.to_port
  cidr_blocks              = try(each.value.cidr_blocks, null)
  ipv6_cidr_blocks         = try(each.value.ipv6_cidr_blocks, null)
  prefix_list_ids          = try(each.value.prefix_list_ids, null)
  self                     = try(each.value.self, null)
  source_security_group_id = try(each.value.source_security_group_id, null)
}

resource "aws_lb_target_group" "main" {
  count = local.create ? length(var.target_groups) : 0

  name        = try(var.target_groups[count.index].name, null)
  name_prefix = try(var.target_groups[count.index].name_prefix, null)
  vpc_id      = var.vpc_id
  target_type = try(var.target_groups[count.index].target_type, null)
  port        = try(var.target_groups[count.index].backend_port, null)
  protocol    = try(upper(var.target_groups[count.index].backend_protocol), null)

  dynamic "health_check" {
    for_each = try([var.target_groups[count.index].health_check], [])

    content {
      port = try(health_check.value.port, null)
    }
  }
}

resource "aws_lb_listener" "frontend_http_tcp" {
  count = local.create ? length(var.http_tcp_listeners) : 0

  load_balancer_arn = aws_lb.this[0].arn
  port              = var.http_tcp_listeners[count.index].port
  protocol          = var.http_tcp_listeners[count.index].protocol

  default_action {
    type             = try(coalesce(var.http_tcp_listeners[count.index].action_type), "forward")
    target_group_arn = contains(["", "forward"], try(coalesce(var.http_tcp_listeners[count.index].action_type), "")) ? aws_lb_target_group.main[try(var.http_tcp_listeners[count.index].target_group_index, count.index)].id : null

    dynamic "forward" {
      for_each = try([var.http_tcp_listeners[count.index].forward], [])

      content {
        dynamic "target_group" {
          for_each = forward.value.target_groups

          content {
            arn = aws_lb_target_group.main[target_group.value.target_group_index].id
          }
        }
      }
    }
  }
}

resource "aws_lb_listener_rule" "http_tcp_listener_rule" {
  count = local.create ? length(var.http_tcp_listener_rules) : 0

  listener_arn = aws_lb_listener.frontend_http_tcp[try(var.http_tcp_listener_rules[count.index].http_tcp_listener_index, count.index)].arn

  dynamic "action" {
    for_each = [for a in var.http_tcp_listener_rules[count.index].actions : a if a.type == "forward"]

    content {
      type             = "forward"
      target_group_arn = aws_lb_target_group.main[try(action.value.target_group_index, count.index)].id
    }
  }
}

resource "aws_lb_listener" "frontend_https" {
  count = local.create ? length(var.https_listeners) : 0

  load_balancer_arn = aws_lb.this[0].arn
  port              = var.https_listeners[count.index].port
  protocol          = try(var.https_listeners[count.index].protocol, "HTTPS")

  default_action {
    type             = try(coalesce(var.https_listeners[count.index].action_type), "forward")
    target_group_arn = contains(["", "forward"], try(coalesce(var.https_listeners[count.index].action_type), "")) ? aws_lb_target_group.main[try(var.https_listeners[count.index].target_group_index, count.index)].id : null

    dynamic "forward" {
      for_each = try([var.https_listeners[count.index].forward], [])

      content {
        dynamic "target_group" {
          for_each = forward.value.target_groups

          content {
            arn = aws_lb_target_group.main[target_group.value.target_group_index].id
          }
        }
      }
    }
  }
}

resource "aws_lb_listener_rule" "https_listener_rule" {
  count = local.create ? length(var.https_listener_rules) : 0

  listener_arn = aws_lb_listener.frontend_https[try(var.https_listener_rules[count.index].https_listener_index, count.index)].arn

  dynamic "action" {
    for_each = [for a in var.https_listener_rules[count.index].actions : a if a.type == "forward"]

    content {
      type             = "forward"
      target_group_arn = aws_lb_target_group.main[try(action.value.target_group_index, count.index)].id
    }
  }
}
