package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// maxComment is how many bytes of Markdown are written, and maxFindings how many
// of them are about findings: the comment of a pull request holds 65,536
// characters (GitHub's API says so when there are more).
const (
	maxComment  = 60_000
	maxFindings = 45_000
)

// Markdown writes the run for a comment on a pull request or the summary of a
// job: what was proved in a table, each finding with its path folded away, and
// what the files do not decide.
func Markdown(w io.Writer, run Run, _ Style) error {
	m := &markdownWriter{run: run, texts: newTexts(run.Files)}
	m.title()
	m.table()
	m.findings()
	m.undecided()
	m.assumed()
	m.suppressed()
	m.problems()
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdownWriter struct {
	b     strings.Builder
	run   Run
	texts *texts
}

func (m *markdownWriter) title() {
	m.b.WriteString("### taskreach: " + verdict(m.run.Result) + "\n\n")
}

// verdict returns what a result comes to in a few words.
func verdict(r *lint.Result) string {
	s := r.Summary()
	stopped, seen := 0, map[*lint.Task]bool{}
	for _, f := range r.Reported() {
		for _, t := range f.Tasks() {
			if f.Severity == lint.Error && !seen[t] {
				seen[t] = true
				stopped++
			}
		}
	}
	text := fmt.Sprintf("%d of %s proven", s.Reachable, count(s.Flows, "flow"))
	switch {
	case stopped > 0:
		text = count(stopped, "task") + " cannot start"
	case r.Incomplete():
		text = "not everything could be analysed"
	case s.Stacks == 0:
		text = "no Terraform or CloudFormation stack found"
	case s.Tasks == 0:
		text = "no ECS task found"
	case s.Reachable == s.Flows && s.Errors+s.Suppressed == 0:
		text = count(s.Tasks, "task") + " can start"
	}
	return text
}

// table writes how many flows of each stack have which verdict.
func (m *markdownWriter) table() {
	const most = 30
	var rows []string
	add := func(name string, s lint.Summary) {
		blocked := fmt.Sprint(s.Blocked)
		if s.Blocked > 0 {
			blocked = "**" + blocked + "**"
		}
		rows = append(rows, fmt.Sprintf("| %s | %d | %d | %s | %d |\n", name, s.Tasks, s.Reachable, blocked, s.Unknown))
	}
	for _, s := range m.run.Result.Stacks {
		if len(s.Tasks) > 0 {
			one := &lint.Result{Stacks: []*lint.Stack{s}}
			add(code(s.Name(m.run.path(s.Path))), one.Summary())
		}
	}
	if len(rows) == 0 {
		return
	}
	m.b.WriteString("| stack | tasks | flows proven | blocked | unknown |\n| :-- | --: | --: | --: | --: |\n")
	if len(rows) > 1 {
		left := max(0, len(rows)-most)
		rows = rows[:min(most, len(rows))]
		if left > 0 {
			rows = append(rows, fmt.Sprintf("| %s more | | | | |\n", count(left, "stack")))
		}
		add("all", m.run.Result.Summary())
	}
	m.b.WriteString(strings.Join(rows, "") + "\n")
}

// findings writes each finding. Where there is no room for all, the paths of
// the mildest go first, and then the findings themselves.
func (m *markdownWriter) findings() {
	var heads []string
	var found []*lint.Finding
	room, left := maxFindings-m.b.Len(), 0
	for _, r := range remarks(m.run.Result) {
		if r.finding == nil {
			continue
		}
		head := m.head(r.finding)
		if len(head) > room {
			left++
			continue
		}
		room -= len(head)
		heads, found = append(heads, head), append(found, r.finding)
	}
	for i, f := range found {
		m.b.WriteString(heads[i])
		if details := m.details(f); len(details) <= room {
			room -= len(details)
			m.b.WriteString(details)
		}
	}
	if left > 0 {
		m.b.WriteString(count(left, "further finding") + " left out: there is no more room here\n\n")
	}
}

// head writes a finding on a line, what happens before why.
func (m *markdownWriter) head(f *lint.Finding) string {
	sign := map[lint.Severity]string{lint.Error: "✗", lint.Warning: "!", lint.Note: "·"}[f.Severity]
	at := f.Primary()
	at.File = m.run.path(at.File)
	what, why, found := strings.Cut(f.Message, ": ")
	text := "**" + sign + "** " + prose(f.Message)
	if found {
		text = "**" + sign + " " + prose(what) + "**: " + prose(why)
	}
	return fmt.Sprintf("%s · %s · [%s](%s)\n\n", text, code(at.String()), f.Rule.ID, rulePage(f.Rule.ID))
}

// details writes what is folded away: the path, what happens at run time, how
// to mend it and whom it affects.
func (m *markdownWriter) details(f *lint.Finding) string {
	var b strings.Builder
	if len(f.Proofs) > 0 {
		p := f.Proofs[0]
		b.WriteString("<details><summary>path of " + caption(p.Task.Address+" to "+p.Need.Name) + "</summary>\n\n")
		b.WriteString(mermaid(f))
		for _, line := range steps(m.run, p) {
			b.WriteString("- " + prose(line) + "\n")
		}
		if s := f.Symptom(); s != "" {
			b.WriteString("\nat run time: " + code(s) + "\n")
		}
		if names := addresses(f.Tasks()); len(names) > 1 {
			b.WriteString("\naffects " + count(len(names), "task") + ": " + prose(atMost(6, names)) + "\n")
		}
		b.WriteString("\n</details>\n\n")
	}
	if f.Mend != "" {
		b.WriteString("<details><summary>mend</summary>\n\n" + prose(f.Mend) + "\n\n" + m.diff(f) + "</details>\n\n")
	}
	return b.String()
}

// diff returns what the fix of a finding changes as GitHub and GitLab colour
// it.
func (m *markdownWriter) diff(f *lint.Finding) string {
	if f.Fix == nil {
		return ""
	}
	var b strings.Builder
	fence := "```"
	for _, l := range m.texts.diff(f.Fix, 3) {
		for strings.Contains(l.text, fence) {
			fence += "`"
		}
		b.WriteString(string(l.sign) + plainKeepingTabs(l.text) + "\n")
	}
	at := f.Fix.Edits[0].Range
	at.File = m.run.path(at.File)
	lead := "proven to mend it"
	if f.Fix.Description != f.Mend {
		lead = prose(f.Fix.Description) + ", " + lead
	}
	return fmt.Sprintf("%s, %s:\n\n%sdiff\n%s%s\n\n", code(at.String()), lead, fence, b.String(), fence)
}

// fit writes a section, or that there is no room for it.
func (m *markdownWriter) fit(name, text string) {
	if m.b.Len()+len(text) > maxComment {
		text = name + " left out: there is no more room here\n\n"
	}
	m.b.WriteString(text)
}

// fold returns the rows as a list that is folded away below a caption; of many
// it shows the first.
func fold(caption string, rows []string) string {
	const most = 20
	if n := len(rows); n > most {
		rows = append(rows[:most:most], fmt.Sprintf("%d more", n-most))
	}
	return "<details><summary>" + caption + "</summary>\n\n- " + strings.Join(rows, "\n- ") + "\n\n</details>\n\n"
}

// undecided writes what the unknown flows of each stack wait for.
func (m *markdownWriter) undecided() {
	var b strings.Builder
	for _, s := range m.run.Result.Stacks {
		var rows []string
		for _, g := range s.Gaps() {
			rows = append(rows, count(g.Flows, "flow")+": "+prose(gapMessage(g)))
		}
		if certain := certainties(unknownProofs(s)); len(certain) > 0 && len(rows) > 0 {
			rows = append(rows, "certain all the same: "+prose(strings.Join(certain, "; ")))
		}
		if len(rows) > 0 {
			b.WriteString(fold(fmt.Sprintf("? %s unknown in %s", count(len(unknownProofs(s)), "flow"), caption(s.Name(m.run.path(s.Path)))), rows))
		}
	}
	m.fit("what the unknown flows wait for is", b.String())
}

// suppressed writes which findings the user has accepted, and why.
func (m *markdownWriter) suppressed() {
	var rows []string
	for _, s := range m.run.Result.Stacks {
		for _, f := range s.Suppressed {
			why := f.Reason
			if f.By == lint.ByBaseline {
				why = "in the baseline"
			}
			if why == "" {
				why = "no reason given"
			}
			rows = append(rows, fmt.Sprintf("[%s](%s) %s: %s", f.Rule.ID, rulePage(f.Rule.ID), prose(f.Message), prose(why)))
		}
	}
	if len(rows) > 0 {
		m.fit("suppressed findings are", fold(count(len(rows), "finding")+" suppressed", rows))
	}
}

// problems writes what could not be read or evaluated.
func (m *markdownWriter) problems() {
	var rows []string
	for _, r := range remarks(m.run.Result) {
		if r.finding != nil {
			continue
		}
		at := r.at
		at.File = m.run.path(at.File)
		row := prose(r.message)
		if !at.IsZero() {
			row += " · " + code(at.String())
		}
		rows = append(rows, row)
	}
	if len(rows) > 0 {
		m.fit("what could not be analysed is", fold("! "+count(len(rows), "problem")+" left something unanalysed", rows))
	}
}
