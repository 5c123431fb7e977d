package rules_test

var terraformMutations = []mutation{
	{"image on Docker Hub", []edit{
		{`"${aws_ecr_repository.repository.repository_url}:${var.image_tag}"`, `"nginx:1.27"`},
		{`security_groups = [aws_security_group.endpoints.id]`, `cidr_blocks     = ["0.0.0.0/0"]`},
	}, "TR205"},
	{"no endpoint for ecr.api", []edit{{`${var.region}.ecr.api"`, `${var.region}.sts"`}}, "TR201"},
	{"misspelt service of an endpoint", []edit{{`${var.region}.ecr.api"`, `${var.region}.ecr-api"`}}, "TR201"},
	{"no endpoint for ecr.dkr", []edit{{`${var.region}.ecr.dkr"`, `${var.region}.kms"`}}, "TR201"},
	{"no endpoint for S3", []edit{
		{`aws_vpc_endpoint.s3.prefix_list_id`, `"pl-6da54004"`},
		{`${var.region}.s3"`, `${var.region}.dynamodb"`},
	}, "TR202"},
	{"no endpoint for logs", []edit{{`${var.region}.logs"`, `${var.region}.monitoring"`}}, "TR203"},
	{"endpoint for logs not created", []edit{{`"aws_vpc_endpoint" "logs" {`, "\"aws_vpc_endpoint\" \"logs\" {\n  count = 0"}}, "TR203"},
	{"secret without an endpoint", []edit{{
		`essential    = true`,
		`secrets      = [{ name = "TOKEN", valueFrom = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token-AbCdEf" }]`,
	}}, "TR204"},
	{"endpoint without subnets", []edit{{
		"ecr.api\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n  subnet_ids          = local.private_subnet_ids\n",
		"ecr.api\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n",
	}}, "TR211"},
	{"endpoint in another VPC", []edit{
		{"vpc_id              = aws_vpc.vpc.id\n  service_name        = \"com.amazonaws.${var.region}.logs", "vpc_id              = aws_vpc.other.id\n  service_name        = \"com.amazonaws.${var.region}.logs"},
		{"", "\nresource \"aws_vpc\" \"other\" {\n  cidr_block = \"10.30.0.0/16\"\n}\n"},
	}, "TR212"},
	{"endpoint in one zone", []edit{{
		"logs\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n  subnet_ids          = local.private_subnet_ids",
		"logs\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n  subnet_ids          = [aws_subnet.private_a.id]",
	}}, "TR213"},
	{"S3 endpoint on one of two tables", []edit{{`[aws_route_table.private_a.id, aws_route_table.private_b.id]`, `[aws_route_table.private_a.id]`}}, "TR214"},
	{"gateway endpoint for ecr.dkr", []edit{{"ecr.dkr\"\n  vpc_endpoint_type   = \"Interface\"", "ecr.dkr\"\n  vpc_endpoint_type   = \"Gateway\""}}, "TR215"},
	{"second endpoint takes the names of S3", []edit{{"", terraformS3Interface}}, "TR216"},
	{"private DNS off", []edit{{
		"ecr.dkr\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true",
		"ecr.dkr\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = false",
	}}, "TR301"},
	{"DNS support off", []edit{{`enable_dns_support   = true`, `enable_dns_support   = false`}}, "TR302"},
	{"DNS hostnames left off", []edit{{"  enable_dns_hostnames = true\n", ""}}, "TR303"},
	{"zone without records", []edit{{"", "\nresource \"aws_route53_zone\" \"s3\" {\n  name = \"s3.eu-west-1.amazonaws.com\"\n\n  vpc {\n    vpc_id = aws_vpc.vpc.id\n  }\n}\n"}}, "TR304"},
	{"S3 by an interface endpoint for inbound resolvers", []edit{
		{"s3\"\n  vpc_endpoint_type = \"Gateway\"", "s3\"\n  vpc_endpoint_type = \"Interface\""},
		{
			"route_table_ids   = [aws_route_table.private_a.id, aws_route_table.private_b.id]",
			"private_dns_enabled = true\n  subnet_ids = local.private_subnet_ids\n  security_group_ids = [aws_security_group.endpoints.id]",
		},
	}, "TR305"},
	{"endpoints admit only themselves", []edit{{`referenced_security_group_id = aws_security_group.task.id`, `referenced_security_group_id = aws_security_group.endpoints.id`}}, "TR401"},
	{"endpoints admit another port", []edit{{
		"from_port                    = 443\n  to_port                      = 443",
		"from_port                    = 80\n  to_port                      = 80",
	}}, "TR401"},
	{"no egress to S3", []edit{{`prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]`, `cidr_blocks     = [aws_vpc.vpc.cidr_block]`}}, "TR402"},
	{"egress to S3 on another port", []edit{{
		"\"HTTPS to the image layers in S3\"\n    from_port       = 443\n    to_port         = 443",
		"\"HTTPS to the image layers in S3\"\n    from_port       = 80\n    to_port         = 80",
	}}, "TR402"},
	{"no egress to the endpoints", []edit{{`security_groups = [aws_security_group.endpoints.id]`, `cidr_blocks     = ["10.21.0.0/16"]`}}, "TR403"},
	{"no egress at all", []edit{
		{`security_groups = [aws_security_group.endpoints.id]`, `cidr_blocks     = []`},
		{`prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]`, `cidr_blocks     = []`},
	}, "TR403"},
	{"network ACL without entries", []edit{{"", "\nresource \"aws_network_acl\" \"private\" {\n  vpc_id     = aws_vpc.vpc.id\n  subnet_ids = local.private_subnet_ids\n}\n"}}, "TR411"},
	{"DNS and door of one endpoint", []edit{
		{
			"ecr.dkr\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = true\n  subnet_ids          = local.private_subnet_ids\n  security_group_ids  = [aws_security_group.endpoints.id]",
			"ecr.dkr\"\n  vpc_endpoint_type   = \"Interface\"\n  private_dns_enabled = false\n  subnet_ids          = local.private_subnet_ids\n  security_group_ids  = [aws_security_group.task.id]",
		},
		{`security_groups = [aws_security_group.endpoints.id]`, `cidr_blocks     = [aws_vpc.vpc.cidr_block]`},
	}, "TR301 TR401"},
	{"both doors closed", []edit{
		{`security_groups = [aws_security_group.endpoints.id]`, `cidr_blocks     = ["10.21.0.0/16"]`},
		{`referenced_security_group_id = aws_security_group.task.id`, `referenced_security_group_id = aws_security_group.endpoints.id`},
	}, "TR401 TR403"},
	{"egress to neither S3 nor the endpoints", []edit{
		{`security_groups = [aws_security_group.endpoints.id]`, `cidr_blocks     = ["10.21.0.0/16"]`},
		{`prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]`, `cidr_blocks     = ["10.22.0.0/16"]`},
	}, "TR402 TR403"},
	{"S3 neither routed nor let out to", []edit{
		{`[aws_route_table.private_a.id, aws_route_table.private_b.id]`, `[]`},
		{`prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]`, `cidr_blocks     = [aws_vpc.vpc.cidr_block]`},
	}, "TR214 TR402"},
	{"both DNS attributes off", []edit{
		{`enable_dns_support   = true`, `enable_dns_support   = false`},
		{"  enable_dns_hostnames = true\n", ""},
	}, "TR302 TR303"},
	{"endpoint policy for another bucket", []edit{{`tags = { Name = "${var.name}-s3" }`, `policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "arn:aws:s3:::orders-data/*" }]
  })`}}, "TR501"},
}

const terraformS3Interface = `
resource "aws_security_group" "s3" {
  vpc_id = aws_vpc.vpc.id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.vpc.cidr_block]
  }
}

resource "aws_vpc_endpoint" "s3_interface" {
  vpc_id              = aws_vpc.vpc.id
  service_name        = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = local.private_subnet_ids
  security_group_ids  = [aws_security_group.s3.id]

  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = false
  }
}
`
