# An external deployment controller sets the network in the task set, where the
# address was forgotten.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.20.0.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_security_group" "canary" {
  name   = "canary"
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_task_definition" "canary" {
  family                   = "canary"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"

  container_definitions = jsonencode([{
    name  = "canary"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/canary:1.0"
  }])
}

resource "aws_ecs_service" "checkout" {
  name    = "checkout"
  cluster = "apps"

  deployment_controller {
    type = "EXTERNAL"
  }
}

resource "aws_ecs_task_set" "canary" {
  service         = aws_ecs_service.checkout.id
  cluster         = "apps"
  task_definition = aws_ecs_task_definition.canary.arn
  launch_type     = "FARGATE"

  network_configuration { # want "aws_internet_gateway.main, which needs a public address, and there is none in aws_subnet.public.*\\[public-subnet-without-address\\]"
    subnets         = [aws_subnet.public.id]
    security_groups = [aws_security_group.canary.id]
  }
}
