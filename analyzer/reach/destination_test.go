package reach_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/reach"
)

// lone returns a stack with a task of one container in an isolated subnet, whose
// group has the egress rules; more stands beside it.
func lone(container, egress, more string) string {
	return fmt.Sprintf(`
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "task" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_security_group" "task" {
  vpc_id = aws_vpc.main.id
  %s
}
resource "aws_ecs_task_definition" "app" {
  family                = "app"
  container_definitions = jsonencode([{ %s }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  task_definition = aws_ecs_task_definition.app.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [aws_subnet.task.id]
    security_groups = [aws_security_group.task.id]
  }
}
%s`, egress, container, more)
}

// rule is an egress rule for a port and a block.
func rule(port int, block string) string {
	return fmt.Sprintf("egress {\n    protocol    = \"tcp\"\n    from_port   = %d\n    to_port     = %d\n    cidr_blocks = [%q]\n  }", port, port, block)
}

func TestLiteralAddress(t *testing.T) {
	splunk := func(url string) string {
		return fmt.Sprintf(`name = "app", image = "nginx", logConfiguration = { logDriver = "splunk", options = { "splunk-url" = %q } }`, url)
	}
	tests := []struct {
		name, url, egress string
		want              reach.Verdict
		fault             reach.Fault
	}{
		{"of the VPC, let out", "https://10.0.9.5:8088", rule(8088, "10.0.9.0/24"), reach.Unknown, ""},
		{"of the VPC, one port off", "https://10.0.9.5:8089", rule(8088, "10.0.9.0/24"), reach.Blocked, reach.EgressRefused},
		{"of the VPC, another block", "https://10.0.9.5:8088", rule(8088, "10.0.8.0/24"), reach.Blocked, reach.EgressRefused},
		{"the last of the VPC", "https://10.0.255.255:8088", rule(8088, "10.0.0.0/8"), reach.Unknown, ""},
		{"one past the VPC, where no route leads", "https://10.1.0.0:8088", rule(8088, "10.0.0.0/8"), reach.Blocked, reach.PeerNotRouted},
		{"public, from an isolated subnet", "https://52.1.2.3:8088", rule(8088, "0.0.0.0/0"), reach.Blocked, reach.NoRoute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkProof(t, proveNeed(t, "main.tf", lone(splunk(tt.url), tt.egress, ""), "splunk"), tt.want, tt.fault)
		})
	}
}

// A tag that the cache holds needs no way to the internet.
func TestPullThroughCache(t *testing.T) {
	const cache = `resource "aws_ecr_pull_through_cache_rule" "quay" {
  ecr_repository_prefix = "quay"
  upstream_registry_url = "quay.io"
}`
	const image = `name = "app", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/quay/etcd"`
	p := proveNeed(t, "main.tf", lone(image, rule(443, "0.0.0.0/0"), cache), "registry:quay.io")
	checkProof(t, p, reach.Unknown, "")
	if missing := p.Missing(); len(missing) != 1 || !strings.Contains(missing[0].Why, "only the first pull") {
		t.Errorf("missing is %v, want the first pull", missing)
	}
	p = proveNeed(t, "main.tf", lone(image, rule(80, "0.0.0.0/0"), cache), "registry:quay.io")
	checkProof(t, p, reach.Blocked, reach.EgressRefused)
}

func TestDualStackEndpoint(t *testing.T) {
	endpoint := func(more string) string {
		return `resource "aws_vpc_endpoint" "api" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.task.id]
  security_group_ids  = [aws_security_group.endpoint.id]
  ` + more + `
}
resource "aws_security_group" "endpoint" {
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/16"]
  }
}`
	}
	const (
		dual = `name = "app", image = "123456789012.dkr-ecr.eu-west-1.on.aws/app"`
		ipv4 = `name = "app", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app"`
		fips = `name = "app", image = "123456789012.dkr.ecr-fips.eu-west-1.amazonaws.com/app"`
	)
	tests := []struct {
		name, container, endpoint string
		want                      reach.Verdict
		fault                     reach.Fault
	}{
		{"N1 host", ipv4, "", reach.Allowed, ""},
		{"N4 host, dual-stack endpoint", dual, `ip_address_type = "dualstack"`, reach.Allowed, ""},
		{"N4 host, IPv4 endpoint", dual, "", reach.Blocked, reach.EndpointNotDualStack},
		{"N5 host", fips, `ip_address_type = "dualstack"`, reach.Blocked, reach.NoRoute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			checkProof(t, proveNeed(t, "main.tf", lone(tt.container, rule(443, "0.0.0.0/0"), endpoint(tt.endpoint)), "ecr.api"), tt.want, tt.fault)
		})
	}
}
