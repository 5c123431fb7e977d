package analyzer_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// exported is the house with its subnets and group as outputs that others can
// import, and with no task of its own.
const exported = `
Outputs:
  Net: {Value: NET, Export: {Name: net}}
  Group: {Value: !Ref Group, Export: {Name: group}}
`

// importer is a task in what it imports.
const importer = `
Resources:
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, ContainerDefinitions: [{Name: app, Image: nginx}]}
  Task:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: FARGATE
      TaskDefinition: !Ref Definition
      NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED, Subnets: !Split [',', !ImportValue net], SecurityGroups: [!ImportValue group]}}
`

// Imports that may be of several stacks are tried as those of each.
func TestAmbiguousImports(t *testing.T) {
	alternative := func(network, subnet string) string {
		return house + network + strings.Replace(exported, "NET", subnet, 1)
	}
	always := strings.ReplaceAll(nat, ", Condition: Nat", "")
	open, closed := alternative(always, "!Ref Private"), alternative("", "!Ref Private")
	tests := []struct {
		name     string
		files    map[string]string
		verdict  string
		reason   string
		findings string
	}{
		{"one", map[string]string{"a.yaml": open}, "reachable", "", ""},
		{"both reachable", map[string]string{"a.yaml": open, "b.yaml": open}, "reachable", "", ""},
		{"both blocked", map[string]string{"a.yaml": closed, "b.yaml": closed}, "blocked", "", "TR104"},
		{
			"one blocked",
			map[string]string{"a.yaml": open, "b.yaml": closed},
			"unknown",
			"reachable when `a.yaml` is what is deployed, blocked when `b.yaml` is what is deployed", "",
		},
		{
			"blocked, each for its own reason",
			map[string]string{"a.yaml": alternative("", "!Ref Public"), "b.yaml": closed},
			"blocked", "", "TR101 TR104",
		},
		{
			"one with a condition",
			map[string]string{
				"a.yaml": "Parameters: {Stage: {Type: String}}\nConditions: {Nat: !Equals [!Ref Stage, prod]}\n" + alternative(nat, "!Ref Private"), "b.yaml": open,
			},
			"unknown",
			"unknown when `a.yaml` is what is deployed, reachable when `b.yaml` is what is deployed", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{"app.yaml": &fstest.MapFile{Data: []byte(importer)}}
			for name, text := range tt.files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			result, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: source.NewTree(fsys), Rules: rules.All()})
			if err != nil {
				t.Fatal(err)
			}
			flows := map[string]string{}
			var ids []string
			for _, s := range result.Stacks {
				for _, p := range s.Proofs {
					if p.Need.Name == "dockerhub" {
						flows[p.Verdict.Flow()] = lint.Reason(p)
					}
				}
				for _, f := range s.Findings {
					ids = append(ids, f.Rule.ID)
				}
			}
			if tt.verdict != "unknown" {
				tt.reason = flows[tt.verdict]
			}
			if diff := cmp.Diff(map[string]string{tt.verdict: tt.reason}, flows); diff != "" {
				t.Errorf("flows (-want +got):\n%s", diff)
			}
			slices.Sort(ids)
			if got := strings.Join(slices.Compact(ids), " "); got != tt.findings {
				t.Errorf("findings %q, want %q", got, tt.findings)
			}
		})
	}
}

// Two stacks cannot export the same name: what imports a name that only one of
// them exports is not deployed beside the other.
func TestImportsThatExcludeEachOther(t *testing.T) {
	always := strings.ReplaceAll(nat, ", Condition: Nat", "")
	exports := strings.Replace(exported, "NET", "!Ref Private", 1)
	fsys := fstest.MapFS{}
	for name, text := range map[string]string{
		"open.yaml":   house + always + exports + "  Only: {Value: !Ref Private, Export: {Name: only}}\n",
		"closed.yaml": house + exports,
		"app.yaml":    strings.ReplaceAll(importer, "!ImportValue net", "!ImportValue only"),
		"both.yaml":   importer,
	} {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	result, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: source.NewTree(fsys), Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			got[s.Path+" "+p.Task.Address] = p.Verdict.Flow()
		}
	}
	want := map[string]string{". app/Task": "reachable", "both.yaml Task": "unknown"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("flows (-want +got):\n%s", diff)
	}
}

// So is the cluster that a task runs in, with its container instances.
func TestAmbiguousClusters(t *testing.T) {
	const (
		cluster = `
  Cluster: {Type: AWS::ECS::Cluster}
  Config:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-1, InstanceType: m5.large, SecurityGroups: [!Ref Group], UserData: {Fn::Base64: !Sub "#!/bin/bash\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config\n"}}
  Instances:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: 1, MaxSize: 1, LaunchConfigurationName: !Ref Config, VPCZoneIdentifier: [!Ref Private]}
Outputs:
  Cluster: {Value: !Ref Cluster, Export: {Name: cluster}}
`
		service = `
Resources:
  Definition:
    Type: AWS::ECS::TaskDefinition
    Properties: {ContainerDefinitions: [{Name: app, Image: nginx}]}
  Task:
    Type: AWS::ECS::Service
    Properties: {LaunchType: EC2, TaskDefinition: !Ref Definition, Cluster: !ImportValue cluster}
`
	)
	always := strings.ReplaceAll(nat, ", Condition: Nat", "")
	for want, other := range map[string]string{"reachable": house + always + cluster, "unknown": house + cluster} {
		fsys := fstest.MapFS{}
		for name, text := range map[string]string{"app.yaml": service, "a.yaml": house + always + cluster, "b.yaml": other} {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		result, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: source.NewTree(fsys), Rules: rules.All()})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, s := range result.Stacks {
			for _, p := range s.Proofs {
				if p.Need.Name == "dockerhub" {
					found = true
					if got := p.Verdict.Flow(); got != want {
						t.Errorf("flow is %s (%s), want %s", got, lint.Reason(p), want)
					}
				}
			}
		}
		if !found {
			t.Error("the task needs no image")
		}
	}
}
