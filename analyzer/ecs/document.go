package ecs

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// maxDepth is how deep a document may nest.
const maxDepth = 200

// document returns v as an object or list: a string is read as JSON, in which
// references and unknown parts keep their place. What is neither, or no JSON,
// stays as it is.
func document(v iac.Value) iac.Value {
	if !v.IsString() {
		return v
	}
	t, _ := v.Text()
	r := &jsonReader{at: v.Range}
	r.decoder = json.NewDecoder(strings.NewReader(r.encode(t)))
	r.decoder.UseNumber()
	doc, err := r.value(0)
	if err != nil {
		return v
	}
	return doc
}

// symbolBase is the first of the private-use code points that stand for the
// symbolic parts of a text while it is JSON. Loaders keep text of their own free
// of them.
const (
	symbolBase = 0xF0000
	symbolLast = 0xFFFFD
)

// A jsonReader reads JSON with symbolic parts.
type jsonReader struct {
	decoder *json.Decoder
	symbols []iac.Part
	at      source.Range
}

// encode returns the text with a code point for each symbolic part, in quotes
// where the part stands outside a string.
func (r *jsonReader) encode(t iac.Text) string {
	var b strings.Builder
	quoted, escaped := false, false
	for _, p := range t {
		if p.Resource == nil && p.Unknown == nil {
			for i := range len(p.Literal) {
				c := p.Literal[i]
				if c == '"' && !escaped {
					quoted = !quoted
				}
				escaped = c == '\\' && !escaped
			}
			b.WriteString(p.Literal)
			continue
		}
		symbol := string(rune(min(symbolBase+len(r.symbols), symbolLast)))
		r.symbols = append(r.symbols, p)
		if !quoted {
			symbol = `"` + symbol + `"`
		}
		b.WriteString(symbol)
	}
	return b.String()
}

// decode returns a string of the document with its symbolic parts.
func (r *jsonReader) decode(s string) iac.Text {
	var t iac.Text
	start := 0
	for i, c := range s {
		n := int(c) - symbolBase
		if n < 0 || n >= len(r.symbols) {
			continue
		}
		t = append(t, iac.Part{Literal: s[start:i]}, r.symbols[n])
		start = i + len(string(c))
	}
	return append(t, iac.Part{Literal: s[start:]})
}

var errTooDeep = errors.New("the document nests too deep")

func (r *jsonReader) value(depth int) (iac.Value, error) {
	if depth > maxDepth {
		return iac.Value{}, errTooDeep
	}
	token, err := r.decoder.Token()
	if err != nil {
		return iac.Value{}, err
	}
	switch x := token.(type) {
	case bool:
		return iac.Bool(x, r.at), nil
	case json.Number:
		return iac.NumberValue(iac.Number(x.String()), r.at), nil
	case string:
		return iac.TextValue(r.decode(x), r.at), nil
	case json.Delim:
		if x == '[' {
			return r.list(depth)
		}
		return r.object(depth)
	}
	return iac.Absent(r.at), nil
}

func (r *jsonReader) list(depth int) (iac.Value, error) {
	var items []iac.Value
	for r.decoder.More() {
		v, err := r.value(depth + 1)
		if err != nil {
			return iac.Value{}, err
		}
		items = append(items, v)
	}
	return iac.List(items, nil, r.at), r.end()
}

func (r *jsonReader) object(depth int) (iac.Value, error) {
	var fields []iac.Field
	for r.decoder.More() {
		key, err := r.value(depth + 1)
		if err != nil {
			return iac.Value{}, err
		}
		v, err := r.value(depth + 1)
		if err != nil {
			return iac.Value{}, err
		}
		fields = append(fields, iac.Field{Name: key.String(), Value: v, Range: r.at})
	}
	return iac.Object(fields, nil, r.at), r.end()
}

// end consumes the closing bracket.
func (r *jsonReader) end() error {
	_, err := r.decoder.Token()
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
