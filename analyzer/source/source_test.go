package source_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/taskreach/taskreach/analyzer/source"
)

func TestFilePositions(t *testing.T) {
	f := source.NewFile("a.tf", []byte("one\nzwei é𝛼x\r\n\nlast"))
	tests := []struct {
		name         string
		offset       int
		line, column int
	}{
		{"first byte", 0, 1, 1},
		{"line ending belongs to its line", 3, 1, 4},
		{"first byte of a line", 4, 2, 1},
		{"after a letter of two bytes", 11, 2, 7},
		{"after a letter of two UTF-16 units", 15, 2, 9},
		{"empty line", 18, 3, 1},
		{"last byte", 22, 4, 4},
		{"past the end is clamped", 99, 4, 5},
		{"before the start is clamped", -1, 1, 1},
	}
	for _, tt := range tests {
		p := f.Pos(tt.offset)
		if p.Line != tt.line || f.Column(p) != tt.column {
			t.Errorf("%s: Pos(%d) = %d:%d, want %d:%d", tt.name, tt.offset, p.Line, f.Column(p), tt.line, tt.column)
		}
	}
	if got := f.Line(2); got != "zwei é𝛼x" {
		t.Errorf("Line(2) = %q, want it without its line ending", got)
	}
	if got := f.Line(5); got != "" {
		t.Errorf("Line(5) = %q, want the empty string past the last line", got)
	}
}

func TestJoin(t *testing.T) {
	tests := []struct {
		dir, elem, want string
		outside         bool
	}{
		{"infra/prod", "../modules/net", "infra/modules/net", false},
		{".", "modules/net", "modules/net", false},
		{"infra", "..", ".", false},
		{"infra", "../..", "", true},
		{"infra", "../../etc/passwd", "", true},
		{"infra", "/etc/passwd", "", true},
	}
	for _, tt := range tests {
		got, err := source.Join(tt.dir, tt.elem)
		if got != tt.want || errors.Is(err, source.ErrOutside) != tt.outside {
			t.Errorf("Join(%q, %q) = %q, %v; want %q, outside %v", tt.dir, tt.elem, got, err, tt.want, tt.outside)
		}
	}
}

func TestTreeCannotBeLeft(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "root")
	secret := filepath.Join(dir, "secret")
	for name, text := range map[string]string{secret: "outside", filepath.Join(root, "in.txt"): "inside"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{"abs": secret, "rel": "../secret", "ok": "in.txt"} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := source.OpenTree(root)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		want error
	}{
		{"in.txt", nil},
		{"ok", nil},
		{"abs", source.ErrOutside},
		{"rel", source.ErrOutside},
		{"../secret", source.ErrOutside},
		{"nowhere", fs.ErrNotExist},
	}
	for _, tt := range tests {
		f, err := tree.ReadFile(tt.name)
		if !errors.Is(err, tt.want) {
			t.Errorf("ReadFile(%q): error %v, want %v", tt.name, err, tt.want)
		}
		if tt.want == nil && string(f.Bytes) != "inside" {
			t.Errorf("ReadFile(%q) = %q, want the text inside", tt.name, f.Bytes)
		}
	}
}

func TestReadFileRefusesWhatIsTooLarge(t *testing.T) {
	tree := source.NewTree(fstest.MapFS{
		"fits":  {Data: []byte(strings.Repeat("x", source.MaxFile))},
		"over":  {Data: []byte(strings.Repeat("x", source.MaxFile+1))},
		"dir/x": {Data: nil},
	})
	if _, err := tree.ReadFile("fits"); err != nil {
		t.Errorf("a file of MaxFile bytes: %v, want none", err)
	}
	if _, err := tree.ReadFile("over"); !errors.Is(err, source.ErrTooLarge) {
		t.Errorf("a file one byte above MaxFile: error %v, want ErrTooLarge", err)
	}
	if _, err := tree.ReadFile("dir"); err == nil {
		t.Error("ReadFile of a folder gives no error")
	}
}

func TestLineStart(t *testing.T) {
	f := source.NewFile("f", []byte("a\r\n\nbc"))
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 0, 2: 3, 3: 4, 4: 4} {
		if got := f.LineStart(n); got != want {
			t.Errorf("LineStart(%d) = %d, want %d", n, got, want)
		}
	}
}
