package cloudformation

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A jsonReader builds nodes, which know their bytes, from text that is known to
// be valid JSON: encoding/json says so, and what is wrong if it is not. Its own
// tokens take several times as long, and both YAML libraries refuse escapes that
// are legal in JSON.
type jsonReader struct {
	file       *source.File
	b          []byte // of the file, up to the end of the text
	at         int
	duplicates []duplicate
	spare      arena
	cutting    bool // the bodies of resources that cannot matter are left out
}

// A duplicate is a key that a mapping has had before.
type duplicate struct {
	key string
	at  source.Range
}

// parseJSON returns the tree of a JSON file and its duplicate keys. The error
// is a *syntaxError.
func parseJSON(f *source.File) (*node, []duplicate, error) {
	return parseJSONIn(f, jsonStart(f), len(f.Bytes))
}

func jsonStart(f *source.File) int {
	if bytes.HasPrefix(f.Bytes, utf8BOM) {
		return len(utf8BOM)
	}
	return 0
}

// parseJSONIn is parseJSON for the part of a file from start up to, not
// including, end.
func parseJSONIn(f *source.File, start, end int) (*node, []duplicate, error) {
	return (&jsonReader{file: f, b: f.Bytes[:end], at: start}).document()
}

// document returns the tree of the text, if that is one value.
func (r *jsonReader) document() (*node, []duplicate, error) {
	if err := r.check(); err != nil {
		return nil, nil, err
	}
	n, err := r.value(0)
	if err != nil {
		return nil, nil, err
	}
	return n, r.duplicates, nil
}

// check returns what is wrong with the text, as an error with its place.
func (r *jsonReader) check() error {
	if json.Valid(r.b[r.at:]) {
		return nil
	}
	var whole json.RawMessage
	err := json.Unmarshal(r.b[r.at:], &whole)
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return &syntaxError{iac.ParseError, "invalid JSON", r.file.Range(r.at, r.at)}
	}
	at := r.at + max(0, int(syntax.Offset)-1)
	kind, message := iac.ParseError, "invalid JSON: "+syntax.Error()
	switch text := syntax.Error(); {
	case strings.HasPrefix(text, "unexpected end"):
		at, message = len(r.b), "invalid JSON: the file ends within a value"
	case strings.HasSuffix(text, "after top-level value"):
		message = "text after the end of the JSON value"
	case strings.Contains(text, "max depth"):
		kind, message = iac.LimitExceeded, tooDeep
	}
	return &syntaxError{kind, message, r.file.Range(at, at)}
}

// next returns the byte that the next token begins with. Commas and colons are
// no tokens: they are where they have to be.
func (r *jsonReader) next() byte {
	for strings.IndexByte(" \t\r\n,:", r.b[r.at]) >= 0 {
		r.at++
	}
	return r.b[r.at]
}

func (r *jsonReader) value(depth int) (*node, error) {
	first := r.next()
	if depth > maxDepth {
		return nil, &syntaxError{iac.LimitExceeded, tooDeep, r.file.Range(r.at, r.at)}
	}
	n := r.spare.node(node{start: r.at})
	var err error
	switch first {
	case '{':
		err = r.fields(n, depth)
	case '[':
		err = r.items(n, depth)
	case '"':
		n.kind, n.text = text, r.string()
	default:
		r.word()
		n.text = string(r.b[n.start:r.at])
		switch first {
		case 't', 'f':
			n.kind = boolean
		case 'n':
			n.kind, n.text = null, ""
		default:
			n.kind = number
		}
	}
	n.end = r.at
	return n, err
}

// word passes a number, true, false or null.
func (r *jsonReader) word() {
	for r.at < len(r.b) && strings.IndexByte(" \t\r\n,:]}", r.b[r.at]) < 0 {
		r.at++
	}
}

// string passes a text and returns it.
func (r *jsonReader) string() string {
	start := r.at
	r.skipString()
	raw := r.b[start:r.at]
	if inner := raw[1 : len(raw)-1]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner)
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return string(raw)
	}
	return s
}

func (r *jsonReader) skipString() {
	for r.at++; r.b[r.at] != '"'; r.at++ {
		if r.b[r.at] == '\\' {
			r.at++
		}
	}
	r.at++
}

func (r *jsonReader) items(n *node, depth int) error {
	n.kind = sequence
	for r.at++; r.next() != ']'; {
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	r.at++
	return nil
}

func (r *jsonReader) fields(n *node, depth int) error {
	n.kind = mapping
	var seen keySet
	for r.at++; r.next() != '}'; {
		e := r.key(&seen)
		var err error
		switch {
		case r.cutting && depth == 0 && e.key == "Resources" && r.next() == '{':
			e.value = r.spare.node(node{start: r.at})
			err = r.resources(e.value)
		default:
			e.value, err = r.value(depth + 1)
		}
		if err != nil {
			return err
		}
		n.entries = append(n.entries, e)
	}
	r.at++
	n.close()
	return nil
}

// key returns an entry with the next key of a mapping that has had the keys
// seen.
func (r *jsonReader) key(seen *keySet) entry {
	e := entry{start: r.at}
	e.key = r.string()
	e.end = r.at
	if seen.add(e.key) {
		r.duplicates = append(r.duplicates, duplicate{e.key, e.keyAt(r.file)})
	}
	return e
}

// skip passes a value.
func (r *jsonReader) skip() {
	for depth := 0; ; {
		switch r.next() {
		case '{', '[':
			depth++
			r.at++
		case '}', ']':
			depth--
			r.at++
		case '"':
			r.skipString()
		default:
			r.word()
		}
		if depth == 0 {
			return
		}
	}
}
