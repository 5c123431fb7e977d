package cloudformation

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/source"
)

// tokens is the first of the code points that stand for symbolic parts while a
// text is read as JSON: plane 15 is for private use.
const tokens, lastToken = 0xF0000, 0xFFFFD

// document returns a policy or the like as an object: CloudFormation takes it
// as JSON text too. Anything else stays as it is.
func (in *instance) document(v iac.Value) iac.Value {
	t, ok := v.Text()
	if !ok || !v.IsString() || len(t) == 0 || !strings.HasPrefix(strings.TrimSpace(t[0].Literal), "{") {
		return v
	}
	d := decoder{file: in.tmpl.file, at: v.Range}
	var b strings.Builder
	for _, p := range t {
		if p.Resource == nil && p.Unknown == nil {
			if strings.ContainsFunc(p.Literal, isToken) {
				return v
			}
			b.WriteString(p.Literal)
			continue
		}
		if tokens+len(d.parts) > lastToken {
			return v
		}
		b.WriteRune(rune(tokens + len(d.parts)))
		d.parts = append(d.parts, p)
	}
	root, _, err := parseJSON(source.NewFile(v.Range.File, []byte(b.String())))
	if err != nil {
		return v
	}
	return like(d.value(root, in.written(v)), v)
}

func isToken(r rune) bool { return r >= tokens && r <= lastToken }

// written returns the tree of the JSON text that a value was made of as it
// stands in the file, or nil if it is not to be found there. Indentation means
// nothing in JSON, so a block scalar reads as it stands.
func (in *instance) written(v iac.Value) *node {
	f := in.tmpl.file
	if len(v.Trail) > 0 || v.Range.File != f.Name {
		return nil
	}
	end := v.Range.End.Byte
	text := places{b: f.Bytes[:end]}
	start := text.skipProperties(v.Range.Start.Byte)
	switch raw := f.Bytes[start:end]; {
	case bytes.HasPrefix(raw, []byte("|")), bytes.HasPrefix(raw, []byte(">")):
		start += max(0, bytes.IndexByte(raw, '\n'))
	case bytes.HasPrefix(raw, []byte("'")) && !bytes.Contains(raw, []byte("''")):
		start, end = start+1, end-1
	default:
		return nil
	}
	root, _, err := parseJSONIn(f, start, max(start, end))
	if err != nil {
		return nil
	}
	return root
}

// A decoder turns JSON that was read from a text into a value. What has no
// place of its own stands where the text stands.
type decoder struct {
	file  *source.File
	parts iac.Text
	at    source.Range
}

// value returns the value of n, which is what the node written, if it is not
// nil, became when the text was evaluated.
func (d decoder) value(n, written *node) iac.Value {
	at := d.place(written)
	switch n.kind {
	case boolean:
		return iac.Bool(n.isTrue(), at)
	case number:
		return iac.NumberValue(iac.Number(n.text), at)
	case text:
		return iac.TextValue(d.text(n.text), at)
	case sequence:
		items := make([]iac.Value, len(n.items))
		for i, item := range n.items {
			items[i] = d.value(item, written.item(i, len(n.items)))
		}
		return iac.List(items, nil, at)
	case mapping:
		fields := make([]iac.Field, len(n.entries))
		for i, e := range n.entries {
			fields[i] = iac.Field{Name: d.text(e.key).String(), Value: d.value(e.value, nil), Range: d.at}
			if w, ok := written.entry(e.key); ok {
				fields[i].Value, fields[i].Range = d.value(e.value, w.value), w.at(d.file)
			}
		}
		return iac.Object(fields, nil, at)
	default:
		return iac.Absent(at)
	}
}

func (d decoder) place(n *node) source.Range {
	if n == nil {
		return d.at
	}
	return d.file.Range(n.start, n.end)
}

// text returns s with the parts that its tokens stand for.
func (d decoder) text(s string) iac.Text {
	var t iac.Text
	for {
		i := strings.IndexFunc(s, isToken)
		if i < 0 {
			return append(t, iac.Part{Literal: s})
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		part := iac.Part{Literal: string(r)}
		if n := int(r) - tokens; n < len(d.parts) {
			part = d.parts[n]
		}
		t = append(t, iac.Part{Literal: s[:i]}, part)
		s = s[i+size:]
	}
}
