# A service in a subnet of IPv6 alone, with an image by an IPv4 name.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  assign_generated_ipv6_cidr_block = true
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.main.id
  ipv6_cidr_block   = cidrsubnet(aws_vpc.main.ipv6_cidr_block, 8, 0)
  ipv6_native       = true
  availability_zone = "eu-west-1a"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.main.id
  }
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = aws_vpc.main.id

  egress {
    from_port        = 443
    to_port          = 443
    protocol         = "tcp"
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_ecs_task_definition" "feed" {
  family                   = "feed"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"

  container_definitions = jsonencode([{
    name  = "feed"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/feed:1.0" # want "has IPv4 addresses alone, and aws_subnet.public has IPv6 alone.*\\[ipv4-name-only\\]"
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = "/ecs/feed"
        awslogs-region        = "eu-west-1"
        awslogs-stream-prefix = "feed"
      }
    }
  }])
}

resource "aws_ecs_service" "feed" {
  name            = "feed"
  cluster         = "apps"
  task_definition = aws_ecs_task_definition.feed.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets          = [aws_subnet.public.id]
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = true
  }
}
