package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/taskreach/taskreach/analyzer/lint"
)

// A JUnit report, as far as its readers agree on one. Source: the schema of
// Jenkins, xunit-plugin, junit-10.xsd.
type (
	junitReport struct {
		XMLName  xml.Name      `xml:"testsuites"`
		Name     string        `xml:"name,attr"`
		Tests    int           `xml:"tests,attr"`
		Failures int           `xml:"failures,attr"`
		Errors   int           `xml:"errors,attr"`
		Suites   []*junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		ClassName string        `xml:"classname,attr"`
		Skipped   *junitOutcome `xml:"skipped"`
		Error     *junitOutcome `xml:"error"`
		Failure   *junitOutcome `xml:"failure"`
	}
	junitOutcome struct {
		Type    string `xml:"type,attr,omitempty"`
		Message string `xml:"message,attr"`
		Text    string `xml:",cdata"`
	}
)

// JUnit writes every destination of every task as a test: one that is proven
// passes, one that is blocked fails, one that is unknown is skipped. What could
// not be analysed is an error.
func JUnit(w io.Writer, run Run, _ Style) error {
	report := &junitReport{Name: "taskreach"}
	for _, s := range run.Result.Stacks {
		suite := &junitSuite{Name: s.Name(run.path(s.Path))}
		found, accepted := findingsOf(s), acceptedOf(s)
		for _, proofs := range destinations(s) {
			suite.add(junitTest(run, proofs, found, accepted))
		}
		suite.problems(run, s.Problems)
		report.add(suite)
	}
	rest := &junitSuite{Name: "input"}
	rest.problems(run, run.Result.Problems)
	report.add(rest)
	return writeXML(w, report)
}

func (r *junitReport) add(s *junitSuite) {
	if s.Tests == 0 {
		return
	}
	r.Tests, r.Failures, r.Errors = r.Tests+s.Tests, r.Failures+s.Failures, r.Errors+s.Errors
	r.Suites = append(r.Suites, s)
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

func (s *junitSuite) problems(run Run, ps []lint.Problem) {
	for _, p := range ps {
		if !p.Incomplete() {
			continue
		}
		at := p.Range
		at.File = run.path(at.File)
		s.add(junitCase{
			Name: strings.TrimSpace(string(p.Kind) + " " + at.String()), ClassName: "input",
			Error: &junitOutcome{Type: string(p.Kind), Message: plain(p.Message)},
		})
	}
}

// findingsOf returns the findings of a stack by the proofs that they are about.
func findingsOf(s *lint.Stack) map[*lint.Proof][]*lint.Finding {
	m := map[*lint.Proof][]*lint.Finding{}
	for _, f := range s.Findings {
		for _, p := range f.Proofs {
			m[p] = append(m[p], f)
		}
	}
	return m
}

// acceptedOf returns the suppressed findings of a stack by the proofs that they
// are about.
func acceptedOf(s *lint.Stack) map[*lint.Proof][]lint.Suppressed {
	m := map[*lint.Proof][]lint.Suppressed{}
	for _, f := range s.Suppressed {
		for _, p := range f.Proofs {
			m[p] = append(m[p], f)
		}
	}
	return m
}

// destinations returns the proofs of a stack by task and destination: those of
// the subnets that a task may be placed in are one test.
func destinations(s *lint.Stack) [][]*lint.Proof {
	type key struct {
		task       *lint.Task
		need, host string
		port       uint16
	}
	var all [][]*lint.Proof
	index := map[key]int{}
	for _, p := range s.Proofs {
		k := key{p.Task, p.Need.Name, p.Need.Host.String(), p.Need.Port}
		i, ok := index[k]
		if !ok {
			i = len(all)
			index[k] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], p)
	}
	return all
}

// junitTest returns the test of a destination. It fails where one of its flows
// is blocked, and where one arrives and is refused there: the task does not
// start either way. It is skipped where all that is found of it is suppressed.
func junitTest(run Run, proofs []*lint.Proof, found map[*lint.Proof][]*lint.Finding, accepted map[*lint.Proof][]lint.Suppressed) junitCase {
	first := proofs[0]
	c := junitCase{
		Name:      plain(fmt.Sprintf("%s (%s:%d)", first.Need.Name, first.Need.Host, first.Need.Port)),
		ClassName: plain(first.Task.Address),
	}
	refused := func(p *lint.Proof) bool {
		return p.Verdict == lint.Blocked && (len(found[p]) > 0 || len(accepted[p]) == 0) || slices.ContainsFunc(found[p], func(f *lint.Finding) bool { return f.Severity == lint.Error })
	}
	if i := slices.IndexFunc(proofs, refused); i >= 0 {
		c.Failure = junitFailure(run, proofs[i], found[proofs[i]])
		return c
	}
	suppressed := func(p *lint.Proof) bool { return len(accepted[p]) > 0 }
	if i := slices.IndexFunc(proofs, suppressed); i >= 0 {
		f := accepted[proofs[i]][0]
		c.Skipped = &junitOutcome{Message: plain(fmt.Sprintf("suppressed (%s): %s %s", f.By, f.Rule.ID, f.Message))}
		return c
	}
	unknown := func(p *lint.Proof) bool { return p.Verdict == lint.Unknown }
	if i := slices.IndexFunc(proofs, unknown); i >= 0 {
		c.Skipped = &junitOutcome{Message: plain("unknown: " + lint.Reason(proofs[i]))}
	}
	return c
}

func junitFailure(run Run, p *lint.Proof, found []*lint.Finding) *junitOutcome {
	out := &junitOutcome{Type: "blocked", Message: plain(lint.Reason(p))}
	if len(found) > 0 {
		out.Type, out.Message = found[0].Rule.ID, plain(found[0].Message)
	}
	var b strings.Builder
	b.WriteString("\n")
	for _, f := range found {
		at := f.Primary()
		at.File = run.path(at.File)
		fmt.Fprintf(&b, "%s %s: %s\n", plain(at.String()), f.Rule.ID, plain(f.Message))
		if f.Mend != "" {
			fmt.Fprintf(&b, "  mend: %s\n", plain(f.Mend))
		}
	}
	for _, line := range steps(run, p) {
		b.WriteString("  " + line + "\n")
	}
	out.Text = characters(b.String())
	return out
}

// characters returns text that XML has characters for; encoding/xml looks at all
// but that of a CDATA section.
func characters(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\uFFFE' || r == '\uFFFF' {
			return utf8.RuneError
		}
		return r
	}, s)
}

// steps returns the path of a flow, a step a line.
func steps(run Run, p *lint.Proof) []string {
	var all []string
	for _, s := range joined(slices.Concat(p.Steps, p.Roles)) {
		line := verdictSigns[s.Verdict.String()] + " " + string(s.Hop) + ": " + plain(s.Why)
		if !s.At.IsZero() {
			s.At.File = run.path(s.At.File)
			line += " (" + plain(s.At.String()) + ")"
		}
		all = append(all, line)
	}
	return all
}

var verdictSigns = map[string]string{"allowed": "✓", "blocked": "✗", "unknown": "?"}
