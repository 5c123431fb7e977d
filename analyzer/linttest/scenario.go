package linttest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/network"
	"github.com/taskreach/taskreach/analyzer/reach"
)

// Languages are the folders of a scenario.
var languages = []string{"terraform", "cloudformation"}

// Scenario analyses the story in dir, which is told in terraform/ and in
// cloudformation/, and reports as test errors where the verdicts differ from
// those of its want.json, and where the two languages' graphs differ.
func Scenario(t *testing.T, dir string) {
	t.Helper()
	want := readVerdicts(t, filepath.Join(dir, "want.json"))
	graphs := map[string]string{}
	for _, language := range languages {
		result := AnalyzeDir(t, filepath.Join(dir, language), nil)
		if diff := cmp.Diff(want, Verdicts(result)); diff != "" {
			t.Errorf("%s: verdicts (-want +got):\n%s%s", language, diff, Proofs(result))
		}
		for _, s := range result.Stacks {
			graphs[language] += Dump(network.Build(s.Resources))
		}
	}
	if diff := cmp.Diff(graphs[languages[0]], graphs[languages[1]]); diff != "" {
		t.Errorf("graphs (-%s +%s):\n%s", languages[0], languages[1], diff)
	}
}

func readVerdicts(t testing.TB, name string) map[string]map[string]string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]map[string]string
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return want
}

// Verdicts returns the verdict on each need of each task, by the names that
// Canonical gives. One that is blocked from some subnet is blocked; one that is
// unknown from some is unknown.
func Verdicts(result *lint.Result) map[string]map[string]string {
	all := map[string]map[string]string{}
	worst := map[reach.Verdict]int{reach.Allowed: 0, reach.Unknown: 1, reach.Blocked: 2}
	for _, s := range result.Stacks {
		ranks := map[string]int{}
		for _, p := range s.Proofs {
			task := Canonical(p.Task.Address)
			if all[task] == nil {
				all[task] = map[string]string{}
			}
			key := task + " " + p.Need.Name
			if rank, seen := ranks[key]; !seen || worst[p.Verdict] > rank {
				ranks[key] = worst[p.Verdict]
				all[task][p.Need.Name] = p.Verdict.Flow()
			}
		}
	}
	return all
}

// kindPrefix is what comes before the author's own name: the type in an address
// of Terraform's, the kind of an input.
var kindPrefix = regexp.MustCompile(`\baws_[a-z0-9_]+\.|\bvar\.|\bparameter `)

// Canonical returns a name that is the same for twins in both languages:
// aws_ecs_service.web_api and WebApi are webapi.
func Canonical(address string) string {
	name := kindPrefix.ReplaceAllString(address, "")
	return strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(name))
}
