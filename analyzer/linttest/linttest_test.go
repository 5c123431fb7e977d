package linttest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
)

// A recorder is a test whose failures are looked at.
type recorder struct {
	testing.TB
	errors []string
}

func (r *recorder) Helper()                   {}
func (r *recorder) Failed() bool              { return len(r.errors) > 0 }
func (r *recorder) Logf(string, ...any)       {}
func (r *recorder) Errorf(f string, a ...any) { r.errors = append(r.errors, fmt.Sprintf(f, a...)) }

// Fatal ends the goroutine, as a test's does.
func (r *recorder) Fatal(a ...any) {
	r.errors = append(r.errors, fmt.Sprint(a...))
	panic(r)
}

// vpcs finds every VPC, and says so at its first line.
var vpcs = []*lint.Rule{{
	ID: "TR999", Name: "any-vpc", Severity: lint.Note,
	Check: func(pass *lint.Pass) {
		for _, v := range pass.Network.VPCs {
			pass.Report(&lint.Finding{At: v.Range, Message: "found " + v.Address})
		}
	},
}}

func TestRun(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string // what the error says, empty for none
	}{
		{"met", hcl(` # want "found aws_vpc.main \\[any-vpc\\]"`), ""},
		{"raw string", hcl(" # want `aws_vpc\\.main`"), ""},
		{"another line", map[string]string{"main.tf": "# want \"found\"\n" + hcl("")["main.tf"]}, "no finding matches"},
		{"another message", hcl(` # want "found aws_vpc.other"`), "unexpected finding"},
		{"two wants and one finding", hcl(` # want "found" "found"`), "no finding matches"},
		{"no want", hcl(""), "unexpected finding"},
		{"not quoted", hcl(` # want found`), "not a quoted pattern"},
		{"not a pattern", hcl(` # want "("`), "missing closing"},
		{"listed", map[string]string{"main.tf.json": vpcJSON, "want.txt": "main.tf.json:4: found aws_vpc.main"}, ""},
		{"listed on another line", map[string]string{"main.tf.json": vpcJSON, "want.txt": "main.tf.json:5: found aws_vpc.main"}, "unexpected finding"},
		{"not a list", map[string]string{"main.tf.json": vpcJSON, "want.txt": "main.tf.json found"}, "not of the form"},
		{"problem", map[string]string{"main.tf": "resource \"aws_vpc\" {}\n"}, "main.tf:1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(run(t, tt.files), "\n")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("errors %q, want %q", got, tt.want)
			}
		})
	}
}

// run returns the errors of Run over the files.
func run(t *testing.T, files map[string]string) (errors []string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := &recorder{TB: t}
	defer func() {
		if p := recover(); p != nil && p != any(r) {
			panic(p)
		}
		errors = slices.Clone(r.errors)
	}()
	linttest.Run(r, dir, vpcs)
	return nil
}

// hcl is a VPC with a comment at its first line.
func hcl(comment string) map[string]string {
	return map[string]string{"main.tf": fmt.Sprintf("resource \"aws_vpc\" \"main\" {%s\n  cidr_block = \"10.0.0.0/16\"\n}\n", comment)}
}

const vpcJSON = `{
  "resource": {
    "aws_vpc": {
      "main": {
        "cidr_block": "10.0.0.0/16"
      }
    }
  }
}
`
