# A state machine runs its task in a public subnet with the address disabled.

provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block           = "10.16.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.16.0.0/24"
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

resource "aws_security_group" "etl" {
  name   = "etl"
  vpc_id = aws_vpc.main.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_task_definition" "transform" {
  family                   = "transform"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/ecsTaskExecutionRole"

  container_definitions = jsonencode([{
    name  = "transform"
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/transform:1.0"
  }])
}

resource "aws_sfn_state_machine" "transform" {
  name     = "transform"
  role_arn = "arn:aws:iam::123456789012:role/stepFunctions"

  definition = jsonencode({
    StartAt = "Transform"
    States = {
      Transform = {
        Type     = "Task"
        Resource = "arn:aws:states:::ecs:runTask.sync"
        End      = true
        Parameters = {
          Cluster        = "apps"
          LaunchType     = "FARGATE"
          TaskDefinition = aws_ecs_task_definition.transform.arn
          NetworkConfiguration = {
            AwsvpcConfiguration = {
              Subnets        = [aws_subnet.public.id]
              SecurityGroups = [aws_security_group.etl.id]
              AssignPublicIp = "DISABLED" # want "aws_internet_gateway.main, which needs a public address, and there is none in aws_subnet.public.*\\[public-subnet-without-address\\]"
            }
          }
        }
      }
    }
  })
}
