package report_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/report"
)

func TestText(t *testing.T) {
	for _, w := range worlds {
		t.Run(w.name, func(t *testing.T) {
			golden(t, "text/"+w.name+".txt", written(t, "text", w.result(), report.Style{}))
		})
	}
}

func TestTextStyles(t *testing.T) {
	tests := []struct {
		name  string
		style report.Style
	}{
		{"narrow", report.Style{Width: 72}},
		{"ascii", report.Style{ASCII: true}},
		{"color", report.Style{Color: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			golden(t, "text/broken-"+tt.name+".txt", written(t, "text", broken(), tt.style))
		})
	}
}

// Whatever the input holds, a terminal is only steered by the writer, and a
// width is kept wherever there is a place to break.
func TestTextIsSafe(t *testing.T) {
	styles := []report.Style{{}}
	for width := 60; width <= 100; width++ {
		styles = append(styles, report.Style{Width: width}, report.Style{Width: width, ASCII: true})
	}
	for _, w := range worlds {
		for _, style := range styles {
			for line := range strings.Lines(written(t, "text", w.result(), style)) {
				line = strings.TrimSuffix(line, "\n")
				if i := strings.IndexFunc(line, unicode.IsControl); i >= 0 {
					t.Errorf("%s: control character in %q", w.name, line)
				}
				if strings.HasSuffix(line, " ") {
					t.Errorf("%s: blank at the end of %q", w.name, line)
				}
				last := line[strings.LastIndexByte(line, ' ')+1:]
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, last)); style.Width > 0 && n > style.Width {
					t.Errorf("%s: a line of width %d could be broken before %q: %q", w.name, style.Width, last, line)
				}
			}
		}
	}
}

// Quiet says what was found and what could not be analysed; verbose says how
// every flow goes; links lead to pages and, in a folder, to files.
func TestTextExtent(t *testing.T) {
	tests := []struct {
		name      string
		result    *lint.Result
		style     report.Style
		has, hasn []string
	}{
		{"quiet", broken(), report.Style{Quiet: true}, []string{"TR402 error:"}, []string{"proven", "next"}},
		{"quiet and unknown", unknown(), report.Style{Quiet: true}, nil, []string{"flows unknown", "proven"}},
		{"quiet and troubled", troubled(), report.Style{Quiet: true}, []string{"missing newline", "too deep"}, []string{"proven"}},
		{"verbose", clean(), report.Style{Verbose: true}, []string{"aws_ecs_service.api ─▸ ecr.api from aws_subnet.private[1]: reachable", "✓ route  local to the VPC"}, []string{"next"}},
		{"not verbose", clean(), report.Style{}, nil, []string{"─▸", "next"}},
		{"links", broken(), report.Style{Links: true}, []string{"\x1b]8;;https://github.com/taskreach/taskreach/blob/main/docs/rules/TR402.md\x1b\\TR402 error: \x1b]8;;\x1b\\"}, []string{"file://"}},
		{"no links", broken(), report.Style{Color: true}, nil, []string{"\x1b]8"}},
		{"what comes next", broken(), report.Style{}, []string{"taskreach explain TR402", "taskreach baseline"}, nil},
		{"what comes next of what is unknown", unknown(), report.Style{}, []string{"taskreach check --verbose"}, []string{"taskreach explain"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := written(t, "text", tt.result, tt.style)
			for _, s := range tt.has {
				if !strings.Contains(got, s) {
					t.Errorf("no %q in:\n%s", s, got)
				}
			}
			for _, s := range tt.hasn {
				if strings.Contains(got, s) {
					t.Errorf("%q in:\n%s", s, got)
				}
			}
		})
	}
}
