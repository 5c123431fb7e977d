//go:build unix

package source_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/taskreach/taskreach/analyzer/source"
)

// To open a named pipe waits for somebody to write to it, which nobody may do.
func TestReadFileRefusesPipe(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "main.tf"), 0o600); err != nil {
		t.Fatal(err)
	}
	tree, err := source.OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	const want = "reading main.tf: not a regular file"
	if _, err := tree.ReadFile("main.tf"); err == nil || err.Error() != want {
		t.Errorf("ReadFile of a pipe: %v, want %s", err, want)
	}
}
