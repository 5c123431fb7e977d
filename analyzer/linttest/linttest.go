// Package linttest runs rules over fixtures: the whole pipeline over a folder,
// its findings held against the wants that the folder's files carry, and the
// verdicts and graphs of one stack in two languages held against each other.
//
// A want stands at the end of the line on which a finding starts, in a comment:
//
//	private_dns_enabled = false # want "private DNS is off .* \\[private-dns-disabled\\]"
//
// Its patterns, one for each finding on the line, are quoted as in Go and match
// the message with the rule's name in brackets. JSON has no comments: beside it
// a file want.txt has lines of the form
//
//	template.json:12: pattern
package linttest

import (
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/taskreach/taskreach/analyzer"
	"github.com/taskreach/taskreach/analyzer/cloudformation"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// Where fixtures are deployed to. Terraform fixtures may name the region
// themselves; templates cannot.
const (
	Region  = "eu-west-1"
	Account = "123456789012"
)

// Analyze runs the pipeline over the tree and fails the test if it cannot, or
// if it meets a problem: fixtures are good input. It is the first of July 2026.
func Analyze(t testing.TB, tree *source.Tree, rules []*lint.Rule) *lint.Result {
	t.Helper()
	result, err := analyzer.Analyze(context.Background(), analyzer.Options{
		Tree: tree, Rules: rules, Today: time.Date(2026, time.July, 1, 0, 0, 0, 0, time.UTC),
		Terraform:      terraform.Options{Region: Region, Account: Account},
		CloudFormation: cloudformation.Options{Region: Region, Account: Account},
	})
	if err != nil {
		t.Fatal(err)
	}
	problems := result.Problems
	for _, s := range result.Stacks {
		problems = append(problems, s.Problems...)
	}
	for _, p := range problems {
		t.Errorf("%s: %s (%s)", p.Range, p.Message, p.Kind)
	}
	return result
}

// AnalyzeDir is Analyze for a folder of the operating system.
func AnalyzeDir(t testing.TB, dir string, rules []*lint.Rule) *lint.Result {
	t.Helper()
	return Analyze(t, openTree(t, dir), rules)
}

// AnalyzeFiles is Analyze for files by their names.
func AnalyzeFiles(t testing.TB, files map[string]string, rules []*lint.Rule) *lint.Result {
	t.Helper()
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Analyze(t, source.NewTree(m), rules)
}

// Run analyses the folder dir and reports as test errors every finding that no
// want expects and every want that no finding meets. It returns the findings.
func Run(t testing.TB, dir string, rules []*lint.Rule) []*lint.Finding {
	t.Helper()
	tree := openTree(t, dir)
	wants := readWants(t, tree)
	result := Analyze(t, tree, rules)
	var found []*lint.Finding
	for _, s := range result.Stacks {
		found = append(found, s.Findings...)
	}
	for _, f := range found {
		line := fmt.Sprintf("%s:%d", f.At.File, f.At.Start.Line)
		text := fmt.Sprintf("%s [%s]", f.Message, f.Rule.Name)
		if !meet(wants[line], text) {
			t.Errorf("%s: unexpected finding: %s", line, text)
		}
	}
	for _, line := range sortedKeys(wants) {
		for _, w := range wants[line] {
			if !w.met {
				t.Errorf("%s: no finding matches %q", line, w.pattern)
			}
		}
	}
	if t.Failed() {
		t.Logf("proofs:\n%s", Proofs(result))
	}
	return found
}

// meet marks the first open want that matches text, and reports whether there
// is one.
func meet(wants []*want, text string) bool {
	for _, w := range wants {
		if !w.met && w.pattern.MatchString(text) {
			w.met = true
			return true
		}
	}
	return false
}

// Proofs returns every proof of the result with its steps, for a person to
// read.
func Proofs(result *lint.Result) string {
	var b strings.Builder
	for _, s := range result.Stacks {
		for _, p := range s.Proofs {
			subnet := "an unknown subnet"
			if p.Subnet != nil {
				subnet = p.Subnet.Address
			}
			fmt.Fprintf(&b, "%s: %s from %s: %s\n", p.Task.Address, p.Need.Name, subnet, p.Verdict.Flow())
			for _, step := range slices.Concat(p.Steps, p.Roles) {
				fmt.Fprintf(&b, "\t%-7s %-8s %s (%s)\n", step.Verdict, step.Hop, step.Why, step.At)
			}
		}
	}
	return b.String()
}

func openTree(t testing.TB, dir string) *source.Tree {
	t.Helper()
	tree, err := source.OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// A want is one finding that a file asks for.
type want struct {
	pattern *regexp.Regexp
	met     bool
}

// readWants returns the wants of every file in the tree, by file:line.
func readWants(t testing.TB, tree *source.Tree) map[string][]*want {
	t.Helper()
	wants := map[string][]*want{}
	err := fs.WalkDir(tree.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f, err := tree.ReadFile(name)
		if err != nil {
			return err
		}
		if strings.HasSuffix(name, "want.txt") {
			return wantsOfList(f, wants)
		}
		return wantsOfComments(f, wants)
	})
	if err != nil {
		t.Fatal(err)
	}
	return wants
}

func sortedKeys(m map[string][]*want) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
