package fix

import (
	"regexp"
	"strings"

	"github.com/taskreach/taskreach/analyzer/source"
)

// insert puts the attribute, which is to be value, into the object that lacks
// it.
func (w *writer) insert(value string) ([]source.Edit, bool) {
	name := w.name()
	if name == "" {
		return nil, false
	}
	switch w.syntax {
	case hclSyntax:
		return w.insertHCL(name, value)
	case jsonSyntax:
		if value != "true" && value[0] != '[' {
			value = `"` + value + `"`
		}
		return w.insertJSON(name, value)
	case yamlSyntax:
	}
	return w.insertYAML(name, value)
}

// An attribute of HCL on a line of its own. The names of meta-arguments stand
// apart from the others.
var (
	attributeLine = regexp.MustCompile(`^([ \t]*)([A-Za-z_][\w-]*)([ \t]*)=[ \t]`)
	metaArgument  = regexp.MustCompile(`^(count|for_each|provider|source|version)$`)
)

// An hclLine is a line that holds one whole attribute.
type hclLine struct {
	start  int // offset in the text
	end    int // of the line ending
	indent string
	name   string
	blanks int // before the equals sign
}

// insertHCL writes the attribute behind the first ones of the block, and keeps
// their equals signs in one column as terraform fmt has it.
func (w *writer) insertHCL(name, value string) ([]source.Edit, bool) {
	run := w.firstRun()
	if len(run) == 0 {
		return nil, false
	}
	last := run[len(run)-1]
	width, aligned := 0, true
	for _, l := range run {
		width = max(width, len(l.name))
	}
	for _, l := range run {
		aligned = aligned && len(l.name)+l.blanks == width+1
	}
	var edits []source.Edit
	if wider := len(name) - width; aligned && wider > 0 {
		for _, l := range run {
			at := l.start + len(l.indent) + len(l.name)
			edits = append(edits, w.replace(at, at, strings.Repeat(" ", wider)))
		}
		width = len(name)
	}
	pad := 1
	if aligned {
		pad = width - len(name) + 1
	}
	text := w.eol() + last.indent + name + strings.Repeat(" ", pad) + "= " + value
	return append(edits, w.replace(last.end, last.end, text)), true
}

// firstRun returns the lines of the first attributes of the block that follow
// each other and are no meta-arguments.
func (w *writer) firstRun() []hclLine {
	head, body, found := strings.Cut(w.text, "\n")
	if open := strings.LastIndexByte(head, '{'); !found || open < 0 || !blankOrComment(head[open+1:]) {
		return nil
	}
	var run []hclLine
	offset := len(head) + 1
	for line := range strings.SplitAfterSeq(body, "\n") {
		text := strings.TrimRight(line, "\r\n")
		m := attributeLine.FindStringSubmatch(text)
		whole := m != nil && closed(text)
		if whole {
			run = append(run, hclLine{offset, offset + len(text), m[1], m[2], len(m[3])})
		}
		offset += len(line)
		if whole {
			continue
		}
		if len(run) > 0 && !metaArgument.MatchString(run[len(run)-1].name) || !blankOrComment(text) {
			break
		}
		run = nil
	}
	if n := len(run); n > 0 && metaArgument.MatchString(run[n-1].name) {
		return nil
	}
	return run
}

func blankOrComment(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || strings.HasPrefix(s, "#") || strings.HasPrefix(s, "//")
}

// closed reports whether an attribute ends on the line that it begins on: every
// bracket on it is closed, and it opens no heredoc.
func closed(line string) bool {
	depth := 0
	for _, c := range line {
		switch c {
		case '{', '[', '(':
			depth++
		case '}', ']', ')':
			depth--
		}
	}
	return depth == 0 && !strings.Contains(line, "<<") && !strings.Contains(line, "/*")
}

// insertJSON writes the attribute as the first of the object, with the blanks
// that the one before has.
func (w *writer) insertJSON(name, value string) ([]source.Edit, bool) {
	open := strings.IndexByte(w.text, '{')
	if open < 0 || !strings.HasSuffix(strings.TrimSpace(w.text), "}") || strings.ContainsAny(w.text[:open], "[,}") {
		return nil, false
	}
	rest := w.text[open+1:]
	blanks := rest[:len(rest)-len(strings.TrimLeft(rest, " \t\r\n"))]
	if !strings.HasPrefix(rest[len(blanks):], `"`) {
		return nil, false
	}
	colon := ":"
	if strings.Contains(rest, `": `) {
		colon = ": "
	}
	between := blanks
	if !strings.Contains(blanks, "\n") && colon == ": " {
		between = " "
	}
	at := open + 1 + len(blanks)
	return []source.Edit{w.replace(at, at, `"`+name+`"`+colon+value+","+between)}, true
}

var yamlKey = regexp.MustCompile(`^["']?[A-Za-z][\w:]*["']?:(\s|$)`)

// insertYAML writes the attribute behind the last of the mapping, or as the
// first of one in braces.
func (w *writer) insertYAML(name, value string) ([]source.Edit, bool) {
	if inner := strings.TrimPrefix(w.text, "{"); inner != w.text && strings.HasSuffix(w.text, "}") {
		at := 1 + len(inner) - len(strings.TrimLeft(inner, " "))
		if !yamlKey.MatchString(w.text[at:]) {
			return nil, false
		}
		return []source.Edit{w.replace(at, at, name+": "+value+", ")}, true
	}
	blanks, alone := w.indent(w.change.At.Start.Byte)
	if !alone || !yamlKey.MatchString(w.text) {
		return nil, false
	}
	return w.below(blanks + name + ": " + value), true
}

// below writes a line of its own below the one that the text ends on.
func (w *writer) below(line string) []source.Edit {
	from := w.change.At.Start.Byte
	end := len(strings.TrimRight(w.text, " \t\r\n"))
	last := w.file.Pos(from + end).Line
	stop := w.file.LineStart(last) + len(w.file.Line(last)) - from
	return []source.Edit{w.replace(stop, stop, w.eol()+line)}
}
