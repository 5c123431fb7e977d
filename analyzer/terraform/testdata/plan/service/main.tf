provider "aws" {
  region = "eu-west-1"
}

variable "service" {
  type = object({
    name    = string
    count   = optional(number, 2)
    public  = optional(bool, false)
    subnets = list(string)
    groups  = optional(set(string), ["sg-1", "sg-2"])
    deploy = optional(object({
      min = optional(number, 50)
      max = optional(number, 200)
    }), {})
  })
  default = { name = "web", subnets = ["subnet-1", "subnet-2"] }
}

resource "aws_ecs_service" "web" {
  name                               = var.service.name
  cluster                            = "main"
  task_definition                    = "web:1"
  launch_type                        = "FARGATE"
  desired_count                      = var.service.count
  enable_execute_command             = !var.service.public
  deployment_minimum_healthy_percent = var.service.deploy.min
  deployment_maximum_percent         = var.service.deploy.max

  network_configuration {
    subnets          = var.service.subnets
    security_groups  = var.service.groups
    assign_public_ip = var.service.public
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.service.public ? ["FARGATE_SPOT"] : []
    content {
      capacity_provider = capacity_provider_strategy.value
    }
  }

  lifecycle {
    ignore_changes = [desired_count]
  }
}

resource "aws_efs_file_system" "data" {
  encrypted = true
  tags      = { for k, v in { Name = var.service.name, Empty = "" } : k => v if v != "" }
}

resource "aws_efs_mount_target" "data" {
  for_each        = toset(var.service.subnets)
  file_system_id  = aws_efs_file_system.data.id
  subnet_id       = each.value
  security_groups = var.service.groups
}
