# The default route leads to a peered VPC, in the hope of its NAT gateway. A
# peer's gateways cannot be used.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.36.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_vpc" "hub" {
  cidr_block           = "10.37.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.36.1.0/24"
  availability_zone = "eu-west-1a"
}

resource "aws_vpc_peering_connection" "hub" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = aws_vpc.hub.id
  auto_accept = true
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  route { # want "leads to the peering connection aws_vpc_peering_connection.hub, and a peer's gateways cannot be used.*\\[dead-route\\]"
    cidr_block                = "0.0.0.0/0"
    vpc_peering_connection_id = aws_vpc_peering_connection.hub.id
  }
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "ledger" {
  name   = "ledger"
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_task_definition" "ledger" {
  family                   = "ledger"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"

  container_definitions = jsonencode([{
    name  = "ledger"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ledger:1.0"
  }])
}

resource "aws_ecs_service" "ledger" {
  name            = "ledger"
  cluster         = "apps"
  task_definition = aws_ecs_task_definition.ledger.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets          = [aws_subnet.private.id]
    security_groups  = [aws_security_group.ledger.id]
    assign_public_ip = false
  }
}
