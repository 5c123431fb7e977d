package analyzer_test

import (
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
)

// A closed network in both languages: endpoints for all that the task needs, no
// other way out. The marks are where a case puts something else.
const (
	closedTerraform = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "main" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "app" {
  subnet_id      = aws_subnet.app.id
  route_table_id = aws_route_table.app.id
}
resource "aws_security_group" "task" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_security_group" "ends" {
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_vpc_endpoint" "api" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.app.id]
  security_group_ids  = [aws_security_group.ends.id]
}
resource "aws_ecs_task_definition" "task" {
  family                   = "task"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/x"
  container_definitions    = jsonencode([{ name = "a", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1" }])
}
resource "aws_ecs_service" "task" {
  name            = "task"
  task_definition = aws_ecs_task_definition.task.arn
  launch_type     = "FARGATE"
  network_configuration {
    subnets         = [aws_subnet.app.id]
    security_groups = [aws_security_group.task.id]
  }
}
`
	closedCloudFormation = `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true}}
  App: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  Association: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref App, RouteTableId: !Ref Table}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: g, SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}}
  Ends: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: e, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}}
  Api: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.ecr.api, VpcEndpointType: Interface, PrivateDnsEnabled: true, SubnetIds: [!Ref App], SecurityGroupIds: [!Ref Ends]}}
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: '256'
      Memory: '512'
      ExecutionRoleArn: arn:aws:iam::123456789012:role/x
      ContainerDefinitions: [{Name: a, Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1}]
  Task:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Definition
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref App], SecurityGroups: [!Ref Group]}}
`
)

// A poison is what takes the proof from a claim: one edit in each language, of
// what is there (old, replaced by new) and at the end.
type poison struct {
	name      string
	terraform edit
	template  edit
	want      string // of ecr.api
}

type edit struct{ old, new, more string }

func (e edit) of(text string) string {
	if e.old != "" {
		text = strings.ReplaceAll(text, e.old, e.new)
	}
	return text + e.more
}

// without takes the endpoint away, so that the claim is that one is missing.
func without(e edit) func(string) string {
	return func(text string) string {
		before, rest, _ := strings.Cut(text, "resource \"aws_vpc_endpoint\" \"api\" {")
		_, after, found := strings.Cut(rest, "\n}\n")
		if !found {
			i := strings.Index(text, "  Api: {")
			before, after = text[:i], text[i+strings.Index(text[i:], "\n")+1:]
		}
		return e.of(before + after)
	}
}

func (p poison) try(t *testing.T, terraform, template func(string) string) {
	t.Helper()
	for language, text := range map[string]string{"main.tf": terraform(closedTerraform), "template.yaml": template(closedCloudFormation)} {
		if (edit{}) == map[string]edit{"main.tf": p.terraform, "template.yaml": p.template}[language] {
			continue // what the language cannot say
		}
		t.Run(p.name+"/"+language, func(t *testing.T) {
			result := analyzeFiles(t, map[string]string{language: text})
			if got := linttest.Verdicts(result)["task"]["ecr.api"]; got != p.want {
				t.Errorf("ecr.api is %s, want %s\n%s", got, p.want, linttest.Proofs(result))
			}
		})
	}
}

// TestMissingPoisoned: a claim that an endpoint is missing is provable of a
// network that the files declare, and of no other.
func TestMissingPoisoned(t *testing.T) {
	route := func(tf, cfn string) (edit, edit) {
		return edit{more: "resource \"aws_route\" \"out\" {\n  route_table_id = aws_route_table.app.id\n  destination_cidr_block = \"0.0.0.0/0\"\n  " + tf + "\n}\n"},
			edit{more: "  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, DestinationCidrBlock: 0.0.0.0/0, " + cfn + "}}\n"}
	}
	beyond := func(name, tf, cfn, want string) poison {
		a, b := route(tf, cfn)
		return poison{name, a, b, want}
	}
	vpcIs := func(name, tf, declared, cfn, parameters string) poison {
		return poison{name, edit{"aws_vpc.main.id", tf, declared}, edit{"!Ref Vpc", cfn, parameters}, "unknown"}
	}
	const endpoint = "  Other: {Type: AWS::EC2::VPCEndpoint, Condition: C, Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.eu-west-1.ecr.api, VpcEndpointType: Interface, PrivateDnsEnabled: true, SubnetIds: [!Ref App], SecurityGroupIds: [!Ref Ends]}}\n"
	const undecided = "Parameters: {P: {Type: String}, Q: {Type: String}}\nConditions: {C: !Equals [!Ref P, !Ref Q]}\n"
	counted := func(meta, declared string) edit {
		return edit{more: "resource \"aws_vpc_endpoint\" \"other\" {\n  " + meta + "\n  vpc_id = aws_vpc.main.id\n  service_name = \"com.amazonaws.eu-west-1.ecr.api\"\n  vpc_endpoint_type = \"Interface\"\n  private_dns_enabled = true\n  subnet_ids = [aws_subnet.app.id]\n  security_group_ids = [aws_security_group.ends.id]\n}\n" + declared}
	}
	for _, p := range []poison{
		{"nothing (A.5)", edit{more: "\n"}, edit{more: "\n"}, "blocked"},
		vpcIs("a VPC that is an input without a value (L.3)", "var.vpc_id", "variable \"vpc_id\" {}\n", "!Ref Given", "Parameters: {Given: {Type: 'AWS::EC2::VPC::Id'}}\n"),
		vpcIs("a VPC that is looked up (L.3)", "data.aws_vpc.found.id", "data \"aws_vpc\" \"found\" {\n  id = \"vpc-0123456789abcdef0\"\n}\n", "'{{resolve:ssm:/network/vpc}}'", ""),
		vpcIs("a VPC of another state or stack (L.3)", "data.terraform_remote_state.net.outputs.vpc_id", "data \"terraform_remote_state\" \"net\" {\n  backend = \"s3\"\n  config = {\n    bucket = \"b\"\n    key = \"k\"\n    region = \"eu-west-1\"\n  }\n}\n", "!ImportValue network-vpc", ""),
		vpcIs("a VPC by its id, as a lookup without a context leaves it (L.3)", "\"vpc-12345\"", "", "vpc-12345", ""),
		{"endpoints for each of what is not known (L.5)", counted("for_each = var.services", "variable \"services\" {\n  type = set(string)\n}\n"), edit{more: endpoint + undecided}, "unknown"},
		{"endpoints as many as is not known (L.5)", counted("count = var.n", "variable \"n\" {}\n"), edit{more: endpoint + undecided}, "unknown"},
		{"endpoints of which there are none (L.5)", counted("count = 0", ""), edit{more: endpoint + "Conditions: {C: !Equals [a, b]}\n"}, "blocked"},
		beyond("a default route to a transit gateway (L.2)", `transit_gateway_id = "tgw-1"`, "TransitGatewayId: tgw-1", "unknown"),
		beyond("a default route to a virtual private gateway (L.2)", `gateway_id = "vgw-1"`, "GatewayId: vgw-1", "unknown"),
		beyond("a default route to a core network (L.2)", `core_network_arn = "arn:aws:networkmanager::123456789012:core-network/c"`, "CoreNetworkArn: 'arn:aws:networkmanager::123456789012:core-network/c'", "unknown"),
		beyond("a default route to the endpoint of a firewall (L.2)", `vpc_endpoint_id = "vpce-1"`, "VpcEndpointId: vpce-1", "unknown"),
		beyond("a default route to a NAT instance (L.2)", `network_interface_id = "eni-1"`, "NetworkInterfaceId: eni-1", "unknown"),
		beyond("a default route to a NAT gateway of others (L.3)", `nat_gateway_id = "nat-1"`, "NatGatewayId: nat-1", "unknown"),
		beyond("a default route to a peer, whose gateways nobody can use (A.3)", `vpc_peering_connection_id = "pcx-1"`, "VpcPeeringConnectionId: pcx-1", "blocked"),
		{"routes that a virtual private gateway propagates (A.5)", edit{"resource \"aws_route_table\" \"app\" {", "resource \"aws_route_table\" \"app\" {\n  propagating_vgws = [\"vgw-1\"]", ""}, edit{more: "  Propagation: {Type: AWS::EC2::VPNGatewayRoutePropagation, Properties: {RouteTableIds: [!Ref Table], VpnGatewayId: vgw-1}}\n"}, "unknown"},
		{"routes under ignore_changes (A.5)", edit{"resource \"aws_route_table\" \"app\" {", "resource \"aws_route_table\" \"app\" {\n  route {\n    cidr_block = \"192.168.0.0/16\"\n    vpc_peering_connection_id = \"pcx-1\"\n  }\n  lifecycle {\n    ignore_changes = [route]\n  }", ""}, edit{}, "unknown"},
		{"a module that is not on disk and has the VPC (A.5)", edit{more: "module \"more\" {\n  source = \"example.com/more/aws\"\n  vpc_id = aws_vpc.main.id\n}\n"}, edit{more: "  More: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: 'https://s3.amazonaws.com/b/more.yaml', Parameters: {Vpc: !Ref Vpc}}}\n"}, "unknown"},
	} {
		p.try(t, without(p.terraform), without(p.template))
	}
}

// TestPresencePoisoned: an endpoint that is there carries a name only as far as
// nothing unseen answers or refuses first.
func TestPresencePoisoned(t *testing.T) {
	const tfGroup, cfnGroup = "aws_security_group.task.id]\n  }\n}\n", "SecurityGroups: [!Ref Group]}}"
	for _, p := range []poison{
		{"nothing (A.5)", edit{more: "\n"}, edit{more: "\n"}, "reachable"},
		{
			"DNS servers of one's own (L.1)",
			edit{more: "resource \"aws_vpc_dhcp_options\" \"own\" {\n  domain_name_servers = [\"10.0.1.10\"]\n}\nresource \"aws_vpc_dhcp_options_association\" \"own\" {\n  vpc_id = aws_vpc.main.id\n  dhcp_options_id = aws_vpc_dhcp_options.own.id\n}\n"},
			edit{more: "  Own: {Type: AWS::EC2::DHCPOptions, Properties: {DomainNameServers: [10.0.1.10]}}\n  OwnAssociation: {Type: AWS::EC2::VPCDHCPOptionsAssociation, Properties: {VpcId: !Ref Vpc, DhcpOptionsId: !Ref Own}}\n"},
			"unknown",
		},
		{
			"a Resolver rule of others (L.1)",
			edit{more: "resource \"aws_route53_resolver_rule_association\" \"theirs\" {\n  resolver_rule_id = \"rslvr-rr-1\"\n  vpc_id = aws_vpc.main.id\n}\n"},
			edit{more: "  Theirs: {Type: AWS::Route53Resolver::ResolverRuleAssociation, Properties: {ResolverRuleId: rslvr-rr-1, VPCId: !Ref Vpc}}\n"},
			"unknown",
		},
		{
			"a Route 53 profile (L.1)",
			edit{more: "resource \"aws_route53profiles_association\" \"theirs\" {\n  name = \"p\"\n  profile_id = \"rp-1\"\n  resource_id = aws_vpc.main.id\n}\n"},
			edit{more: "  Theirs: {Type: AWS::Route53Profiles::ProfileAssociation, Properties: {Name: p, ProfileId: rp-1, ResourceId: !Ref Vpc}}\n"},
			"unknown",
		},
		{
			"a group by its id (L.4)",
			edit{tfGroup, "\"sg-0123456789abcdef0\"]\n  }\n}\n", ""},
			edit{cfnGroup, "SecurityGroups: [sg-0123456789abcdef0]}}", ""},
			"unknown",
		},
		{
			"rules under ignore_changes (L.4)",
			edit{"resource \"aws_security_group\" \"ends\" {", "resource \"aws_security_group\" \"ends\" {\n  lifecycle {\n    ignore_changes = [ingress]\n  }", ""},
			edit{},
			"unknown",
		},
		{
			"a rule of its own beside inline ones (L.4)",
			edit{"cidr_blocks = [\"10.0.0.0/16\"]", "cidr_blocks = [\"10.9.0.0/16\"]", "resource \"aws_vpc_security_group_ingress_rule\" \"more\" {\n  security_group_id = aws_security_group.ends.id\n  ip_protocol = \"tcp\"\n  from_port = 443\n  to_port = 443\n  cidr_ipv4 = \"10.0.0.0/16\"\n}\n"},
			edit{"CidrIp: 10.0.0.0/16}]", "CidrIp: 10.9.0.0/16}]", "  More: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !GetAtt Ends.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}}\n"},
			"either",
		},
		{"a prefix list that is not known (L.9)", edit{"cidr_blocks = [\"0.0.0.0/0\"]", "prefix_list_ids = [\"pl-0123456789abcdef0\"]", ""}, edit{"CidrIp: 0.0.0.0/0", "DestinationPrefixListId: pl-0123456789abcdef0", ""}, "unknown"},
		{
			"a subnet by its id, as a shared one has it (L.6)",
			edit{"subnets         = [aws_subnet.app.id]", "subnets         = [\"subnet-0123456789abcdef0\"]", ""},
			edit{"Subnets: [!Ref App], SecurityGroups", "Subnets: [subnet-0123456789abcdef0], SecurityGroups", ""},
			"unknown",
		},
		{
			"a subnet of the default VPC (L.6)",
			edit{"subnets         = [aws_subnet.app.id]", "subnets         = [aws_default_subnet.a.id]", "resource \"aws_default_subnet\" \"a\" {\n  availability_zone = \"eu-west-1a\"\n}\n"},
			edit{},
			"unknown",
		},
	} {
		if p.want == "either" { // CloudFormation adds the rules up
			first, second := p, p
			first.want, first.template, second.want, second.terraform = "unknown", edit{}, "reachable", edit{}
			first.try(t, first.terraform.of, first.template.of)
			second.try(t, second.terraform.of, second.template.of)
			continue
		}
		p.try(t, p.terraform.of, p.template.of)
	}
}
