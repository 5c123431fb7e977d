# The service of umotif-public/ecs-fargate/aws with its security group, roles
# and target groups.

resource "aws_cloudwatch_log_group" "main" {
  count = var.enable_logs ? 1 : 0

  name       = var.name_prefix
  kms_key_id = var.logs_kms_key
}

resource "aws_security_group" "ecs_service" {
  vpc_id      = var.vpc_id
  name_prefix = var.sg_name_prefix == "" ? "${var.name_prefix}-ecs-service-sg-" : "${var.sg_name_prefix}-"
}

# Nothing is let in but by rules of the caller's.
resource "aws_security_group_rule" "egress_service" {
  count = var.deny_egress_to_anywhere ? 0 : 1

  security_group_id = aws_security_group.ecs_service.id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_lb_target_group" "task" {
  for_each = var.load_balanced ? { for group in var.target_groups : group.target_group_name => group } : {}

  name        = each.value.target_group_name
  vpc_id      = var.vpc_id
  protocol    = var.task_container_protocol
  port        = try(each.value.container_port, var.task_container_port)
  target_type = "ip"

  health_check {
    port     = try(var.health_check.port, "traffic-port")
    protocol = try(var.health_check.protocol, "HTTP")
  }
}

resource "aws_ecs_service" "service" {
  name                       = var.name_prefix
  cluster                    = var.cluster_id
  task_definition            = aws_ecs_task_definition.task.arn
  desired_count              = var.desired_count
  deployment_maximum_percent = var.deployment_maximum_percent
  platform_version           = var.platform_version
  launch_type                = length(var.capacity_provider_strategy) == 0 ? "FARGATE" : null
  enable_execute_command     = var.enable_execute_command

  network_configuration {
    subnets          = var.private_subnet_ids
    security_groups  = [aws_security_group.ecs_service.id]
    assign_public_ip = var.task_container_assign_public_ip
  }

  deployment_controller {
    type = var.deployment_controller_type
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.capacity_provider_strategy

    content {
      capacity_provider = capacity_provider_strategy.value.capacity_provider
      weight            = capacity_provider_strategy.value.weight
      base              = try(capacity_provider_strategy.value.base, null)
    }
  }

  dynamic "load_balancer" {
    for_each = var.load_balanced ? var.target_groups : []

    content {
      container_name   = try(load_balancer.value.container_name, "") != "" ? load_balancer.value.container_name : var.name_prefix
      container_port   = try(load_balancer.value.container_port, var.task_container_port)
      target_group_arn = aws_lb_target_group.task[load_balancer.value.target_group_name].arn
    }
  }
}

output "service_name" {
  value = aws_ecs_service.service.name
}

output "service_arn" {
  value = aws_ecs_service.service.id
}

output "service_sg_id" {
  value = aws_security_group.ecs_service.id
}

output "log_group_name" {
  value = var.enable_logs ? aws_cloudwatch_log_group.main[0].name : null
}

output "target_group_arn" {
  value = [for group in aws_lb_target_group.task : group.arn]
}

output "target_group_name" {
  value = [for group in aws_lb_target_group.task : group.name]
}
