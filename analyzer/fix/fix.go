// Package fix turns changes into edits of text: it knows how an attribute or an
// item of a list is written in HCL, YAML and JSON, and keeps the layout of what
// stands there. It knows neither what attributes mean nor whether an edit
// mends anything: what it writes is for others to prove.
package fix

import (
	"path"
	"strings"

	"github.com/taskreach/taskreach/analyzer/iac"
	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Edits returns the edits of f that make the change, and whether there is a way
// that touches nothing else: a value that is written as a word or a list where
// it stands, or an object to put it into. What comes from a variable or an
// expression is for its author to change.
func Edits(f *source.File, c *lint.Change) (edits []source.Edit, ok bool) {
	at := c.At
	if at.File != f.Name || at.Start.Byte < 0 || at.End.Byte > len(f.Bytes) || at.Start.Byte >= at.End.Byte {
		return nil, false
	}
	w := writer{file: f, change: c, lang: c.Resource.Language, text: string(f.Bytes[at.Start.Byte:at.End.Byte])}
	w.syntax = syntaxOf(f)
	if len(c.Add) > 0 {
		return w.add()
	}
	if edit, ok := w.turn(); ok {
		return []source.Edit{edit}, true
	}
	on := c.On.In(w.lang)
	if on == "" {
		return nil, false
	}
	return w.insert(on)
}

type syntax uint8

const (
	hclSyntax syntax = iota
	jsonSyntax
	yamlSyntax
)

// syntaxOf tells by the name of a file what it is written in; a template may be
// JSON under any name.
func syntaxOf(f *source.File) syntax {
	switch ext := path.Ext(f.Name); {
	case ext == ".tf" || ext == ".tofu":
		return hclSyntax
	case ext == ".json" || strings.HasPrefix(strings.TrimSpace(string(f.Bytes)), "{"):
		return jsonSyntax
	}
	return yamlSyntax
}

// A writer writes one change into one file.
type writer struct {
	file   *source.File
	change *lint.Change
	syntax syntax
	lang   iac.Language
	text   string // at change.At
}

// replace returns an edit of the bytes from start up to end, which count from
// the start of the text.
func (w *writer) replace(start, end int, text string) source.Edit {
	from := w.change.At.Start.Byte
	return source.Edit{Range: w.file.Range(from+start, from+end), Text: text}
}

// name returns the attribute's own name, without what it lies in.
func (w *writer) name() string {
	whole := w.change.Attr.In(w.lang)
	return whole[strings.LastIndexByte(whole, '.')+1:]
}

// words are those for off, with those for on.
var words = map[string]string{"false": "true", "DISABLED": "ENABLED"}

// turn replaces the word for off, quoted or not, by the word for on.
func (w *writer) turn() (edit source.Edit, ok bool) {
	quoted := 0
	word := w.text
	if n := len(word); n > 2 && word[0] == word[n-1] && (word[0] == '"' || word[0] == '\'') {
		word, quoted = word[1:n-1], 1
	}
	on, ok := words[word]
	return w.replace(quoted, quoted+len(word), on), ok
}

// eol returns the line ending of the file.
func (w *writer) eol() string {
	if strings.Contains(string(w.file.Bytes), "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// indent returns the blanks that the line of the byte at offset begins with,
// and whether there is nothing else before that byte.
func (w *writer) indent(offset int) (blanks string, alone bool) {
	start := w.file.LineStart(w.file.Pos(offset).Line)
	before := string(w.file.Bytes[start:offset])
	blanks = before[:len(before)-len(strings.TrimLeft(before, " \t"))]
	return blanks, blanks == before
}
