package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/rules"
)

const fixtures = "../testdata/rules"

// Every fixture is analysed with every rule: a broken fact is one finding of
// one rule, and its repaired twin is silent.
func TestFixtures(t *testing.T) {
	all := rules.All()
	for _, r := range all {
		for _, kind := range []string{"good", "bad"} {
			t.Run(r.Name+"/"+kind, func(t *testing.T) {
				dir := filepath.Join(fixtures, r.Name, kind)
				stacks := folders(t, dir)
				for _, language := range []string{"terraform", "cloudformation"} {
					if !slices.Contains(stacks, language) {
						t.Errorf("%s has no folder %s", dir, language)
					}
				}
				for _, stack := range stacks {
					t.Run(stack, func(t *testing.T) { check(t, r, kind, linttest.Run(t, filepath.Join(dir, stack), all)) })
				}
			})
		}
	}
}

func check(t *testing.T, r *lint.Rule, kind string, found []*lint.Finding) {
	t.Helper()
	if kind == "bad" && len(found) == 0 || kind == "good" && len(found) > 0 {
		t.Errorf("%d findings in a %s stack", len(found), kind)
	}
	for _, f := range found {
		if f.Rule != r {
			t.Errorf("finding of %s: %s", f.Rule.Name, f.Message)
		}
		if f.Label == "" || f.Mend == "" || f.Identity == "" || f.At.Start.Line == 0 {
			t.Errorf("incomplete finding: label %q, mend %q, identity %q, at %s", f.Label, f.Mend, f.Identity, f.At)
		}
		for _, rel := range f.Related {
			if rel.At.Start.Line == 0 || rel.Message == "" {
				t.Errorf("incomplete related place: %q at %s", rel.Message, rel.At)
			}
		}
		for _, text := range []string{f.Message, f.Label, f.Mend} {
			if strings.HasSuffix(text, ".") || strings.Contains(text, "  ") || strings.HasPrefix(text, " ") || strings.HasSuffix(text, " ") {
				t.Errorf("badly written: %q", text)
			}
		}
	}
}

func folders(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// No fixture folder is left over from a rule that was renamed.
func TestFixturesBelongToRules(t *testing.T) {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.Name)
	}
	for _, dir := range folders(t, fixtures) {
		if !slices.Contains(names, dir) {
			t.Errorf("%s/%s belongs to no rule", fixtures, dir)
		}
	}
}

var (
	idForm   = regexp.MustCompile(`^TR[1-9][0-9]{2}$`)
	nameForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
)

func TestMetadata(t *testing.T) {
	all := rules.All()
	if !slices.IsSortedFunc(all, func(a, b *lint.Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("rules are not in the order of their ids")
	}
	seen := map[string]bool{}
	for _, r := range all {
		if !idForm.MatchString(r.ID) || !nameForm.MatchString(r.Name) {
			t.Errorf("%s %s: badly formed", r.ID, r.Name)
		}
		if seen[r.ID] || seen[r.Name] {
			t.Errorf("%s %s is listed twice", r.ID, r.Name)
		}
		seen[r.ID], seen[r.Name] = true, true
		if r.Severity.Rank() == 0 || (r.Check == nil) == (r.Review == nil) {
			t.Errorf("%s has severity %q, a check: %t, a review: %t", r.ID, r.Severity, r.Check != nil, r.Review != nil)
		}
		for _, part := range []string{"\n\n", "Terraform", "~~~hcl", "CloudFormation", "~~~yaml", "~~~text"} {
			if !strings.Contains(r.Doc, part) {
				t.Errorf("the documentation of %s has no %q", r.ID, part)
			}
		}
	}
}

var faultName = regexp.MustCompile(`(?m)^\t(\w+) +Fault = `)

// A blocked flow whose fault no rule looks for would pass in silence.
func TestEveryFaultHasARule(t *testing.T) {
	declared, err := os.ReadFile("../analyzer/reach/fault.go")
	if err != nil {
		t.Fatal(err)
	}
	faults := faultName.FindAllStringSubmatch(string(declared), -1)
	if len(faults) == 0 {
		t.Fatal("no fault found in fault.go")
	}
	own, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	shared, err := filepath.Glob("finding/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, name := range slices.Concat(own, shared) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			text.Write(b)
		}
	}
	for _, f := range faults {
		if !regexp.MustCompile(`reach\.` + f[1] + `\b`).MatchString(text.String()) {
			t.Errorf("no rule looks for the fault %s", f[1])
		}
	}
}
