package report

import (
	"fmt"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// assumed writes what the verdicts of a stack rest on beside its files.
func (t *textWriter) assumed(s *lint.Stack) {
	if len(s.Tasks) == 0 || len(s.Assumptions) == 0 {
		return
	}
	t.line(t.paint(purple, "~"), fmt.Sprintf(" %s assumed of %s", count(len(s.Assumptions), "fact"), plain(t.run.path(s.Path))))
	width := 0
	for _, a := range s.Assumptions {
		width = max(width, len(plain(a.Name))+4)
	}
	for _, a := range s.Assumptions {
		t.row(fmt.Sprintf("%-*s", width, "  "+plain(a.Name)), width, plain(a.Says), t.short(a.Range))
	}
	t.line()
}

// assumed writes what the verdicts rest on beside the files.
func (m *markdownWriter) assumed() {
	var rows []string
	for _, s := range m.run.Result.Stacks {
		if len(s.Tasks) == 0 {
			continue
		}
		for _, a := range s.Assumptions {
			at := a.Range
			at.File = m.run.path(at.File)
			rows = append(rows, fmt.Sprintf("%s: %s (%s, for %s)", code(a.Name), prose(a.Says), prose(at.String()), code(m.run.path(s.Path))))
		}
	}
	if len(rows) > 0 {
		m.fit("what is assumed is", fold("~ "+count(len(rows), "fact")+" assumed", rows))
	}
}

// An assumption is what is assumed of a stack, in JSON.
type assumption struct {
	Name string `json:"name"`
	Says string `json:"says"`
	File string `json:"file"`
	Line int    `json:"line"`
}

func (c converter) assumptions(s *lint.Stack) []assumption {
	out := []assumption{}
	for _, a := range s.Assumptions {
		out = append(out, assumption{a.Name, a.Says, c.run.path(a.Range.File), a.Range.Start.Line})
	}
	return out
}
