package rules_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

// An advice changes the good fixture of a rule. What the rule then finds matches
// want, or is nothing if that is empty; no other rule finds anything.
type advice struct {
	name           string
	terraform      []edit
	cloudFormation []edit
	want           string
}

// TestAdvice is what advice is given about, and next to it what it is not given
// about.
func TestAdvice(t *testing.T) {
	for rule, changes := range map[string][]advice{
		"inert-endpoint":             inertEndpoints,
		"mixed-rule-forms":           mixedForms,
		"shadowed-network-acl-entry": shadowedEntries,
		"subnet-too-small":           smallSubnets,
	} {
		for _, a := range changes {
			for language, edits := range map[string][]edit{"terraform": a.terraform, "cloudformation": a.cloudFormation} {
				if edits == nil {
					continue
				}
				t.Run(rule+"/"+a.name+"/"+language, func(t *testing.T) {
					advise(t, rule, readFiles(t, filepath.Join(fixtures, rule, "good", language)), edits, a.want)
				})
			}
		}
	}
}

func advise(t *testing.T, rule string, files map[string]string, edits []edit, want string) {
	t.Helper()
	for _, e := range edits {
		if e.old == "" {
			for name := range files {
				files[name] += e.new
			}
			continue
		}
		apply(t, files, e)
	}
	result := linttest.AnalyzeFiles(t, files, rules.All())
	var found []string
	for _, s := range result.Stacks {
		for _, f := range s.Findings {
			found = append(found, f.Message)
			if f.Rule.Name != rule {
				t.Errorf("finding of %s: %s", f.Rule.Name, f.Message)
			}
		}
	}
	switch {
	case want == "" && len(found) > 0:
		t.Errorf("found %q, want nothing", found)
	case want != "" && (len(found) != 1 || !regexp.MustCompile(want).MatchString(found[0])):
		t.Errorf("found %q, want one that matches %q\n%s", found, want, linttest.Proofs(result))
	}
}

var inertEndpoints = []advice{
	{
		"private DNS off",
		[]edit{{"private_dns_enabled = true", "private_dns_enabled = false"}},
		[]edit{{"PrivateDnsEnabled: true", "PrivateDnsEnabled: false"}},
		`^private DNS is off for .*, and task \S+ reaches ecr\..* through \S+: the endpoint carries nothing of it$`,
	},
	{
		"private DNS left out",
		[]edit{{"  private_dns_enabled = true\n", ""}},
		[]edit{{"      PrivateDnsEnabled: true\n", ""}},
		`^private DNS is off for `,
	},
	{
		"private DNS turned on by a resource of its own",
		[]edit{{"  private_dns_enabled = true\n", ""}, {"", `
resource "aws_vpc_endpoint_private_dns" "ecr" {
  for_each            = aws_vpc_endpoint.ecr
  vpc_endpoint_id     = each.value.id
  private_dns_enabled = true
}
`}},
		nil, "",
	},
	{
		"private DNS undecided",
		[]edit{{"private_dns_enabled = true", "private_dns_enabled = var.dns"}, {"", "\nvariable \"dns\" {\n  type = bool\n}\n"}},
		[]edit{{"PrivateDnsEnabled: true", "PrivateDnsEnabled: !Ref Dns"}, {"\nResources:\n", "\nParameters:\n  Dns: {Type: String}\n\nResources:\n"}},
		"",
	},
	{
		"gateway endpoint on no table",
		[]edit{{"  route_table_ids   = [aws_route_table.private.id]\n", ""}},
		[]edit{{"      RouteTableIds: [!Ref PrivateTable]\n", ""}},
		`^\S+ is on no route table, and task \S+ reaches s3 through \S+: the endpoint carries nothing of it$`,
	},
	{
		"gateway endpoint put on a table by a resource of its own",
		[]edit{{"  route_table_ids   = [aws_route_table.private.id]\n", ""}, {"", `
resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = aws_route_table.private.id
}
`}},
		nil, "",
	},
	{
		"endpoint of a service that no task needs",
		[]edit{{"private_dns_enabled = true", "private_dns_enabled = false"}, {`["ecr.api", "ecr.dkr"]`, `["sts", "sqs"]`}},
		[]edit{{"PrivateDnsEnabled: true", "PrivateDnsEnabled: false"}, {"${AWS::Region}.ecr.dkr", "${AWS::Region}.sqs"}},
		"",
	},
	{
		"endpoint whose own name is given to somebody",
		[]edit{{"private_dns_enabled = true", "private_dns_enabled = false"}, {"", `
resource "aws_ssm_parameter" "registry" {
  name  = "registry"
  type  = "String"
  value = aws_vpc_endpoint.ecr["ecr.dkr"].dns_entry[0].dns_name
}

resource "aws_ssm_parameter" "token" {
  name  = "token"
  type  = "String"
  value = aws_vpc_endpoint.ecr["ecr.api"].dns_entry[0].dns_name
}
`}},
		[]edit{{"PrivateDnsEnabled: true", "PrivateDnsEnabled: false"}, {"", `
  Registry:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: !Select [1, !Split [":", !Select [0, !GetAtt EcrDkrEndpoint.DnsEntries]]]
`}},
		"",
	},
	{
		"endpoint of another region",
		[]edit{{"private_dns_enabled = true", "private_dns_enabled = false"}, {"eu-west-1.${each.key}", "us-east-1.${each.key}"}},
		[]edit{{"PrivateDnsEnabled: true", "PrivateDnsEnabled: false"}, {"${AWS::Region}.ecr.dkr", "us-east-1.ecr.dkr"}},
		"",
	},
}

var mixedForms = []advice{
	{
		"inline rule beside one of its own",
		[]edit{{"  name   = \"tasks\"\n", "  name   = \"tasks\"\n  egress {\n    from_port = 443\n    to_port = 443\n    protocol = \"tcp\"\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }\n"}},
		[]edit{{"{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}", "{IpProtocol: \"-1\", CidrIp: 0.0.0.0/0}"}},
		`^\S+ (takes its egress rules inline, beside|lets everything out by an inline rule)`,
	},
	{
		"inline rules under ignore_changes",
		[]edit{{"  name   = \"tasks\"\n", "  name   = \"tasks\"\n  egress {\n    from_port = 443\n    to_port = 443\n    protocol = \"tcp\"\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }\n  lifecycle {\n    ignore_changes = [egress]\n  }\n"}},
		nil, "",
	},
	{
		"inline rule of the other direction",
		[]edit{{"  name   = \"tasks\"\n", "  name   = \"tasks\"\n  ingress {\n    from_port = 80\n    to_port = 80\n    protocol = \"tcp\"\n    cidr_blocks = [\"10.0.0.0/16\"]\n  }\n"}},
		[]edit{{"      SecurityGroupEgress:\n", "      SecurityGroupIngress:\n        - {IpProtocol: \"-1\", CidrIp: 10.0.0.0/16}\n      SecurityGroupEgress:\n"}},
		"",
	},
	{
		"one rule in both types of resource",
		[]edit{{"", "\nresource \"aws_security_group_rule\" \"older\" {\n  security_group_id = aws_security_group.tasks.id\n  type              = \"egress\"\n  protocol          = \"tcp\"\n  from_port         = 5432\n  to_port           = 5432\n  cidr_blocks       = [\"10.0.0.0/16\", \"10.1.0.0/16\"]\n}\n"}},
		nil, `^aws_\S+ and aws_\S+ are one of the egress rules of aws_security_group.tasks in two forms, and the second is refused `,
	},
	{
		"two rules in the two types of resource",
		[]edit{{"", "\nresource \"aws_security_group_rule\" \"older\" {\n  security_group_id = aws_security_group.tasks.id\n  type              = \"egress\"\n  protocol          = \"tcp\"\n  from_port         = 5432\n  to_port           = 5433\n  cidr_blocks       = [\"10.0.0.0/16\"]\n}\n"}},
		nil, "",
	},
	{
		"dynamic blocks of nothing",
		[]edit{{"  name   = \"tasks\"\n", "  name   = \"tasks\"\n  dynamic \"egress\" {\n    for_each = []\n    content {\n      from_port = egress.value\n    }\n  }\n"}},
		nil, "",
	},
	{
		"dynamic blocks of what is not known",
		[]edit{
			{"  name   = \"tasks\"\n", "  name   = \"tasks\"\n  dynamic \"egress\" {\n    for_each = var.ports\n    content {\n      from_port = egress.value\n    }\n  }\n"},
			{"", "\nvariable \"ports\" {\n  type = list(number)\n}\n"},
		},
		nil, "",
	},
	{
		"route beside inline ones",
		[]edit{{"", "\nresource \"aws_route\" \"office\" {\n  route_table_id         = aws_route_table.public.id\n  destination_cidr_block = \"192.0.2.0/24\"\n  gateway_id             = aws_internet_gateway.main.id\n}\n"}},
		nil, `^aws_route_table.public takes its routes inline, beside aws_route.office: `,
	},
	{
		"entry of the default network ACL beside none",
		[]edit{{"", `
resource "aws_default_network_acl" "main" {
  default_network_acl_id = aws_vpc.main.default_network_acl_id
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_default_network_acl.main.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_default_network_acl.main.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "-1"
  cidr_block     = "0.0.0.0/0"
}
`}},
		nil, `^aws_default_network_acl.main takes its entries inline, beside aws_network_acl_rule.out and aws_network_acl_rule.in: `,
	},
}

var shadowedEntries = []advice{
	{
		"deny after the allow",
		[]edit{{"rule_no    = 90", "rule_no    = 110"}},
		[]edit{{"RuleNumber: 90", "RuleNumber: 110"}},
		`^ingress entry 110 of \S+ denies tcp/8080 from 192.0.2.0/24, and never decides: entry 100 comes first and allows tcp/1024-65535 from 0.0.0.0/0$`,
	},
	{
		"of another protocol",
		[]edit{{"rule_no    = 90", "rule_no    = 110"}, {"protocol   = \"tcp\"\n    cidr_block = \"192.0.2.0/24\"", "protocol   = \"udp\"\n    cidr_block = \"192.0.2.0/24\""}},
		[]edit{{"RuleNumber: 90", "RuleNumber: 110"}, {"Protocol: 6\n      CidrBlock: 192.0.2.0/24", "Protocol: 17\n      CidrBlock: 192.0.2.0/24"}},
		"",
	},
	{
		"of a protocol among all",
		[]edit{{"rule_no    = 90", "rule_no    = 110"}, {"protocol   = \"tcp\"\n    cidr_block = \"0.0.0.0/0\"\n    from_port  = 1024\n    to_port    = 65535", "protocol   = \"-1\"\n    cidr_block = \"0.0.0.0/0\"\n    from_port  = 0\n    to_port    = 0"}, {"protocol   = \"tcp\"\n    cidr_block = \"192.0.2.0/24\"", "protocol   = \"udp\"\n    cidr_block = \"192.0.2.0/24\""}},
		[]edit{{"RuleNumber: 90", "RuleNumber: 110"}, {"Protocol: 6\n      CidrBlock: 0.0.0.0/0\n      PortRange: {From: 1024, To: 65535}", "Protocol: -1\n      CidrBlock: 0.0.0.0/0"}, {"Protocol: 6\n      CidrBlock: 192.0.2.0/24", "Protocol: 17\n      CidrBlock: 192.0.2.0/24"}},
		`denies udp/8080 from 192.0.2.0/24, and never decides: entry 100 comes first and allows all traffic`,
	},
	{
		"all traffic, of which one protocol came first",
		[]edit{{"rule_no    = 90", "rule_no    = 110"}, {"protocol   = \"tcp\"\n    cidr_block = \"192.0.2.0/24\"", "protocol   = \"-1\"\n    cidr_block = \"192.0.2.0/24\""}},
		[]edit{{"RuleNumber: 90", "RuleNumber: 110"}, {"Protocol: 6\n      CidrBlock: 192.0.2.0/24", "Protocol: -1\n      CidrBlock: 192.0.2.0/24"}},
		"",
	},
	{
		"one port further down than the ports of the first",
		[]edit{{"rule_no    = 90", "rule_no    = 110"}, {"from_port  = 8080", "from_port  = 1023"}},
		[]edit{{"RuleNumber: 90", "RuleNumber: 110"}, {"{From: 8080,", "{From: 1023,"}},
		"",
	},
	{
		"the same action",
		[]edit{{"rule_no    = 90\n    action     = \"deny\"", "rule_no    = 110\n    action     = \"allow\""}},
		[]edit{{"RuleNumber: 90\n      RuleAction: deny", "RuleNumber: 110\n      RuleAction: allow"}},
		"",
	},
	{
		"a number that is not known",
		[]edit{{"rule_no    = 90", "rule_no    = var.n"}, {"", "\nvariable \"n\" {\n  type = number\n}\n"}},
		[]edit{{"RuleNumber: 90", "RuleNumber: !Ref Number"}, {"\nResources:\n", "\nParameters:\n  Number: {Type: Number}\n\nResources:\n"}},
		"",
	},
	{
		"after the own rule of the default network ACL",
		[]edit{{"", "\nresource \"aws_network_acl_rule\" \"late\" {\n  network_acl_id = aws_vpc.main.default_network_acl_id\n  rule_number    = 110\n  rule_action    = \"deny\"\n  protocol       = \"tcp\"\n  cidr_block     = \"192.0.2.0/24\"\n  from_port      = 22\n  to_port        = 22\n}\n"}},
		[]edit{{"", "\n  Late:\n    Type: AWS::EC2::NetworkAclEntry\n    Properties:\n      NetworkAclId: !GetAtt Vpc.DefaultNetworkAcl\n      RuleNumber: 110\n      RuleAction: deny\n      Protocol: 6\n      CidrBlock: 192.0.2.0/24\n      PortRange: {From: 22, To: 22}\n"}},
		`^ingress entry 110 of default network ACL of \S+ denies tcp/22 from 192.0.2.0/24, and never decides`,
	},
}

var smallSubnets = []advice{
	{
		"as many tasks as addresses, without room for a deployment",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/27"`}, {"desired_count   = 10", "desired_count   = 14"}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/27"}, {"DesiredCount: 10", "DesiredCount: 14"}},
		`runs 28 tasks at a time while it deploys, and \S+ \(10.0.1.0/27\) leaves them 27 addresses`,
	},
	{
		"room for all of a deployment",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/27"`}, {"desired_count   = 10", "desired_count   = 13"}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/27"}, {"DesiredCount: 10", "DesiredCount: 13"}},
		"",
	},
	{
		"a deployment that replaces within the desired count",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/27"`}, {"desired_count   = 10", "desired_count = 14\n  deployment_maximum_percent = 100\n  deployment_minimum_healthy_percent = 50"}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/27"}, {"DesiredCount: 10", "DesiredCount: 14\n      DeploymentConfiguration: {MaximumPercent: 100, MinimumHealthyPercent: 50}"}},
		"",
	},
	{
		"an endpoint takes the address that is wanting",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/28"`}, {"desired_count   = 10", "desired_count = 11\n  deployment_maximum_percent = 100"}, {"", `
resource "aws_vpc_endpoint" "ec2" {
  vpc_id            = aws_vpc.main.id
  vpc_endpoint_type = "Interface"
  service_name      = "com.amazonaws.eu-west-1.ec2"
  subnet_ids        = [aws_subnet.private.id]
}
`}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/28"}, {"DesiredCount: 10", "DesiredCount: 11\n      DeploymentConfiguration: {MaximumPercent: 100}"}, {"", `
  Ec2:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: !Ref Vpc
      VpcEndpointType: Interface
      ServiceName: !Sub com.amazonaws.${AWS::Region}.ec2
      SubnetIds: [!Ref PrivateSubnet]
`}},
		`runs 11 tasks at a time, and \S+ \(10.0.1.0/28\) leaves them 10 addresses`,
	},
	{
		"two services that fill a subnet together",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/27"`}, {"", strings.Replace(secondTerraformService, "200", "100", 1)}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/27"}, {"", secondCloudFormationService + "      DeploymentConfiguration: {MaximumPercent: 100}\n"}},
		`^\S+ and \S+ run 30 tasks at a time, and \S+ \(10.0.1.0/27\) leaves them 27 addresses$`,
	},
	{
		"two services, and no room while one deploys",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/26"`}, {"", strings.Replace(secondTerraformService, "20", "25", 1)}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/26"}, {"", strings.Replace(secondCloudFormationService, "20", "25", 1)}},
		`^\S+ and \S+ run 60 tasks at a time while (aws_ecs_service.jobs|Jobs) deploys, and \S+ \(10.0.1.0/26\) leaves them 59 addresses$`,
	},
	{
		"two services, and room for both",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/26"`}, {"", secondTerraformService}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/26"}, {"", secondCloudFormationService}},
		"",
	},
	{
		"a count that is not known",
		[]edit{{`"10.0.1.0/24"`, `"10.0.1.0/28"`}, {"desired_count   = 10", "desired_count   = var.n"}, {"", "\nvariable \"n\" {\n  type = number\n}\n"}},
		[]edit{{"10.0.1.0/24", "10.0.1.0/28"}, {"DesiredCount: 10", "DesiredCount: !Ref Number"}, {"\nResources:\n", "\nParameters:\n  Number: {Type: Number}\n\nResources:\n"}},
		"",
	},
}

const secondTerraformService = `
resource "aws_ecs_service" "jobs" {
  name                       = "jobs"
  cluster                    = "apps"
  task_definition            = aws_ecs_task_definition.api.arn
  launch_type                = "FARGATE"
  desired_count              = 20
  deployment_maximum_percent = var.percent

  network_configuration {
    subnets         = [aws_subnet.private.id]
    security_groups = [aws_security_group.tasks.id]
  }
}

variable "percent" {
  default = 200
}
`

const secondCloudFormationService = `
  Jobs:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: jobs
      Cluster: apps
      TaskDefinition: !Ref ApiDefinition
      LaunchType: FARGATE
      DesiredCount: 20
      NetworkConfiguration:
        AwsvpcConfiguration:
          Subnets: [!Ref PrivateSubnet]
          SecurityGroups: [!Ref TasksGroup]
`
