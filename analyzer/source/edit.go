package source

import (
	"errors"
	"slices"
)

// ErrOverlap is returned for edits of which one touches what another replaces,
// or that lie outside of their file.
var ErrOverlap = errors.New("edits overlap or lie outside the file")

// An Edit replaces a stretch of a file by other text. An empty stretch is where
// the text is put in.
type Edit struct {
	Range Range
	Text  string
}

// Apply returns the file with the edits made, whose ranges are of the file as
// it was. The error is ErrOverlap.
func (f *File) Apply(edits []Edit) (*File, error) {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b Edit) int { return a.Range.Start.Byte - b.Range.Start.Byte })
	var out []byte
	at := 0
	for _, e := range sorted {
		start, end := e.Range.Start.Byte, e.Range.End.Byte
		if e.Range.File != f.Name || start < at || end < start || end > len(f.Bytes) {
			return nil, ErrOverlap
		}
		out = append(append(out, f.Bytes[at:start]...), e.Text...)
		at = end
	}
	return NewFile(f.Name, append(out, f.Bytes[at:]...)), nil
}
