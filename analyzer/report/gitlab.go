package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// What GitLab reads of a Code Quality report. Source: GitLab documentation,
// "Code Quality report format".
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
	}
)

// GitLab writes findings and what could not be analysed as a Code Quality
// report. Paths are relative to the root of the repository.
func GitLab(w io.Writer, run Run, _ Style) error {
	issues := []gitlabIssue{}
	texts := newTexts(run.Files)
	seen := map[string]int{}
	for _, r := range remarks(run.Result) {
		id := r.fingerprint(0)
		again := seen[id]
		seen[id]++
		issues = append(issues, gitlabIssue{
			Description: plain(r.advice()),
			CheckName:   r.id,
			Fingerprint: r.fingerprint(again),
			Severity:    gitlabSeverities[r.severity],
			Location: gitlabLocation{
				Path:  r.file(run.Scope),
				Lines: gitlabLines{Begin: max(1, texts.place(r.at).line)},
			},
		})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(issues); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// A blocked task is worse than GitLab's major, and not the end of the project.
var gitlabSeverities = map[lint.Severity]string{lint.Error: "critical", lint.Warning: "minor", lint.Note: "info"}

// fingerprint identifies a remark among all of a report, which GitLab wants
// each to be alone with: two stacks may call the module that a finding is in,
// and a remark of the same text may stand in a file again.
func (r remark) fingerprint(again int) string {
	parts := []string{r.id, r.at.File, r.message}
	if r.finding != nil {
		parts = []string{r.finding.Fingerprint()}
	}
	if r.stack != nil {
		parts = append(parts, r.stack.Path, "")
	}
	if again > 0 {
		parts = append(parts, strconv.Itoa(again))
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
