package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/taskreach/taskreach/rules"
)

const root = "../.."

func TestPagesAreFresh(t *testing.T) {
	want := pages(rules.All())
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Errorf("%v: run go generate ./rules", err)
			continue
		}
		if diff := cmp.Diff(text, string(got)); diff != "" {
			t.Errorf("%s is stale: run go generate ./rules (-want +got):\n%s", name, diff)
		}
	}
	names, err := filepath.Glob(filepath.Join(root, "docs/rules/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if _, ok := want["docs/rules/"+filepath.Base(name)]; !ok {
			t.Errorf("%s documents no rule: run go generate ./rules", name)
		}
	}
}

func TestWriteRemovesPagesOfRulesThatAreGone(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"docs/rules", "rules"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	gone := filepath.Join(dir, "docs/rules/TR999.md")
	if err := os.WriteFile(gone, []byte("gone\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, pages(rules.All()[:1])); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(gone); !os.IsNotExist(err) {
		t.Errorf("%s is still there", gone)
	}
	first := filepath.Join(dir, "docs/rules", rules.All()[0].ID+".md")
	if _, err := os.Stat(first); err != nil {
		t.Errorf("the page of the first rule is not written: %v", err)
	}
}
