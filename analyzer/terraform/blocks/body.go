package blocks

import "bytes"

// What may be around a place, beside the brackets '{', '[' and '('.
const (
	quoted   = '"'
	template = '$' // ${ or %{, up to its brace
	heredoc  = '<'
)

// matters says of each byte whether it means something outside of texts.
var matters = [256]bool{
	'\n': true, '"': true, '#': true, '/': true, '<': true,
	'{': true, '[': true, '(': true, '}': true, ']': true, ')': true,
}

// body goes behind the brace that ends the block. It returns false where the
// parser may find another one.
func (c *cutter) body() bool {
	c.open = append(c.open[:0], '{')
	for c.at < len(c.b) {
		ch := c.b[c.at]
		if !matters[ch] {
			c.at++
			continue
		}
		switch ch {
		case '\n':
			c.newline()
		case '#':
			c.comment()
		case '/':
			if n := c.peek(1); n != '/' && n != '*' {
				c.at++ // a division
			} else if !c.comment() {
				return false
			}
		case '<':
			if !c.angle() {
				return false
			}
		case '"':
			if !c.enter(quoted) || !c.quote() {
				return false
			}
		case '{', '[', '(':
			if !c.enter(ch) {
				return false
			}
		case '}', ']', ')':
			if done, ok := c.close(ch); done || !ok {
				return ok
			}
		}
	}
	return false
}

// enter goes behind the byte that begins something, and returns false if that
// is too deep.
func (c *cutter) enter(kind byte) bool {
	c.at++
	c.open = append(c.open, kind)
	return len(c.open) <= MaxNesting
}

func (c *cutter) inner() byte { return c.open[len(c.open)-1] }

func (c *cutter) leave() { c.open = c.open[:len(c.open)-1] }

// close goes behind a closing bracket, and on in the text around it if it ends
// a template. Done is whether it ends the block.
func (c *cutter) close(ch byte) (done, ok bool) {
	inner := c.inner()
	c.at++
	c.leave()
	switch {
	case ch == '}' && inner == template:
		if c.inner() == quoted {
			return false, c.quote()
		}
		return false, c.heredocLine(false)
	case ch == '}' && inner == '{':
		return len(c.open) == 0, true
	}
	return false, ch == ']' && inner == '[' || ch == ')' && inner == '('
}

// quote goes through a text in quotes: behind its end, or into a template in
// it.
func (c *cutter) quote() bool {
	for c.at < len(c.b) {
		switch ch := c.b[c.at]; ch {
		case '"':
			c.at++
			c.leave()
			return true
		case '\n':
			return false
		case '\\':
			if n := c.peek(1); n == '$' || n == '%' || n == '\r' || n == '\n' || n >= 0x80 {
				return false
			}
			c.at += 2
		case '$', '%':
			if into, ok := c.dollar(ch); into || !ok {
				return ok && c.enter(template)
			}
		default:
			c.at++
		}
	}
	return false
}

// dollar goes behind a $ or % in a text: up to the brace if a template begins
// with it. It returns false where scanners may differ.
func (c *cutter) dollar(ch byte) (into, ok bool) {
	switch n := c.peek(1); {
	case n == '{':
		c.at++
		return true, true
	case n == ch && c.peek(2) == '{':
		c.at += 3
	case n == ch, n == '\\':
		return false, false
	default:
		c.at++
	}
	return false, true
}

// angle goes behind a <, or into the heredoc that begins with it.
func (c *cutter) angle() bool {
	if c.peek(1) != '<' {
		c.at++
		return true
	}
	c.at += 2
	if c.peek(0) == '-' {
		c.at++
	}
	if !isStart(c.peek(0)) {
		return false
	}
	marker := c.identifier()
	if c.peek(0) == '\r' {
		c.at++
	}
	if c.peek(0) != '\n' || len(c.markers) > 0 {
		return false
	}
	c.newline()
	c.markers = append(c.markers, marker)
	c.open = append(c.open, heredoc)
	return len(c.open) <= MaxNesting && c.heredocLine(true)
}

// heredocLine goes through the lines of a heredoc, the first of which is whole
// or not: to the break after the marker, or into a template.
func (c *cutter) heredocLine(whole bool) bool {
	for c.at < len(c.b) {
		n := bytes.IndexByte(c.b[c.at:], '\n')
		if n < 0 {
			return false
		}
		line := c.b[c.at : c.at+n]
		if whole && string(bytes.TrimSpace(line)) == c.markers[0] {
			c.at += n
			c.markers = c.markers[:0]
			c.leave()
			return true
		}
		for end := c.at + n; c.at < end; {
			ch := c.b[c.at]
			if ch != '$' && ch != '%' {
				c.at++
				continue
			}
			if into, ok := c.dollar(ch); into || !ok {
				return ok && c.enter(template)
			}
		}
		c.newline()
		whole = true
	}
	return false
}
