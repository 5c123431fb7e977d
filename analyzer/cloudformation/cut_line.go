package cloudformation

import "bytes"

// A lineScanner knows what a line of block-style YAML leaves open for the next:
// a block scalar, a quoted text or a flow collection. Where it cannot tell
// without parsing, it says so.
type lineScanner struct {
	quote byte // of the text that is open, or 0
	depth int  // of flow collections that are open
	last  byte // in a flow collection, the last byte that is neither blank nor of a tag

	block  bool // a block scalar is open
	column int  // beyond which it is indented
	indent int  // of its content; -1 before the first line
}

// open reports whether a quoted text or a flow collection goes on.
func (s *lineScanner) open() bool { return s.quote != 0 || s.depth > 0 }

// inBlock reports whether a line that is not blank is text of a block scalar.
func (s *lineScanner) inBlock(indent int) bool {
	if !s.block {
		return false
	}
	if s.indent < 0 && indent > s.column {
		s.indent = indent
	}
	s.block = s.indent >= 0 && indent >= s.indent
	return s.block
}

// line takes a line that begins at column with content. It returns false if
// what the line leaves open is not certain.
func (s *lineScanner) line(content []byte, column int) bool {
	begun := false // behind a dash or a key: a value may begin
	for len(content) > 1 && content[0] == '-' && content[1] == ' ' {
		rest := bytes.TrimLeft(content[1:], " ")
		begun = true
		if !isBlock(rest) {
			column += len(content) - len(rest)
		}
		content = rest
	}
	content = skipTags(content)
	if len(content) == 0 || content[0] == '#' {
		return true
	}
	if content[0] == '?' {
		return false
	}
	if value, ok := behindKey(content); ok {
		return s.value(skipTags(value), column, true)
	}
	return s.value(content, column, begun)
}

// isBlock reports whether content begins a block scalar.
func isBlock(content []byte) bool {
	content = skipTags(content)
	return len(content) > 0 && (content[0] == '|' || content[0] == '>')
}

// skipTags returns content from behind its tags and anchors.
func skipTags(content []byte) []byte {
	for len(content) > 0 && (content[0] == '!' || content[0] == '&') {
		n := bytes.IndexByte(content, ' ')
		if n < 0 {
			return nil
		}
		content = bytes.TrimLeft(content[n:], " ")
	}
	return content
}

// behindKey returns what stands behind the key that content begins with; ok is
// false if it begins with none.
func behindKey(content []byte) (value []byte, ok bool) {
	switch content[0] {
	case '"', '\'':
		n := quoteEnd(content)
		if n < 0 {
			return nil, false
		}
		rest := bytes.TrimLeft(content[n:], " ")
		if len(rest) == 0 || rest[0] != ':' {
			return nil, false
		}
		return bytes.TrimLeft(rest[1:], " "), true
	case '{', '[', '|', '>':
		return nil, false
	}
	if n := bytes.Index(content, []byte(" #")); n >= 0 {
		content = content[:n]
	}
	for i := 0; i < len(content); i++ {
		n := bytes.IndexByte(content[i:], ':')
		if n < 0 {
			return nil, false
		}
		i += n
		if i+1 == len(content) || content[i+1] == ' ' || content[i+1] == '\t' {
			return bytes.TrimLeft(content[i+1:], " \t"), true
		}
	}
	return nil, false
}

// quoteEnd returns where the quoted text that content begins with ends, or -1
// if it goes on in the next line.
func quoteEnd(content []byte) int {
	s := lineScanner{quote: content[0]}
	n := s.text(content, 1)
	if s.quote != 0 {
		return -1
	}
	return n
}

// value takes the value of a key or item, or if neither begins it, a line that
// may as well continue a plain text.
func (s *lineScanner) value(content []byte, column int, begun bool) bool {
	if len(content) == 0 {
		return true
	}
	switch content[0] {
	case '"', '\'', '{', '[':
		s.last = ','
		return s.rest(content)
	case '|', '>':
		header, _, _ := bytes.Cut(content[1:], []byte(" "))
		if !begun || len(bytes.Trim(header, "+-")) > 0 {
			return false
		}
		s.block, s.column, s.indent = true, column, -1
	}
	return true
}

// rest takes what follows in a quoted text or a flow collection, or begins
// one. It returns false if it cannot tell what is quoted, or if anything but a
// comment comes behind it.
func (s *lineScanner) rest(content []byte) bool {
	for i := 0; i < len(content); {
		c := content[i]
		switch {
		case s.quote != 0:
			i = s.text(content, i)
			s.last = '"'
			if s.quote == 0 && s.depth == 0 {
				return isEnd(content[i:])
			}
			continue
		case c == ' ' || c == '\t':
			i++
			continue
		case c == '#' && (i == 0 || content[i-1] == ' '):
			return true
		case c == '"' || c == '\'':
			if !s.mayQuote(content, i) {
				return false
			}
			s.quote = c
			i++
			continue
		case c == '{' || c == '[':
			s.depth++
		case c == '}' || c == ']':
			if s.depth--; s.depth <= 0 {
				s.depth = 0
				return isEnd(content[i+1:])
			}
		case (c == '!' || c == '&') && bytes.IndexByte([]byte("{[,:"), s.last) >= 0:
			for i < len(content) && bytes.IndexByte([]byte(" \t,{}[]"), content[i]) < 0 {
				i++
			}
			continue
		}
		s.last = c
		i++
	}
	return true
}

// mayQuote reports whether the quote at i begins a quoted text for certain. It
// may be an apostrophe as well.
func (s *lineScanner) mayQuote(content []byte, i int) bool {
	switch s.last {
	case '{', '[', ',':
		return true
	case ':':
		return i == 0 || content[i-1] == ' '
	}
	return false
}

// text takes what follows in a quoted text from i on, and returns where it
// ends.
func (s *lineScanner) text(content []byte, i int) int {
	for ; i < len(content); i++ {
		switch {
		case s.quote == '"' && content[i] == '\\':
			i++
		case content[i] != s.quote:
		case s.quote == '\'' && i+1 < len(content) && content[i+1] == '\'':
			i++
		default:
			s.quote = 0
			return i + 1
		}
	}
	return min(i, len(content))
}

// isEnd reports whether nothing but a comment follows.
func isEnd(content []byte) bool {
	rest := bytes.TrimLeft(content, " \t")
	return len(rest) == 0 || rest[0] == '#' && len(rest) < len(content)
}
