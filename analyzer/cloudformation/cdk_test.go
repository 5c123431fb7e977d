package cloudformation_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/rules"
)

// A cdkStory is an assembly in testdata/cdk, made by app.js there, with one
// task, and the verdicts on what the task needs.
type cdkStory struct {
	name                        string
	reachable, blocked, unknown string // needs
	findings                    string // ids of rules, each once
}

// pull is what a task of an image in ECR and the awslogs driver needs.
const pull = "ecr.api ecr.dkr logs s3"

var cdkStories = []cdkStory{
	{name: "asset-image", reachable: pull},
	{name: "asset-image-anywhere", reachable: "logs s3", blocked: "ecr.api ecr.dkr", findings: "TR201"},
	{name: "closed-egress", reachable: "ecr.api ecr.dkr logs", blocked: "s3", findings: "TR402"},
	{name: "closed-egress-empty", blocked: pull, findings: "TR403"},
	{name: "closed-egress-prefix-list", reachable: pull},
	{name: "container-instances", reachable: pull + " ecs ecs-agent ecs-telemetry"},
	{name: "cross-stack-endpoints-not-open", reachable: "s3", blocked: "ecr.api ecr.dkr logs", findings: "TR401"},
	{name: "cross-stack-vpc", reachable: pull},
	{name: "default-group", reachable: pull},
	{name: "endpoint-policy", reachable: "ecr.api logs s3", blocked: "ecr.dkr", findings: "TR501"},
	{name: "endpoints-not-open", reachable: "s3", blocked: "ecr.api ecr.dkr logs", findings: "TR401"},
	{name: "endpoints-opened", reachable: pull},
	{name: "exec", reachable: pull, blocked: "ssmmessages", findings: "TR204"},
	{name: "file-system", reachable: pull + " efs"},
	{name: "file-system-closed", reachable: pull, blocked: "efs", findings: "TR603"},
	{name: "isolated-endpoints", reachable: pull},
	{name: "isolated-nothing", blocked: pull, findings: "TR105"},
	{name: "isolated-s3-interface", reachable: "ecr.api ecr.dkr logs", blocked: "s3", findings: "TR305"},
	{name: "load-balanced", reachable: pull + " load-balancer"},
	{name: "nat-instance", unknown: pull},
	{name: "nested-network", reachable: pull},
	{name: "nested-service", reachable: pull},
	{name: "nested-twice", reachable: pull},
	{name: "nested-without-metadata", reachable: pull},
	{name: "network-acl", blocked: pull, findings: "TR411"},
	{name: "network-load-balanced", reachable: pull + " load-balancer"},
	{name: "network-load-balanced-closed", reachable: pull, blocked: "load-balancer", findings: "TR422"},
	{name: "parameters", unknown: pull},
	{name: "private-dns-off", reachable: "ecr.api logs s3", blocked: "ecr.dkr", findings: "TR301"},
	{name: "public-with-address", reachable: pull},
	{name: "public-without-address", blocked: pull, findings: "TR101"},
	{name: "queue-processing", reachable: pull},
	{name: "restricted-default-group", blocked: pull, findings: "TR401 TR403"},
	{name: "scheduled", reachable: pull},
	{name: "secrets", reachable: pull + " secretsmanager", blocked: "ssm", findings: "TR204"},
	{name: "stages/cdk.out/assembly-Blue", reachable: pull},
	{name: "stages/cdk.out/assembly-Green", blocked: pull, findings: "TR105"},
	{name: "state-machine", reachable: pull},
	{name: "vpc-from-attributes", unknown: pull},
	{name: "vpc-from-lookup", unknown: pull},
}

func TestCDKStories(t *testing.T) {
	for _, story := range cdkStories {
		t.Run(story.name, func(t *testing.T) {
			result := analyzeAll(t, "testdata/cdk/"+story.name)
			got := map[string]string{}
			for _, flows := range linttest.Verdicts(result) {
				for need, verdict := range flows {
					got[need] = verdict
				}
			}
			if diff := cmp.Diff(story.verdicts(), got); diff != "" {
				t.Errorf("verdicts (-want +got):\n%s%s", diff, linttest.Proofs(result))
			}
			if found := findings(result); found != story.findings {
				t.Errorf("findings %q, want %q", found, story.findings)
			}
			if s := result.Summary(); s.Tasks != 1 || result.Stacks[0].Kind != "cdk" {
				t.Errorf("%d tasks in a stack of kind %s, want 1 of cdk", s.Tasks, result.Stacks[0].Kind)
			}
		})
	}
}

// Every folder has its verdicts.
func TestCDKStoriesComplete(t *testing.T) {
	var told []string
	for _, s := range cdkStories {
		name, _, _ := strings.Cut(s.name, "/")
		told = append(told, name)
	}
	entries, err := os.ReadDir("testdata/cdk")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, e := range entries {
		if e.IsDir() {
			folders = append(folders, e.Name())
		}
	}
	if diff := cmp.Diff(folders, slices.Compact(told)); diff != "" {
		t.Errorf("stories (-folders +told):\n%s", diff)
	}
}

// Which zones a region has is of no account; a network that was not looked up
// is.
func TestCDKMissingLookup(t *testing.T) {
	for name, want := range map[string]int{"closed-egress": 0, "vpc-from-lookup": 1} {
		problems := 0
		for _, s := range analyzeAll(t, "testdata/cdk/"+name).Stacks {
			problems += len(s.Problems)
		}
		if problems != want {
			t.Errorf("%s: %d problems, want %d", name, problems, want)
		}
	}
}

// verdicts returns the verdict on each need.
func (s cdkStory) verdicts() map[string]string {
	all := map[string]string{}
	for verdict, needs := range map[string]string{"reachable": s.reachable, "blocked": s.blocked, "unknown": s.unknown} {
		for need := range strings.FieldsSeq(needs) {
			all[need] = verdict
		}
	}
	return all
}

// analyzeAll runs the whole pipeline, with all rules, over a folder.
func analyzeAll(t *testing.T, dir string) *lint.Result {
	t.Helper()
	tree, err := source.OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	result, err := analyzer.Analyze(context.Background(), analyzer.Options{Tree: tree, Rules: rules.All()})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// findings returns the ids of the rules that found something, each once.
func findings(result *lint.Result) string {
	var ids []string
	for _, s := range result.Stacks {
		for _, f := range s.Findings {
			ids = append(ids, f.Rule.ID)
		}
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), " ")
}
