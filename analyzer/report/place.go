package report

import (
	"bytes"
	"unicode"

	"github.com/taskreach/taskreach/analyzer/source"
)

// texts reads files of a tree, each once.
type texts struct {
	tree  *source.Tree
	files map[string]*source.File
}

func newTexts(tree *source.Tree) *texts {
	return &texts{tree: tree, files: map[string]*source.File{}}
}

// file returns the file called name, or nil if it cannot be read: a place is
// then given without columns and quoted by nobody.
func (t *texts) file(name string) *source.File {
	f, ok := t.files[name]
	if !ok {
		f, _ = t.tree.ReadFile(name)
		t.files[name] = f
	}
	return f
}

// A place is a range as reports give it: lines and columns from 1, columns in
// UTF-16 code units, the end exclusive. An unreadable file has no columns
// (0), and a range without a position no lines either.
type place struct {
	name               string
	line, column       int
	endLine, endColumn int
}

// place returns where r is, without the blanks at its end.
func (t *texts) place(r source.Range) place {
	p := place{name: r.File, line: r.Start.Line, endLine: max(r.Start.Line, r.End.Line)}
	f := t.file(r.File)
	if f == nil || r.Start.Line < 1 || r.Start.Line > f.Lines() {
		return p
	}
	r = trimmed(f, r)
	p.column = f.Column(r.Start)
	p.endLine, p.endColumn = r.End.Line, f.Column(r.End)
	return p
}

// trimmed returns r without the blanks and line ends that it ends with. A
// range that has no end runs to the end of its line.
func trimmed(f *source.File, r source.Range) source.Range {
	end := min(r.End.Byte, len(f.Bytes))
	if end <= r.Start.Byte {
		end = lineEnd(f, r.Start.Byte)
	}
	start := min(r.Start.Byte, end)
	text := bytes.TrimRightFunc(f.Bytes[start:end], unicode.IsSpace)
	return source.Range{File: r.File, Start: f.Pos(start), End: f.Pos(start + len(text))}
}

// lineEnd returns the offset of the end of the line that offset is in.
func lineEnd(f *source.File, offset int) int {
	offset = min(offset, len(f.Bytes))
	if n := bytes.IndexByte(f.Bytes[offset:], '\n'); n >= 0 {
		return offset + n
	}
	return len(f.Bytes)
}

// lineStart returns the offset of the start of the line that offset is in.
func lineStart(f *source.File, offset int) int {
	return bytes.LastIndexByte(f.Bytes[:min(offset, len(f.Bytes))], '\n') + 1
}
