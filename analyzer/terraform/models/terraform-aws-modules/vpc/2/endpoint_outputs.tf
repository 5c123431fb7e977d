output "vpc_endpoint_s3_id" {
  value = try(aws_vpc_endpoint.s3[0].id, "")
}

output "vpc_endpoint_s3_pl_id" {
  value = try(aws_vpc_endpoint.s3[0].prefix_list_id, "")
}

output "vpc_endpoint_dynamodb_id" {
  value = try(aws_vpc_endpoint.dynamodb[0].id, "")
}

output "vpc_endpoint_dynamodb_pl_id" {
  value = try(aws_vpc_endpoint.dynamodb[0].prefix_list_id, "")
}

output "vpc_endpoint_ecr_api_id" {
  value = try(aws_vpc_endpoint.ecr_api[0].id, "")
}

output "vpc_endpoint_ecr_dkr_id" {
  value = try(aws_vpc_endpoint.ecr_dkr[0].id, "")
}

output "vpc_endpoint_logs_id" {
  value = try(aws_vpc_endpoint.logs[0].id, "")
}

output "vpc_endpoint_secretsmanager_id" {
  value = try(aws_vpc_endpoint.secretsmanager[0].id, "")
}

output "vpc_endpoint_ssm_id" {
  value = try(aws_vpc_endpoint.ssm[0].id, "")
}

output "vpc_endpoint_ssmmessages_id" {
  value = try(aws_vpc_endpoint.ssmmessages[0].id, "")
}

output "vpc_endpoint_kms_id" {
  value = try(aws_vpc_endpoint.kms[0].id, "")
}

output "vpc_endpoint_ecs_id" {
  value = try(aws_vpc_endpoint.ecs[0].id, "")
}

output "vpc_endpoint_ecs_agent_id" {
  value = try(aws_vpc_endpoint.ecs_agent[0].id, "")
}

output "vpc_endpoint_ecs_telemetry_id" {
  value = try(aws_vpc_endpoint.ecs_telemetry[0].id, "")
}

output "vpc_endpoint_sts_id" {
  value = try(aws_vpc_endpoint.sts[0].id, "")
}

output "vpc_endpoint_efs_id" {
  value = try(aws_vpc_endpoint.efs[0].id, "")
}

output "vpc_endpoint_monitoring_id" {
  value = try(aws_vpc_endpoint.monitoring[0].id, "")
}

output "vpc_endpoint_events_id" {
  value = try(aws_vpc_endpoint.events[0].id, "")
}

output "vpc_endpoint_sns_id" {
  value = try(aws_vpc_endpoint.sns[0].id, "")
}

output "vpc_endpoint_sqs_id" {
  value = try(aws_vpc_endpoint.sqs[0].id, "")
}

output "vpc_endpoint_ec2_id" {
  value = try(aws_vpc_endpoint.ec2[0].id, "")
}

output "vpc_endpoint_ec2messages_id" {
  value = try(aws_vpc_endpoint.ec2messages[0].id, "")
}

output "vpc_endpoint_appmesh_envoy_management_id" {
  value = try(aws_vpc_endpoint.appmesh_envoy_management[0].id, "")
}

output "vpc_endpoint_kinesis_streams_id" {
  value = try(aws_vpc_endpoint.kinesis_streams[0].id, "")
}

output "vpc_endpoint_kinesis_firehose_id" {
  value = try(aws_vpc_endpoint.kinesis_firehose[0].id, "")
}

output "vpc_endpoint_states_id" {
  value = try(aws_vpc_endpoint.states[0].id, "")
}
