package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/source"
)

// An excerpt shows at most so many lines of a block, so many before its place
// and so many after, and so many columns of a line where no width is given.
const (
	maxExcerpt   = 6
	linesBefore  = 2
	linesAfter   = 1
	columnsShown = 160
)

// excerpt writes the text at r with a caret line under what it says, and
// leaves the frame open for remarks; gutter is how wide the line numbers are.
func (t *textWriter) excerpt(r source.Range, label string, gutter int) {
	t.line(strings.Repeat(" ", gutter+2), t.paint(dim, "╭─ "), t.link(t.address(r), t.location(r)))
	first, last, ok := t.window(r)
	if !ok {
		return
	}
	t.quote(r, pen{t.colour, "━"}, label, first, last, gutter)
	if t.texts.place(r).endLine > last {
		t.line(strings.Repeat(" ", gutter+2), t.paint(dim, "⋮"))
	}
}

// A pen underlines what an excerpt is about.
type pen struct{ colour, stroke string }

// quote writes lines of the file of r, with the label under what stands at r.
func (t *textWriter) quote(r source.Range, with pen, label string, first, last, gutter int) {
	at, f := t.texts.place(r), t.texts.file(r.File)
	r = trimmed(f, r)
	for n := first; n <= last; n++ {
		line, left, width := quote(f, n, r, t.columns(gutter))
		t.line(" ", t.paint(dim, fmt.Sprintf("%*d │ ", gutter, n)), line)
		if n == at.line {
			t.caret(gutter, left, width, with, label)
		}
	}
}

// columns returns how many columns of source text fit beside the gutter.
func (t *textWriter) columns(gutter int) int {
	if t.style.Width == 0 {
		return columnsShown
	}
	return max(40, t.style.Width-gutter-4)
}

// caret writes the line that underlines width columns after left ones.
func (t *textWriter) caret(gutter, left, width int, with pen, label string) {
	frame := strings.Repeat(" ", gutter+2) + t.paint(dim, "·") + " " + strings.Repeat(" ", left)
	under := t.paint(with.colour, strings.Repeat(with.stroke, max(1, width)))
	label = plain(label)
	if t.style.Width == 0 || gutter+4+left+width+1+utf8.RuneCountInString(label) <= t.style.Width {
		t.line(frame, under, " ", t.paint(with.colour, label))
		return
	}
	t.line(frame, under)
	for _, l := range wrap(label, t.style.Width-gutter-4) {
		t.line(strings.Repeat(" ", gutter+2), t.paint(dim, "·"), " ", t.paint(with.colour, l))
	}
}

// window returns the first and the last line to show for a place: a block from
// its head on, a part of a line with what stands around it up to a blank line.
func window(f *source.File, at place) (first, last int) {
	if at.endLine > at.line {
		return at.line, min(at.endLine, at.line+maxExcerpt-1)
	}
	blank := func(n int) bool { return strings.TrimSpace(f.Line(n)) == "" }
	first, last = at.line, at.line
	for first > max(1, at.line-linesBefore) && !blank(first-1) {
		first--
	}
	for last < min(f.Lines(), at.line+linesAfter) && !blank(last+1) {
		last++
	}
	return first, last
}

// quote returns line n as it is printed, and where the range r stands in it:
// after left columns, width columns wide. A line longer than columns, as in
// minified templates, is cut around that.
func quote(f *source.File, n int, r source.Range, columns int) (line string, left, width int) {
	text := f.Line(n)
	from, to := 0, len(text)
	if n == r.Start.Line {
		from = min(r.Start.Byte-lineStart(f, r.Start.Byte), len(text))
	}
	if n == r.End.Line {
		to = min(r.End.Byte-lineStart(f, r.End.Byte), len(text))
	}
	to = max(from, to)
	before, marked := screen(text[:from]), screen(text[from:to])
	left, width = utf8.RuneCountInString(before), utf8.RuneCountInString(marked)
	return cut(before+marked+screen(text[to:]), left, width, columns)
}

// cut shortens a line to columns around the width columns after left ones.
func cut(text string, left, width, columns int) (line string, newLeft, newWidth int) {
	whole := []rune(text)
	if len(whole) <= columns {
		return text, left, width
	}
	from := 0
	if left+width > columns-1 {
		from = max(0, min(left-columns/8, len(whole)-columns+2))
	}
	to := min(len(whole), from+columns-2)
	line = string(whole[from:to])
	if from > 0 {
		line = "…" + line
		left = left - from + 1
	}
	if to < len(whole) {
		line += "…"
	}
	return line, left, min(width, utf8.RuneCountInString(line)-left)
}

// screen returns source text as a terminal shows it.
func screen(s string) string { return plain(strings.ReplaceAll(s, "\t", "    ")) }
