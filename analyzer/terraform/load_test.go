package terraform_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/terraform"
)

// stackOf returns the stack of the root module in the folder "." of a tree of
// the files.
func stackOf(t *testing.T, files map[string]string, opts terraform.Options) *iac.Stack {
	t.Helper()
	return terraform.Load(context.Background(), treeOf(files), ".", opts)
}

func treeOf(files map[string]string) *source.Tree {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return source.NewTree(fsys)
}

// find returns the resource at address.
func find(t *testing.T, s *iac.Stack, address string) *iac.Resource {
	t.Helper()
	var have []string
	for _, r := range s.Resources {
		if r.Address == address {
			return r
		}
		have = append(have, r.Address)
	}
	t.Fatalf("no resource %s among %s; problems: %s", address, strings.Join(have, ", "), strings.Join(problems(s), "; "))
	return nil
}

// show returns v with everything in it on one line: unknown values as ?name
// and partial lists with three dots.
func show(v iac.Value) string {
	switch {
	case v.Unknown() != nil:
		return "?" + v.Unknown().Name
	case v.IsObject():
		var parts []string
		fields, _ := v.Fields()
		for _, f := range fields {
			parts = append(parts, f.Name+"="+show(f.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case v.IsList():
		items, partial := v.Items()
		var parts []string
		for _, item := range items {
			parts = append(parts, show(item))
		}
		if partial != nil {
			parts = append(parts, "…"+partial.Name)
		}
		return "[" + strings.Join(parts, " ") + "]"
	}
	return v.String()
}

// problems returns the problems of s as kind, line and message.
func problems(s *iac.Stack) []string {
	var out []string
	for _, p := range s.Problems {
		out = append(out, string(p.Kind)+" "+p.Range.String()+": "+p.Message)
	}
	return out
}

// wantNoProblems fails if the stack has problems.
func wantNoProblems(t *testing.T, s *iac.Stack) {
	t.Helper()
	if diff := cmp.Diff([]string(nil), problems(s)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// An expression test puts an expression into an attribute of a resource.
type expressionTest struct {
	name string
	expr string
	want string
}

// wantExpressions evaluates each expression, as the attribute x of a resource
// in a module with the given declarations.
func wantExpressions(t *testing.T, declarations string, tests []expressionTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := stackOf(t, map[string]string{
				"main.tf": declarations + "\nresource \"aws_test\" \"x\" {\n  x = " + tt.expr + "\n}\n",
			}, terraform.Options{})
			got := show(find(t, s, "aws_test.x").Body.Get("x"))
			if got != tt.want {
				t.Errorf("%s = %s, want %s; problems: %v", tt.expr, got, tt.want, problems(s))
			}
		})
	}
}
