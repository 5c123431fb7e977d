package terraform_test

// network returns VPCs by count and subnets by for_each.
func (g *generator) network() string {
	out := g.f(`resource "aws_vpc" "main" {
  count                = %s
  cidr_block           = cidrsubnet("10.0.0.0/8", 8, count.index + %s)
  enable_dns_support   = %s
  enable_dns_hostnames = %s
  tags                 = %s
}
`, g.whole(2, 2), g.whole(20, 2), g.safe(boolean, 2), g.pick("null", g.safe(boolean, 1)), g.safe(table, 2))
	out += g.f(`resource "aws_subnet" "each" {
  for_each                = { for i, n in distinct(%s) : "${i}:${n}" => i if length(aws_vpc.main) > 0 }
  vpc_id                  = one(slice(aws_vpc.main[*].id, 0, 1))
  cidr_block              = cidrsubnet(aws_vpc.main[0].cidr_block, 8, each.value)
  map_public_ip_on_launch = each.value %% 2 == 0
  tags                    = merge(%s, { Name = each.key, vpc = try(aws_vpc.main[each.value].cidr_block, "none") })
}
`, g.safe(texts, 2), g.safe(table, 2))
	g.declare(number, "length(aws_vpc.main)")
	g.declare(texts, "aws_vpc.main[*].cidr_block")
	g.declare(texts, "aws_vpc.main.*.cidr_block")
	g.declare(texts, "values(aws_subnet.each)[*].cidr_block")
	g.declare(texts, "[for s in aws_subnet.each : s.tags.Name]")
	g.declare(texts, "keys(aws_subnet.each)")
	g.declare(text, "try(aws_vpc.main[0].cidr_block, null)")
	g.declare(text, "try(element(values(aws_subnet.each), 1).cidr_block, \"none\")")
	g.declare(table, "{ for k, s in aws_subnet.each : k => s.cidr_block }")
	return out
}

// group returns a security group with dynamic blocks and rules beside it.
func (g *generator) group() string {
	out := g.f(`resource "aws_security_group" "this" {
  name = %s
  dynamic "ingress" {
    for_each = %s
    content {
      from_port   = %s
      to_port     = 65535
      protocol    = "tcp"
      cidr_blocks = ["10.0.${ingress.key}.0/24"]
      description = "r-${ingress.value}"
    }
  }
  dynamic "egress" {
    for_each = %s ? [1] : []
    iterator = out
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = [for i in range(%s) : cidrsubnet("10.0.0.0/8", 8, i + out.value)]
      self        = %s
    }
  }
}
`, g.f(`"g-${sha1(%s)}"`, g.safe(text, 2)), g.safe(numbers, 1), g.whole(443, 2), g.safe(boolean, 2), g.f("1 + %s", g.whole(3, 1)), g.pick("null", "true", "false"))
	out += g.f(`resource "aws_security_group_rule" "more" {
  for_each          = { for p in setproduct(distinct(%s), ["tcp", "udp"]) : join("/", p) => p }
  type              = "ingress"
  security_group_id = aws_security_group.this.id
  protocol          = each.value[1]
  from_port         = %s
  to_port           = 1024
  cidr_blocks       = ["10.9.0.0/16"]
  description       = length(regexall("[^0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]", each.key)) > 0 ? "odd" : substr("${each.key}", 0, 99)
}
`, g.safe(texts, 2), g.whole(1024, 2))
	return out
}

// endpoint returns VPC endpoints by for_each over services.
func (g *generator) endpoint() string {
	return g.f(`resource "aws_vpc_endpoint" "this" {
  for_each            = { for s in ["ecr.api", "ecr.dkr", "logs", "s3"] : s => s == "s3" ? "Gateway" : "Interface" if %s || s == "s3" }
  vpc_id              = "vpc-1"
  service_name        = "com.amazonaws.us-east-1.${each.key}"
  vpc_endpoint_type   = each.value
  private_dns_enabled = each.value == "Interface" ? %s : null
  tags                = %s
  policy              = each.key == "s3" ? jsonencode({ Statement = [for v in distinct(%s) : { Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::${v}" }] }) : null
}
`, g.safe(boolean, 2), g.safe(boolean, 2), g.safe(table, 2), g.safe(texts, 2))
}

// tasks returns task definitions: of jsonencode and of a template.
func (g *generator) tasks() string {
	return g.f(`resource "aws_ecs_task_definition" "json" {
  family = "json"
  cpu    = %s
  container_definitions = jsonencode(concat([
    merge({
      name        = "app"
      image       = "repo:${%s}"
      essential   = true
      environment = [for k, v in %s : { name = k, value = v }]
    }, %s ? { secrets = [] } : {})
  ], [for i in range(%s) : { name = "side-${i}", image = "side", essential = false }]))
}
resource "aws_ecs_task_definition" "template" {
  count                 = length(%s)
  family                = "t${count.index}"
  container_definitions = templatefile("${path.module}/task.tpl", { containers = [for i in range(1 + count.index) : "c${i}"], image = "i:${%s}", on = %s })
}
`, g.pick("256", "\"512\"", "null"), g.safe(text, 2), g.safe(table, 2), g.safe(boolean, 2), g.whole(2, 2), g.safe(texts, 1), g.safe(text, 2), g.safe(boolean, 1))
}

// service returns a service with blocks that may not be there.
func (g *generator) service() string {
	return g.f(`resource "aws_ecs_service" "this" {
  count           = %s ? 1 : 0
  name            = "svc-${count.index}"
  launch_type     = %s
  desired_count   = %s
  task_definition = "app:${%s}"
  dynamic "network_configuration" {
    for_each = [%s]
    content {
      subnets          = distinct([for s in %s : "subnet-${s}"])
      assign_public_ip = network_configuration.value
    }
  }
  dynamic "load_balancer" {
    for_each = %s
    content {
      container_name   = load_balancer.key
      container_port   = 80
      target_group_arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${md5(load_balancer.value)}/6d0ecf831eec9f09"
    }
  }
}
`, g.safe(boolean, 2), g.pick(`"FARGATE"`, `"EC2"`, "null"), g.whole(5, 2), g.whole(9, 1), g.safe(boolean, 1), g.safe(texts, 2), g.safe(table, 2))
}
