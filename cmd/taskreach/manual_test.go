package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

var manual = flag.String("manual", "", "folder to write the manual to")

// The manual has a page for each command that says all its flags. A release
// has the pages that -manual writes, with the date in SOURCE_DATE_EPOCH.
func TestManual(t *testing.T) {
	dir := *manual
	if dir == "" {
		dir = t.TempDir()
		t.Setenv("SOURCE_DATE_EPOCH", "1764007200")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	root := rootCommand()
	root.InitDefaultCompletionCmd("completion")
	root.DisableAutoGenTag = true
	header := &doc.GenManHeader{Section: "1", Source: "taskreach", Manual: "taskreach"}
	if err := doc.GenManTree(root, header, dir); err != nil {
		t.Fatal(err)
	}
	for _, cmd := range withPages(root) {
		file := filepath.Join(dir, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1")
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		page = []byte(option.ReplaceAllString(string(page), ".TP\n$1"))
		if err := os.WriteFile(file, page, 0o644); err != nil {
			t.Fatal(err)
		}
		checkPage(t, cmd, string(page))
	}
}

// option finds an option in a page. Its text is set off by a tab, which is for
// tables alone; the macro TP is for this.
var option = regexp.MustCompile(`(?:\.PP\n)?(\\fB-.*\n)\t`)

// withPages returns the command and those below it that have a page.
func withPages(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() && !c.IsAdditionalHelpTopicCommand() {
			all = append(all, withPages(c)...)
		}
	}
	return all
}

// checkPage compares a page with what the command says of itself.
func checkPage(t *testing.T, cmd *cobra.Command, page string) {
	t.Helper()
	name := cmd.CommandPath()
	title := strings.ToUpper(strings.ReplaceAll(name, " ", "-"))
	if *manual == "" && !strings.Contains(page, `.TH "`+title+`" "1" "Nov 2025" "taskreach" "taskreach"`) {
		t.Errorf("the page of %s lacks its title, or the date in SOURCE_DATE_EPOCH:\n%s", name, page)
	}
	if !strings.Contains(page, cmd.Short) {
		t.Errorf("the page of %s does not say %q", name, cmd.Short)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !regexp.MustCompile(`(?m)^\.TP\n.*\\fB--` + f.Name + `\\fP.*\n.`).MatchString(page) {
			t.Errorf("the page of %s does not say --%s", name, f.Name)
		}
	})
	if strings.Contains(page, "\n\t") {
		t.Errorf("the page of %s has a tab at the start of a line", name)
	}
}
