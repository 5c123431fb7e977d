package rules_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/reach"
	"github.com/taskreach/taskreach/rules"
)

const incidents = "../testdata/incidents"

// families are what the incidents are about, in the order of their numbers, each
// as often as among a hundred public reports.
var families = []struct {
	name  string
	count int
}{
	{"public subnet without a public address", 14},
	{"NAT gateway or internet route", 10},
	{"isolated subnet, no or half the ECR endpoints", 8},
	{"task security group egress", 9},
	{"one needed service without an endpoint", 8},
	{"endpoint placement", 8},
	{"names", 7},
	{"endpoint policy", 7},
	{"S3 gateway endpoint", 6},
	{"ECS Exec and agent endpoints", 6},
	{"endpoint security group", 5},
	{"network ACL", 4},
	{"file system", 4},
	{"image without a private path", 3},
	{"full subnet", 1},
}

// Each incident is a way in which people have kept their tasks from starting,
// told in both languages. Its cause is named at the line to change; where the
// files cannot tell, unknown.txt holds what would decide it. With -v the test
// logs incident, rules and verdicts as a table.
func TestIncidents(t *testing.T) {
	names := folders(t, incidents)
	about := numbered(t, names)
	rows := make([]string, len(names))
	t.Run("all", func(t *testing.T) {
		for i, name := range names {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				rows[i] = fmt.Sprintf("| %s | %s |%s\n", name, about[i], incident(t, name))
			})
		}
	})
	t.Logf("\n| incident | about | rules | blocked | unknown |\n|---|---|---|---|---|\n%s", strings.Join(rows, ""))
}

// numbered returns the family of each incident and checks that their numbers
// leave no gap.
func numbered(t *testing.T, names []string) []string {
	t.Helper()
	var about []string
	for _, f := range families {
		for range f.count {
			about = append(about, f.name)
		}
	}
	if len(names) != len(about) {
		t.Fatalf("%d incidents, want %d", len(names), len(about))
	}
	for i, name := range names {
		if want := fmt.Sprintf("%03d-", i+1); !strings.HasPrefix(name, want) {
			t.Fatalf("incident %s, want one that begins with %s", name, want)
		}
	}
	return about
}

// incident checks one incident and returns the rest of its row.
func incident(t *testing.T, name string) string {
	t.Helper()
	told := map[string]telling{}
	for _, language := range []string{"terraform", "cloudformation"} {
		told[language] = tell(t, filepath.Join(incidents, name), language)
	}
	one := told["terraform"]
	if diff := cmp.Diff(one, told["cloudformation"]); diff != "" {
		t.Errorf("-terraform +cloudformation:\n%s", diff)
	}
	cause := strings.Join(one.Rules, ", ")
	if len(one.Rules) == 0 {
		cause = "not decided by the files"
	}
	return fmt.Sprintf(" %s | %s | %s |", cause, strings.Join(one.flows("blocked"), ", "), strings.Join(one.flows("unknown"), ", "))
}

// A telling is what is found in one language.
type telling struct {
	Rules    []string // each once, by id
	Verdicts map[string]map[string]string
}

// flows returns the needs of the tasks that have the verdict, each once.
func (t telling) flows(verdict string) []string {
	var all []string
	for _, needs := range t.Verdicts {
		for need, v := range needs {
			if v == verdict && !slices.Contains(all, need) {
				all = append(all, need)
			}
		}
	}
	slices.Sort(all)
	return all
}

// tell runs every rule over one language of the incident.
func tell(t *testing.T, dir, language string) telling {
	t.Helper()
	found := linttest.Run(t, filepath.Join(dir, language), rules.All())
	result := linttest.AnalyzeDir(t, filepath.Join(dir, language), nil)
	one := telling{Verdicts: linttest.Verdicts(result)}
	for _, f := range found {
		one.Rules = append(one.Rules, f.Rule.ID+" "+f.Rule.Name)
	}
	slices.Sort(one.Rules)
	one.Rules = slices.Compact(one.Rules)
	wants := unknownWants(t, filepath.Join(dir, "unknown.txt"))
	if len(wants) == 0 && len(found) == 0 {
		t.Errorf("%s: no cause is named, and no unknown is wanted", language)
	}
	for _, w := range wants {
		if !w.met(result) {
			t.Errorf("%s: no unknown flow of %s to %s waits for %q\n%s", language, w.task, w.need, w.reason, linttest.Proofs(result))
		}
	}
	return one
}

// An unknownWant is a flow that the files do not decide, and what it waits for.
type unknownWant struct {
	task, need string
	reason     *regexp.Regexp
}

// unknownWants reads lines of the form "task need: pattern". Most incidents
// have none.
func unknownWants(t *testing.T, name string) []unknownWant {
	t.Helper()
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var wants []unknownWant
	for line := range strings.Lines(string(b)) {
		flow, pattern, _ := strings.Cut(strings.TrimSpace(line), ": ")
		task, need, found := strings.Cut(flow, " ")
		reason, err := regexp.Compile(pattern)
		if !found || pattern == "" || err != nil {
			t.Fatalf("%s: not of the form `task need: pattern`: %s", name, line)
		}
		wants = append(wants, unknownWant{task, need, reason})
	}
	return wants
}

// met reports whether the flow is unknown from every subnet, for the reason.
func (w unknownWant) met(result *lint.Result) bool {
	flows := 0
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			if linttest.Canonical(p.Task.Address) != w.task || p.Need.Name != w.need {
				continue
			}
			flows++
			if p.Verdict != reach.Unknown || !w.waits(p) {
				return false
			}
		}
	}
	return flows > 0
}

func (w unknownWant) waits(p *reach.Proof) bool {
	for _, u := range p.Missing() {
		if w.reason.MatchString(u.Why) {
			return true
		}
	}
	return false
}
