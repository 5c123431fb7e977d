package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

func TestMarkdown(t *testing.T) {
	for _, w := range append(worlds[:len(worlds):len(worlds)], world{"two stacks", twice}) {
		t.Run(w.name, func(t *testing.T) {
			golden(t, "markdown/"+w.name+".md", written(t, "markdown", w.result(), report.Style{}))
		})
	}
}

// What the input says is shown and does nothing: no tag, no image, no mention,
// no fence that ends, no row that has one cell more.
func TestMarkdownIsSafe(t *testing.T) {
	const hostile = "</details><img src=x> @acme/all ```\n# [a](http://b) | `c` \"d\" #1;"
	r := broken()
	s := r.Stacks[0]
	s.Path = hostile
	f := s.Findings[0]
	f.Message, f.Mend = hostile, hostile
	f.Proofs[0].Task.Address = hostile
	f.Proofs[0].Steps[2].Why = hostile
	f.At.File = hostile
	got := written(t, "markdown", r, report.Style{})
	fenced := false
	for line := range strings.Lines(got) {
		switch {
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
		case fenced:
			if strings.ContainsAny(line, "`<") && strings.Count(line, "<") != strings.Count(line, "<br/>") || strings.Count(line, `"`)%2 != 0 {
				t.Errorf("in a picture: %s", line)
			}
		case strings.HasPrefix(line, "|"):
			if n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"); n != 6 {
				t.Errorf("a row of %d lines between cells: %s", n, line)
			}
		default:
			bare, bads := withoutCode(line), []string{"<img", "@acme", "</details><"}
			if !strings.HasPrefix(line, "<details>") { // HTML, in which no link is made
				bads = append(bads, "[a](")
			}
			for _, bad := range bads {
				if strings.Contains(bare, bad) {
					t.Errorf("%s in %s", bad, line)
				}
			}
		}
	}
	if fenced {
		t.Error("a picture does not end")
	}
}

// withoutCode returns a line without its code spans.
func withoutCode(line string) string {
	var b strings.Builder
	for line != "" {
		i := strings.IndexByte(line, '`')
		if i > 0 && line[i-1] == '\\' {
			b.WriteString(line[:i+1])
			line = line[i+1:]
			continue
		}
		if i < 0 {
			break
		}
		b.WriteString(line[:i])
		rest := strings.TrimLeft(line[i:], "`")
		fence := line[i : len(line)-len(rest)]
		_, after, found := strings.Cut(rest, fence)
		if !found {
			line = rest
			break
		}
		line = after
	}
	return b.String() + line
}

// A comment has room for so much: paths go first, then the mildest findings.
func TestMarkdownLength(t *testing.T) {
	many := func(n int) *lint.Result {
		r := broken()
		first := r.Stacks[0].Findings[0]
		r.Stacks[0].Findings = nil
		for i := range n {
			f := *first
			f.Message = fmt.Sprintf("finding %d %s", i, strings.Repeat("x", 100))
			r.Stacks[0].Findings = append(r.Stacks[0].Findings, &f)
			r.Stacks[0].Suppressed = append(r.Stacks[0].Suppressed, lint.Suppressed{Finding: &f, By: lint.ByRemark, Reason: strings.Repeat("y", n)})
			r.Problems = append(r.Problems, lint.Problem{Kind: "parse-error", Message: strings.Repeat("z", n)})
		}
		return r
	}
	tests := []struct {
		n           int
		paths, left bool
	}{
		{2, true, false},
		{100, false, false},
		{2000, false, true},
	}
	for _, tt := range tests {
		got := written(t, "markdown", many(tt.n), report.Style{})
		if len(got) > 65_536 {
			t.Errorf("%d findings make %d bytes", tt.n, len(got))
		}
		if all := strings.Count(got, "<summary>path") == tt.n; all != tt.paths {
			t.Errorf("%d findings: all paths shown is %t", tt.n, all)
		}
		if left := strings.Contains(got, "left out: there is no more room here"); left != tt.left {
			t.Errorf("%d findings: some left out is %t", tt.n, left)
		}
	}
}
