package cloudformation

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// places finds the bytes of YAML nodes. The library counts lines by YAML's own
// line breaks, columns in code points, and says where a node starts only.
type places struct {
	b     []byte
	lines []int
	last  place // found last: nodes come in the order of the text
}

// A place is a byte by its line and column.
type place struct{ line, column, offset int }

// newPlaces returns the places of a text or, if spans are given, of the lines
// in them as if there were no others.
func newPlaces(b []byte, spans []span) *places {
	if spans == nil {
		whole := span{0, len(b)}
		if bytes.HasPrefix(b, utf8BOM) {
			whole.start = len(utf8BOM)
		}
		spans = []span{whole}
	}
	p := &places{b: b, lines: make([]int, 0, bytes.Count(b, []byte("\n"))+2)}
	odd := hasOddBreaks(b)
	for _, s := range spans {
		p.lines = append(p.lines, s.start)
		for i := s.start; i < s.end; {
			n := 0
			if odd {
				n = breakAt(b, i)
			} else if n = bytes.IndexByte(b[i:s.end], '\n') + 1; n == 0 {
				break
			}
			if i += max(n, 1); n > 0 && i < s.end {
				p.lines = append(p.lines, i)
			}
		}
	}
	// What follows the last break of all is a line too.
	if last := len(spans) - 1; spans[last].end > spans[last].start && endsInBreak(b[:spans[last].end]) {
		p.lines = append(p.lines, spans[last].end)
	}
	return p
}

func endsInBreak(b []byte) bool {
	for _, last := range []string{"\n", "\r", "\u0085", "\u2028", "\u2029"} {
		if bytes.HasSuffix(b, []byte(last)) {
			return true
		}
	}
	return false
}

// breakAt returns the length of the line break at b[i], or 0. Beside \r and \n
// YAML 1.1 has NEL, LS and PS.
func breakAt(b []byte, i int) int {
	switch b[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(b) && b[i+1] == '\n' {
			return 2
		}
		return 1
	case 0xc2, 0xe2:
		if r, size := utf8.DecodeRune(b[i:]); r == '\u0085' || r == '\u2028' || r == '\u2029' {
			return size
		}
	}
	return 0
}

// offset returns the byte at a line and column, both counted from 1.
func (p *places) offset(line, column int) int {
	if line < 1 || line > len(p.lines) {
		return len(p.b)
	}
	at := place{line: line, column: 1, offset: p.lines[line-1]}
	if p.last.line == line && p.last.column <= column {
		at = p.last
	}
	for ; at.column < column && at.offset < len(p.b); at.column++ {
		_, size := utf8.DecodeRune(p.b[at.offset:])
		at.offset += size
	}
	p.last = at
	return at.offset
}

// skipProperties returns where the content of the node at i starts: after its
// tag and anchor.
func (p *places) skipProperties(i int) int {
	for i < len(p.b) && (p.b[i] == '!' || p.b[i] == '&') {
		for i < len(p.b) && !bytes.ContainsRune([]byte(" \t\r\n"), rune(p.b[i])) {
			i++
		}
		end := i
		if i = p.skipSpace(i, false); i >= len(p.b) {
			return end
		}
	}
	return i
}

// skipSpace returns the first byte from i on that is neither blank nor in a
// comment nor, if commas is set, a comma.
func (p *places) skipSpace(i int, commas bool) int {
	for i < len(p.b) {
		switch c := p.b[i]; {
		case c == ' ' || c == '\t' || c == '\r' || c == '\n' || commas && c == ',':
			i++
		case c == '#':
			n := bytes.IndexByte(p.b[i:], '\n')
			if n < 0 {
				return len(p.b)
			}
			i += n
		default:
			return i
		}
	}
	return i
}

// closing returns the end of a flow collection whose last child ends at i.
func (p *places) closing(i int, bracket byte) int {
	if j := p.skipSpace(i, true); j < len(p.b) && p.b[j] == bracket {
		return j + 1
	}
	return min(i, len(p.b))
}

// scalarEnd returns the end of the scalar y that starts at start and whose
// content, after tag and anchor, starts at content.
func (p *places) scalarEnd(start, content int, y *yaml.Node) int {
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		return p.quoteEnd(content, '"')
	case y.Style&yaml.SingleQuotedStyle != 0:
		return p.quoteEnd(content, '\'')
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return p.blockEnd(content)
	case y.Value == "":
		// Nothing but perhaps a tag stands there.
		return p.tagEnd(start)
	}
	return p.plainEnd(content, y.Value)
}

// tagEnd returns the end of the tag or anchor at i, or i if there is none.
func (p *places) tagEnd(i int) int {
	if i < len(p.b) && (p.b[i] == '!' || p.b[i] == '&') {
		for i < len(p.b) && !bytes.ContainsRune([]byte(" \t\r\n,]}"), rune(p.b[i])) {
			i++
		}
	}
	return i
}

func (p *places) quoteEnd(i int, quote byte) int {
	for i++; i < len(p.b); i++ {
		switch {
		case quote == '"' && p.b[i] == '\\':
			i++
		case p.b[i] != quote:
		case quote == '\'' && i+1 < len(p.b) && p.b[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}
	return len(p.b)
}

// plainEnd finds the words of a plain scalar, which may be folded over lines.
func (p *places) plainEnd(i int, value string) int {
	if bytes.HasPrefix(p.b[min(i, len(p.b)):], []byte(value)) {
		return i + len(value)
	}
	for _, word := range strings.Fields(value) {
		j := bytes.Index(p.b[i:], []byte(word))
		if j < 0 {
			return i
		}
		i += j + len(word)
	}
	return i
}

// blockEnd returns the end of the last line that is not blank of the block
// scalar whose header, | or >, is at i.
func (p *places) blockEnd(i int) int {
	line := sort.SearchInts(p.lines, i+1) // the line after the header's
	end := p.lineEnd(line - 1)
	indent := -1
	for ; line < len(p.lines); line++ {
		start := p.lines[line]
		first := start
		for first < len(p.b) && p.b[first] == ' ' {
			first++
		}
		if stop := p.lineEnd(line); first >= stop {
			continue // a blank line
		} else if indent < 0 {
			if indent = first - start; indent == 0 {
				return end
			}
			end = stop
		} else if first-start < indent {
			return end
		} else {
			end = stop
		}
	}
	return end
}

// lineEnd returns the end of a line, counted from 0, without its break and the
// blanks before that.
func (p *places) lineEnd(line int) int {
	start := p.lines[line]
	end := start
	for end < len(p.b) && breakAt(p.b, end) == 0 {
		end++
	}
	return start + len(bytes.TrimRight(p.b[start:end], " \t\r\n\u0085\u2028\u2029"))
}
