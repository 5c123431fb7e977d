package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// What reviewdog reads, one JSON object a line. Source: reviewdog, Reviewdog
// Diagnostic Format, proto/rdf/reviewdog.proto: lines and columns count from 1,
// columns in bytes of UTF-8, the end exclusive.
type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"related_locations,omitempty"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}
	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}
	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}
	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

// RDJSONL writes findings and what could not be analysed as reviewdog reads it
// with -f=rdjsonl. Paths are relative to the working directory.
func RDJSONL(w io.Writer, run Run, _ Style) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	texts := newTexts(run.Files)
	for _, r := range remarks(run.Result) {
		d := rdDiagnostic{
			Message:  r.advice(),
			Location: rdLocation{Path: run.path(r.file(run.Scope)), Range: texts.bytes(r.at)},
			Severity: rdSeverities[r.severity],
			Source:   rdSource{Name: "taskreach", URL: home},
			Code:     rdCode{Value: r.id, URL: r.documentation()},
		}
		if r.finding != nil {
			d.Related = rdRelatives(run, texts, r.finding)
			d.Suggestions = rdSuggestions(texts, r)
		}
		if err := e.Encode(d); err != nil {
			return err
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

var rdSeverities = map[lint.Severity]string{lint.Error: "ERROR", lint.Warning: "WARNING", lint.Note: "INFO"}

// rdSuggestions returns the fix of a finding as what is to stand in the place of
// the lines that it changes, which is what reviewers are shown. A suggestion is
// for the file of its diagnostic.
func rdSuggestions(texts *texts, r remark) []rdSuggestion {
	fix := r.finding.Fix
	if fix == nil || fix.Edits[0].Range.File != r.at.File {
		return nil
	}
	f := texts.file(r.at.File)
	if f == nil {
		return nil
	}
	first, last := f.Lines(), 1
	for _, e := range fix.Edits {
		first, last = min(first, e.Range.Start.Line), max(last, e.Range.End.Line)
	}
	after, err := f.Apply(fix.Edits)
	if err != nil {
		return nil
	}
	start := f.LineStart(first)
	end := f.LineStart(last) + len(f.Line(last))
	text := string(after.Bytes[start : len(after.Bytes)-(len(f.Bytes)-end)])
	return []rdSuggestion{{
		Range: rdRange{Start: rdPosition{first, 1}, End: &rdPosition{last, len(f.Line(last)) + 1}},
		Text:  text,
	}}
}

func rdRelatives(run Run, texts *texts, f *lint.Finding) []rdRelated {
	var all []rdRelated
	for _, r := range f.Related {
		if lint.Placed(r.At) {
			all = append(all, rdRelated{r.Message, rdLocation{run.path(r.At.File), texts.bytes(r.At)}})
		}
	}
	return all
}

// bytes returns a range with columns in bytes, or nil for one without lines.
func (t *texts) bytes(r source.Range) *rdRange {
	if r.Start.Line < 1 {
		return nil
	}
	f := t.file(r.File)
	if f == nil || r.Start.Line > f.Lines() {
		return &rdRange{Start: rdPosition{Line: r.Start.Line}}
	}
	r = trimmed(f, r)
	column := func(p source.Pos) int { return p.Byte - lineStart(f, p.Byte) + 1 }
	return &rdRange{
		Start: rdPosition{r.Start.Line, column(r.Start)},
		End:   &rdPosition{r.End.Line, column(r.End)},
	}
}
