package suppress_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// network is a public subnet whose tasks have no address.
const network = `
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "public" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
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
resource "aws_security_group" "tasks" {
  vpc_id = aws_vpc.main.id
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_ecs_task_definition" "web" {
  family                   = "web"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  execution_role_arn       = "arn:aws:iam::123456789012:role/execution"
  container_definitions    = jsonencode([{ name = "web", image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1" }])
}
`

const service = `resource "aws_ecs_service" "web" {
  name            = "web"
  launch_type     = "FARGATE"
  task_definition = aws_ecs_task_definition.web.arn
  network_configuration {
    subnets          = [aws_subnet.public.id]
    security_groups  = [aws_security_group.tasks.id]
    assign_public_ip = false
  }
}
`

const (
	block = `resource "aws_ecs_service"`
	place = `    assign_public_ip = false`
)

// The service's finding is TR101, at assign_public_ip.
func TestRemarksInTerraform(t *testing.T) {
	const reason = ` reason="accepted"`
	tests := []struct {
		name     string
		old, new string
		want     []string
	}{
		{"none", "", "", []string{"TR101"}},
		{"behind the place", place, place + " # taskreach:ignore TR101" + reason, []string{"suppressed TR101: accepted"}},
		{"above the place", place, "// taskreach:ignore TR101" + reason + "\n" + place, []string{"suppressed TR101: accepted"}},
		{"in a block comment", place, "/* taskreach:ignore TR101" + reason + " */\n" + place, []string{"suppressed TR101: accepted"}},
		{"among comments", place, "# why\n# taskreach:ignore TR101" + reason + "\n# more\n" + place, []string{"suppressed TR101: accepted"}},
		{"a blank line between", place, "# taskreach:ignore TR101" + reason + "\n\n" + place, []string{"TR101", "the remark leaves nothing out: there is no finding of TR101 here"}},
		{"above the block", block, "# taskreach:ignore TR101" + reason + "\n" + block, []string{"suppressed TR101: accepted"}},
		{"above another block", `resource "aws_subnet"`, "# taskreach:ignore TR101" + reason + "\n" + `resource "aws_subnet"`, []string{"TR101", "the remark leaves nothing out: there is no finding of TR101 here"}},
		{"by name", place, place + " # taskreach:ignore public-subnet-without-address" + reason, []string{"suppressed TR101: accepted"}},
		{"in small letters", place, place + " # taskreach:ignore tr101" + reason, []string{"suppressed TR101: accepted"}},
		{"one of several rules", place, place + " # taskreach:ignore TR203,TR101" + reason, []string{"suppressed TR101: accepted"}},
		{"another rule", place, place + " # taskreach:ignore TR203" + reason, []string{"TR101", "the remark leaves nothing out: there is no finding of TR203 here"}},
		{"a comment behind it", place, place + ` # taskreach:ignore TR101 reason="see #12" # and more`, []string{"suppressed TR101: see #12"}},
		{"in a string", `name            = "web"`, `name            = "web # taskreach:ignore TR101"`, []string{"TR101"}},
		{"its last day", place, place + " # taskreach:ignore TR101 until=2026-07-01" + reason, []string{"suppressed TR101: accepted"}},
		{"the day after", place, place + " # taskreach:ignore TR101 until=2026-06-30" + reason, []string{"TR101", "the remark has expired: it held until 2026-06-30"}},
		{"no reason", place, place + " # taskreach:ignore TR101", []string{"suppressed TR101: ", "the remark gives no reason for what it leaves out"}},
		{"a blank reason", place, place + ` # taskreach:ignore TR101 reason=" "`, []string{"suppressed TR101: ", "the remark gives no reason for what it leaves out"}},
		{"two about one finding", place, "# taskreach:ignore TR101" + reason + "\n" + place + " # taskreach:ignore TR101" + reason, []string{"suppressed TR101: accepted"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(network+service, tt.old, tt.new, 1)
			if diff := cmp.Diff(tt.want, told(t, map[string]string{"main.tf": text})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A remark that is not understood leaves nothing out, in comments and in
// metadata, and is a problem; so is one in a stack that is else in order.
func TestMalformedRemarks(t *testing.T) {
	inMetadata := strings.Replace(template, "METADATA", `"Metadata": {"taskreach": {"ignore": {"rule": "TR101"}}},`, 1)
	comment := func(text string) string { return strings.Replace(network+service, place, place+" # "+text, 1) }
	tests := []struct{ name, file, text, want string }{
		{"no rule", "main.tf", comment(`taskreach:ignore reason="accepted"`), `it names no rule, as in taskreach:ignore TR203 reason="why"`},
		{"no such rule", "main.tf", comment(`taskreach:ignore TR101,TR000 reason="accepted"`), `there is no rule "TR000"`},
		{"no such day", "main.tf", comment(`taskreach:ignore TR101 until=2026-02-30`), `"until=2026-02-30" is not a day of the form until=2027-01-31`},
		{"no such setting", "main.tf", comment(`taskreach:ignore TR101 unitl=2026-12-31`), `"unitl=2026-12-31" is neither a rule nor until=DATE nor reason="…"`},
		{"an open quote", "main.tf", comment(`taskreach:ignore TR101 reason="accepted`), "a quote is not closed"},
		{"another word", "main.tf", comment(`taskreach:ignored TR101 reason="accepted"`), `"taskreach:ignored" is not "taskreach:ignore"`},
		{"no text", "template.json", inMetadata, `it names no rule, as in taskreach:ignore TR203 reason="why"`},
		{"no remark", "main.tf", comment(`taskreach: see above`), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := source.NewTree(fstest.MapFS{tt.file: {Data: []byte(tt.text)}})
			result, err := analyzer.Analyze(t.Context(), analyzer.Options{Tree: tree, Rules: rules.All()})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, f := range result.Stacks[0].Findings {
				found = append(found, f.Rule.ID)
			}
			if diff := cmp.Diff([]string{"TR101"}, found); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			got := ""
			for _, p := range result.Stacks[0].Problems {
				got += fmt.Sprintln(p.Kind, p.Message)
			}
			want := ""
			if tt.want != "" {
				want = fmt.Sprintln("invalid-suppression the remark leaves nothing out:", tt.want)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if result.Incomplete() != (tt.want != "") {
				t.Errorf("Incomplete() = %t", result.Incomplete())
			}
		})
	}
}

// told returns what becomes of the findings: those that are left out with
// their reason, the rules of those that are not, and what is said of remarks.
func told(t *testing.T, files map[string]string) []string {
	t.Helper()
	var all []string
	for _, s := range linttest.AnalyzeFiles(t, files, rules.All()).Stacks {
		for _, f := range s.Suppressed {
			if f.By != lint.ByRemark || f.At.IsZero() {
				t.Errorf("suppressed by %s at %s", f.By, f.At)
			}
			all = append(all, fmt.Sprintf("suppressed %s: %s", f.Rule.ID, f.Reason))
		}
		for _, f := range s.Findings {
			if f.Rule == rules.FaultySuppression {
				all = append(all, f.Message)
				continue
			}
			all = append(all, f.Rule.ID)
		}
	}
	return all
}

// A module is in the hands of all that call it: a remark in it that one of
// them needs is used, and one above a call is about that call alone.
func TestRemarksInModules(t *testing.T) {
	module := strings.Replace(network+service, "= false", "= var.public", 1) + "variable \"public\" {}\n"
	remark := "# taskreach:ignore TR101 reason=\"accepted\"\n"
	call := func(above, public string) string {
		return above + "module \"web\" {\n  source = \"../web\"\n  public = " + public + "\n}\n"
	}
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{
			"one caller needs it",
			map[string]string{"web/main.tf": strings.Replace(module, block, remark+block, 1), "a/main.tf": call("", "true"), "b/main.tf": call("", "false")},
			[]string{"suppressed TR101: accepted"},
		},
		{
			"no caller needs it",
			map[string]string{"web/main.tf": strings.Replace(module, block, remark+block, 1), "a/main.tf": call("", "true"), "b/main.tf": call("", "true")},
			[]string{"the remark leaves nothing out: there is no finding of TR101 here"},
		},
		{
			"above a call",
			map[string]string{"web/main.tf": module, "a/main.tf": call(remark, "false"), "b/main.tf": call("", "false")},
			[]string{"suppressed TR101: accepted", "TR101"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, told(t, tt.files)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A remark on what the files do not decide may be needed.
func TestRemarksOnWhatIsUnknown(t *testing.T) {
	text := strings.Replace(network+service, "= false", "= var.public # taskreach:ignore TR101 reason=\"accepted\"", 1) + "variable \"public\" {}\n"
	var messages []string
	for _, s := range linttest.AnalyzeFiles(t, map[string]string{"main.tf": text}, rules.All()).Stacks {
		if !slices.ContainsFunc(s.Proofs, func(p *lint.Proof) bool { return p.Verdict == lint.Unknown }) {
			t.Error("every flow is decided")
		}
		for _, f := range s.Findings {
			messages = append(messages, f.Message)
		}
	}
	if len(messages) > 0 {
		t.Errorf("findings %q, want none", messages)
	}
}

const template = `{"Resources": {
  "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
  "Gateway": {"Type": "AWS::EC2::InternetGateway"},
  "Attachment": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Gateway"}}},
  "Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/24"}},
  "Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
  "Route": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": {"Ref": "Gateway"}}},
  "Association": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"RouteTableId": {"Ref": "Table"}, "SubnetId": {"Ref": "Subnet"}}},
  "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "tasks", "VpcId": {"Ref": "Vpc"}}},
  "Definition": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
    "RequiresCompatibilities": ["FARGATE"], "NetworkMode": "awsvpc", "ExecutionRoleArn": "arn:aws:iam::123456789012:role/execution",
    "ContainerDefinitions": [{"Name": "web", "Image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]}},
  "Service": {"Type": "AWS::ECS::Service", METADATA "Properties": {
    "LaunchType": "FARGATE", "TaskDefinition": {"Ref": "Definition"},
    "NetworkConfiguration": {"AwsvpcConfiguration": {"AssignPublicIp": "DISABLED", "Subnets": [{"Ref": "Subnet"}], "SecurityGroups": [{"Ref": "Group"}]}}}}
}}`

func TestRemarksInMetadata(t *testing.T) {
	tests := []struct {
		name, metadata string
		want           []string
	}{
		{"none", ``, []string{"TR101"}},
		{"of others", `"Metadata": {"cfn-lint": {"config": {}}},`, []string{"TR101"}},
		{"a text", `"Metadata": {"taskreach": {"ignore": "TR101 reason=\"accepted\""}},`, []string{"suppressed TR101: accepted"}},
		{
			"a list", `"Metadata": {"taskreach": {"ignore": ["TR101 reason=accepted", "TR203 reason=gone"]}},`,
			[]string{"suppressed TR101: accepted", "the remark leaves nothing out: there is no finding of TR203 here"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(template, "METADATA", tt.metadata, 1)
			if diff := cmp.Diff(tt.want, told(t, map[string]string{"template.json": text})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
