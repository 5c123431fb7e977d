variable "enable_public_s3_endpoint" {
  type    = bool
  default = true
}

variable "enable_s3_endpoint" {
  type    = bool
  default = false
}

variable "s3_endpoint_type" {
  type    = string
  default = "Gateway"
}

variable "s3_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "s3_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "s3_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "s3_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_dynamodb_endpoint" {
  type    = bool
  default = false
}

variable "dynamodb_endpoint_type" {
  type    = string
  default = "Gateway"
}

variable "dynamodb_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "dynamodb_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "dynamodb_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "dynamodb_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_ecr_api_endpoint" {
  type    = bool
  default = false
}

variable "ecr_api_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ecr_api_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ecr_api_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "ecr_api_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_ecr_dkr_endpoint" {
  type    = bool
  default = false
}

variable "ecr_dkr_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ecr_dkr_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ecr_dkr_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "ecr_dkr_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_logs_endpoint" {
  type    = bool
  default = false
}

variable "logs_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "logs_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "logs_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "logs_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_secretsmanager_endpoint" {
  type    = bool
  default = false
}

variable "secretsmanager_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "secretsmanager_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "secretsmanager_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "secretsmanager_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_ssm_endpoint" {
  type    = bool
  default = false
}

variable "ssm_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ssm_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ssm_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_ssmmessages_endpoint" {
  type    = bool
  default = false
}

variable "ssmmessages_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ssmmessages_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ssmmessages_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_kms_endpoint" {
  type    = bool
  default = false
}

variable "kms_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "kms_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "kms_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "kms_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_ecs_endpoint" {
  type    = bool
  default = false
}

variable "ecs_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ecs_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ecs_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_ecs_agent_endpoint" {
  type    = bool
  default = false
}

variable "ecs_agent_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ecs_agent_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ecs_agent_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_ecs_telemetry_endpoint" {
  type    = bool
  default = false
}

variable "ecs_telemetry_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ecs_telemetry_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ecs_telemetry_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_sts_endpoint" {
  type    = bool
  default = false
}

variable "sts_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "sts_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "sts_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "sts_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_efs_endpoint" {
  type    = bool
  default = false
}

variable "efs_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "efs_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "efs_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "efs_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_monitoring_endpoint" {
  type    = bool
  default = false
}

variable "monitoring_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "monitoring_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "monitoring_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "monitoring_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_events_endpoint" {
  type    = bool
  default = false
}

variable "events_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "events_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "events_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "events_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_sns_endpoint" {
  type    = bool
  default = false
}

variable "sns_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "sns_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "sns_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "sns_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_sqs_endpoint" {
  type    = bool
  default = false
}

variable "sqs_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "sqs_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "sqs_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "sqs_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_ec2_endpoint" {
  type    = bool
  default = false
}

variable "ec2_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ec2_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ec2_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "ec2_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_ec2messages_endpoint" {
  type    = bool
  default = false
}

variable "ec2messages_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "ec2messages_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "ec2messages_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_appmesh_envoy_management_endpoint" {
  type    = bool
  default = false
}

variable "appmesh_envoy_management_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "appmesh_envoy_management_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "appmesh_envoy_management_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "enable_kinesis_streams_endpoint" {
  type    = bool
  default = false
}

variable "kinesis_streams_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "kinesis_streams_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "kinesis_streams_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "kinesis_streams_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_kinesis_firehose_endpoint" {
  type    = bool
  default = false
}

variable "kinesis_firehose_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "kinesis_firehose_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "kinesis_firehose_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "kinesis_firehose_endpoint_policy" {
  type    = string
  default = null
}

variable "enable_states_endpoint" {
  type    = bool
  default = false
}

variable "states_endpoint_subnet_ids" {
  type    = list(string)
  default = []
}

variable "states_endpoint_security_group_ids" {
  type    = list(string)
  default = []
}

variable "states_endpoint_private_dns_enabled" {
  type    = bool
  default = false
}

variable "states_endpoint_policy" {
  type    = string
  default = null
}
