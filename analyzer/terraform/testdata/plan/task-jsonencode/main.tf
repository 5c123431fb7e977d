provider "aws" {
  region = "eu-west-1"
}

variable "environment" {
  type    = map(string)
  default = { LOG_LEVEL = "info", PORT = 8080 }
}

variable "sidecar" {
  type    = bool
  default = true
}

locals {
  base = {
    name         = "app"
    image        = "public.ecr.aws/docker/library/nginx:1.27"
    essential    = true
    portMappings = [{ containerPort = 8080, protocol = "tcp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = "/ecs/app"
        awslogs-region        = "eu-west-1"
        awslogs-stream-prefix = "app"
      }
    }
  }
  sidecar = merge(local.base, { name = "sidecar", essential = false, portMappings = [] })
}

resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512

  container_definitions = jsonencode(concat(
    [merge(local.base, { environment = [for k, v in var.environment : { name = k, value = v }] })],
    var.sidecar ? [local.sidecar] : [],
  ))

  volume {
    name = "data"
  }

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = upper("arm64")
  }
}

resource "aws_ecs_cluster" "main" {
  name = "main"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}
