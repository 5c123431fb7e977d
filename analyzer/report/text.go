package report

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/taskreach/taskreach/analyzer/lint"
	"github.com/taskreach/taskreach/analyzer/source"
)

// Text writes the run for people: each finding with its source and the path
// where it breaks, what the files do not decide, what could not be read, and a
// last line that sums up.
func Text(w io.Writer, run Run, style Style) error {
	t := &textWriter{painter: painter{style: style}, run: run, texts: newTexts(run.Files)}
	for _, f := range run.Result.Reported() {
		t.finding(f.Finding)
	}
	for _, s := range run.Result.Stacks {
		if style.Verbose {
			t.proofs(s)
		}
	}
	if !style.Quiet {
		t.rest()
	}
	t.problems()
	if !style.Quiet {
		t.variants()
		t.summary()
		t.next()
	}
	_, err := io.WriteString(w, t.text())
	return err
}

// rest writes what is no finding: what is not decided, and what is assumed.
func (t *textWriter) rest() {
	for _, s := range t.run.Result.Stacks {
		t.undecided(s)
	}
	for _, s := range t.run.Result.Stacks {
		t.assumed(s)
	}
}

// proofs writes every flow of a stack with its hops.
func (t *textWriter) proofs(s *lint.Stack) {
	for _, p := range s.Proofs {
		from := ""
		if p.Subnet != nil {
			from = " from " + p.Subnet.Address
		}
		t.line(t.paint(bold, plain(fmt.Sprintf("%s ─▸ %s%s: %s", p.Task.Address, p.Need.Name, from, p.Verdict.Flow()))))
		t.hops(slices.Concat(p.Steps, p.Roles))
		t.line()
	}
}

type textWriter struct {
	painter
	run    Run
	texts  *texts
	colour string // of the finding being written
}

// labels is how wide the column of labels below a finding is.
const labels = 15

func (t *textWriter) finding(f *lint.Finding) {
	t.colour = severity(f.Severity)
	t.title(f)
	t.excerpts(f)
	if len(f.Proofs) > 0 {
		t.line()
		t.path(f)
		if s := f.Symptom(); s != "" {
			t.entry("  at run time", labels, plain(s))
		}
	}
	if f.Mend != "" {
		t.entry("  mend", labels, plain(f.Mend))
	}
	t.fix(f)
	if names := known(f.Tasks()); len(names) > 0 {
		t.entry("  affects", labels, plain(count(len(names), "task")+": "+atMost(6, names)))
	}
	t.line()
}

// fix writes what the fix of a finding changes, below how to mend it.
func (t *textWriter) fix(f *lint.Finding) {
	if f.Fix == nil {
		return
	}
	margin := strings.Repeat(" ", labels)
	if f.Fix.Description != f.Mend {
		t.entry("", labels, plain(f.Fix.Description+":"))
	}
	for _, l := range t.texts.diff(f.Fix, 0) {
		colour := green
		if l.sign == '-' {
			colour = red
		}
		sign := string(l.sign)
		for _, part := range wrap(strings.TrimLeft(screen(l.text), " "), t.style.Width-labels-2) {
			t.line(margin, t.paint(colour, sign+" "+part))
			sign = " "
		}
	}
}

func (t *textWriter) title(f *lint.Finding) {
	head := f.Rule.ID + " " + string(f.Severity) + ": "
	lines := wrap(head+plain(f.Message)+" ["+f.Rule.Name+"]", t.style.Width-2)
	for i, l := range lines {
		if i == 0 {
			t.line(t.link(rulePage(f.Rule.ID), t.paint(t.colour, head)), t.paint(bold, strings.TrimPrefix(l, head)))
			continue
		}
		t.line("  ", t.paint(bold, l))
	}
}

// location returns a range as people find it: path:line:column.
func (t *textWriter) location(r source.Range) string {
	at := t.texts.place(r)
	s := plain(t.run.path(at.name))
	if at.line > 0 {
		s += fmt.Sprintf(":%d", at.line)
	}
	if at.column > 0 {
		s += fmt.Sprintf(":%d", at.column)
	}
	return s
}

// address returns the URL of the file that r is in, or nothing for a tree that
// is in no folder.
func (t *textWriter) address(r source.Range) string {
	dir := t.run.Files.Dir()
	if dir == "" || r.IsZero() {
		return ""
	}
	name := path.Join(filepath.ToSlash(dir), r.File)
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(name, "/")}).String()
}

// short returns a range as path:line, or nothing for what is in no file.
func (t *textWriter) short(r source.Range) string {
	if r.IsZero() {
		return ""
	}
	r.File = t.run.path(r.File)
	return plain(r.String())
}

// known returns the tasks as people know them.
func known(ts []*lint.Task) []string {
	names := addresses(ts)
	for i, task := range ts {
		if name := lint.Known(task.Resource); name != "" {
			names[i] = name
		}
	}
	return names
}

func addresses(ts []*lint.Task) []string {
	names := make([]string, len(ts))
	for i, task := range ts {
		names[i] = task.Address
	}
	return names
}
