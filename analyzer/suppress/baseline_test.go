package suppress_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/linttest"
	"github.com/taskreach/taskreach/analyzer/source"
	"github.com/taskreach/taskreach/analyzer/suppress"
	"github.com/taskreach/taskreach/rules"
)

// The files of the stacks a and b; b is open to what its variable says.
func stacks(a, b string) map[string]string {
	with := func(public string) string {
		return strings.Replace(network+service, "= false", "= "+public, 1)
	}
	return map[string]string{"a/main.tf": with(a), "b/main.tf": with(b) + "variable \"public\" {}\n"}
}

func TestBaseline(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		kept  []string // stack and rule of the findings that count
		stale []string // stacks of the entries that are
	}{
		{"as it was", stacks("false", "false"), nil, nil},
		{"lines that moved", map[string]string{"a/main.tf": "\n\n" + stacks("false", "")["a/main.tf"], "b/main.tf": stacks("", "false")["b/main.tf"]}, nil, nil},
		{"one mended", stacks("true", "false"), nil, []string{"a"}},
		{"one unknown", stacks("false", "var.public"), nil, nil},
		{"one gone", map[string]string{"a/main.tf": stacks("false", "")["a/main.tf"]}, nil, []string{"b"}},
		{"one new", map[string]string{"a/main.tf": stacks("false", "")["a/main.tf"], "b/main.tf": stacks("", "false")["b/main.tf"], "c/main.tf": stacks("false", "")["a/main.tf"]}, []string{"c TR101"}, nil},
	}
	var text bytes.Buffer
	before := linttest.AnalyzeFiles(t, stacks("false", "false"), rules.All())
	if err := suppress.NewBaseline(before).Write(&text); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			baseline, err := suppress.ParseBaseline(text.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			result := linttest.AnalyzeFiles(t, tt.files, rules.All())
			found := result.Summary().Errors
			var stale, kept []string
			for _, e := range baseline.Apply(result, treeOf(tt.files)) {
				stale = append(stale, e.Stack)
			}
			for _, s := range result.Stacks {
				for _, f := range s.Findings {
					kept = append(kept, s.Path+" "+f.Rule.ID)
				}
				for _, f := range s.Suppressed {
					if f.By != lint.ByBaseline {
						t.Errorf("suppressed by %s", f.By)
					}
				}
			}
			if diff := cmp.Diff(tt.kept, kept); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.stale, stale); diff != "" {
				t.Errorf("stale (-want +got):\n%s", diff)
			}
			if s := result.Summary(); s.Errors+s.Suppressed != found {
				t.Errorf("%d errors and %d suppressed, want %d together", s.Errors, s.Suppressed, found)
			}
		})
	}
}

// A stack that was not looked at has no say in what is stale.
func TestBaselineOfMoreStacks(t *testing.T) {
	files := stacks("false", "false")
	baseline := suppress.NewBaseline(linttest.AnalyzeFiles(t, files, rules.All()))
	one := linttest.AnalyzeFiles(t, map[string]string{"a/main.tf": files["a/main.tf"]}, rules.All())
	if stale := baseline.Apply(one, treeOf(files)); len(stale) > 0 {
		t.Errorf("stale: %v", stale)
	}
}

func treeOf(files map[string]string) *source.Tree {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return source.NewTree(m)
}

func TestParseBaseline(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty list", `{"version": 1, "findings": []}`, ""},
		{"fields of later versions", `{"version": 1, "tool": "x", "findings": [{"stack": "a", "fingerprint": "f", "more": 1}]}`, ""},
		{"nothing", ``, "not a baseline: the file is empty"},
		{"another version", `{"version": 2, "findings": []}`, "baseline of version 2: this taskreach reads version 1"},
		{"the JSON report", `{"version": 1, "stacks": [], "findings": {}}`, "not a baseline: object where there is none in one"},
		{"the JSON report of now", `{"version": 1, "stacks": []}`, "not a baseline: it has no list `findings`, as taskreach baseline writes it"},
		{"an entry of nothing", `{"version": 1, "findings": [{"stack": "a", "fingerprint": "f"}, {}]}`, "not a baseline: finding 2 has no fingerprint or no stack"},
		{"two documents", `{"version": 1, "findings": []}{}`, "not a baseline: there is more behind its end"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := suppress.ParseBaseline([]byte(tt.text))
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
		})
	}
}
