package analyzer_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// house is a network with one isolated subnet and a task that runs in it,
// whose image is on Docker Hub and whose log goes nowhere.
const house = `
Resources:
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}}
  Public: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  PublicTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  PublicRoute: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  PublicAssociation: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Public, RouteTableId: !Ref PublicTable}}
  Private: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  PrivateTable: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Vpc}}
  PrivateAssociation: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Private, RouteTableId: !Ref PrivateTable}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: g}}
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, ContainerDefinitions: [{Name: app, Image: nginx}]}
`

const (
	nat = `
  Nat: {Type: AWS::EC2::NatGateway, Condition: Nat, Properties: {SubnetId: !Ref Public, AllocationId: eipalloc-1}}
  NatRoute: {Type: AWS::EC2::Route, Condition: Nat, Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
`
	task = `
  Task:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Definition
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Private], SecurityGroups: [!Ref Group]}}
`
)

// Where all that is unknown has more scenarios than are tried, those of one task
// may be few enough.
func TestScenariosOfTasks(t *testing.T) {
	template := "Parameters: {A: {Type: String}, B: {Type: String}, C: {Type: String}, D: {Type: String}, E: {Type: String}, F: {Type: String}}\nConditions:\n" +
		"  One: !And [!Equals [!Ref A, a], !Equals [!Ref B, b], !Equals [!Ref C, c]]\n  Two: !And [!Equals [!Ref D, d], !Equals [!Ref E, e], !Equals [!Ref F, f]]\n" +
		house + strings.ReplaceAll(nat, ", Condition: Nat", "")
	for _, c := range []string{"One", "Two"} {
		service := placed("!If ["+c+", !Ref Public, !Ref Private]", "!If ["+c+", ENABLED, DISABLED]")
		template += strings.Replace(service, "Task:", "Task"+c+":", 1)
	}
	got := map[string]string{}
	for _, p := range analyzeTemplate(t, template).Proofs {
		got[p.Task.Address] += p.Verdict.Flow()
	}
	want := map[string]string{"TaskOne": "reachable", "TaskTwo": "reachable"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("flows (-want +got):\n%s", diff)
	}
}

// placed is the task in a subnet, with a public address or not, both given as
// expressions.
func placed(subnet, address string) string {
	s := strings.Replace(task, "[!Ref Private]", "["+subnet+"]", 1)
	return strings.Replace(s, "SecurityGroups", "AssignPublicIp: "+address+", SecurityGroups", 1)
}

func TestScenarios(t *testing.T) {
	const stage = "Parameters: {Stage: {Type: String}}\n"
	tests := []struct {
		name, template string
		verdict        string
		reason         string // of a flow that is not decided
		findings       string
	}{
		{
			"the same either way",
			stage + "Conditions: {Nat: !Equals [!Ref Stage, prod], Public: !Not [!Condition Nat]}\n" +
				house + nat + placed("!If [Public, !Ref Public, !Ref Private]", "!If [Public, ENABLED, DISABLED]"),
			"reachable", "", "",
		},
		{
			"blocked either way, each for its own reason",
			stage + "Conditions: {Public: !Equals [!Ref Stage, prod]}\n" + house + placed("!If [Public, !Ref Public, !Ref Private]", "DISABLED"),
			"blocked", "", "TR101 TR104",
		},
		{
			"blocked one way",
			stage + "Conditions: {Nat: !Equals [!Ref Stage, prod]}\n" + house + nat + task,
			"unknown", "reachable when `Stage` is `prod`, blocked when `Stage` is not `prod`", "",
		},
		{
			"of two allowed values",
			"Parameters: {Stage: {Type: String, AllowedValues: [prod, test]}}\nConditions: {Nat: !Or [!Equals [!Ref Stage, prod], !Equals [!Ref Stage, test]]}\n" + house + nat + task,
			"reachable", "", "",
		},
		{
			"of three allowed values, two of which are asked for",
			"Parameters: {Stage: {Type: String, AllowedValues: [prod, test, dev]}}\nConditions: {Nat: !Or [!Equals [!Ref Stage, prod], !Equals [!Ref Stage, test]]}\n" + house + nat + task,
			"unknown", "reachable when `Stage` is `prod` or when `Stage` is `test`, blocked when `Stage` is `dev`", "",
		},
		{
			"a value of a mapping",
			stage + "Mappings: {Stages: {prod: {Address: ENABLED}, test: {Address: ENABLED}}}\n" + house + placed("!Ref Public", "!FindInMap [Stages, !Ref Stage, Address]"),
			"unknown", "reachable when `Stage` is `prod` or when `Stage` is `test`, unknown when `Stage` is none of `prod`, `test`", "",
		},
		{
			"a task that is started one way only",
			stage + "Conditions: {Nat: !Equals [!Ref Stage, prod]}\n" + house + nat + strings.Replace(task, "Properties", "Condition: Nat\n    Properties", 1),
			"reachable", "", "",
		},
		{
			"an empty parameter",
			stage + "Conditions: {Nat: !Not [!Equals [!Ref Stage, '']]}\n" + house + nat + task,
			"unknown", "blocked when `Stage` is empty, reachable when `Stage` is given", "",
		},
		{
			"two parameters",
			"Parameters: {Nats: {Type: String}, Stage: {Type: String}}\nConditions: {Nat: !And [!Equals [!Ref Nats, 'yes'], !Equals [!Ref Stage, prod]]}\n" + house + nat + task,
			"unknown",
			"reachable when `Nats` is `yes` and `Stage` is `prod`, blocked when `Nats` is `yes` and `Stage` is not `prod` or when `Nats` is not `yes` and `Stage` is `prod` or when `Nats` is not `yes` and `Stage` is not `prod`",
			"",
		},
		{
			"more ways than are tried",
			"Parameters: {A: {Type: String}, B: {Type: String}, C: {Type: String}, D: {Type: String}, E: {Type: String}}\n" +
				"Conditions: {Nat: !Or [!Equals [!Ref A, a], !Equals [!Ref B, b], !Equals [!Ref C, c], !Equals [!Ref D, d], !Equals [!Ref E, e]]}\n" + house + nat + task,
			"unknown", "condition `Nat` is not decided: parameter `E` has no default: pass --parameters FILE", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			stack := analyzeTemplate(t, tt.template)
			flows := map[string]string{}
			for _, p := range stack.Proofs {
				if p.Need.Name == "dockerhub" {
					flows[p.Verdict.Flow()] = ""
					if p.Verdict == reach.Unknown {
						flows[p.Verdict.Flow()] = lint.Reason(p)
					}
				}
			}
			if diff := cmp.Diff(map[string]string{tt.verdict: tt.reason}, flows); diff != "" {
				t.Errorf("flows (-want +got):\n%s", diff)
			}
			var ids []string
			for _, f := range stack.Findings {
				ids = append(ids, f.Rule.ID)
			}
			slices.Sort(ids)
			if got := strings.Join(slices.Compact(ids), " "); got != tt.findings {
				t.Errorf("findings %q, want %q", got, tt.findings)
			}
		})
	}
}

// A flow that is unknown since its ways differ says what they differ in.
func TestReasonOfDifferentWays(t *testing.T) {
	const image = "123456789012.dkr.ecr.us-east-2.amazonaws.com/app"
	template := strings.Replace(house, "nginx", image, 1) + task +
		"  S3: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3', RouteTableIds: [!Ref PrivateTable]}}\n"
	for _, p := range analyzeTemplate(t, template).Proofs {
		if p.Need.Name != "s3" {
			continue
		}
		if p.Verdict != reach.Unknown || !strings.Contains(lint.Reason(p), "the region is not given") {
			t.Errorf("s3 is %s: %q, want unknown for the region", p.Verdict.Flow(), lint.Reason(p))
		}
	}
}

// analyzeTemplate returns the stack that one template makes, which gives no
// problems.
func analyzeTemplate(t *testing.T, template string) *lint.Stack {
	t.Helper()
	stack := analyzeOne(t, template).Stacks[0]
	for _, p := range stack.Problems {
		t.Errorf("%s: %s", p.Range, p.Message)
	}
	return stack
}

// analyzeOne returns what the analysis of one template gives.
func analyzeOne(t *testing.T, template string) *lint.Result {
	t.Helper()
	result := analyzeFiles(t, map[string]string{"template.yaml": template})
	if len(result.Stacks) != 1 {
		t.Fatalf("%d stacks, want 1", len(result.Stacks))
	}
	return result
}

// analyzeFiles returns what the analysis of templates gives.
func analyzeFiles(t *testing.T, files map[string]string) *lint.Result {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tree := source.NewTree(fsys)
	result, err := analyzer.Analyze(t.Context(), analyzer.Options{Tree: tree, Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	return result
}
