package terraform_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// TestTooDeep gives the parser what it would not survive: it is refused, at its
// line, whichever file it stands in.
func TestTooDeep(t *testing.T) {
	brackets := strings.Repeat("[", 80_000) + strings.Repeat("]", 80_000)
	heredoc := "<<EOT\n" + strings.Repeat("a ${1}\n", 50_000) + "EOT\n"
	const declared = "variable \"a\" {}\n"
	tests := []struct {
		name, file string
		files      map[string]string
	}{
		{"brackets", "main.tf", map[string]string{"main.tf": "locals {\n  a = " + brackets + "\n}\n"}},
		{"brackets of a value", "terraform.tfvars", map[string]string{"main.tf": declared, "terraform.tfvars": "\na = " + brackets + "\n"}},
		{"brackets of a unit", "terragrunt.hcl", map[string]string{"main.tf": declared, "terragrunt.hcl": "inputs = {\n  a = " + brackets + "\n}\n"}},
		{"a heredoc", "main.tf", map[string]string{"main.tf": "locals {\n  a = " + heredoc + "}\n"}},
		{"a heredoc of a value", "terraform.tfvars", map[string]string{"main.tf": declared, "terraform.tfvars": "\na = " + heredoc}},
		{"a heredoc of a unit", "terragrunt.hcl", map[string]string{"main.tf": declared, "terragrunt.hcl": "inputs = {\n  a = " + heredoc + "}\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range tt.files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			stack := terraform.Load(context.Background(), source.NewTree(fsys), ".", terraform.Options{})
			for _, p := range stack.Problems {
				if p.Kind == iac.LimitExceeded && p.Range.File == tt.file && p.Range.Start.Line > 1 {
					return
				}
			}
			t.Errorf("problems = %v, want that %s is too much, with its line", stack.Problems, tt.file)
		})
	}
}
