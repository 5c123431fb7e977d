package cloudformation

import (
	"bytes"
	"strings"
)

// A span is a run of whole lines, from start up to, not including, end.
type span struct{ start, end int }

// cut returns the lines of a template in block-style YAML that can matter: all
// but the bodies of resources, and whole sections, that nothing reads. Parsing
// takes most of the time of a Load, and most of a template is functions, alarms
// and the like. It returns false where there is nothing to leave out, or where
// indentation alone does not tell for certain what belongs to what.
//
// What is left out is not checked: a syntax error there goes unseen.
func cut(b []byte) ([]span, bool) {
	if hasOddBreaks(b) {
		return nil, false
	}
	c := &cutter{b: b, entry: -1, apart: !mayBeNeeded(b)}
	if bytes.HasPrefix(b, utf8BOM) {
		c.at = len(utf8BOM)
	}
	c.kept = c.at
	for c.at < len(b) {
		start := c.at
		c.at = len(b)
		if n := bytes.IndexByte(b[start:], '\n'); n >= 0 {
			c.at = start + n + 1
		}
		if !c.line(start, bytes.TrimRight(b[start:c.at], " \t\r\n")) {
			return nil, false
		}
	}
	c.closeResource(len(b))
	c.closeSection(len(b))
	c.keepTo(len(b))
	return c.spans, c.cut && len(c.spans) > 0 && !c.scan.open()
}

// hasOddBreaks reports whether the text has line breaks other than \n and \r\n:
// the parser counts lines by them.
func hasOddBreaks(b []byte) bool {
	for _, odd := range []string{"\u0085", "\u2028", "\u2029"} {
		if bytes.Contains(b, []byte(odd)) {
			return true
		}
	}
	return bytes.Count(b, []byte("\r")) != bytes.Count(b, []byte("\r\n"))
}

// A cutter goes through a template line by line.
type cutter struct {
	b       []byte
	at      int // behind the line
	scan    lineScanner
	spans   []span // that are kept, up to the last one cut
	kept    int    // where what is kept and not in spans begins
	cut     bool   // something is left out
	apart   bool   // no line is needed wherever it stands
	begun   bool
	section string
	start   int  // of the section's content
	needed  bool // whether something in the section or resource must be read

	entry    int // indentation of the entries of Resources; -1 before the first
	resource *cutResource
}

// A cutResource is the entry of Resources that the cutter is in.
type cutResource struct {
	kind     string
	children int // indentation of its attributes; -1 before the first
	lines    []span
	plain    bool // the last line holds a plain text, which the next may continue
	needed   bool // it is not written as plainly as can be cut
}

// line takes the line that starts at start. It returns false if the template
// cannot be cut.
func (c *cutter) line(start int, text []byte) bool {
	content := bytes.TrimLeft(text, " ")
	indent := len(text) - len(content)
	if len(content) == 0 || c.scan.inBlock(indent) {
		return true
	}
	if c.scan.open() {
		// A quoted text or a flow collection may go on at any indentation, but
		// then it looks like what comes after it.
		return indent > c.boundary() && c.scan.rest(content)
	}
	switch {
	case content[0] == '#':
		return true
	case content[0] == '\t':
		return false
	case indent > 0 && !c.begun:
		return false
	case indent == 0 && !c.top(start, content):
		return false
	case indent > 0 && c.section == "Resources" && !c.inResources(start, indent, content):
		return false
	}
	if !c.apart && isNeeded(content) {
		c.needed = true
		if c.resource != nil {
			c.resource.needed = true
		}
	}
	return c.scan.line(content, indent)
}

// boundary returns how far a line must be indented to be part of what is cut as
// a whole.
func (c *cutter) boundary() int {
	if c.section == "Resources" && c.entry > 0 {
		return c.entry
	}
	return 0
}

// isNeeded reports whether a line has what bears on the rest of the template
// wherever it stands: an import tells stacks from each other, an anchor may be
// used, and a file that is included may be anything.
func isNeeded(content []byte) bool {
	return bytes.Contains(content, []byte("ImportValue")) || bytes.Contains(content, []byte("Transform")) || hasAnchor(content)
}

// mayBeNeeded reports whether isNeeded may be true of a line of a template.
func mayBeNeeded(b []byte) bool {
	return bytes.Contains(b, []byte("ImportValue")) || bytes.Contains(b, []byte("Transform")) || bytes.IndexByte(b, '&') >= 0
}

func hasAnchor(content []byte) bool {
	for i := bytes.IndexByte(content, '&'); i >= 0; {
		if (i == 0 || content[i-1] == ' ') && i+1 < len(content) && content[i+1] != '&' && content[i+1] != ' ' {
			return true
		}
		n := bytes.IndexByte(content[i+1:], '&')
		if n < 0 {
			return false
		}
		i += n + 1
	}
	return false
}

// plainKey returns the key of letters and digits, or of colons too, that
// content begins with, and what follows it; ok is false if it begins with none.
func plainKey(content []byte) (key, value []byte, ok bool) {
	for i, c := range content {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		case c == ':' && i > 0 && (i+1 == len(content) || content[i+1] == ' '):
			return content[:i], bytes.TrimLeft(content[i+1:], " "), true
		case c != ':':
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// plainText returns a value of nothing but letters, digits, colons and an at
// sign, in quotes or not; ok is false if it is anything else.
func plainText(value []byte) (text []byte, ok bool) {
	if n := bytes.Index(value, []byte(" #")); n >= 0 {
		value = bytes.TrimRight(value[:n], " ")
	}
	if n := len(value) - 1; n > 0 && (value[0] == '\'' || value[0] == '"') && value[n] == value[0] {
		value = value[1:n]
	}
	for _, c := range value {
		if c != ':' && c != '@' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return nil, false
		}
	}
	return value, len(value) > 0
}

// top takes a line without indentation: a section begins.
func (c *cutter) top(start int, content []byte) bool {
	if bytes.Equal(content, []byte("---")) && !c.begun {
		return true
	}
	key, _, ok := plainKey(content)
	if !ok {
		// Items of a list may stand as far left as their key.
		return content[0] == '-' && len(content) > 1 && content[1] == ' ' && c.section != "Resources" && c.begun
	}
	c.closeResource(start)
	c.closeSection(start)
	c.begun, c.section, c.start, c.needed = true, string(key), start, false
	return true
}

// closeSection cuts the section that ends at end if nothing reads it.
func (c *cutter) closeSection(end int) {
	switch c.section {
	case "Metadata", "Description", "Hooks":
		if !c.needed {
			c.drop(c.start, end)
		}
	}
	c.section = ""
}

// inResources takes a line of the section with the resources.
func (c *cutter) inResources(start, indent int, content []byte) bool {
	if c.entry < 0 {
		c.entry = indent
	}
	switch r := c.resource; {
	case indent < c.entry:
		return false
	case indent == c.entry:
		c.closeResource(start)
		_, value, ok := plainKey(content)
		c.resource = &cutResource{children: -1, needed: !ok || len(value) > 0 && value[0] != '#' || bytes.HasPrefix(content, []byte("Fn:"))}
		c.resource.lines = []span{{start, c.at}}
	case r == nil:
		return false
	default:
		return r.attribute(span{start, c.at}, indent, content)
	}
	return true
}

// attribute takes a line of a resource, which may begin an attribute.
func (r *cutResource) attribute(line span, indent int, content []byte) bool {
	if r.children < 0 {
		r.children = indent
	}
	if indent > r.children {
		r.needed, r.plain = r.needed || r.plain, false
		return true
	}
	r.plain = false
	if indent < r.children {
		return false
	}
	key, value, _ := plainKey(content)
	text, isPlain := plainText(value)
	switch name := string(key); {
	case name == "Type" && isPlain && r.kind == "":
		r.kind = string(text)
		r.lines, r.plain = append(r.lines, line), true
	case name == "Condition" && isPlain:
		r.lines, r.plain = append(r.lines, line), true
	case name == "Properties", name == "DependsOn", name == "Metadata", strings.HasSuffix(name, "Policy"), content[0] == '-':
	default:
		r.needed = true
	}
	return true
}

// closeResource cuts the resource that ends at end if its body cannot matter.
func (c *cutter) closeResource(end int) {
	r := c.resource
	c.resource = nil
	if r == nil || r.needed || r.kind == "" || matters(r.kind) || r.kind == pipelineType {
		return
	}
	for i, line := range r.lines {
		next := end
		if i+1 < len(r.lines) {
			next = r.lines[i+1].start
		}
		c.drop(line.end, next)
	}
}

// drop leaves out the lines from start up to, not including, end.
func (c *cutter) drop(start, end int) {
	if start < end {
		c.keepTo(start)
		c.kept, c.cut = end, true
	}
}

// keepTo keeps what stands before end and is not decided yet.
func (c *cutter) keepTo(end int) {
	if c.kept < end {
		c.spans = append(c.spans, span{c.kept, end})
	}
}
