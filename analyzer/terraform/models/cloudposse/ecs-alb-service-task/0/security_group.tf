locals {
  group = module.this.enabled && var.network_mode == "awsvpc" && var.security_group_enabled
}

resource "aws_security_group" "ecs_service" {
  count = local.group ? 1 : 0

  name   = module.service_label.id
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "allow_all_egress" {
  count = local.group && var.enable_all_egress_rule ? 1 : 0

  security_group_id = aws_security_group.ecs_service[0].id
  type              = "egress"
  protocol          = "-1"
  from_port         = 0
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "allow_icmp_ingress" {
  count = local.group && var.enable_icmp_rule ? 1 : 0

  security_group_id = aws_security_group.ecs_service[0].id
  type              = "ingress"
  protocol          = "icmp"
  from_port         = 8
  to_port           = 0
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "alb" {
  count = local.group && var.use_alb_security_group ? 1 : 0

  security_group_id        = aws_security_group.ecs_service[0].id
  type                     = "ingress"
  protocol                 = "tcp"
  from_port                = var.container_port
  to_port                  = var.container_port
  source_security_group_id = var.alb_security_group
}

resource "aws_security_group_rule" "nlb" {
  count = local.group && var.use_nlb_cidr_blocks ? 1 : 0

  security_group_id = aws_security_group.ecs_service[0].id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = var.nlb_container_port
  to_port           = var.nlb_container_port
  cidr_blocks       = var.nlb_cidr_blocks
}

module "service_label" {
  source  = "cloudposse/label/null"
  version = "0.25.0"

  attributes = ["service"]
  context    = module.this.context
}
