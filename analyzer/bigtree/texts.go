package bigtree

const variables = `variable "env" {
  description = "environment that names begin with"
  type        = string
  default     = "NAME"
}

variable "region" {
  type    = string
  default = "eu-west-1"
}

variable "cidr" {
  type    = string
  default = "10.20.0.0/16"
}

locals {
  tags = { env = var.env, managed = "terraform" }
}

provider "aws" {
  region = var.region
}
`

const network = `data "aws_availability_zones" "available" {}

resource "aws_vpc" "main" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true
  enable_dns_support   = true
  tags                 = merge(local.tags, { Name = "${var.env}-main" })
}

resource "aws_subnet" "private" {
  count             = 3
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(var.cidr, 8, count.index)
  availability_zone = data.aws_availability_zones.available.names[count.index]
  tags              = merge(local.tags, { Name = "${var.env}-private-${count.index}", tier = "private" })
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "private" {
  count          = 3
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "endpoints" {
  name   = "${var.env}-endpoints"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs", "secretsmanager"])
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = aws_subnet.private[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.private.id]
}
`

const service = `resource "aws_security_group" "NAME" {
  name   = "${var.env}-NAME"
  vpc_id = VPC
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_cluster" "NAME" {
  name = "${var.env}-NAME"
}

resource "aws_ecr_repository" "NAME" {
  name = "${var.env}/NAME"
}

resource "aws_cloudwatch_log_group" "NAME" {
  name              = "/ecs/${var.env}/NAME"
  retention_in_days = 30
}

resource "aws_iam_role" "NAME" {
  name = "${var.env}-NAME"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "NAME" {
  role       = aws_iam_role.NAME.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_ecs_task_definition" "NAME" {
  family                   = "${var.env}-NAME"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.NAME.arn
  container_definitions = jsonencode([{
    name         = "NAME"
    image        = "${aws_ecr_repository.NAME.repository_url}:latest"
    essential    = true
    portMappings = [{ containerPort = 8080, protocol = "tcp" }]
    environment  = [{ name = "ENV", value = var.env }, { name = "REGION", value = var.region }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.NAME.name
        awslogs-region        = var.region
        awslogs-stream-prefix = "NAME"
      }
    }
  }])
}

resource "aws_ecs_service" "NAME" {
  name            = "NAME"
  cluster         = aws_ecs_cluster.NAME.id
  task_definition = aws_ecs_task_definition.NAME.arn
  desired_count   = 2
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = SUBNETS
    security_groups = [aws_security_group.NAME.id]
  }
}
`

const function = `resource "aws_sqs_queue" "NAME" {
  name                       = "${var.env}-NAME"
  visibility_timeout_seconds = 60
  redrive_policy = jsonencode({
    deadLetterTargetArn = "arn:aws:sqs:${var.region}:111122223333:${var.env}-NAME-dead"
    maxReceiveCount     = 5
  })
  tags = merge(local.tags, { Name = "${var.env}-NAME" })
}

resource "aws_lambda_function" "NAME" {
  function_name = "${var.env}-NAME"
  filename      = "${path.module}/dist/NAME.zip"
  handler       = "index.handler"
  runtime       = "python3.13"
  timeout       = 30
  role          = "arn:aws:iam::111122223333:role/${var.env}-NAME"
  environment {
    variables = {
      TABLE = aws_dynamodb_table.NAME.name
      QUEUE = aws_sqs_queue.NAME.url
      STAGE = upper(var.env)
    }
  }
  tags = merge(local.tags, { Name = "${var.env}-NAME" })
}

resource "aws_dynamodb_table" "NAME" {
  name         = "${var.env}-NAME"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "NAME" {
  event_source_arn = aws_sqs_queue.NAME.arn
  function_name    = aws_lambda_function.NAME.arn
  batch_size       = 10
}

resource "aws_cloudwatch_metric_alarm" "NAME" {
  alarm_name          = "${var.env}-NAME-age"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.NAME.name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 600
  comparison_operator = "GreaterThanThreshold"
}

output "NAME_queue" {
  description = "queue of NAME"
  value       = aws_sqs_queue.NAME.url
}
`

const outputs = `output "vpc_id" {
  value = aws_vpc.main.id
}

output "private_subnet_ids" {
  value = aws_subnet.private[*].id
}
`

const stackCall = `provider "aws" {
  region = "eu-west-1"
}

module "stack" {
  source = "../../modules/stack"
  env    = "NAME"
}
`

const backend = `terraform {
  backend "s3" {
    bucket = "states"
    key    = "NAME/terraform.tfstate"
    region = "eu-west-1"
  }
}
`

const stateOfNetwork = `data "terraform_remote_state" "network" {
  backend = "s3"
  config = {
    bucket = "states"
    key    = "NAME/terraform.tfstate"
    region = "eu-west-1"
  }
}
`

const lookUpOfNetwork = `data "aws_vpc" "main" {
  tags = { Name = "${var.env}-main" }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
  tags = { tier = "private" }
}
`

const serviceVariables = `variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}
`

const rootUnit = `locals {
  env = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals.env
}

remote_state {
  backend = "s3"
  config = {
    bucket = "states"
    key    = "${path_relative_to_include()}/terraform.tfstate"
    region = "eu-west-1"
  }
}

inputs = {
  env    = local.env
  region = "eu-west-1"
}
`

const networkUnit = `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../../modules/network"
}

inputs = {
  cidr = "10.30.0.0/16"
}
`

const serviceUnit = `include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../../modules/service"
}

dependency "network" {
  config_path = "../network"
}

inputs = {
  env        = "NAME"
  vpc_id     = dependency.network.outputs.vpc_id
  subnet_ids = dependency.network.outputs.private_subnet_ids
}
`
