package report

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// A diffLine is a line of a file before ('-') or after ('+') a fix, or around
// it (' ').
type diffLine struct {
	sign byte
	text string
}

// diff returns what a fix changes in its file, with so many lines around it;
// nothing where the file cannot be read.
func (t *texts) diff(f *lint.Fix, around int) []diffLine {
	file := t.file(f.Edits[0].Range.File)
	if file == nil {
		return nil
	}
	edits := make([]udiff.Edit, len(f.Edits))
	for i, e := range f.Edits {
		edits[i] = udiff.Edit{Start: e.Range.Start.Byte, End: e.Range.End.Byte, New: e.Text}
	}
	unified, err := udiff.ToUnifiedDiff("", "", string(file.Bytes), edits, around)
	if err != nil {
		return nil
	}
	var lines []diffLine
	for _, h := range unified.Hunks {
		for _, l := range h.Lines {
			sign := map[udiff.OpKind]byte{udiff.Delete: '-', udiff.Insert: '+', udiff.Equal: ' '}[l.Kind]
			lines = append(lines, diffLine{sign, strings.TrimRight(l.Content, "\r\n")})
		}
	}
	return lines
}
