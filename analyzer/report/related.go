package report

import (
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxQuoted is how many other ends of a finding are quoted; the rest are named.
const maxQuoted = 2

// excerpts quotes what a finding is about, and below it the other ends.
func (t *textWriter) excerpts(f *lint.Finding) {
	quoted := t.quotedEnds(f)
	last := 1
	if _, n, ok := t.window(f.Primary()); ok {
		last = n
	}
	for i := range quoted {
		last = max(last, t.texts.place(f.Related[i].At).line)
	}
	gutter := len(strconv.Itoa(last))
	t.excerpt(f.Primary(), f.Label, gutter)
	for i, r := range f.Related {
		corner := "├─ "
		if i == len(f.Related)-1 && !quoted[i] {
			corner = "╰─ "
		}
		if quoted[i] {
			t.line(strings.Repeat(" ", gutter+2), t.paint(dim, corner), t.link(t.address(r.At), t.location(r.At)))
			at := t.texts.place(r.At).line
			t.quote(r.At, pen{blue, "─"}, r.Message, at, at, gutter)
			continue
		}
		t.remark(r, corner, gutter)
	}
}

// window returns which lines are quoted of a place, and whether any can be.
func (t *textWriter) window(r source.Range) (first, last int, ok bool) {
	at, f := t.texts.place(r), t.texts.file(r.File)
	if f == nil || at.column == 0 {
		return 0, 0, false
	}
	first, last = window(f, at)
	return first, last, true
}

// quotedEnds returns the indexes of the other ends to quote: the first few that
// are in a file and not quoted yet.
func (t *textWriter) quotedEnds(f *lint.Finding) map[int]bool {
	first, last, _ := t.window(f.Primary())
	file := f.Primary().File
	quoted := map[int]bool{}
	for i, r := range f.Related {
		at := t.texts.place(r.At)
		shown := r.At.File == file && at.line >= first && at.line <= last
		if at.column > 0 && !shown && len(quoted) < maxQuoted {
			quoted[i] = true
		}
	}
	return quoted
}

// remark names another end of a finding.
func (t *textWriter) remark(r lint.Related, corner string, gutter int) {
	text := plain(r.Message)
	if lint.Placed(r.At) {
		text += " (" + plain(t.location(r.At)) + ")"
	}
	for i, l := range wrap(text, t.style.Width-gutter-5) {
		if i > 0 {
			corner = "   "
		}
		t.line(strings.Repeat(" ", gutter+2), t.paint(dim, corner), l)
	}
}
