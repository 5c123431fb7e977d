package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// GitHub writes findings and what could not be analysed as workflow commands,
// which annotate a run of GitHub Actions ("Workflow commands for GitHub
// Actions"). A step shows ten errors, so errors come first. Paths are relative
// to the root of the repository.
func GitHub(w io.Writer, run Run, _ Style) error {
	var b strings.Builder
	texts := newTexts(run.Files)
	for _, r := range remarks(run.Result) {
		title := strings.TrimSpace(r.id + " " + r.name)
		fmt.Fprintf(&b, "::%s %stitle=%s::%s\n",
			githubLevels[r.severity], annotated(texts.place(r.at)), property.Replace(title), data.Replace(r.message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var githubLevels = map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Note: "notice"}

// annotated returns a place as the properties of a command. Columns are taken
// only for a place on one line.
func annotated(at place) string {
	if at.name == "" {
		return ""
	}
	s := "file=" + property.Replace(at.name) + ","
	if at.line == 0 {
		return s
	}
	s += fmt.Sprintf("line=%d,endLine=%d,", at.line, at.endLine)
	if at.column > 0 && at.line == at.endLine {
		s += fmt.Sprintf("col=%d,endColumn=%d,", at.column, at.endColumn)
	}
	return s
}

// What a command's message and its properties escape (actions/toolkit,
// packages/core/src/command.ts).
var (
	data     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	property = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
