package snapshot_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/snapshot"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// What the AWS CLI prints of an isolated VPC with all endpoints that a task
// needs.
var printed = map[string]string{
	"vpcs": `{"Vpcs": [{"CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-1", "State": "available", "VpcId": "vpc-1", "OwnerId": "123456789012",
	  "InstanceTenancy": "default", "CidrBlockAssociationSet": [{"AssociationId": "a", "CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}],
	  "IsDefault": false, "Tags": [{"Key": "Name", "Value": "main"}]}]}`,
	"support":   `{"VpcId": "vpc-1", "EnableDnsSupport": {"Value": true}}`,
	"hostnames": `{"VpcId": "vpc-1", "EnableDnsHostnames": {"Value": true}}`,
	"dhcp":      `{"DhcpOptions": [{"DhcpConfigurations": [{"Key": "domain-name-servers", "Values": [{"Value": "AmazonProvidedDNS"}]}], "DhcpOptionsId": "dopt-1"}]}`,
	"subnets": `{"Subnets": [
	  {"AvailabilityZone": "eu-west-1a", "CidrBlock": "10.0.0.0/24", "MapPublicIpOnLaunch": true, "SubnetId": "subnet-pub", "VpcId": "vpc-1", "Tags": [{"Key": "Tier", "Value": "public"}]},
	  {"AvailabilityZone": "eu-west-1a", "CidrBlock": "10.0.1.0/24", "MapPublicIpOnLaunch": false, "SubnetId": "subnet-1", "VpcId": "vpc-1", "Tags": [{"Key": "Tier", "Value": "private"}]}]}`,
	"tables": `{"RouteTables": [
	  {"Associations": [{"Main": true, "RouteTableId": "rtb-main", "AssociationState": {"State": "associated"}}], "RouteTableId": "rtb-main", "VpcId": "vpc-1",
	   "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}]},
	  {"Associations": [{"Main": false, "RouteTableId": "rtb-pub", "SubnetId": "subnet-pub"}], "RouteTableId": "rtb-pub", "VpcId": "vpc-1",
	   "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}, {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1"}]},
	  {"Associations": [{"Main": false, "RouteTableId": "rtb-1", "SubnetId": "subnet-1"}], "RouteTableId": "rtb-1", "VpcId": "vpc-1",
	   "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}, {"DestinationPrefixListId": "pl-6da54004", "GatewayId": "vpce-s3"}]}]}`,
	"endpoints": `{"VpcEndpoints": [
	  {"VpcEndpointId": "vpce-api", "VpcEndpointType": "Interface", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-west-1.ecr.api", "State": "available",
	   "RouteTableIds": [], "SubnetIds": ["subnet-1"], "Groups": [{"GroupId": "sg-e", "GroupName": "endpoints"}], "PrivateDnsEnabled": true, "IpAddressType": "ipv4", "DnsOptions": {"DnsRecordIpType": "ipv4"}},
	  {"VpcEndpointId": "vpce-dkr", "VpcEndpointType": "Interface", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-west-1.ecr.dkr", "State": "available",
	   "RouteTableIds": [], "SubnetIds": ["subnet-1"], "Groups": [{"GroupId": "sg-e", "GroupName": "endpoints"}], "PrivateDnsEnabled": true, "IpAddressType": "ipv4", "DnsOptions": {"DnsRecordIpType": "ipv4"}},
	  {"VpcEndpointId": "vpce-s3", "VpcEndpointType": "Gateway", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-west-1.s3", "State": "available",
	   "PolicyDocument": "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
	   "RouteTableIds": ["rtb-1"], "SubnetIds": [], "Groups": [], "PrivateDnsEnabled": false}], "NextToken": null}`,
	"groups": `{"SecurityGroups": [
	  {"GroupId": "sg-e", "GroupName": "endpoints", "VpcId": "vpc-1", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}], "IpPermissionsEgress": []},
	  {"GroupId": "sg-1", "GroupName": "tasks", "VpcId": "vpc-1", "IpPermissions": [],
	   "IpPermissionsEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}], "PrefixListIds": [{"PrefixListId": "pl-s3"}]}]}]}`,
	"lists": `{"PrefixLists": [{"Cidrs": ["3.5.64.0/21"], "PrefixListId": "pl-s3", "PrefixListName": "com.amazonaws.eu-west-1.s3"}]}`,
	"acls": `{"NetworkAcls": [{"IsDefault": true, "NetworkAclId": "acl-1", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-pub"}], "Entries": [
	  {"CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100}, {"CidrBlock": "0.0.0.0/0", "Egress": true, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767},
	  {"CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "allow", "RuleNumber": 100}, {"CidrBlock": "0.0.0.0/0", "Egress": false, "Protocol": "-1", "RuleAction": "deny", "RuleNumber": 32767}]}]}`,
	"igws": `{"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available", "VpcId": "vpc-1"}]}]}`,
	"nats": `{"NatGateways": [{"NatGatewayId": "nat-1", "SubnetId": "subnet-pub", "VpcId": "vpc-1", "State": "available", "ConnectivityType": "public"}]}`,
}

const definition = `
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/x"
  container_definitions    = jsonencode([{ name = "app", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets         = SUBNETS
    security_groups = GROUPS
  }
}
`

// The tasks that are looked at: of both languages, by ids and by data sources.
var tasks = map[string]map[string]string{
	"terraform ids": {"main.tf": "provider \"aws\" { region = \"eu-west-1\" }\n" +
		strings.NewReplacer("SUBNETS", `["subnet-1"]`, "GROUPS", `["sg-1"]`).Replace(definition)},
	"terraform data sources": {"main.tf": `
provider "aws" { region = "eu-west-1" }
data "aws_vpc" "main" { tags = { Name = "main" } }
data "aws_subnet" "app" {
  vpc_id = data.aws_vpc.main.id
  filter {
    name   = "tag:Tier"
    values = ["private"]
  }
}
data "aws_security_group" "app" { id = "sg-1" }
` + strings.NewReplacer("SUBNETS", `[data.aws_subnet.app.id]`, "GROUPS", `[data.aws_security_group.app.id]`).Replace(definition)},
	"terraform variables": {
		"main.tf": "provider \"aws\" { region = \"eu-west-1\" }\nvariable \"subnets\" { type = list(string) }\n" +
			strings.NewReplacer("SUBNETS", `var.subnets`, "GROUPS", `["sg-1"]`).Replace(definition),
		"terraform.tfvars": `subnets = ["subnet-1"]`,
	},
	"cloudformation": {"template.yaml": `
Resources:
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: "256"
      Memory: "512"
      ExecutionRoleArn: arn:aws:iam::123456789012:role/x
      ContainerDefinitions: [{Name: app, Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Definition
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [sg-1]}}
`},
}

// analyze returns what a stack comes to beside a snapshot.
func analyze(t *testing.T, files, documents map[string]string) *lint.Result {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range documents {
		tree["aws/"+name+".json"] = &fstest.MapFile{Data: []byte(text)}
	}
	opts := analyzer.Options{Tree: source.NewTree(tree), Paths: []string{"."}, Rules: rules.All()}
	opts.CloudFormation.Region = "eu-west-1"
	networks, problems := snapshot.Load(opts.Tree, []string{"aws"})
	if len(problems) > 0 {
		t.Fatalf("snapshot: %v", problems)
	}
	opts.Assumed = assume.NewSet(assume.Facts{})
	for _, n := range networks {
		opts.Assumed.Add(iac.Assumption{Name: n.Name, Says: n.Says, Range: n.Range}, n.Resources)
		if n.Listed {
			opts.Assumed.List(n.Name)
		}
	}
	result, err := analyzer.Analyze(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// verdicts returns how the flows come out, in the order of the needs.
func verdicts(result *lint.Result) (verdicts, reasons string) {
	var vs, rs []string
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			vs = append(vs, p.Need.Name+" "+p.Verdict.Flow())
			rs = append(rs, p.Need.Name+": "+lint.Reason(p))
			for _, u := range p.Missing() {
				rs = append(rs, "  "+u.Why)
			}
		}
	}
	return strings.Join(vs, ", "), strings.Join(rs, "\n")
}

// What AWS tells of a network decides the flows of tasks that are put into it.
func TestVerdicts(t *testing.T) {
	const (
		reachable = "ecr.api reachable, ecr.dkr reachable, s3 reachable"
		unknown   = "ecr.api unknown, ecr.dkr unknown, s3 unknown"
		noAPI     = "ecr.api blocked, ecr.dkr reachable, s3 reachable"
	)
	tests := []struct {
		name, document string
		change         func(string) string
		want, reason   string
	}{
		{"all there is", "", nil, reachable, ""},
		{"without DNS hostnames", "hostnames", replace("true", "false"), "ecr.api blocked, ecr.dkr blocked, s3 reachable", ""},
		{"DNS servers of their own", "dhcp", replace("AmazonProvidedDNS", "10.0.0.5"), unknown, ""},
		{"an endpoint without private DNS", "endpoints", replace(`"PrivateDnsEnabled": true`, `"PrivateDnsEnabled": false`), noAPI, ""},
		{"an endpoint that is being deleted", "endpoints", replace(`"State": "available"`, `"State": "deleting"`), noAPI, ""},
		{"a gateway endpoint on another table", "endpoints", replace(`["rtb-1"]`, `["rtb-main"]`), "ecr.api reachable, ecr.dkr reachable, s3 blocked", ""},
		{"endpoints that admit others", "groups", replace(`"10.0.0.0/16"`, `"10.0.9.0/24"`), "ecr.api blocked, ecr.dkr blocked, s3 reachable", ""},
		{"endpoints that admit another port", "groups", replace(`443, "ToPort": 443`, `444, "ToPort": 444`), "ecr.api blocked, ecr.dkr blocked, s3 reachable", ""},
		{"a network ACL that denies", "acls", replace(`"allow", "RuleNumber": 100`, `"deny", "RuleNumber": 100`), "ecr.api reachable, ecr.dkr reachable, s3 blocked", ""},
		{"no endpoints told", "endpoints", gone, unknown, "add the output of `aws ec2 describe-vpc-endpoints`"},
		{"not all endpoints told", "endpoints", replace(`"NextToken": null`, `"NextToken": "x"`), "", "add the output of `aws ec2 describe-vpc-endpoints`"},
		{"no route tables told", "tables", gone, "", "add the output of `aws ec2 describe-route-tables`"},
		{"no network ACLs told", "acls", gone, "", "add the output of `aws ec2 describe-network-acls`"},
		{"no DNS attributes told", "hostnames", gone, "", "--attribute enableDnsHostnames"},
		{"no DHCP options told", "dhcp", gone, unknown, "add the output of `aws ec2 describe-dhcp-options`"},
		{"no prefix lists told", "lists", gone, "ecr.api reachable, ecr.dkr reachable, s3 unknown", "pl-s3"},
		{"another VPC", "vpcs", replace(`"vpc-1"`, `"vpc-2"`), unknown, ""},
	}
	for _, tt := range tests {
		for name, files := range tasks {
			t.Run(tt.name+"/"+name, func(t *testing.T) {
				if name == "terraform data sources" && tt.name == "another VPC" {
					return // it has the tags that are asked for, and then no such subnet
				}
				documents := map[string]string{}
				for k, text := range printed {
					if k == tt.document {
						text = tt.change(text)
					}
					if text != "" {
						documents[k] = text
					}
				}
				got, reasons := verdicts(analyze(t, files, documents))
				if tt.want != "" && got != tt.want || !strings.Contains(reasons, tt.reason) {
					t.Errorf("got %s, want %s for %q\n%s", got, tt.want, tt.reason, reasons)
				}
			})
		}
	}
}

func gone(string) string { return "" }

func replace(old, text string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, text, 1) }
}

// The rules of groups are told by the groups, or one by one.
func TestGroupRules(t *testing.T) {
	documents := map[string]string{}
	for k, text := range printed {
		documents[k] = text
	}
	documents["groups"] = `{"SecurityGroups": [
	  {"GroupId": "sg-e", "GroupName": "endpoints", "VpcId": "vpc-1"}, {"GroupId": "sg-1", "GroupName": "tasks", "VpcId": "vpc-1"}]}`
	documents["rules"] = `{"SecurityGroupRules": [
	  {"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-e", "IsEgress": false, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "ReferencedGroupInfo": {"GroupId": "sg-1", "UserId": "123456789012"}},
	  {"SecurityGroupRuleId": "sgr-2", "GroupId": "sg-1", "IsEgress": true, "IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "CidrIpv4": "0.0.0.0/0"}]}`
	got, reasons := verdicts(analyze(t, tasks["cloudformation"], documents))
	if want := "ecr.api reachable, ecr.dkr reachable, s3 reachable"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, reasons)
	}
	documents["rules"] = strings.Replace(documents["rules"], `"GroupId": "sg-1", "UserId"`, `"GroupId": "sg-2", "UserId"`, 1)
	if got, reasons = verdicts(analyze(t, tasks["cloudformation"], documents)); !strings.HasPrefix(got, "ecr.api unknown") && !strings.HasPrefix(got, "ecr.api blocked") {
		t.Errorf("got %s with a rule for another group\n%s", got, reasons)
	}
}

// A NAT gateway leads out.
func TestNATGateway(t *testing.T) {
	documents := map[string]string{}
	for k, text := range printed {
		documents[k] = text
	}
	documents["tables"] = strings.Replace(documents["tables"], `{"DestinationPrefixListId": "pl-6da54004", "GatewayId": "vpce-s3"}`, `{"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}`, 1)
	documents["endpoints"] = `{"VpcEndpoints": []}`
	documents["groups"] = strings.Replace(documents["groups"], `"10.0.0.0/16"}], "PrefixListIds"`, `"0.0.0.0/0"}], "PrefixListIds"`, 1)
	got, reasons := verdicts(analyze(t, tasks["terraform ids"], documents))
	if want := "ecr.api reachable, ecr.dkr reachable, s3 reachable"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, reasons)
	}
	documents["nats"] = strings.Replace(documents["nats"], "public", "private", 1)
	got, reasons = verdicts(analyze(t, tasks["terraform ids"], documents))
	if want := "ecr.api blocked, ecr.dkr blocked, s3 blocked"; got != want {
		t.Errorf("private: got %s, want %s\n%s", got, want, reasons)
	}
}

// What is no snapshot is told with its place.
func TestProblems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an empty file", "", "not the output of"},
		{"something else", `{"Reservations": []}`, "not the output of"},
		{"a list", `["Vpcs"]`, "not the output of"},
		{"cut off", "{\"Vpcs\": [\n{\"VpcId\": \"vpc-1\"", "unexpected EOF"},
		{"another type", "{\"Vpcs\": [{\"VpcId\": [1]}]}", "cannot unmarshal"},
		{"no list", "{\"Vpcs\": 3}", "cannot unmarshal"},
		{"nested deep", `{"Vpcs": ` + strings.Repeat("[", 100_000), "exceeded max depth"},
		{"two documents", `{"Vpcs": []} {"Subnets": []}`, ""},
		{"nothing in it", `{"Vpcs": []}`, ""},
		{"ids that are none", `{"Vpcs": [{}], "Subnets": [{}], "RouteTables": [{"Routes": [{}]}], "PrefixLists": [{}]}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := source.NewTree(fstest.MapFS{"a.json": {Data: []byte(tt.text)}})
			_, problems := snapshot.Load(tree, []string{"a.json"})
			found := slices.ContainsFunc(problems, func(p iac.Problem) bool { return tt.want != "" && strings.Contains(p.Message, tt.want) })
			if found != (tt.want != "") || len(problems) > 1 {
				t.Errorf("problems %v, want one of %q", problems, tt.want)
			}
		})
	}
	if _, problems := snapshot.Load(source.NewTree(fstest.MapFS{"b/x.txt": {}}), []string{"none.json", "b"}); len(problems) != 2 {
		t.Errorf("problems %v, want one of a file and one of a folder", problems)
	}
}

// A data source finds all subnets that AWS has told of and that it asks for, and
// no others.
func TestSubnetLists(t *testing.T) {
	const (
		reachable = "ecr.api reachable, ecr.dkr reachable, s3 reachable"
		more      = "ecr.api unknown"
	)
	task := func(filter, others string) map[string]string {
		return map[string]string{"main.tf": `
provider "aws" { region = "eu-west-1" }
data "aws_vpc" "main" { id = "vpc-1" }
data "aws_subnets" "app" {
` + filter + `
}
` + others + strings.NewReplacer("SUBNETS", `data.aws_subnets.app.ids`, "GROUPS", `["sg-1"]`).Replace(definition)}
	}
	const inVPC = "filter {\n name = \"vpc-id\"\n values = [data.aws_vpc.main.id]\n}\n"
	private := "tags = { Tier = \"private\" }\n"
	truncated := func(s string) string { return strings.TrimSuffix(s, "}") + `, "NextToken": "x"}` }
	tests := []struct {
		name, filter, others string
		change               func(string) string
		want                 string
	}{
		{"one of two", inVPC + private, "", nil, reachable},
		{"of any VPC", private, "", nil, more},
		{"by a filter", inVPC + "filter {\n name = \"tag:Tier\"\n values = [\"private\", \"data\"]\n}\n", "", nil, reachable},
		{"by a pattern", inVPC + "filter {\n name = \"tag:Tier\"\n values = [\"priv*\"]\n}\n", "", nil, reachable},
		{"by what is not known", inVPC + "filter {\n name = \"owner-id\"\n values = [\"1\"]\n}\n", "", nil, more},
		{"a list that goes on", inVPC + private, "", truncated, more},
		{
			"a subnet of the files with other tags", inVPC + private,
			"resource \"aws_subnet\" \"more\" {\n vpc_id = data.aws_vpc.main.id\n cidr_block = \"10.0.7.0/24\"\n}\n", nil, reachable,
		},
		{
			"a subnet of the files with tags that are not known", inVPC + private,
			"variable \"tier\" {}\nresource \"aws_subnet\" \"more\" {\n vpc_id = data.aws_vpc.main.id\n cidr_block = \"10.0.7.0/24\"\n tags = { Tier = var.tier }\n}\n", nil, more,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			documents := map[string]string{}
			for k, text := range printed {
				documents[k] = text
			}
			if tt.change != nil {
				documents["subnets"] = tt.change(documents["subnets"])
			}
			got, reasons := verdicts(analyze(t, task(tt.filter, tt.others), documents))
			if tt.want == reachable && got != reachable || tt.want == more && !strings.Contains(got, more) {
				t.Errorf("got %s, want %s\n%s", got, tt.want, reasons)
			}
		})
	}
}
