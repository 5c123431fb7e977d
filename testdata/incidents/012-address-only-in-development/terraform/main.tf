# The address is an input with a default that suits the NAT gateways of
# production. Here there are none.

provider "aws" {
  region = "eu-west-1"
}

variable "assign_public_ip" {
  type    = bool
  default = false
}

resource "aws_vpc" "main" {
  cidr_block           = "10.21.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.21.0.0/24"
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

resource "aws_security_group" "portal" {
  name   = "portal"
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_task_definition" "portal" {
  family                   = "portal"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"

  container_definitions = jsonencode([{
    name  = "portal"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/portal:1.0"
  }])
}

resource "aws_ecs_service" "portal" {
  name            = "portal"
  cluster         = "apps"
  task_definition = aws_ecs_task_definition.portal.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets          = [aws_subnet.public.id]
    security_groups  = [aws_security_group.portal.id]
    assign_public_ip = var.assign_public_ip # want "aws_internet_gateway.main, which needs a public address, and there is none in aws_subnet.public.*\\[public-subnet-without-address\\]"
  }
}
