package report_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

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
	for _, w := range worlds {
		for _, style := range []report.Style{{}, {Width: 60}, {Width: 100, ASCII: true}} {
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
