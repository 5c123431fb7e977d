package assume_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/assume"
	"github.com/taskreach/taskreach/analyzer/config"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// terraformTask is a task whose network is another team's: what it is in is
// read at apply.
const terraformTask = `
provider "aws" { region = "eu-west-1" }
data "aws_vpc" "main" { tags = { Name = "main" } }
data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }
}
resource "aws_security_group" "task" {
  vpc_id = data.aws_vpc.main.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_ecs_task_definition" "app" {
  family                   = "app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = "arn:aws:iam::123456789012:role/x"
  container_definitions = jsonencode([{ name = "app", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1" }])
}
resource "aws_ecs_service" "app" {
  name            = "app"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.app.arn
  network_configuration {
    subnets         = data.aws_subnets.private.ids
    security_groups = [aws_security_group.task.id]
  }
}
`

// cloudFormationTask is the same, handed its network by parameters.
const cloudFormationTask = `
Parameters:
  VpcId: {Type: "AWS::EC2::VPC::Id"}
  SubnetIds: {Type: "List<AWS::EC2::Subnet::Id>"}
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: tasks
      VpcId: !Ref VpcId
      SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
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
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: !Ref SubnetIds, SecurityGroups: [!Ref Group]}}
`

// analyze returns what a stack comes to if things are assumed.
func analyze(t *testing.T, files map[string]string, assumed string) *lint.Result {
	t.Helper()
	tree := fstest.MapFS{config.Name: {Data: []byte(assumed)}}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	opts := analyzer.Options{Tree: source.NewTree(tree), Rules: rules.All()}
	opts.CloudFormation.Region = "eu-west-1"
	c, problems := config.Read(opts.Tree, config.Name)
	if len(problems) > 0 {
		t.Fatalf("configuration: %v", problems)
	}
	if !c.Assume.IsZero() {
		opts.Assumed = assume.NewSet(c.Assume)
	}
	result, err := analyzer.Analyze(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// verdicts returns how the flows of each need come out, each verdict once.
func verdicts(result *lint.Result) map[string]string {
	all := map[string]map[string]bool{}
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			if all[p.Need.Name] == nil {
				all[p.Need.Name] = map[string]bool{}
			}
			all[p.Need.Name][p.Verdict.Flow()] = true
		}
	}
	out := map[string]string{}
	for need, vs := range all {
		out[need] = strings.Join(slices.Sorted(maps.Keys(vs)), " ")
	}
	return out
}

func reasons(result *lint.Result) string {
	var all []string
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			all = append(all, p.Need.Name+": "+p.Verdict.Flow()+": "+lint.Reason(p))
		}
	}
	return strings.Join(all, "\n")
}

// What is assumed decides what the files do not, in both languages alike.
func TestVerdicts(t *testing.T) {
	tests := []struct {
		name, vpc string
		api, s3   string // of ecr.api and of s3
	}{
		{"nothing", "", "unknown", "unknown"},
		{"a VPC of which nothing is known", "{subnets: [SUBNETS]}", "unknown", "unknown"},
		{"a NAT gateway", "{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: nat, complete: true}", "reachable", "reachable"},
		// An endpoint that is not said could take the name and refuse the task.
		{"a NAT gateway, and perhaps endpoints", "{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: nat}", "unknown", "unknown"},
		{
			"endpoints for all there is to reach",
			"{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: isolated, endpoints: [ecr.api, ecr.dkr, s3], complete: true}",
			"reachable", "reachable",
		},
		{
			"endpoints, and perhaps more",
			"{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: isolated, endpoints: [ecr.api, ecr.dkr, s3]}",
			"reachable", "unknown",
		},
		{
			"one endpoint and no more",
			"{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: isolated, endpoints: [s3], complete: true}",
			"blocked", "reachable",
		},
		{
			"one endpoint, and perhaps more",
			"{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: isolated, endpoints: [s3]}",
			"unknown", "unknown",
		},
		{
			"nothing at all", "{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: isolated, complete: true}",
			"blocked", "blocked",
		},
		{
			"a public subnet without a public address", "{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: public, complete: true}",
			"blocked", "blocked",
		},
		{
			"an endpoint without private DNS",
			"{cidr: 10.0.0.0/16, subnets: [SUBNETS], routing: isolated, endpoints: [{service: ecr.api, private-dns: false}, s3], complete: true}",
			"blocked", "reachable",
		},
		{
			"no word of the routing", "{cidr: 10.0.0.0/16, subnets: [SUBNETS], complete: true}",
			"unknown", "unknown",
		},
	}
	languages := []struct {
		name, vpc, subnets string
		files              map[string]string
	}{
		{"terraform", "data.aws_vpc.main", "data.aws_subnets.private", map[string]string{"main.tf": terraformTask}},
		{"terraform variables", "var.vpc_id", "var.subnet_ids", map[string]string{"main.tf": variables}},
		{"terraform ids", "vpc-0abc", "subnet-0abc", map[string]string{"main.tf": ids}},
		{"cloudformation", "Parameter VpcId", "Parameter SubnetIds", map[string]string{"template.yaml": cloudFormationTask}},
	}
	for _, tt := range tests {
		for _, l := range languages {
			t.Run(tt.name+"/"+l.name, func(t *testing.T) {
				assumed := ""
				if tt.vpc != "" {
					assumed = "assume:\n  vpcs:\n    " + l.vpc + ": " + strings.ReplaceAll(tt.vpc, "SUBNETS", l.subnets) + "\n"
				}
				result := analyze(t, l.files, assumed)
				got := verdicts(result)
				want := map[string]string{"ecr.api": tt.api, "s3": tt.s3}
				if diff := cmp.Diff(want, map[string]string{"ecr.api": got["ecr.api"], "s3": got["s3"]}); diff != "" {
					t.Errorf("verdicts (-want +got):\n%s%s", diff, reasons(result))
				}
				for _, s := range result.Stacks {
					for _, p := range s.Problems {
						t.Errorf("%s: %s", p.Range, p.Message)
					}
					if tt.vpc != "" && len(s.Assumptions) == 0 {
						t.Error("no assumption is told")
					}
				}
			})
		}
	}
}

// The same network, handed over by variables, and by ids in the files.
var (
	variables = strings.NewReplacer(
		"data.aws_vpc.main.id", "var.vpc_id", "data.aws_subnets.private.ids", "var.subnet_ids",
		"data \"aws_vpc\" \"main\" { tags = { Name = \"main\" } }", "variable \"vpc_id\" {}\nvariable \"subnet_ids\" { type = list(string) }",
	).Replace(terraformTask)
	ids = strings.NewReplacer(
		"data.aws_vpc.main.id", `"vpc-0abc"`, "data.aws_subnets.private.ids", `["subnet-0abc"]`,
	).Replace(terraformTask)
)

// What is assumed of a security group decides what it lets out.
func TestGroups(t *testing.T) {
	const vpc = "assume:\n  vpcs: {vpc-0abc: {cidr: 10.0.0.0/16, subnets: [subnet-0abc], routing: nat, complete: true}}\n  security-groups:\n    sg-0abc: "
	languages := map[string]map[string]string{
		"terraform": {"main.tf": strings.Replace(ids, "aws_security_group.task.id", `"sg-0abc"`, 1)},
		"cloudformation": {"template.yaml": strings.NewReplacer(
			"!Ref SubnetIds", "[subnet-0abc]", "!Ref Group", "sg-0abc", "!Ref VpcId", "vpc-0abc",
			"Parameters:\n  VpcId: {Type: \"AWS::EC2::VPC::Id\"}\n  SubnetIds: {Type: \"List<AWS::EC2::Subnet::Id>\"}\n", "",
		).Replace(cloudFormationTask)},
	}
	tests := []struct{ name, group, want string }{
		{"nothing", "{vpc: vpc-0abc}", "unknown"},
		{"all", "{egress: all}", "reachable"},
		{"none", "{egress: none}", "blocked"},
		{"the port", "{egress: [tcp/443 0.0.0.0/0]}", "reachable"},
		{"another port", "{egress: [tcp/444 0.0.0.0/0]}", "blocked"},
		{"up to the port", "{egress: [tcp/80-443 0.0.0.0/0]}", "reachable"},
		{"up to one below", "{egress: [tcp/80-442 0.0.0.0/0]}", "blocked"},
		{"the network alone", "{egress: [all 10.0.0.0/16]}", "blocked"},
		{"another protocol", "{egress: [udp/443 0.0.0.0/0]}", "blocked"},
	}
	for _, tt := range tests {
		for name, files := range languages {
			t.Run(tt.name+"/"+name, func(t *testing.T) {
				result := analyze(t, files, vpc+tt.group+"\n")
				if got := verdicts(result)["ecr.api"]; got != tt.want {
					t.Errorf("ecr.api is %s, want %s\n%s", got, tt.want, reasons(result))
				}
			})
		}
	}
}

// Values of inputs lead to what is assumed, or to what the files declare.
func TestValues(t *testing.T) {
	const network = "  vpcs: {vpc-0abc: {cidr: 10.0.0.0/16, subnets: [subnet-0abc], routing: nat, complete: true}}\n"
	remote := strings.NewReplacer(
		"data.aws_vpc.main.id", "data.terraform_remote_state.net.outputs.vpc_id",
		"data.aws_subnets.private.ids", "[data.terraform_remote_state.net.outputs.subnet_ids[0]]",
		"data \"aws_vpc\" \"main\" { tags = { Name = \"main\" } }", "data \"terraform_remote_state\" \"net\" { backend = \"s3\" }",
	).Replace(terraformTask)
	module := strings.NewReplacer(
		"data.aws_vpc.main.id", "module.net.vpc_id", "data.aws_subnets.private.ids", "slice(module.net.subnets, 0, 1)",
		"data \"aws_vpc\" \"main\" { tags = { Name = \"main\" } }", "module \"net\" { source = \"git::https://example.com/net.git\" }",
	).Replace(terraformTask)
	stored := strings.NewReplacer(
		"data.aws_vpc.main.id", "data.aws_ssm_parameter.vpc.value", "data.aws_subnets.private.ids", "split(\",\", data.aws_ssm_parameter.subnets.value)",
		"data \"aws_vpc\" \"main\" { tags = { Name = \"main\" } }", "data \"aws_ssm_parameter\" \"vpc\" { name = \"/vpc\" }\ndata \"aws_ssm_parameter\" \"subnets\" { name = \"/subnets\" }",
	).Replace(terraformTask)
	imported := strings.NewReplacer(
		"!Ref VpcId", "!ImportValue net-Vpc", "!Ref SubnetIds", "[!ImportValue net-Subnet]",
		"Parameters:\n  VpcId: {Type: \"AWS::EC2::VPC::Id\"}\n  SubnetIds: {Type: \"List<AWS::EC2::Subnet::Id>\"}\n", "",
	).Replace(cloudFormationTask)
	ssm := strings.Replace(cloudFormationTask, `"AWS::EC2::VPC::Id"`, `"AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>", Default: /vpc`, 1)
	tests := []struct {
		name, file, text, values string
		asked                    []string
	}{
		{"a variable", "main.tf", variables, "{var.vpc_id: vpc-0abc, var.subnet_ids: [subnet-0abc]}", []string{"var.subnet_ids", "var.vpc_id"}},
		{
			"outputs of another state", "main.tf", remote,
			"{data.terraform_remote_state.net.outputs.vpc_id: vpc-0abc, data.terraform_remote_state.net.outputs.subnet_ids: [subnet-0abc]}",
			[]string{"data.terraform_remote_state.net.outputs.subnet_ids", "data.terraform_remote_state.net.outputs.vpc_id"},
		},
		{
			"a parameter in the store", "main.tf", stored,
			"{data.aws_ssm_parameter.vpc.value: vpc-0abc, data.aws_ssm_parameter.subnets.value: subnet-0abc}",
			[]string{"data.aws_ssm_parameter.subnets.value", "data.aws_ssm_parameter.vpc.value"},
		},
		{
			"outputs of a module that is not on disk", "main.tf", module,
			"{module.net.vpc_id: vpc-0abc, module.net.subnets: [subnet-0abc]}",
			[]string{"module.net.subnets", "module.net.vpc_id"},
		},
		{
			"parameters", "t.yaml", cloudFormationTask, "{Parameter VpcId: vpc-0abc, Parameter SubnetIds: [subnet-0abc]}",
			[]string{"Parameter SubnetIds", "Parameter VpcId"},
		},
		{
			"a parameter from the store", "t.yaml", ssm, "{Parameter VpcId: vpc-0abc, Parameter SubnetIds: subnet-0abc}",
			[]string{"Parameter SubnetIds", "Parameter VpcId"},
		},
		{
			"exports", "t.yaml", imported, "{export net-Vpc: vpc-0abc, export net-Subnet: subnet-0abc}",
			[]string{"export net-Subnet", "export net-Vpc"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{tt.file: tt.text}
			if got := verdicts(analyze(t, files, "assume:\n"+network))["ecr.api"]; got != "unknown" {
				t.Errorf("ecr.api is %s without values, want unknown", got)
			}
			result := analyze(t, files, "assume:\n"+network+"  values: "+tt.values+"\n")
			if got := verdicts(result)["ecr.api"]; got != "reachable" {
				t.Errorf("ecr.api is %s, want reachable\n%s", got, reasons(result))
			}
			asked := slices.Sorted(slices.Values(result.Stacks[0].Asked))
			if diff := cmp.Diff(tt.asked, asked); diff != "" {
				t.Errorf("asked (-want +got):\n%s", diff)
			}
			for _, p := range result.Stacks[0].Problems {
				if p.Incomplete() {
					t.Errorf("%s: %s", p.Range, p.Message)
				}
			}
		})
	}
}

// What the files say goes before what is assumed; what they leave open may be
// what is assumed.
func TestFilesGoFirst(t *testing.T) {
	const isolated = "assume:\n  vpcs: {vpc-0abc: {cidr: 10.0.0.0/16, subnets: [subnet-0abc], routing: isolated, complete: true}}\n"
	given := map[string]string{"main.tf": variables, "terraform.tfvars": "vpc_id = \"vpc-1\"\nsubnet_ids = [\"subnet-1\"]\n"}
	open := map[string]string{"main.tf": strings.Replace(ids, `"vpc-0abc"`, "data.aws_vpc.main.id", 1)}
	tests := []struct {
		name, assumed string
		files         map[string]string
		want          string
	}{
		{"a value in a file", isolated + "  values: {var.vpc_id: vpc-0abc, var.subnet_ids: [subnet-0abc]}\n", given, "unknown"},
		{"a subnet of the VPC that is assumed", isolated, open, "blocked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			result := analyze(t, tt.files, tt.assumed)
			if got := verdicts(result)["ecr.api"]; got != tt.want {
				t.Errorf("ecr.api is %s, want %s\n%s", got, tt.want, reasons(result))
			}
		})
	}
}

// Under conditions that are not decided, what is assumed holds either way.
func TestScenarios(t *testing.T) {
	const assumed = "assume: {vpcs: {Parameter VpcId: {cidr: 10.0.0.0/16, subnets: [subnet-0abc, subnet-0def], routing: nat, complete: true}}}\n"
	template := strings.NewReplacer(
		"Resources:\n", "Conditions: {Prod: !Equals [!Ref Stage, prod]}\nResources:\n", "Parameters:\n", "Parameters:\n  Stage: {Type: String}\n",
		"!Ref SubnetIds", "[!If [Prod, subnet-0abc, subnet-0def]]", "  SubnetIds: {Type: \"List<AWS::EC2::Subnet::Id>\"}\n", "",
	).Replace(cloudFormationTask)
	result := analyze(t, map[string]string{"t.yaml": template}, assumed)
	if got := verdicts(result)["ecr.api"]; got != "reachable" {
		t.Errorf("ecr.api is %s, want reachable\n%s", got, reasons(result))
	}
}

// A parameter that is no list stands for one subnet, and one that is for as many
// as are said, or some.
func TestParameterTypes(t *testing.T) {
	tests := []struct{ name, kind, subnets, want string }{
		{"a list", "List<AWS::EC2::Subnet::Id>", "Parameter SubnetIds: {}", "3"},
		{"a list of two", "List<AWS::EC2::Subnet::Id>", "Parameter SubnetIds: {count: 2}", "2"},
		{"a list by blocks", "CommaDelimitedList", "Parameter SubnetIds: {cidr: [10.0.0.0/24, 10.0.1.0/24]}", "2"},
		{"one", "AWS::EC2::Subnet::Id", "Parameter SubnetIds: {}", "1"},
		{"a text", "String", "Parameter SubnetIds: {}", "1"},
		{"a list from the store", "AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>, Default: x", "Parameter SubnetIds: {}", "3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			template := strings.Replace(cloudFormationTask, `"List<AWS::EC2::Subnet::Id>"`, tt.kind, 1)
			if !strings.Contains(tt.kind, "List") {
				template = strings.Replace(template, "Subnets: !Ref SubnetIds", "Subnets: [!Ref SubnetIds]", 1)
			}
			result := analyze(t, map[string]string{"t.yaml": template}, "assume: {subnets: {"+tt.subnets+"}}\n")
			subnets := map[string]bool{}
			for _, p := range result.Stacks[0].Proofs {
				if p.Subnet != nil && p.Subnet.External == nil {
					subnets[p.Subnet.Address] = true
				}
			}
			if got := strconv.Itoa(len(subnets)); got != tt.want {
				t.Errorf("%s subnets, want %s: %v", got, tt.want, subnets)
			}
		})
	}
}

// Routing is known of subnets whose VPC is not.
func TestSubnetsAlone(t *testing.T) {
	const egress = "assume: {subnets: {Parameter SubnetIds: {routing: ROUTING}}}\n"
	for routing, want := range map[string]string{"isolated": "unknown", "nat": "unknown"} {
		result := analyze(t, map[string]string{"t.yaml": cloudFormationTask}, strings.Replace(egress, "ROUTING", routing, 1))
		if got := verdicts(result)["ecr.api"]; got != want {
			t.Errorf("%s: ecr.api is %s, want %s", routing, got, want)
		}
		if !strings.Contains(reasons(result), "the VPC of Parameter SubnetIds") {
			t.Errorf("%s: no reason names the VPC\n%s", routing, reasons(result))
		}
	}
}

// A subnet whose block is not said lies in that of its VPC.
func TestSubnetInVPC(t *testing.T) {
	const assumed = "assume: {vpcs: {data.aws_vpc.main: {cidr: 10.0.0.0/16, endpoints: [ecr.dkr, s3], subnets: [data.aws_subnets.private], routing: isolated, complete: true}}}\n"
	tests := []struct{ name, admits, want string }{
		{"the VPC", "10.0.0.0/16", "reachable"},
		{"more than the VPC", "10.0.0.0/8", "reachable"},
		{"a part of the VPC", "10.0.9.0/24", "unknown"},
		{"another VPC", "10.9.0.0/16", "blocked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := terraformTask + `
resource "aws_security_group" "endpoint" {
  vpc_id = data.aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["` + tt.admits + `"]
  }
}
resource "aws_vpc_endpoint" "api" {
  vpc_id              = data.aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = data.aws_subnets.private.ids
  security_group_ids  = [aws_security_group.endpoint.id]
}
`
			result := analyze(t, map[string]string{"main.tf": text}, assumed)
			if got := verdicts(result)["ecr.api"]; got != tt.want {
				t.Errorf("ecr.api is %s, want %s\n%s", got, tt.want, reasons(result))
			}
		})
	}
}
