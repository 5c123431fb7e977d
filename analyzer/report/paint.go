package report

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// A painter writes text for people: it lays out and paints what it is given,
// and keeps control characters of the input from reaching a terminal.
type painter struct {
	bytes.Buffer
	style Style
}

// The colours, as ANSI select graphic rendition parameters. Yellow and cyan are not among
// them: many terminals show them on white as good as not at all.
const (
	bold   = "1"
	dim    = "2"
	red    = "1;31"
	green  = "32"
	purple = "1;35"
	blue   = "1;34"
)

// paint returns s in the colour, where colour is asked for.
func (p *painter) paint(colour, s string) string {
	if !p.style.Color || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// link returns s as what leads to an address, where links are asked for
// (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
func (p *painter) link(address, s string) string {
	if !p.style.Links || address == "" {
		return s
	}
	return "\x1b]8;;" + address + "\x1b\\" + s + "\x1b]8;;\x1b\\"
}

// line writes the parts as one line, without blanks at its end.
func (p *painter) line(parts ...string) {
	p.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	p.WriteByte('\n')
}

// entry writes text behind a label in a column of its own; further lines of a
// text that is wrapped begin below its first.
func (p *painter) entry(label string, column int, text string) {
	for i, l := range wrap(text, p.style.Width-column) {
		if i > 0 {
			label = ""
		}
		p.line(p.paint(dim, pad(label, column)), l)
	}
}

// row writes text behind a lead that fills indent columns and, where there is
// room, what is of less weight behind that; else below.
func (p *painter) row(lead string, indent int, text string, less ...string) {
	less = slices.DeleteFunc(less, func(s string) bool { return s == "" })
	behind := strings.Join(less, "   ")
	room := p.style.Width - indent
	for _, text := range []string{text, strings.TrimRight(text, " ")} {
		if p.style.Width == 0 || utf8.RuneCountInString(text)+3+utf8.RuneCountInString(behind) <= room {
			p.line(lead, text, "   ", p.paint(dim, behind))
			return
		}
	}
	margin := strings.Repeat(" ", indent)
	for i, l := range wrap(strings.TrimRight(text, " "), room) {
		if i > 0 {
			lead = margin
		}
		p.line(lead, l)
	}
	if utf8.RuneCountInString(behind) <= room {
		less = []string{behind}
	}
	for _, s := range less {
		for _, l := range wrap(s, room) {
			p.line(margin, p.paint(dim, l))
		}
	}
}

// mark returns the sign of a step's verdict.
func (p *painter) mark(s *lint.Step) string {
	switch s.Verdict {
	case lint.Allowed:
		return p.paint(green, "✓")
	case lint.Blocked:
		return p.paint(red, "✗")
	case lint.Unknown:
	}
	return p.paint(purple, "?")
}

// severity returns the colour of a severity.
func severity(s lint.Severity) string {
	switch s {
	case lint.Error:
		return red
	case lint.Warning:
		return purple
	case lint.Note:
	}
	return blue
}

// ascii spells what the painter draws in ASCII characters, each drawing as wide
// as it was.
var ascii = strings.NewReplacer(
	"✓", "+", "✗", "x", "─▸", "->", "│", "|", "━", "^", "╭─", ",-", "├─", "|-", "╰─", "`-", "⋮", ":", "─", "-", "·", ".", "…", "...", "—", "-",
)

// text returns what was written.
func (p *painter) text() string {
	if p.style.ASCII {
		return ascii.Replace(p.String())
	}
	return p.String()
}

// plain returns s on one line, with what would steer a terminal or reorder its
// text replaced.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return utf8.RuneError
		}
		return r
	}, s)
}

// plainKeepingTabs is plain for a line of a file that is to be copied.
func plainKeepingTabs(s string) string {
	parts := strings.Split(s, "\t")
	for i, p := range parts {
		parts[i] = plain(p)
	}
	return strings.Join(parts, "\t")
}

// pad returns s followed by blanks up to width columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

// wrap breaks s between words, and words that are longer than a line, into
// lines of at most width columns. A width that is too narrow for anything does
// not break.
func wrap(s string, width int) []string {
	const narrowest = 20
	if width < narrowest {
		return []string{s}
	}
	var lines []string
	line, length := "", 0
	for word := range strings.SplitSeq(s, " ") {
		n := spelled(word)
		if line != "" && length+1+n <= width {
			line, length = line+" "+word, length+1+n
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for ; utf8.RuneCountInString(word) > width; n = spelled(word) {
			head := breakable(word, width)
			lines, word = append(lines, head), word[len(head):]
		}
		line, length = word, n
	}
	return append(lines, line)
}

// spelled returns how many columns a word takes at most: in ASCII the ellipsis
// has three.
func spelled(word string) int {
	return utf8.RuneCountInString(word) + 2*strings.Count(word, "…")
}

// breakable returns the beginning of a word that fills a line of width columns
// as far as there is a sign to break behind.
func breakable(word string, width int) string {
	head := string([]rune(word)[:width])
	if i := strings.LastIndexAny(head, "./-_:,"); i >= width/2 {
		head = head[:i+1]
	}
	return head
}
