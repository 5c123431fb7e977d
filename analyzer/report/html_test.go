package report_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

// Every page is whole, needs nothing from elsewhere, and runs nothing.
func TestHTML(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			got := written(t, "html", w.result(), report.Style{})
			balanced(t, got)
			for _, bad := range []string{"<script", "<img", "<link", "<iframe", "@import", "url(", "\x1b", "ZgotmplZ"} {
				if strings.Contains(got, bad) {
					t.Errorf("the page holds %q", bad)
				}
			}
			for _, address := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(got, -1) {
				if !strings.HasPrefix(address[1], "https://github.com/taskreach/taskreach/") {
					t.Errorf("the page leads to %q", address[1])
				}
			}
			switch w.name {
			case "broken", "fixed", "unknown":
				golden(t, "html/"+w.name+".html", got)
			}
		})
	}
}

// balanced reports an element that is not closed, or closed and not open.
func balanced(t *testing.T, page string) {
	t.Helper()
	empty := map[string]bool{"meta": true, "br": true}
	var open []string
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		name, _ := z.TagName()
		switch tag := string(name); {
		case kind == html.StartTagToken && !empty[tag]:
			open = append(open, tag)
		case kind == html.EndTagToken:
			if n := len(open); n == 0 || open[n-1] != tag {
				t.Fatalf("</%s> closes nothing; open are %v", tag, open)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Errorf("not closed: %v", open)
	}
}

// Whatever the input is called stays text.
func TestHTMLHostile(t *testing.T) {
	const hostile = `</title></pre><script>alert(1)</script><a href="javascript:x" onclick='y'>`
	r := broken()
	s := r.Stacks[0]
	s.Variant = hostile
	s.Problems = append(s.Problems, lint.Problem{Kind: lint.UnknownInput, Message: hostile})
	s.Tasks[0].Address = hostile
	s.Findings[0].Message, s.Findings[0].Label, s.Findings[0].Mend = hostile, hostile, hostile
	s.Proofs[1].Steps[2].Why = hostile
	got := written(t, "html", r, report.Style{})
	balanced(t, got)
	if strings.Contains(got, "<script") || strings.Contains(got, "<a href=\"javascript") || strings.Contains(got, "onclick='") {
		t.Error("the input became markup")
	}
	if n := strings.Count(got, "&lt;script&gt;"); n < 7 {
		t.Errorf("the input is shown %d times, want it wherever it is", n)
	}
}
