package iac

import "strings"

// A Text is a string as a sequence of parts, so that references and unknown
// pieces survive interpolation and can still be told apart.
type Text []Part

// A Part is a piece of a Text: literal, or an attribute of a resource that is
// only known after apply, or unknown. Exactly one of Literal, Resource and
// Unknown is set (none, in the empty literal). Equal parts are equal strings.
type Part struct {
	Literal  string
	Resource *Resource
	Attr     string // of Resource: id, arn, GroupId
	Unknown  *Unknown
}

func (p Part) isLiteral() bool { return p.Resource == nil && p.Unknown == nil }

func (p Part) String() string {
	switch {
	case p.Resource != nil && p.Attr == "":
		return p.Resource.Address
	case p.Resource != nil:
		return p.Resource.Address + "." + p.Attr
	case p.Unknown != nil:
		return "${" + p.Unknown.Name + "}"
	}
	return p.Literal
}

// String returns the text as it is shown in messages, with references by the
// names their author gave them.
func (t Text) String() string {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.String())
	}
	return b.String()
}

// Literal returns the text and whether it has no symbolic part.
func (t Text) Literal() (s string, known bool) {
	if len(t) == 1 && t[0].isLiteral() {
		return t[0].Literal, true
	}
	t = t.compact()
	switch {
	case len(t) == 0:
		return "", true
	case len(t) == 1 && t[0].isLiteral():
		return t[0].Literal, true
	}
	return "", false
}

// compact joins neighbouring literals and drops empty ones.
func (t Text) compact() Text {
	out := make(Text, 0, len(t))
	for _, p := range t {
		if n := len(out); p.isLiteral() && n > 0 && out[n-1].isLiteral() {
			out[n-1].Literal += p.Literal
		} else if !p.isLiteral() || p.Literal != "" {
			out = append(out, p)
		}
	}
	return out
}

// Equal reports whether t and u are the same string, and whether that is known
// at all: parts that only apply settles can turn out to be anything that is
// not empty.
func (t Text) Equal(u Text) (equal, known bool) {
	if len(t) == 1 && len(u) == 1 && t[0].isLiteral() && u[0].isLiteral() {
		return t[0].Literal == u[0].Literal, true
	}
	t, u = t.compact(), u.compact()
	// What both begin and end with cancels out.
	for len(t) > 0 && len(u) > 0 && t[0] == u[0] {
		t, u = t[1:], u[1:]
	}
	for len(t) > 0 && len(u) > 0 && t[len(t)-1] == u[len(u)-1] {
		t, u = t[:len(t)-1], u[:len(u)-1]
	}
	if len(t) == 0 || len(u) == 0 {
		// The rest is a non-empty string or nothing.
		return len(t) == len(u), true
	}
	a, aKnown := t.Literal()
	b, bKnown := u.Literal()
	if aKnown && bKnown {
		return a == b, true
	}
	if differ(t[0], u[0], strings.HasPrefix) || differ(t[len(t)-1], u[len(u)-1], strings.HasSuffix) {
		return false, true
	}
	return false, false
}

// differ reports whether two literal ends cannot belong to one string.
func differ(a, b Part, has func(s, affix string) bool) bool {
	return a.isLiteral() && b.isLiteral() && !has(a.Literal, b.Literal) && !has(b.Literal, a.Literal)
}

// Cut slices t around the first sep in its literal parts, as strings.Cut does.
// A symbolic part is taken not to hold sep.
func (t Text) Cut(sep string) (before, after Text, found bool) {
	for i, p := range t {
		if !p.isLiteral() {
			continue
		}
		if b, a, ok := strings.Cut(p.Literal, sep); ok {
			before = append(append(Text{}, t[:i]...), Part{Literal: b})
			after = append(Text{{Literal: a}}, t[i+1:]...)
			return before.compact(), after.compact(), true
		}
	}
	return t, nil, false
}

// Split slices t around every sep in its literal parts.
func (t Text) Split(sep string) []Text {
	if len(t) == 1 && t[0].isLiteral() {
		return splitLiteral(t[0].Literal, sep)
	}
	var out []Text
	for {
		before, after, found := t.Cut(sep)
		out = append(out, before)
		if !found {
			return out
		}
		t = after
	}
}

// splitLiteral is Split for the text that nearly all are.
func splitLiteral(s, sep string) []Text {
	pieces := strings.Split(s, sep)
	parts, out := make([]Part, len(pieces)), make([]Text, len(pieces))
	for i, piece := range pieces {
		parts[i].Literal = piece
		out[i] = parts[i : i+1 : i+1]
		if piece == "" {
			out[i] = Text{}
		}
	}
	return out
}

// TrimSpace returns t without blanks at its literal ends.
func (t Text) TrimSpace() Text {
	out := append(Text{}, t.compact()...)
	if n := len(out); n > 0 {
		if out[0].isLiteral() {
			out[0].Literal = strings.TrimLeft(out[0].Literal, " \t\r\n")
		}
		if out[n-1].isLiteral() {
			out[n-1].Literal = strings.TrimRight(out[n-1].Literal, " \t\r\n")
		}
	}
	return out.compact()
}

// Unknowns returns what the text waits for, in order.
func (t Text) Unknowns() []*Unknown {
	var us []*Unknown
	for _, p := range t {
		if p.Unknown != nil {
			us = append(us, p.Unknown)
		}
	}
	return us
}

// Concat returns the pieces, literal strings and Texts, as one text.
func Concat(pieces ...any) Text {
	var t Text
	for _, p := range pieces {
		switch p := p.(type) {
		case string:
			t = append(t, Part{Literal: p})
		case Text:
			t = append(t, p...)
		}
	}
	return t.compact()
}
