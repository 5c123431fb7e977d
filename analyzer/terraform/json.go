package terraform

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxNesting is how deep brackets may nest in a file: parsers recurse, and a
// stack that overflows cannot be recovered from.
const maxNesting = 500

type jsonKind uint8

const (
	jsonNull jsonKind = iota
	jsonBool
	jsonNumber
	jsonString
	jsonArray
	jsonObject
	jsonToken // a bare code point that stands for what only apply settles
)

// A jsonNode is a JSON value and where it stands.
type jsonNode struct {
	kind       jsonKind
	start, end int // byte offsets

	text   string // of strings (decoded), numbers (as written), tokens and booleans
	items  []*jsonNode
	fields []jsonField
}

// get returns the property of that name of an object, or nil.
func (n *jsonNode) get(name string) *jsonNode {
	if n == nil {
		return nil
	}
	for _, f := range n.fields {
		if f.key == name {
			return f.value
		}
	}
	return nil
}

type jsonField struct {
	key        string
	start, end int // of the key
	value      *jsonNode
}

// A jsonError says what is wrong at which byte.
type jsonError struct {
	offset int
	why    string
}

func (e *jsonError) Error() string { return e.why }

// parseJSON returns the one value in s. encoding/json loses positions and the
// order of keys. Errors are *jsonError.
func parseJSON(s string) (*jsonNode, error) {
	r := &jsonReader{text: s}
	r.space()
	n := r.value(0)
	r.space()
	if r.err == nil && r.pos < len(s) {
		r.fail("text after the end of the document")
	}
	if r.err != nil {
		return nil, r.err
	}
	return n, nil
}

type jsonReader struct {
	text string
	pos  int
	err  error
}

func (r *jsonReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = &jsonError{r.pos, fmt.Sprintf(format, args...)}
		r.pos = len(r.text)
	}
}

func (r *jsonReader) space() {
	for r.pos < len(r.text) && strings.IndexByte(" \t\r\n", r.text[r.pos]) >= 0 {
		r.pos++
	}
}

func (r *jsonReader) peek() byte {
	if r.pos >= len(r.text) {
		return 0
	}
	return r.text[r.pos]
}

func (r *jsonReader) value(depth int) *jsonNode {
	n := &jsonNode{start: r.pos}
	if depth > maxNesting {
		r.fail("nested deeper than %d levels", maxNesting)
		return n
	}
	switch c := r.peek(); {
	case c == '{':
		n.kind = jsonObject
		r.object(n, depth)
	case c == '[':
		n.kind = jsonArray
		r.array(n, depth)
	case c == '"':
		n.kind, n.text = jsonString, r.str()
	case c == '-' || c >= '0' && c <= '9':
		n.kind, n.text = jsonNumber, r.number()
	default:
		r.word(n)
	}
	n.end = r.pos
	return n
}

func (r *jsonReader) word(n *jsonNode) {
	rest := r.text[r.pos:]
	for _, word := range []string{"null", "true", "false"} {
		if strings.HasPrefix(rest, word) {
			if word != "null" {
				n.kind = jsonBool
			}
			n.text = word
			r.pos += len(word)
			return
		}
	}
	if c, size := utf8.DecodeRuneInString(rest); isToken(c) {
		n.kind, n.text = jsonToken, rest[:size]
		r.pos += size
		return
	}
	if rest == "" {
		r.fail("the document ends too early")
		return
	}
	r.fail("a value is expected")
}

func (r *jsonReader) number() string {
	start := r.pos
	for r.pos < len(r.text) && strings.IndexByte("+-.eE0123456789", r.text[r.pos]) >= 0 {
		r.pos++
	}
	s := r.text[start:r.pos]
	if !json.Valid([]byte(s)) {
		r.pos = start
		r.fail("not a number")
	}
	return s
}

func (r *jsonReader) str() string {
	start := r.pos
	plain := true // what is written is what it says
	for r.pos++; r.pos < len(r.text); r.pos++ {
		switch c := r.text[r.pos]; {
		case c == '\\':
			plain = false
			r.pos++
		case c < ' ', c >= utf8.RuneSelf:
			plain = false
		case c == '"':
			r.pos++
			if plain {
				return r.text[start+1 : r.pos-1]
			}
			var s string
			if err := json.Unmarshal([]byte(r.text[start:r.pos]), &s); err != nil {
				r.pos = start
				r.fail("not a valid string")
			}
			return s
		}
	}
	r.fail("a string does not end")
	return ""
}

func (r *jsonReader) array(n *jsonNode, depth int) {
	r.pos++
	r.space()
	if r.peek() == ']' {
		r.pos++
		return
	}
	for r.err == nil {
		r.space()
		n.items = append(n.items, r.value(depth+1))
		r.space()
		switch r.peek() {
		case ',':
			r.pos++
		case ']':
			r.pos++
			return
		default:
			r.fail("a comma or the end of the array is expected")
		}
	}
}

func (r *jsonReader) object(n *jsonNode, depth int) {
	r.pos++
	r.space()
	if r.peek() == '}' {
		r.pos++
		return
	}
	for r.err == nil {
		r.space()
		f := jsonField{start: r.pos}
		if r.peek() != '"' {
			r.fail("a property name in quotes is expected")
			return
		}
		f.key = r.str()
		f.end = r.pos
		r.space()
		if r.peek() != ':' {
			r.fail("a colon is expected after a property name")
			return
		}
		r.pos++
		r.space()
		f.value = r.value(depth + 1)
		n.fields = append(n.fields, f)
		r.space()
		switch r.peek() {
		case ',':
			r.pos++
		case '}':
			r.pos++
			return
		default:
			r.fail("a comma or the end of the object is expected")
		}
	}
}

// jsonOffset returns where err, of parseJSON, occurred.
func jsonOffset(err error) int {
	var e *jsonError
	if errors.As(err, &e) {
		return e.offset
	}
	return 0
}
