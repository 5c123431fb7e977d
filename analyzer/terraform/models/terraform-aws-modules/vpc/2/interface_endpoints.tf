# The interface endpoints of version 2, all alike.

data "aws_vpc_endpoint_service" "ecr_api" {
  count = local.create_vpc && var.enable_ecr_api_endpoint ? 1 : 0

  service = "ecr.api"
}

resource "aws_vpc_endpoint" "ecr_api" {
  count = length(data.aws_vpc_endpoint_service.ecr_api)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ecr_api[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.ecr_api_endpoint_policy
  subnet_ids          = coalescelist(var.ecr_api_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ecr_api_endpoint_security_group_ids
  private_dns_enabled = var.ecr_api_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ecr_dkr" {
  count = local.create_vpc && var.enable_ecr_dkr_endpoint ? 1 : 0

  service = "ecr.dkr"
}

resource "aws_vpc_endpoint" "ecr_dkr" {
  count = length(data.aws_vpc_endpoint_service.ecr_dkr)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ecr_dkr[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.ecr_dkr_endpoint_policy
  subnet_ids          = coalescelist(var.ecr_dkr_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ecr_dkr_endpoint_security_group_ids
  private_dns_enabled = var.ecr_dkr_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "logs" {
  count = local.create_vpc && var.enable_logs_endpoint ? 1 : 0

  service = "logs"
}

resource "aws_vpc_endpoint" "logs" {
  count = length(data.aws_vpc_endpoint_service.logs)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.logs[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.logs_endpoint_policy
  subnet_ids          = coalescelist(var.logs_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.logs_endpoint_security_group_ids
  private_dns_enabled = var.logs_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "secretsmanager" {
  count = local.create_vpc && var.enable_secretsmanager_endpoint ? 1 : 0

  service = "secretsmanager"
}

resource "aws_vpc_endpoint" "secretsmanager" {
  count = length(data.aws_vpc_endpoint_service.secretsmanager)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.secretsmanager[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.secretsmanager_endpoint_policy
  subnet_ids          = coalescelist(var.secretsmanager_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.secretsmanager_endpoint_security_group_ids
  private_dns_enabled = var.secretsmanager_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ssm" {
  count = local.create_vpc && var.enable_ssm_endpoint ? 1 : 0

  service = "ssm"
}

resource "aws_vpc_endpoint" "ssm" {
  count = length(data.aws_vpc_endpoint_service.ssm)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ssm[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.ssm_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ssm_endpoint_security_group_ids
  private_dns_enabled = var.ssm_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ssmmessages" {
  count = local.create_vpc && var.enable_ssmmessages_endpoint ? 1 : 0

  service = "ssmmessages"
}

resource "aws_vpc_endpoint" "ssmmessages" {
  count = length(data.aws_vpc_endpoint_service.ssmmessages)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ssmmessages[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.ssmmessages_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ssmmessages_endpoint_security_group_ids
  private_dns_enabled = var.ssmmessages_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "kms" {
  count = local.create_vpc && var.enable_kms_endpoint ? 1 : 0

  service = "kms"
}

resource "aws_vpc_endpoint" "kms" {
  count = length(data.aws_vpc_endpoint_service.kms)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.kms[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.kms_endpoint_policy
  subnet_ids          = coalescelist(var.kms_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.kms_endpoint_security_group_ids
  private_dns_enabled = var.kms_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ecs" {
  count = local.create_vpc && var.enable_ecs_endpoint ? 1 : 0

  service = "ecs"
}

resource "aws_vpc_endpoint" "ecs" {
  count = length(data.aws_vpc_endpoint_service.ecs)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ecs[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.ecs_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ecs_endpoint_security_group_ids
  private_dns_enabled = var.ecs_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ecs_agent" {
  count = local.create_vpc && var.enable_ecs_agent_endpoint ? 1 : 0

  service = "ecs-agent"
}

resource "aws_vpc_endpoint" "ecs_agent" {
  count = length(data.aws_vpc_endpoint_service.ecs_agent)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ecs_agent[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.ecs_agent_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ecs_agent_endpoint_security_group_ids
  private_dns_enabled = var.ecs_agent_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ecs_telemetry" {
  count = local.create_vpc && var.enable_ecs_telemetry_endpoint ? 1 : 0

  service = "ecs-telemetry"
}

resource "aws_vpc_endpoint" "ecs_telemetry" {
  count = length(data.aws_vpc_endpoint_service.ecs_telemetry)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ecs_telemetry[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.ecs_telemetry_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ecs_telemetry_endpoint_security_group_ids
  private_dns_enabled = var.ecs_telemetry_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "sts" {
  count = local.create_vpc && var.enable_sts_endpoint ? 1 : 0

  service = "sts"
}

resource "aws_vpc_endpoint" "sts" {
  count = length(data.aws_vpc_endpoint_service.sts)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.sts[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.sts_endpoint_policy
  subnet_ids          = coalescelist(var.sts_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.sts_endpoint_security_group_ids
  private_dns_enabled = var.sts_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "efs" {
  count = local.create_vpc && var.enable_efs_endpoint ? 1 : 0

  service = "elasticfilesystem"
}

resource "aws_vpc_endpoint" "efs" {
  count = length(data.aws_vpc_endpoint_service.efs)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.efs[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.efs_endpoint_policy
  subnet_ids          = coalescelist(var.efs_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.efs_endpoint_security_group_ids
  private_dns_enabled = var.efs_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "monitoring" {
  count = local.create_vpc && var.enable_monitoring_endpoint ? 1 : 0

  service = "monitoring"
}

resource "aws_vpc_endpoint" "monitoring" {
  count = length(data.aws_vpc_endpoint_service.monitoring)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.monitoring[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.monitoring_endpoint_policy
  subnet_ids          = coalescelist(var.monitoring_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.monitoring_endpoint_security_group_ids
  private_dns_enabled = var.monitoring_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "events" {
  count = local.create_vpc && var.enable_events_endpoint ? 1 : 0

  service = "events"
}

resource "aws_vpc_endpoint" "events" {
  count = length(data.aws_vpc_endpoint_service.events)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.events[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.events_endpoint_policy
  subnet_ids          = coalescelist(var.events_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.events_endpoint_security_group_ids
  private_dns_enabled = var.events_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "sns" {
  count = local.create_vpc && var.enable_sns_endpoint ? 1 : 0

  service = "sns"
}

resource "aws_vpc_endpoint" "sns" {
  count = length(data.aws_vpc_endpoint_service.sns)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.sns[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.sns_endpoint_policy
  subnet_ids          = coalescelist(var.sns_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.sns_endpoint_security_group_ids
  private_dns_enabled = var.sns_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "sqs" {
  count = local.create_vpc && var.enable_sqs_endpoint ? 1 : 0

  service = "sqs"
}

resource "aws_vpc_endpoint" "sqs" {
  count = length(data.aws_vpc_endpoint_service.sqs)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.sqs[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.sqs_endpoint_policy
  subnet_ids          = coalescelist(var.sqs_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.sqs_endpoint_security_group_ids
  private_dns_enabled = var.sqs_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ec2" {
  count = local.create_vpc && var.enable_ec2_endpoint ? 1 : 0

  service = "ec2"
}

resource "aws_vpc_endpoint" "ec2" {
  count = length(data.aws_vpc_endpoint_service.ec2)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ec2[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.ec2_endpoint_policy
  subnet_ids          = coalescelist(var.ec2_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ec2_endpoint_security_group_ids
  private_dns_enabled = var.ec2_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "ec2messages" {
  count = local.create_vpc && var.enable_ec2messages_endpoint ? 1 : 0

  service = "ec2messages"
}

resource "aws_vpc_endpoint" "ec2messages" {
  count = length(data.aws_vpc_endpoint_service.ec2messages)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.ec2messages[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.ec2messages_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.ec2messages_endpoint_security_group_ids
  private_dns_enabled = var.ec2messages_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "appmesh_envoy_management" {
  count = local.create_vpc && var.enable_appmesh_envoy_management_endpoint ? 1 : 0

  service = "appmesh-envoy-management"
}

resource "aws_vpc_endpoint" "appmesh_envoy_management" {
  count = length(data.aws_vpc_endpoint_service.appmesh_envoy_management)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.appmesh_envoy_management[count.index].service_name
  vpc_endpoint_type   = "Interface"
  subnet_ids          = coalescelist(var.appmesh_envoy_management_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.appmesh_envoy_management_endpoint_security_group_ids
  private_dns_enabled = var.appmesh_envoy_management_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "kinesis_streams" {
  count = local.create_vpc && var.enable_kinesis_streams_endpoint ? 1 : 0

  service = "kinesis-streams"
}

resource "aws_vpc_endpoint" "kinesis_streams" {
  count = length(data.aws_vpc_endpoint_service.kinesis_streams)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.kinesis_streams[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.kinesis_streams_endpoint_policy
  subnet_ids          = coalescelist(var.kinesis_streams_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.kinesis_streams_endpoint_security_group_ids
  private_dns_enabled = var.kinesis_streams_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "kinesis_firehose" {
  count = local.create_vpc && var.enable_kinesis_firehose_endpoint ? 1 : 0

  service = "kinesis-firehose"
}

resource "aws_vpc_endpoint" "kinesis_firehose" {
  count = length(data.aws_vpc_endpoint_service.kinesis_firehose)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.kinesis_firehose[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.kinesis_firehose_endpoint_policy
  subnet_ids          = coalescelist(var.kinesis_firehose_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.kinesis_firehose_endpoint_security_group_ids
  private_dns_enabled = var.kinesis_firehose_endpoint_private_dns_enabled
}

data "aws_vpc_endpoint_service" "states" {
  count = local.create_vpc && var.enable_states_endpoint ? 1 : 0

  service = "states"
}

resource "aws_vpc_endpoint" "states" {
  count = length(data.aws_vpc_endpoint_service.states)

  vpc_id              = local.vpc_id
  service_name        = data.aws_vpc_endpoint_service.states[count.index].service_name
  vpc_endpoint_type   = "Interface"
  policy              = var.states_endpoint_policy
  subnet_ids          = coalescelist(var.states_endpoint_subnet_ids, aws_subnet.private[*].id)
  security_group_ids  = var.states_endpoint_security_group_ids
  private_dns_enabled = var.states_endpoint_private_dns_enabled
}
