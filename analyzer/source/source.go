// Package source knows files and places in them: a tree that cannot be left,
// byte positions, and ranges. It knows nothing of what the files say.
package source

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf16"
	"unicode/utf8"
)

// A Pos is a place in a file. Columns are left to whoever prints one: HCL
// counts grapheme clusters, YAML code points and SARIF UTF-16 units, and only
// the byte offset is common ground.
type Pos struct {
	Line int // from 1; 0 means no position
	Byte int // offset from the start of the file
}

// A Range is a stretch of a file, its end exclusive.
type Range struct {
	File       string // slash-separated, relative to the root of the tree
	Start, End Pos
}

// A Text is what is written at a place.
type Text struct {
	Value string
	At    Range
}

// IsZero reports whether r names no place at all.
func (r Range) IsZero() bool { return r.File == "" }

// String returns the range as file:line.
func (r Range) String() string {
	if r.Start.Line == 0 {
		return r.File
	}
	return fmt.Sprintf("%s:%d", r.File, r.Start.Line)
}

// Less orders ranges by file, then by start, then by end.
func (r Range) Less(s Range) bool {
	if r.File != s.File {
		return r.File < s.File
	}
	if r.Start.Byte != s.Start.Byte {
		return r.Start.Byte < s.Start.Byte
	}
	return r.End.Byte < s.End.Byte
}

// Contains reports whether s lies within r.
func (r Range) Contains(s Range) bool {
	return r.File == s.File && r.Start.Byte <= s.Start.Byte && s.End.Byte <= r.End.Byte
}

// A File is the text of one file with an index of its lines.
type File struct {
	Name  string
	Bytes []byte
	lines []int // offset of each line's first byte
}

// NewFile indexes b, the text of the file called name.
func NewFile(name string, b []byte) *File {
	f := &File{Name: name, Bytes: b, lines: make([]int, 1, bytes.Count(b, []byte("\n"))+1)}
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '\n')
		if n < 0 {
			return f
		}
		i += n + 1
		f.lines = append(f.lines, i)
	}
}

// Pos returns the position of the byte at offset, which is clamped to the file.
func (f *File) Pos(offset int) Pos {
	offset = max(0, min(offset, len(f.Bytes)))
	line := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset })
	return Pos{Line: line, Byte: offset}
}

// Range returns the range of the bytes from start up to, not including, end.
func (f *File) Range(start, end int) Range {
	return Range{File: f.Name, Start: f.Pos(start), End: f.Pos(end)}
}

// Lines returns the number of lines.
func (f *File) Lines() int { return len(f.lines) }

// Line returns the text of line n, counted from 1, without its line ending.
// It is empty for a line that the file does not have.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.Bytes)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	return string(bytes.TrimRight(f.Bytes[f.lines[n-1]:end], "\r\n"))
}

// LineStart returns the offset of the first byte of line n, counted from 1; for
// a line that the file does not have, that of the nearest.
func (f *File) LineStart(n int) int {
	return f.lines[max(0, min(n, len(f.lines))-1)]
}

// Column returns the column of p in UTF-16 code units, from 1, as SARIF and
// the language server protocol count them.
func (f *File) Column(p Pos) int {
	if p.Line < 1 || p.Line > len(f.lines) {
		return 1
	}
	column := 1
	for b := f.Bytes[f.lines[p.Line-1]:min(p.Byte, len(f.Bytes))]; len(b) > 0; {
		r, size := utf8.DecodeRune(b)
		column += max(1, utf16.RuneLen(r))
		b = b[size:]
	}
	return column
}
