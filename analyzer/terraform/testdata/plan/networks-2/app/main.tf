
variable "name" {}
variable "image" {}
variable "subnets" { type = list(string) }
variable "groups" { type = list(string) }
variable "env" {
  type    = map(string)
  default = {}
}
variable "ports" {
  type    = list(number)
  default = [80]
}
variable "sidecars" {
  type = list(object({
    name      = string
    image     = string
    essential = optional(bool, false)
    secrets   = optional(map(string), {})
  }))
  default = []
}
variable "public" {
  type    = bool
  default = true
}
variable "cpu" { default = "512" }
resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/${var.name}"
  retention_in_days = "30"
}
locals {
  main = {
    name         = var.name
    image        = "${var.image}:latest"
    essential    = true
    environment  = [for k in sort(keys(var.env)) : { name = k, value = var.env[k] }]
    portMappings = [for p in var.ports : { containerPort = p, hostPort = p, protocol = "tcp" }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group           = aws_cloudwatch_log_group.this.name
        awslogs-region          = "us-east-1"
        "awslogs-stream-prefix" = "ecs"
      }
    }
  }
  sidecars = [for s in var.sidecars : merge({ name = s.name, image = s.image, essential = s.essential }, length(s.secrets) > 0 ? { secrets = [for k, v in s.secrets : { name = k, valueFrom = v }] } : {})]
}
resource "aws_ecs_task_definition" "this" {
  family                   = var.name
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = var.cpu
  memory                   = var.cpu * 2
  container_definitions    = "[${jsonencode(local.main)}]"
}
resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = "main"
  desired_count   = max(1, length(var.ports))
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.this.arn
  network_configuration {
    subnets          = var.subnets
    security_groups  = compact(concat(var.groups, [""]))
    assign_public_ip = var.public
  }
  dynamic "load_balancer" {
    for_each = var.ports
    content {
      target_group_arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/${var.name}-${load_balancer.value}/1"
      container_name   = var.name
      container_port   = load_balancer.value
    }
  }
}
output "family" { value = aws_ecs_task_definition.this.family }
