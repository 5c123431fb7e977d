# The security review closed the subnet. Nobody listed what the task needs to
# start.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.50.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "isolated" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.50.1.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table" "isolated" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "isolated" {
  subnet_id      = aws_subnet.isolated.id
  route_table_id = aws_route_table.isolated.id
}

resource "aws_security_group" "vault" {
  name   = "vault"
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_task_definition" "vault" {
  family                   = "vault"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"

  container_definitions = jsonencode([{
    name  = "vault"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/vault:1.0"
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = "/ecs/vault"
        awslogs-region        = "eu-west-1"
        awslogs-stream-prefix = "vault"
      }
    }
  }])
}

resource "aws_ecs_service" "vault" {
  name            = "vault"
  cluster         = "apps"
  task_definition = aws_ecs_task_definition.vault.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets          = [aws_subnet.isolated.id] # want "aws_route_table.isolated.*aws_subnet.isolated.*aws_vpc.main.* no endpoint for ecr.api, ecr.dkr, s3 and logs.*\\[isolated-subnet\\]"
    security_groups  = [aws_security_group.vault.id]
    assign_public_ip = false
  }
}
