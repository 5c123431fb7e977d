package analyzer_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
)

// A network that one stack declares, in both languages, with an endpoint for
// logs alone, and how it is published.
const (
	terraformNetwork = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
  tags                 = { Name = "main" }
}
resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
  tags       = { Tier = "private" }
}
resource "aws_route_table" "private" { vpc_id = aws_vpc.main.id }
resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}
resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "endpoints" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_vpc_endpoint" "logs" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.private.id]
  security_group_ids  = [aws_security_group.endpoints.id]
}
`
	terraformState = `
terraform {
  backend "s3" {
    bucket = "states"
    key    = "network"
  }
}
output "vpc_id" { value = aws_vpc.main.id }
output "subnet_ids" { value = [aws_subnet.private.id] }
output "group_id" { value = aws_security_group.tasks.id }
output "endpoint_group_id" { value = aws_security_group.endpoints.id }
`
	templateNetwork = `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true, Tags: [{Key: Name, Value: main}]}}
  Private: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, Tags: [{Key: Tier, Value: private}]}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Association: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Private, RouteTableId: !Ref Table}}
  Tasks: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: tasks, GroupName: tasks}}
  Endpoints:
    Type: AWS::EC2::SecurityGroup
    Properties:
      VpcId: !Ref Vpc
      GroupDescription: endpoints
      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]
  Logs:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      ServiceName: com.amazonaws.eu-west-1.logs
      VpcEndpointType: Interface
      PrivateDnsEnabled: true
      SubnetIds: [!Ref Private]
      SecurityGroupIds: [!Ref Endpoints]
Outputs:
  Subnets: {Value: !Join [',', [!Ref Private]], Export: {Name: net-subnets}}
  Group: {Value: !Ref Tasks, Export: {Name: net-group}}
  Vpc: {Value: !Ref Vpc, Export: {Name: net-vpc}}
`
)

// joinedApp returns a root with a task in the given subnets and groups.
func joinedApp(data, subnets, groups string) string {
	return `
provider "aws" { region = "eu-west-1" }
` + data + `
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  container_definitions = jsonencode([{
    name  = "app"
    image = "nginx"
    logConfiguration = { logDriver = "awslogs", options = { awslogs-group = "g", awslogs-region = "eu-west-1", awslogs-stream-prefix = "p" } }
  }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  cluster         = "c"
  launch_type     = "FARGATE"
  desired_count   = 1
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets         = ` + subnets + `
    security_groups = ` + groups + `
  }
}
`
}

const stateData = `
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "states"
    key    = "network"
  }
}
`

var (
	byState = joinedApp(stateData, "data.terraform_remote_state.net.outputs.subnet_ids", "[data.terraform_remote_state.net.outputs.group_id]")
	byTag   = joinedApp(`
data "aws_vpc" "main" { tags = { Name = "main" } }
data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
  tags = { Tier = "private" }
}
resource "aws_security_group" "app" {
  vpc_id = data.aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`, "data.aws_subnets.private.ids", "[aws_security_group.app.id]")
	byExport = joinedApp(`
data "aws_cloudformation_export" "subnets" { name = "net-subnets" }
data "aws_cloudformation_export" "group" { name = "net-group" }
`, `split(",", data.aws_cloudformation_export.subnets.value)`, "[data.aws_cloudformation_export.group.value]")
	byParameter = joinedApp(`
data "aws_ssm_parameter" "subnets" { name = "/net/subnets" }
data "aws_ssm_parameter" "group" { name = "/net/group" }
`, `split(",", data.aws_ssm_parameter.subnets.value)`, "[data.aws_ssm_parameter.group.value]")
)

const terraformParameters = `
resource "aws_ssm_parameter" "subnets" {
  name  = "/net/subnets"
  value = join(",", [aws_subnet.private.id])
}
resource "aws_ssm_parameter" "group" {
  name  = "/net/group"
  value = aws_security_group.tasks.id
}
`

// A task is proved in the network of another stack, whichever way the two are
// joined: logs have an endpoint there, and Docker Hub has no way.
func TestJoinedStacks(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string // of logs, and of dockerhub
	}{
		{"by state", map[string]string{"network/main.tf": terraformNetwork + terraformState, "app/main.tf": byState}, "reachable blocked"},
		{"by tags", map[string]string{"network/main.tf": terraformNetwork, "app/main.tf": byTag}, "reachable blocked"},
		{"by parameters", map[string]string{"network/main.tf": terraformNetwork + terraformParameters, "app/main.tf": byParameter}, "reachable blocked"},
		{"by tags of a template", map[string]string{"network.yaml": templateNetwork, "app/main.tf": byTag}, "reachable blocked"},
		{"by exports", map[string]string{"network.yaml": templateNetwork, "app/main.tf": byExport}, "reachable blocked"},

		{"no state of that key", map[string]string{"network/main.tf": terraformNetwork + strings.Replace(terraformState, `"network"`, `"other"`, 1), "app/main.tf": byState}, "unknown unknown"},
		{"no network", map[string]string{"app/main.tf": byState}, "unknown unknown"},
		{"two networks with the tags", map[string]string{"dev/main.tf": terraformNetwork, "prod/main.tf": terraformNetwork, "app/main.tf": byTag}, "unknown unknown"},
		{"two networks with the state", map[string]string{"dev/main.tf": terraformNetwork + terraformState, "prod/main.tf": terraformNetwork + terraformState, "app/main.tf": byState}, "unknown unknown"},
		{"another export", map[string]string{"network.yaml": strings.ReplaceAll(templateNetwork, "net-", "other-"), "app/main.tf": byExport}, "unknown unknown"},
		{"another parameter", map[string]string{"network/main.tf": terraformNetwork + strings.ReplaceAll(terraformParameters, "/net/", "/other/"), "app/main.tf": byParameter}, "unknown unknown"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := analyzeFiles(t, tt.files)
			got := linttest.Verdicts(result)["app"]
			if s := got["logs"] + " " + got["dockerhub"]; s != tt.want {
				t.Errorf("logs and dockerhub are %s, want %s\n%s", s, tt.want, linttest.Proofs(result))
			}
		})
	}
}

// A further stack may add to the network that two are joined by: what it adds
// is known if it says to which, and may be what a flow lacks if it may be it.
func TestStacksThatAdd(t *testing.T) {
	const gateway = `
resource "aws_internet_gateway" "g" { vpc_id = VPC }
resource "aws_subnet" "public" {
  vpc_id     = VPC
  cidr_block = "10.0.9.0/24"
}
resource "aws_route_table" "public" {
  vpc_id = VPC
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.g.id
  }
}
resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
resource "aws_nat_gateway" "n" {
  subnet_id     = aws_subnet.public.id
  allocation_id = "eipalloc-1"
}
resource "aws_route" "out" {
  route_table_id         = TABLE
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.n.id
}
`
	const table = "output \"table_id\" { value = aws_route_table.private.id }\n"
	egress := func(data, vpc, table string) string {
		return "provider \"aws\" { region = \"eu-west-1\" }\n" + data + strings.NewReplacer("VPC", vpc, "TABLE", table).Replace(gateway)
	}
	joined := egress(stateData, "data.terraform_remote_state.net.outputs.vpc_id", "data.terraform_remote_state.net.outputs.table_id")
	unclear := strings.Replace(stateData, `"network"`, "var.key", 1) + "variable \"key\" {}\n"
	const looked = `
provider "aws" { region = "eu-west-1" }
data "aws_vpc" "main" { tags = { Name = NAME } }
data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}
data "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = data.aws_vpc.main.id
}
variable "name" {}
resource "aws_vpc_endpoint" "logs" {
  vpc_id              = data.aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = data.aws_subnets.private.ids
  security_group_ids  = [data.aws_security_group.endpoints.id]
}
`
	endpoint := func(name string) string { return strings.Replace(looked, "NAME", name, 1) }
	network, _, _ := strings.Cut(terraformNetwork, `resource "aws_vpc_endpoint"`)
	network = strings.Replace(network, `"aws_security_group" "endpoints" {`, `"aws_security_group" "endpoints" {
  name = "endpoints"`, 1)
	tests := []struct {
		name, file, text string
		want             string // of logs, and of dockerhub
	}{
		{"nothing", "third/main.tf", "", "blocked blocked"},
		{"a way out", "third/main.tf", joined, "reachable reachable"},
		{"a way out of some state", "third/main.tf", egress(unclear, "data.terraform_remote_state.net.outputs.vpc_id", "data.terraform_remote_state.net.outputs.table_id"), "unknown unknown"},
		{"a way out of another state", "third/main.tf", egress(strings.Replace(stateData, `"network"`, `"other"`, 1), "data.terraform_remote_state.net.outputs.vpc_id", "data.terraform_remote_state.net.outputs.table_id"), "blocked blocked"},
		{"an endpoint in the VPC", "third/main.tf", endpoint(`"main"`), "reachable blocked"},
		{"an endpoint in what may be the VPC", "third/main.tf", endpoint(`"ma${var.name}"`), "unknown blocked"},
		{"an endpoint in another VPC", "third/main.tf", endpoint(`"x${var.name}"`), "blocked blocked"},
		{"an endpoint in a VPC that a wildcard stands for", "third/main.tf", endpoint(`"ma*"`), "reachable blocked"},
		{"an endpoint in what a wildcard may stand for", "third/main.tf", endpoint(`"${var.name}a*"`), "unknown blocked"},
		{"an endpoint in any VPC", "third/main.tf", endpoint("var.name"), "unknown blocked"},
		{"the same elsewhere", "else/where/main.tf", endpoint("var.name"), "blocked blocked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{
				"network/main.tf": network + terraformState + table,
				"app/main.tf":     byState,
			}
			if tt.text != "" {
				files[tt.file] = tt.text
			}
			result := analyzeFiles(t, files)
			got := linttest.Verdicts(result)["app"]
			if s := got["logs"] + " " + got["dockerhub"]; s != tt.want {
				t.Errorf("logs and dockerhub are %s, want %s\n%s", s, tt.want, linttest.Proofs(result))
			}
		})
	}
}

// A task is told of once, in its own stack, with the names of what is declared
// elsewhere saying where; what mends it may lie there.
func TestJoinedFindings(t *testing.T) {
	files := map[string]string{
		"network/main.tf": strings.Replace(terraformNetwork, "from_port   = 443\n    to_port     = 443", "from_port   = 80\n    to_port     = 80", 1) + terraformState,
		"app/main.tf":     byState,
	}
	result := analyzeFiles(t, files)
	var got []string
	for _, s := range result.Stacks {
		for _, task := range s.Tasks {
			got = append(got, s.Path+": task "+task.Address)
		}
		for _, f := range s.Findings {
			if f.Rule.Severity == lint.Error {
				got = append(got, s.Path+": "+f.Primary().File+": "+f.Message)
			}
		}
	}
	joined := strings.Join(got, "\n")
	for _, want := range []string{
		"app: task aws_ecs_service.app",
		"app: network/main.tf: ",
		"network/aws_security_group.endpoints",
	} {
		if strings.Count(joined, want) != 1 && want != "app: network/main.tf: " || !strings.Contains(joined, want) {
			t.Errorf("%q is not there once:\n%s", want, joined)
		}
	}
	if strings.Contains(joined, "network: ") {
		t.Errorf("the stack of the network tells of a task that is not its own:\n%s", joined)
	}
}

// The order of the folders decides nothing.
func TestJoinedInAnyOrder(t *testing.T) {
	files := map[string]string{"b/main.tf": terraformNetwork + terraformState, "a/main.tf": byState}
	other := map[string]string{"b/main.tf": terraformNetwork + terraformState, "c/main.tf": byState}
	if diff := cmp.Diff(linttest.Verdicts(analyzeFiles(t, files)), linttest.Verdicts(analyzeFiles(t, other))); diff != "" {
		t.Errorf("the app before and after the network (-before +after):\n%s", diff)
	}
	all := maps.Clone(files)
	all["c/main.tf"] = byState
	for _, s := range analyzeFiles(t, all).Stacks {
		if want := map[string]int{"a": 1, "b": 0, "c": 1}[s.Path]; len(s.Tasks) != want {
			t.Errorf("%s has %d tasks, want %d", s.Path, len(s.Tasks), want)
		}
	}
}
