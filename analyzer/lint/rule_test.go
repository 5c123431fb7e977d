package lint_test

import (
	"testing"

	"github.com/taskreach/taskreach/analyzer/lint"
)

func TestRuleDoc(t *testing.T) {
	tests := []struct {
		name, doc            string
		title, body, summary string
	}{
		{"title, paragraphs", "a defect\n\nWhy it\nmatters.\n\nMore.\n", "a defect", "Why it\nmatters.\n\nMore.", "Why it matters."},
		{
			"a symptom", "a defect\n\nThe task\nstops with:\n\n~~~text\nno way\nmore\n~~~\n\nMore.", "a defect",
			"The task\nstops with:\n\n~~~text\nno way\nmore\n~~~\n\nMore.", "The task stops with: no way",
		},
		{"a symptom that is not announced", "a defect\n\nWhy.\n\n~~~text\nno way\n~~~", "a defect", "Why.\n\n~~~text\nno way\n~~~", "Why."},
		{"title only", "a defect", "a defect", "", ""},
		{"nothing", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := lint.Rule{Doc: tt.doc}
			if r.Title() != tt.title || r.Body() != tt.body || r.Summary() != tt.summary {
				t.Errorf("got %q, %q, %q; want %q, %q, %q", r.Title(), r.Body(), r.Summary(), tt.title, tt.body, tt.summary)
			}
		})
	}
}

func TestRuleArea(t *testing.T) {
	for id, want := range map[string]string{"TR101": "routing", "TR402": "security-group", "TR999": "input", "TR001": "", "TR10": "", "XX101": ""} {
		if got := (&lint.Rule{ID: id}).Area(); got != want {
			t.Errorf("Area of %s = %q, want %q", id, got, want)
		}
	}
}
