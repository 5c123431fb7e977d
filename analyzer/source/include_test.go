package source_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/taskreach/taskreach/analyzer/source"
)

// What the user names himself is readable by the name that Include returns, and
// opens no way to what lies beside it.
func TestTreeInclude(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "root"), 0o755); err != nil {
		t.Fatal(err)
	}
	write("prod.tfvars", "a = 1\n")
	write("secret.tfvars", "b = 2\n")
	tree, err := source.OpenTree(filepath.Join(dir, "root"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tree.ReadFile("../prod.tfvars"); !errors.Is(err, source.ErrOutside) {
		t.Errorf("reading before: %v, want ErrOutside", err)
	}
	name, err := tree.Include(filepath.Join(dir, "prod.tfvars"))
	if err != nil || name != "../prod.tfvars" {
		t.Fatalf("Include = %q, %v", name, err)
	}
	f, err := tree.ReadFile(name)
	if err != nil || string(f.Bytes) != "a = 1\n" || f.Name != name {
		t.Errorf("reading after: %v, %v", f, err)
	}
	if _, err := tree.ReadFile("../secret.tfvars"); !errors.Is(err, source.ErrOutside) {
		t.Errorf("reading a neighbour: %v, want ErrOutside", err)
	}
	if _, err := tree.Include(filepath.Join(dir, "none.tfvars")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("including nothing: %v, want ErrNotExist", err)
	}
}
