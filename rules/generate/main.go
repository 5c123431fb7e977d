// Generate writes the documentation of the rules from their metadata: a table
// in rules/README.md and a page for each in docs/rules. It is run by go generate
// in the folder rules.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/rules"
)

func main() {
	if err := write("..", pages(rules.All())); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write puts each page below root, and removes the pages of rules that are gone.
func write(root string, pages map[string]string) error {
	stale, err := filepath.Glob(filepath.Join(root, "docs/rules/TR*.md"))
	if err != nil {
		return fmt.Errorf("listing pages: %w", err)
	}
	for _, name := range stale {
		if err := os.Remove(name); err != nil {
			return fmt.Errorf("removing page: %w", err)
		}
	}
	for name, text := range pages {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o644); err != nil {
			return fmt.Errorf("writing page: %w", err)
		}
	}
	return nil
}

// pages returns the documentation of the rules by the names of its files, as
// seen from the root of the repository.
func pages(all []*lint.Rule) map[string]string {
	pages := map[string]string{"rules/README.md": table(all)}
	for _, r := range all {
		pages["docs/rules/"+r.ID+".md"] = page(r)
	}
	return pages
}

const notice = "<!-- Written by go generate in the folder rules. -->\n\n"

func table(all []*lint.Rule) string {
	var b strings.Builder
	b.WriteString("# Rules\n\n" + notice)
	b.WriteString("| id | name | severity | what it finds |\n| --- | --- | --- | --- |\n")
	for _, r := range all {
		fmt.Fprintf(&b, "| [%s](../docs/rules/%s.md) | %s | %s | %s |\n", r.ID, r.ID, r.Name, r.Severity, r.Title())
	}
	return b.String()
}

func page(r *lint.Rule) string {
	return fmt.Sprintf("# %s: %s\n\n%s**%s** (%s)\n\n%s\n", r.ID, r.Title(), notice, r.Name, r.Severity, r.Body())
}
