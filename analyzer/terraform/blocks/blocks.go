// Package blocks cuts a file in the native syntax of Terraform into its
// top-level blocks without parsing what is in them. It knows how texts,
// comments and brackets nest, and nothing else of the language: what it is not
// sure of is left to the parser.
package blocks

import "bytes"

// MaxNesting is how deep brackets may nest in a file that is cut: the parser
// recurses, and a stack that overflows cannot be recovered from.
const MaxNesting = 500

// A Pos is a place in a file as hcl counts: from line 1, column 1 and byte 0.
type Pos struct{ Line, Column, Byte int }

// A Label is a label of a block, and where it stands with its quotes.
type Label struct {
	Text       string
	Start, End Pos
}

// A Block is a top-level block.
type Block struct {
	Type   string
	Labels []Label
	Start  Pos // of the type
	End    int // the byte after the closing brace
}

// Cut returns the top-level blocks of a file in their order. It returns false
// where the parser may see it otherwise: there is something else at the top
// level, something does not end, or brackets nest deeper than MaxNesting.
//
// That a block is cut does not say that what is in it is valid.
func Cut(b []byte) ([]Block, bool) {
	if bytes.Count(b, []byte("\r")) != bytes.Count(b, []byte("\r\n")) {
		return nil, false
	}
	c := &cutter{b: b, line: 1}
	if bytes.HasPrefix(b, []byte("\ufeff")) {
		c.at = 3
	}
	c.lineStart = c.at
	var out []Block
	for c.toBlock() {
		block, ok := c.block()
		if !ok {
			return nil, false
		}
		out = append(out, block)
	}
	return out, c.at == len(b)
}

// A cutter goes through a file. It never goes back.
type cutter struct {
	b         []byte
	at        int
	line      int
	lineStart int // the first byte of the line

	open    []byte   // the brackets, quotes and templates around at, innermost last
	markers []string // of the heredoc around at, if there is one
}

// peek returns the byte n after the one at hand, or 0 at the end.
func (c *cutter) peek(n int) byte {
	if c.at+n < len(c.b) {
		return c.b[c.at+n]
	}
	return 0
}

func (c *cutter) newline() {
	c.at++
	c.line++
	c.lineStart = c.at
}

func (c *cutter) pos() Pos { return Pos{c.line, c.at - c.lineStart + 1, c.at} }

// toBlock goes to the next block and returns false where there is none.
func (c *cutter) toBlock() bool {
	for c.at < len(c.b) {
		switch ch := c.b[c.at]; ch {
		case '\n':
			c.newline()
		case ' ', '\t', '\r':
			c.at++
		case '#', '/':
			if !c.comment() {
				return false
			}
		default:
			// Columns are counted in bytes, which a comment before may not be.
			return isStart(ch) && len(bytes.TrimLeft(c.b[c.lineStart:c.at], " \t")) == 0
		}
	}
	return false
}

// comment skips the comment that begins here, up to its line's end. It returns
// false if none begins or it does not end.
func (c *cutter) comment() bool {
	switch {
	case c.b[c.at] == '#', c.peek(1) == '/':
		n := bytes.IndexByte(c.b[c.at:], '\n')
		if n < 0 {
			n = len(c.b) - c.at
		}
		c.at += n
		return true
	case c.peek(1) != '*':
		return false
	}
	n := bytes.Index(c.b[c.at+2:], []byte("*/"))
	if n < 0 {
		return false
	}
	for end := c.at + 2 + n + 2; c.at < end; {
		if c.b[c.at] == '\n' {
			c.newline()
		} else {
			c.at++
		}
	}
	return true
}

// block returns the block that begins here.
func (c *cutter) block() (Block, bool) {
	b := Block{Start: c.pos(), Type: c.identifier()}
	for {
		for c.peek(0) == ' ' || c.peek(0) == '\t' {
			c.at++
		}
		switch ch := c.peek(0); {
		case ch == '{':
			c.at++
			ok := c.body() && c.endOfLine()
			b.End = c.at
			return b, ok
		case ch == '"':
			l := Label{Start: c.pos()}
			n := bytes.IndexByte(c.b[c.at+1:], '"')
			if n < 0 || !isPlain(c.b[c.at+1:c.at+1+n]) {
				return b, false
			}
			l.Text = string(c.b[c.at+1 : c.at+1+n])
			c.at += n + 2
			l.End = c.pos()
			b.Labels = append(b.Labels, l)
		case isStart(ch):
			l := Label{Start: c.pos(), Text: c.identifier()}
			l.End = c.pos()
			b.Labels = append(b.Labels, l)
		default:
			return b, false
		}
	}
}

func (c *cutter) identifier() string {
	start := c.at
	for c.at < len(c.b) && (isStart(c.b[c.at]) || c.b[c.at] == '-' || c.b[c.at] >= '0' && c.b[c.at] <= '9') {
		c.at++
	}
	return string(c.b[start:c.at])
}

// isStart reports whether an identifier of ASCII letters may begin with ch.
func isStart(ch byte) bool {
	return ch >= 'a' && ch <= 'z' || ch >= 'A' && ch <= 'Z' || ch == '_'
}

// isPlain reports whether the text of a label is what stands there.
func isPlain(text []byte) bool {
	for _, ch := range text {
		if ch < ' ' || ch > '~' || ch == '\\' || ch == '$' || ch == '%' {
			return false
		}
	}
	return true
}

// endOfLine reports whether nothing but a comment follows on the line.
func (c *cutter) endOfLine() bool {
	rest := bytes.TrimLeft(c.b[c.at:], " \t")
	return len(rest) == 0 || rest[0] == '\n' || rest[0] == '#' ||
		bytes.HasPrefix(rest, []byte("\r\n")) || bytes.HasPrefix(rest, []byte("//"))
}
