package source_test

import (
	"errors"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/source"
)

func TestApply(t *testing.T) {
	f := source.NewFile("a.tf", []byte("one\ntwo\nthree\n"))
	edit := func(start, end int, text string) source.Edit {
		return source.Edit{Range: f.Range(start, end), Text: text}
	}
	tests := []struct {
		name  string
		edits []source.Edit
		want  string // empty for an error
	}{
		{"none", nil, "one\ntwo\nthree\n"},
		{"in any order", []source.Edit{edit(8, 13, "3"), edit(0, 3, "1")}, "1\ntwo\n3\n"},
		{"put in", []source.Edit{edit(4, 4, "and ")}, "one\nand two\nthree\n"},
		{"side by side", []source.Edit{edit(0, 3, "1"), edit(3, 4, " ")}, "1 two\nthree\n"},
		{"at the end", []source.Edit{edit(14, 14, "four\n")}, "one\ntwo\nthree\nfour\n"},
		{"overlapping", []source.Edit{edit(0, 3, "1"), edit(2, 4, " ")}, ""},
		{"of another file", []source.Edit{{Range: source.Range{File: "b.tf"}, Text: "x"}}, ""},
		{"beyond the end", []source.Edit{{Range: source.Range{File: "a.tf", Start: source.Pos{Byte: 20}, End: source.Pos{Byte: 21}}}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := f.Apply(tt.edits)
			if tt.want == "" {
				if !errors.Is(err, source.ErrOverlap) {
					t.Errorf("Apply = %v, want ErrOverlap", err)
				}
				return
			}
			if err != nil || string(got.Bytes) != tt.want {
				t.Errorf("Apply = %q, %v, want %q", got.Bytes, err, tt.want)
			}
		})
	}
}

// A tree with another text for a file is another tree.
func TestTreeWith(t *testing.T) {
	tree := source.NewTree(fstest.MapFS{"a.tf": {Data: []byte("old")}, "b.tf": {Data: []byte("b")}})
	other := tree.With(source.NewFile("a.tf", []byte("new")))
	for _, tt := range []struct {
		tree       *source.Tree
		name, want string
	}{{tree, "a.tf", "old"}, {other, "a.tf", "new"}, {other, "b.tf", "b"}} {
		if f, err := tt.tree.ReadFile(tt.name); err != nil || string(f.Bytes) != tt.want {
			t.Errorf("ReadFile(%s) = %v, %v, want %q", tt.name, f, err, tt.want)
		}
	}
}
