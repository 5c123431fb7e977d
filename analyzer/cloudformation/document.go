package cloudformation

import (
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
	d := decoder{at: v.Range}
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
	return like(d.value(root), v)
}

func isToken(r rune) bool { return r >= tokens && r <= lastToken }

// A decoder turns JSON that was read from a text into a value. All of it
// stands where the text stands.
type decoder struct {
	parts iac.Text
	at    source.Range
}

func (d decoder) value(n *node) iac.Value {
	switch n.kind {
	case boolean:
		return iac.Bool(n.isTrue(), d.at)
	case number:
		return iac.NumberValue(iac.Number(n.text), d.at)
	case text:
		return iac.TextValue(d.text(n.text), d.at)
	case sequence:
		items := make([]iac.Value, len(n.items))
		for i, item := range n.items {
			items[i] = d.value(item)
		}
		return iac.List(items, nil, d.at)
	case mapping:
		fields := make([]iac.Field, len(n.entries))
		for i, e := range n.entries {
			fields[i] = iac.Field{Name: d.text(e.key).String(), Value: d.value(e.value), Range: d.at}
		}
		return iac.Object(fields, nil, d.at)
	default:
		return iac.Absent(d.at)
	}
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
