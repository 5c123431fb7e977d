package cloudformation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// A jsonReader builds nodes from the tokens of encoding/json, since both YAML
// libraries refuse escapes that are legal in JSON.
type jsonReader struct {
	file       *source.File
	base, end  int // of what the decoder sees
	decoder    *json.Decoder
	duplicates []duplicate
}

// A duplicate is a key that a mapping has had before.
type duplicate struct {
	key string
	at  source.Range
}

// parseJSON returns the tree of a JSON file and its duplicate keys. The error
// is a *syntaxError.
func parseJSON(f *source.File) (*node, []duplicate, error) {
	start := 0
	if bytes.HasPrefix(f.Bytes, utf8BOM) {
		start = len(utf8BOM)
	}
	return parseJSONIn(f, start, len(f.Bytes))
}

// parseJSONIn is parseJSON for the part of a file from start up to, not
// including, end.
func parseJSONIn(f *source.File, start, end int) (*node, []duplicate, error) {
	r := &jsonReader{file: f, base: start, end: end, decoder: json.NewDecoder(bytes.NewReader(f.Bytes[start:end]))}
	r.decoder.UseNumber()
	n, err := r.value(0)
	if err != nil {
		return nil, nil, r.wrap(err)
	}
	if _, err := r.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, nil, r.fail(r.offset(), "text after the end of the JSON value")
	}
	return n, r.duplicates, nil
}

// offset returns where the decoder stands.
func (r *jsonReader) offset() int { return r.base + int(r.decoder.InputOffset()) }

// next returns where the next token starts: after blanks, a comma and a colon.
func (r *jsonReader) next() int {
	i := r.offset()
	for i < r.end && bytes.IndexByte([]byte(" \t\r\n,:"), r.file.Bytes[i]) >= 0 {
		i++
	}
	return i
}

func (r *jsonReader) fail(offset int, format string, args ...any) error {
	return &syntaxError{iac.ParseError, fmt.Sprintf(format, args...), r.file.Range(offset, offset)}
}

// wrap gives an error of encoding/json its place.
func (r *jsonReader) wrap(err error) error {
	var own *syntaxError
	if errors.As(err, &own) {
		return own
	}
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return r.fail(r.base+max(0, int(syntax.Offset)-1), "invalid JSON: %s", syntax.Error())
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return r.fail(r.end, "invalid JSON: the file ends within a value")
	}
	return r.fail(r.offset(), "invalid JSON: %s", err.Error())
}

func (r *jsonReader) value(depth int) (*node, error) {
	start := r.next()
	if depth > maxDepth {
		return nil, &syntaxError{iac.LimitExceeded, tooDeep, r.file.Range(start, start)}
	}
	token, err := r.decoder.Token()
	if err != nil {
		return nil, err
	}
	n := &node{start: start, end: r.offset()}
	switch t := token.(type) {
	case string:
		n.kind, n.text = text, t
	case json.Number:
		n.kind, n.text = number, t.String()
	case bool:
		n.kind, n.text = boolean, fmt.Sprint(t)
	case json.Delim:
		if t == '[' {
			err = r.items(n, depth)
		} else {
			err = r.fields(n, depth)
		}
		n.end = r.offset()
	}
	return n, err
}

func (r *jsonReader) items(n *node, depth int) error {
	n.kind = sequence
	for r.decoder.More() {
		item, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		n.items = append(n.items, item)
	}
	_, err := r.decoder.Token()
	return err
}

func (r *jsonReader) fields(n *node, depth int) error {
	n.kind = mapping
	var seen keySet
	for r.decoder.More() {
		start := r.next()
		token, err := r.decoder.Token()
		if err != nil {
			return err
		}
		key, ok := token.(string)
		if !ok {
			return r.fail(start, "invalid JSON: a key is not a string")
		}
		e := entry{key: key, start: start, end: r.offset()}
		if seen.add(key) {
			r.duplicates = append(r.duplicates, duplicate{key, e.keyAt(r.file)})
		}
		if e.value, err = r.value(depth + 1); err != nil {
			return err
		}
		n.entries = append(n.entries, e)
	}
	n.close()
	_, err := r.decoder.Token()
	return err
}
