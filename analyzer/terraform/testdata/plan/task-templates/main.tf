provider "aws" {
  region = "eu-west-1"
}

locals {
  vars = {
    name        = "app"
    image       = "nginx:1"
    ports       = [80, 443]
    environment = { A = "1", B = "two" }
    debug       = false
  }
}

resource "aws_ecs_task_definition" "template" {
  family                = "template"
  container_definitions = templatefile("${path.module}/task.json.tftpl", local.vars)
}

resource "aws_ecs_task_definition" "file" {
  family                = "file"
  container_definitions = file("${path.module}/task.json")
}

resource "aws_ecs_task_definition" "heredoc" {
  family                = "heredoc"
  container_definitions = <<-EOT
    [
      {
        "name": "${local.vars.name}",
        "image": "${local.vars.image}",
        "memory": ${128 * 2},
        "command": ${jsonencode(["sh", "-c", "echo \"hi\""])},
        "essential": ${!local.vars.debug}
      }
    ]
  EOT
}
