package lint_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// TestReported checks that the variants of a stack report what they have in
// common once, and by whom the rest is.
func TestReported(t *testing.T) {
	rule := &lint.Rule{ID: "TR101", Severity: lint.Error}
	finding := func(identity, message string) *lint.Finding {
		return &lint.Finding{
			Rule: rule, Severity: lint.Error, Identity: identity, Message: message,
			At: source.Range{File: "main.tf", Start: source.Pos{Line: 1, Byte: len(identity)}},
		}
	}
	stack := func(path, variant string, fs ...*lint.Finding) *lint.Stack {
		return &lint.Stack{Stack: &iac.Stack{Path: path, Kind: "terraform", Variant: variant}, Findings: fs}
	}
	accepted := func(s *lint.Stack, f *lint.Finding) *lint.Stack {
		s.Suppressed = append(s.Suppressed, lint.Suppressed{Finding: f, By: lint.ByBaseline})
		return s
	}
	a, b := finding("a", "a is wrong"), finding("bb", "bb is wrong")
	tests := []struct {
		name   string
		stacks []*lint.Stack
		want   []string
	}{
		{"common to all", []*lint.Stack{stack("x", "dev", a, b), stack("x", "prod", a, b)}, []string{"a is wrong", "bb is wrong"}},
		{"of one", []*lint.Stack{stack("x", "dev", b), stack("x", "prod", a, b)}, []string{"a is wrong (only with prod)", "bb is wrong"}},
		{"of two in three", []*lint.Stack{stack("x", "dev", a), stack("x", "prod", a), stack("x", "test")}, []string{"a is wrong (only with dev and prod)"}},
		{
			"with other values",
			[]*lint.Stack{stack("x", "dev", finding("a", "10.1.0.0/16 is wrong")), stack("x", "prod", finding("a", "10.2.0.0/16 is wrong"))},
			[]string{"10.1.0.0/16 is wrong (values of dev)"},
		},
		{"of two stacks", []*lint.Stack{stack("x", "dev", a), stack("y", "dev", a)}, []string{"a is wrong", "a is wrong"}},
		{"of stacks without variants", []*lint.Stack{stack("x", "", a), stack("x", "", a)}, []string{"a is wrong", "a is wrong"}},
		{"twice in one", []*lint.Stack{stack("x", "dev", a, a), stack("x", "prod", a)}, []string{"a is wrong", "a is wrong (only with dev)"}},
		{"accepted in one", []*lint.Stack{accepted(stack("x", "dev"), a), stack("x", "prod", a)}, []string{"a is wrong"}},
		{"accepted in all", []*lint.Stack{accepted(stack("x", "dev"), a), accepted(stack("x", "prod"), a)}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := &lint.Result{Stacks: tt.stacks}
			var got []string
			for _, f := range r.Reported() {
				got = append(got, f.Message)
				if want := finding(f.Identity, "").Fingerprint(); f.Fingerprint() != want {
					t.Errorf("fingerprint of %q = %s, want %s", f.Message, f.Fingerprint(), want)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("reported (-want +got):\n%s", diff)
			}
			if n := r.Summary().Errors; n != len(tt.want) {
				t.Errorf("%d errors, want %d", n, len(tt.want))
			}
		})
	}
}

func TestReportedProblems(t *testing.T) {
	one, other := iac.Problem{Kind: iac.ParseError, Message: "one"}, iac.Problem{Kind: iac.ParseError, Message: "other"}
	stack := func(variant string, ps ...iac.Problem) *lint.Stack {
		return &lint.Stack{Stack: &iac.Stack{Path: "x", Variant: variant, Problems: ps}}
	}
	r := &lint.Result{Stacks: []*lint.Stack{stack("dev", one), stack("prod", one, other), stack("", one)}}
	want := [][]iac.Problem{{one}, {other}, {one}}
	for i, s := range r.Stacks {
		if diff := cmp.Diff(want[i], r.ReportedProblems(s)); diff != "" {
			t.Errorf("problems of stack %d (-want +got):\n%s", i, diff)
		}
	}
}
