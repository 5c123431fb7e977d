package report

import (
	"encoding/xml"
	"io"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// Checkstyle's report, which many servers read. Source: Checkstyle 10,
// XMLLogger; the severities are those of its SeverityLevel.
type (
	checkstyleReport struct {
		XMLName xml.Name          `xml:"checkstyle"`
		Version string            `xml:"version,attr"`
		Files   []*checkstyleFile `xml:"file"`
	}
	checkstyleFile struct {
		Name   string            `xml:"name,attr"`
		Errors []checkstyleError `xml:"error"`
	}
	checkstyleError struct {
		Line     int    `xml:"line,attr"`
		Column   int    `xml:"column,attr,omitempty"`
		Severity string `xml:"severity,attr"`
		Message  string `xml:"message,attr"`
		Source   string `xml:"source,attr"`
	}
)

// Checkstyle writes findings and what could not be analysed as Checkstyle does.
// Paths are relative to the working directory.
func Checkstyle(w io.Writer, run Run, _ Style) error {
	report := checkstyleReport{Version: "10.0"}
	texts := newTexts(run.Files)
	files := map[string]*checkstyleFile{}
	for _, r := range remarks(run.Result) {
		at := texts.place(r.at)
		name := run.path(r.file(run.Scope))
		f := files[name]
		if f == nil {
			f = &checkstyleFile{Name: name}
			files[name] = f
			report.Files = append(report.Files, f)
		}
		f.Errors = append(f.Errors, checkstyleError{
			Line: max(1, at.line), Column: at.column, Severity: checkstyleSeverities[r.severity],
			Message: plain(r.advice()), Source: "taskreach." + r.id,
		})
	}
	return writeXML(w, report)
}

var checkstyleSeverities = map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Note: "info"}

// writeXML writes v as a document. Characters that XML has no place for are
// replaced by encoding/xml.
func writeXML(w io.Writer, v any) error {
	text, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+string(text)+"\n")
	return err
}
